// Those tests of ITU-T G.168 that look at what happens around the echo: noise, talk in turns, a
// path that opens, silence, tones.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "../../../native/dsp/echo/echo_batch.hpp"
#include "../../../native/dsp/level.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;
using signals::append;
using signals::noise;
using signals::Samples;
using signals::silence;
using signals::sine;
using signals::speech;

namespace {

/** 10 ms of delay, 4 ms of ring, 10 dB of return loss. */
Samples echo_of(const Samples &far) {
  std::vector<double> taps(112, 0.0);
  double energy = 0.0;
  for (size_t n = 80; n < taps.size(); n++) {
    const auto at = static_cast<double>(n - 80);
    taps[n] = std::cos(1.7 * at) * std::exp(-at / 8.0);
    energy += taps[n] * taps[n];
  }
  Samples echo(far.size(), 0.0);
  for (size_t n = 0; n < far.size(); n++) {
    for (size_t k = 80; k < taps.size() && k <= n; k++) {
      echo[n] += taps[k] / std::sqrt(energy) * 0.316 * far[n - k];
    }
  }
  return echo;
}

Samples cancelled(const Samples &far, const Samples &near, bool suppresses) {
  EchoCanceller canceller({64, suppresses, true}, 80);
  const auto far_pcm = signals::pcm(far), near_pcm = signals::pcm(near);
  Samples out;
  std::vector<int16_t> cleaned(80);
  for (size_t at = 0; at + 80 <= far_pcm.size(); at += 80) {
    canceller.feed(std::span(far_pcm).subspan(at, 80), std::span(near_pcm).subspan(at, 80),
                   cleaned);
    out.insert(out.end(), cleaned.begin(), cleaned.end());
  }
  return out;
}

double level_in(const Samples &sound, double from_ms, double to_ms) {
  double sum = 0.0;
  const size_t begin = signals::samples_of(from_ms), end = signals::samples_of(to_ms);
  for (size_t n = begin; n < end; n++) sum += sound[n] * sound[n];
  return level_of(sum / static_cast<double>(end - begin));
}

Samples plus(Samples sound, const Samples &more) { return signals::add(sound, more); }

constexpr double kFarDbm0 = -14.0;

}  // namespace

TEST_CASE("echo G.168 2C: beside noise of the near end no more comes back than that noise") {
  const Samples far = speech(kFarDbm0, 5000, 3), room = noise(kFarDbm0 - 15.0, 5000, 8);
  const Samples out = cancelled(far, plus(echo_of(far), room), true);
  CHECK(level_in(out, 1000, 5000) < level_in(room, 1000, 5000) + 1.0);
}

TEST_CASE("echo G.168 3C: in a talk by turns no echo comes back louder than who has spoken") {
  Samples far, near;
  for (uint32_t turn = 0; turn < 4; turn++) {
    append(far, speech(kFarDbm0, 1500, turn + 1));
    append(near, silence(1300));  // both speak for 200 ms
    append(near, speech(-20.0, 1400, turn + 9));
    append(far, silence(1200));
  }
  const Samples out = cancelled(far, plus(echo_of(far), near), true);
  for (int turn = 1; turn < 4; turn++) {
    const double begin = 2700.0 * turn;
    CAPTURE(turn);
    CHECK(level_in(out, begin + 100, begin + 1250) < -45.0);
    CHECK(std::abs(level_in(out, begin + 1600, begin + 2600) -
                   level_in(near, begin + 1600, begin + 2600)) < 1.0);
  }
}

TEST_CASE("echo G.168 4: after silence the echo path is known as before") {
  Samples far = noise(kFarDbm0, 3000, 4);
  append(far, silence(20000));
  append(far, noise(kFarDbm0, 1000, 5));
  const Samples echo = echo_of(far);
  const Samples out = cancelled(far, plus(echo, noise(-70.0, 24000, 6)), false);
  const double before = level_in(echo, 2500, 3000) - level_in(out, 2500, 3000);
  const double after = level_in(echo, 23050, 23150) - level_in(out, 23050, 23150);
  CHECK(before > 25.0);
  CHECK(after > before - 10.0);
}

TEST_CASE("echo G.168 5A: a path that opens leaves no echo of the canceller's own making") {
  const Samples far = noise(kFarDbm0, 6000, 4);
  Samples near = echo_of(far);
  std::fill(near.begin() + static_cast<std::ptrdiff_t>(signals::samples_of(3000)), near.end(), 0.0);
  const Samples out = cancelled(far, near, false);
  CHECK(level_in(out, 4000, 6000) < kFarDbm0 - 30.0);
  CHECK(level_in(cancelled(far, near, true), 4000, 6000) < -60.0);
}

TEST_CASE("echo G.168 7: a tone from the beginning is cancelled, and stays so") {
  for (const double hz : {400.0, 1000.0, 2000.0, 3000.0}) {
    CAPTURE(hz);
    const Samples far = sine(hz, kFarDbm0, 20000);
    const Samples out = cancelled(far, plus(echo_of(far), noise(-75.0, 20000, 6)), false);
    CHECK(level_in(out, 10000, 20000) < 0.83 * kFarDbm0 - 30.0);
  }
}

TEST_CASE("echo G.168 8 and 10: near signals and fax tones pass, and leave the path as it was") {
  Samples far = noise(kFarDbm0, 3000, 4);
  append(far, silence(2000));
  append(far, noise(kFarDbm0, 1000, 5));
  for (const double hz : {1100.0, 2100.0, 2280.0, 2400.0, 2600.0}) {
    CAPTURE(hz);
    Samples tone = silence(3500);
    append(tone, sine(hz, -10.0, 1000));
    append(tone, silence(1500));
    const Samples echo = echo_of(far);
    const Samples out = cancelled(far, plus(plus(echo, tone), noise(-70.0, 6000, 6)), true);
    CHECK(std::abs(level_in(out, 3600, 4400) + 10.0) < 0.5);
    CHECK(level_in(echo, 5500, 6000) - level_in(out, 5500, 6000) > 20.0);
  }
}
