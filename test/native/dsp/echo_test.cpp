#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "../../../native/dsp/echo/echo_batch.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

/** A dispersive path: delay, then 8 ms of decaying ring, with that return loss for noise. */
std::vector<double> path(size_t delay, double loss_db, uint32_t seed = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> taps(delay + 64, 0.0);
  double energy = 0.0;
  for (size_t n = 0; n < 64; n++) {
    const double at = static_cast<double>(n);
    taps[delay + n] = normal(random) * std::exp(-at / 12.0) * (1.0 - std::exp(-(at + 1.0) / 4.0));
    energy += taps[delay + n] * taps[delay + n];
  }
  for (double &tap : taps) tap *= std::pow(10.0, -loss_db / 20.0) / std::sqrt(energy);
  return taps;
}

signals::Samples through(const signals::Samples &far, const std::vector<double> &taps) {
  signals::Samples echo(far.size(), 0.0);
  for (size_t n = 0; n < far.size(); n++) {
    for (size_t k = 0; k < taps.size() && k <= n; k++) echo[n] += taps[k] * far[n - k];
  }
  return echo;
}

double energy_db(const std::vector<double> &samples, size_t begin, size_t end) {
  double sum = 1e-9;
  for (size_t n = begin; n < end; n++) sum += samples[n] * samples[n];
  return 10.0 * std::log10(sum / static_cast<double>(end - begin));
}

signals::Samples cancelled(const signals::Samples &far, const signals::Samples &near,
                           const EchoSettings &settings, size_t frame = kEchoBlock) {
  EchoCanceller canceller(settings, frame);
  const auto far_pcm = signals::pcm(far), near_pcm = signals::pcm(near);
  signals::Samples out;
  std::vector<int16_t> cleaned(frame);
  for (size_t at = 0; at + frame <= far_pcm.size(); at += frame) {
    canceller.feed(std::span(far_pcm).subspan(at, frame), std::span(near_pcm).subspan(at, frame),
                   cleaned);
    out.insert(out.end(), cleaned.begin(), cleaned.end());
  }
  return out;
}

constexpr EchoSettings kFilterAlone{64, false, true};

}  // namespace

TEST_CASE("echo: 20 dB are gone within a second, over paths and delays up to the tail (G.168 2B)") {
  const auto far = signals::noise(-16.0, 2000);
  for (const size_t delay : {size_t{0}, size_t{90}, size_t{250}, size_t{400}}) {
    for (const double loss_db : {6.0, 12.0, 18.0}) {
      const auto echo = through(far, path(delay, loss_db, static_cast<uint32_t>(delay + 3)));
      const auto out = cancelled(far, echo, kFilterAlone);
      CAPTURE(delay);
      CAPTURE(loss_db);
      CHECK(energy_db(echo, 8000, 16000) - energy_db(out, 8000, 16000) > 20.0);
    }
  }
}

TEST_CASE("echo: with the non-linear processor 20 dB are gone after 50 ms (G.168 2A)") {
  const auto far = signals::noise(-16.0, 1500);
  const auto echo = through(far, path(40, 8.0));
  const auto out = cancelled(far, echo, {});
  for (size_t at = 480; at + 400 < out.size(); at += 400) {
    CHECK(energy_db(echo, at, at + 400) - energy_db(out, at, at + 400) > 20.0);
  }
}

TEST_CASE("echo: two talkers at once leave the filter as it was (G.168 3B)") {
  auto far = signals::speech(-16.0, 9000, 5);
  const auto echo = through(far, path(60, 10.0));
  auto near = echo;
  const auto talker = signals::speech(-16.0, 3000, 77);
  for (size_t n = 0; n < talker.size(); n++) near[40000 + n] += talker[n];
  const auto out = cancelled(far, near, kFilterAlone);
  auto rest = out;
  for (size_t n = 0; n < talker.size(); n++) rest[40000 + n] -= talker[n];
  CHECK(energy_db(echo, 40000, 64000) - energy_db(rest, 40000, 64000) > 12.0);
  CHECK(energy_db(echo, 64000, 72000) - energy_db(rest, 64000, 72000) > 20.0);
}

TEST_CASE("echo: a talker alone passes whole, to a fifth of a dB") {
  const auto talker = signals::speech(-18.0, 4000, 9);
  const auto out = cancelled(signals::silence(4000), talker, {});
  CHECK(std::abs(energy_db(talker, 0, 32000) - energy_db(out, 0, 32000)) < 0.2);
}

TEST_CASE("echo: a path that changes is learnt anew") {
  const auto far = signals::noise(-16.0, 6000);
  auto echo = through(far, path(20, 8.0, 1));
  const auto other = through(far, path(130, 8.0, 2));
  for (size_t n = 24000; n < echo.size(); n++) echo[n] = other[n];
  const auto out = cancelled(far, echo, kFilterAlone);
  CHECK(energy_db(echo, 32000, 48000) - energy_db(out, 32000, 48000) > 20.0);
}

TEST_CASE("echo: comfort noise keeps the line's own level while echo is taken out (G.168 9)") {
  auto far = signals::silence(2000);
  for (int burst = 0; burst < 8; burst++) {
    signals::append(far, signals::noise(-14.0, 350, static_cast<uint32_t>(burst + 3)));
    signals::append(far, signals::silence(150));
  }
  auto near = through(far, path(30, 8.0));
  signals::add(near, signals::noise(-50.0, 6000, 8));
  const auto out = cancelled(far, near, {});
  const double before_db = energy_db(out, 8000, 16000);
  CHECK(std::abs(energy_db(out, 24000, 48000) - before_db) < 2.0);
}

TEST_CASE("echo: 2100 Hz with turns of phase switches it off, without them it does not (G.168 7)") {
  for (const bool turns : {true, false}) {
    signals::Samples answer;
    double phase = 0.0;
    for (int part = 0; part < 6; part++) {
      signals::append(answer, signals::sine(2100.0, -15.0, 450.0, phase));
      if (turns) phase += signals::kPi;
    }
    auto far = signals::silence(answer.size() / 8.0);
    auto near = answer;
    const auto data = signals::noise(-20.0, 1000, 4);
    signals::append(far, data);
    signals::append(near, through(data, path(10, 6.0)));
    const auto out = cancelled(far, near, kFilterAlone);
    const size_t begin = near.size() - 4000;
    const double loss_db = energy_db(near, begin, out.size()) - energy_db(out, begin, out.size());
    CHECK((turns ? loss_db < 1.0 : loss_db > 10.0));
  }
}

TEST_CASE("echo: every instruction set gives the bits of the plain form, lane by lane") {
  const auto far = signals::pcm(signals::speech(-14.0, 1500, 21));
  auto echo = through(signals::speech(-14.0, 1500, 21), path(25, 9.0));
  signals::add(echo, signals::noise(-45.0, 1500, 2));
  const auto near = signals::pcm(echo);
  const auto isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    EchoBatch batch({}, kEchoBlock, isas.list[i]);
    EchoCanceller plain(EchoSettings{});
    const size_t lanes = batch.lanes();
    std::vector<float> far_frame(lanes * kEchoBlock), near_frame = far_frame, out = far_frame;
    std::vector<int16_t> expected(kEchoBlock);
    size_t different = 0;
    for (size_t at = 0; at + kEchoBlock <= far.size(); at += kEchoBlock) {
      for (size_t n = 0; n < kEchoBlock; n++) {
        for (size_t lane = 0; lane < lanes; lane++) {
          // Neighbours hear something else.
          const size_t from = lane == 0 ? at + n : (at + n + 333 * lane) % far.size();
          far_frame[n * lanes + lane] = far[from];
          near_frame[n * lanes + lane] = near[from];
        }
      }
      batch.feed(far_frame.data(), near_frame.data(), out.data());
      plain.feed(std::span(far).subspan(at, kEchoBlock), std::span(near).subspan(at, kEchoBlock),
                 expected);
      for (size_t n = 0; n < kEchoBlock; n++) {
        different += std::lround(std::clamp(std::nearbyint(out[n * lanes]), -32768.0F, 32767.0F)) !=
                     expected[n];
      }
    }
    CAPTURE(name_of(isas.list[i]));
    CHECK(different == 0);
  }
}

TEST_CASE("echo: frames of other sizes are only later, by the delay that it names") {
  const auto far = signals::noise(-18.0, 600);
  const auto near = through(far, path(12, 8.0));
  const auto whole = cancelled(far, near, kFilterAlone, 80);
  for (const size_t frame : {size_t{96}, size_t{120}, size_t{160}, size_t{100}}) {
    const auto late = cancelled(far, near, kFilterAlone, frame);
    const size_t delay = EchoCanceller(kFilterAlone, frame).delay_samples();
    size_t different = 0;
    for (size_t n = delay; n < late.size(); n++) different += late[n] != whole[n - delay];
    CAPTURE(frame);
    CHECK(different == 0);
    CHECK(delay < kEchoBlock);
  }
}

TEST_CASE("echo: full scale, DC, silence and noise leave it able to work") {
  EchoCanceller canceller(EchoSettings{});
  std::vector<int16_t> far(kEchoBlock), near(kEchoBlock), out(kEchoBlock);
  std::mt19937 random(11);
  for (int block = 0; block < 2000; block++) {
    for (size_t n = 0; n < kEchoBlock; n++) {
      const int kind = block / 250;
      const auto any = static_cast<int16_t>(random());
      far[n] = kind == 0   ? 32767
               : kind == 1 ? any
               : kind == 2 ? int16_t{0}
               : n % 2     ? 32767
                           : -32768;
      near[n] = kind == 3 ? -32768 : kind == 4 ? any : kind == 5 ? int16_t{0} : far[n];
    }
    canceller.feed(far, near, out);
  }
  double echo_db = 0.0, out_db = 0.0;
  const auto tail = signals::noise(-16.0, 3000, 3);
  const auto echo = signals::pcm(through(tail, path(5, 9.0)));
  const auto said = signals::pcm(tail);
  signals::Samples all;
  for (size_t at = 0; at + kEchoBlock <= said.size(); at += kEchoBlock) {
    canceller.feed(std::span(said).subspan(at, kEchoBlock), std::span(echo).subspan(at, kEchoBlock),
                   out);
    all.insert(all.end(), out.begin(), out.end());
  }
  out_db = energy_db(all, 16000, 24000);
  echo_db = energy_db(signals::Samples(echo.begin(), echo.end()), 16000, 24000);
  CHECK(echo_db - out_db > 20.0);
}
