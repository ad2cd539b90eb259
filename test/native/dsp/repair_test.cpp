// Resampler, gap concealer, comfort noise.
#include <doctest/doctest.h>

#include <cmath>

#include "../../../native/dsp/conceal/gap_concealer.hpp"
#include "../../../native/dsp/noise/comfort_noise.hpp"
#include "../../../native/dsp/resample/resampler.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

std::vector<int16_t> sine_at(double rate_hz, double hz, double peak, size_t samples) {
  std::vector<int16_t> sound(samples);
  for (size_t n = 0; n < samples; n++) {
    const double turn = 2.0 * signals::kPi * hz * static_cast<double>(n) / rate_hz;
    sound[n] = static_cast<int16_t>(std::lround(peak * std::sin(turn)));
  }
  return sound;
}

std::vector<int16_t> resampled(const std::vector<int16_t> &sound, uint32_t from, uint32_t to,
                               size_t piece = 700) {
  Resampler resampler(from, to);
  std::vector<int16_t> all;
  std::vector<int16_t> out(resampler.most_output(std::max(piece, resampler.reach() + 1)));
  for (size_t at = 0; at < sound.size(); at += piece) {
    const size_t count = std::min(piece, sound.size() - at);
    const size_t made = resampler.feed(std::span(sound).subspan(at, count), out);
    all.insert(all.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(made));
  }
  const size_t rest = resampler.finish(out);
  all.insert(all.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(rest));
  return all;
}

double rms(std::span<const int16_t> sound) {
  double sum = 1e-9;
  for (const int16_t sample : sound) sum += static_cast<double>(sample) * sample;
  return std::sqrt(sum / static_cast<double>(sound.size()));
}
double decibels(double ratio) { return 20.0 * std::log10(ratio); }

std::span<const int16_t> middle(const std::vector<int16_t> &sound) {
  return std::span(sound).subspan(sound.size() / 4, sound.size() / 2);
}

constexpr std::pair<uint32_t, uint32_t> kRates[] = {
    {8000, 16000}, {16000, 8000}, {44100, 8000},  {48000, 8000}, {8000, 48000}, {11025, 8000},
    {8000, 44100}, {8000, 8000},  {192000, 8000}, {8000, 11027}, {4000, 8000},  {22050, 48000}};

}  // namespace

TEST_CASE("resampler: what lies in the band passes within 0.1 dB, at its length and its time") {
  for (const auto &[from, to] : kRates) {
    CAPTURE(from);
    CAPTURE(to);
    const double low = std::min(from, to);
    for (const double share : {0.02, 0.2, 0.425}) {
      const auto sound = sine_at(from, share * low, 10000.0, from / 2);
      const auto out = resampled(sound, from, to);
      CHECK(std::abs(static_cast<double>(out.size()) - to / 2.0) <= 1.0);
      CHECK(std::abs(decibels(rms(middle(out)) / rms(middle(sound)))) < 0.1);
      const auto expected = sine_at(to, share * low, 10000.0, out.size());
      std::vector<int16_t> difference(out.size());
      for (size_t n = 0; n < out.size(); n++) {
        difference[n] = static_cast<int16_t>(out[n] - expected[n]);
      }
      CHECK(decibels(rms(middle(difference)) / rms(middle(expected))) < -40.0);  // no delay
    }
  }
}

TEST_CASE("resampler: what cannot be carried at the lower rate is 60 dB down") {
  for (const auto &[from, to] : kRates) {
    if (to >= from) continue;
    CAPTURE(from);
    for (const double share : {0.5, 0.6, 0.8}) {
      if (share * to > 0.49 * from) continue;
      const auto sound = sine_at(from, share * to, 20000.0, from / 2);
      CHECK(decibels(rms(middle(resampled(sound, from, to))) / rms(middle(sound))) < -60.0);
    }
  }
  // Upwards: no image above the old half of the rate.
  const auto up = resampled(sine_at(8000, 3000, 20000.0, 4000), 8000, 16000);
  const auto image = signals::level_at(middle(up), 2500);  // 5 kHz at 16 kHz, as if at 8 kHz
  CHECK(image < signals::level_at(middle(up), 1500) - 60.0);
}

TEST_CASE("resampler: pieces of any length give the same, and full scale saturates") {
  const auto sound = signals::pcm(signals::noise(3.0, 300.0, 9));
  const auto whole = resampled(sound, 8000, 44100, 5000);
  CHECK(resampled(sound, 8000, 44100, 1) == whole);
  CHECK(resampled(sound, 8000, 44100, 333) == whole);
  const std::vector<int16_t> nothing;
  CHECK(resampled(nothing, 8000, 44100).empty());
  CHECK(!Resampler::can(3999, 8000));
  CHECK(!Resampler::can(8000, 200000));
}

TEST_CASE("concealer: a lost frame of a voice is far nearer to the voice than silence is") {
  const auto voice = signals::pcm(signals::joined({signals::sine(150, -16, 1000)}));
  std::vector<int16_t> harmonics = voice;
  for (size_t n = 0; n < harmonics.size(); n++) {
    double sum = 0.0;
    for (int h = 1; h <= 12; h++) {
      sum += std::sin(2.0 * signals::kPi * 150.0 * h * static_cast<double>(n) / 8000.0) / h;
    }
    harmonics[n] = static_cast<int16_t>(4000.0 * sum);
  }
  std::vector<int16_t> heard = harmonics;
  GapConcealer concealer;
  double error = 0.0, energy = 0.0;
  int largest_step = 0;
  for (size_t at = 0; at + 160 <= heard.size(); at += 160) {
    const auto frame = std::span(heard).subspan(at, 160);
    const bool is_lost = at >= 1600 && at / 160 % 5 == 0;
    if (is_lost) {
      concealer.lost(frame);
    } else {
      concealer.good(frame);
    }
    for (size_t n = at; n < at + 160; n++) {
      if (is_lost && n < at + 80) {
        const double miss = heard[n] - harmonics[n];
        error += miss * miss;
        energy += static_cast<double>(harmonics[n]) * harmonics[n];
      }
      if (n > 0) largest_step = std::max(largest_step, std::abs(heard[n] - heard[n - 1]));
    }
  }
  CHECK(10.0 * std::log10(energy / error) > 12.0);  // 53.3 samples of pitch are taken for 53
  int natural_step = 0;
  for (size_t n = 1; n < harmonics.size(); n++) {
    natural_step = std::max(natural_step, std::abs(harmonics[n] - harmonics[n - 1]));
  }
  CHECK(largest_step * 10 <= natural_step * 13);  // no clicks
}

TEST_CASE("concealer: a long gap fades to silence by 60 ms, and speech comes back whole") {
  auto sound = signals::pcm(signals::sine(200, -10, 400));
  GapConcealer concealer;
  concealer.good(std::span(sound).first(160));
  for (size_t at = 160; at < 1600; at += 160) concealer.good(std::span(sound).subspan(at, 160));
  std::vector<int16_t> gap(160);
  std::vector<double> levels;
  for (int frame = 0; frame < 5; frame++) {
    concealer.lost(gap);
    levels.push_back(rms(gap));
  }
  for (size_t n = 1; n < levels.size(); n++) CHECK(levels[n] <= levels[n - 1]);
  CHECK(levels[2] < levels[0] / 2.0);
  CHECK(levels[3] == doctest::Approx(0.0).epsilon(0.001));
  auto back = std::vector<int16_t>(sound.begin(), sound.begin() + 160);
  const auto sent = back;
  concealer.good(back);
  CHECK(std::equal(back.begin() + 80, back.end(), sent.begin() + 80));
  CHECK(concealer.lost_samples() == 0);
}

TEST_CASE("concealer: a gap before any sound, after full scale, and of every length is endured") {
  GapConcealer concealer;
  std::vector<int16_t> frame(160);
  concealer.lost(frame);
  CHECK(rms(frame) < 1.0);
  for (size_t length = 1; length <= 160; length += 13) {
    auto loud = signals::pcm(signals::noise(6.0, 20.0, static_cast<uint32_t>(length)));
    concealer.good(loud);
    concealer.lost(std::span(frame).first(length));
  }
  for (int n = 0; n < 10; n++) concealer.lost(frame);
  CHECK(rms(frame) < 1.0);
}

TEST_CASE("comfort noise: its level is met on steps within 2 dB, on ramps within 6 dB (G.168 9)") {
  for (const float tilt : {ComfortNoise::kWhite, ComfortNoise::kRoom, -0.5F}) {
    ComfortNoise noise(3);
    noise.set_tilt(tilt);
    std::vector<int16_t> frame(1600);
    for (const double dbm0 : {-60.0, -40.0, -55.0, -30.0, -65.0}) {
      noise.set_level(dbm0);
      noise.fill(frame);  // in which the new level is reached
      std::vector<int16_t> all;
      for (int n = 0; n < 5; n++) {
        noise.fill(frame);
        all.insert(all.end(), frame.begin(), frame.end());
      }
      CHECK(std::abs(level_of(rms(all) * rms(all)) - dbm0) < 1.0);
    }
    for (double dbm0 = -60.0; dbm0 < -30.0; dbm0 += 1.0) {
      noise.set_level(dbm0);
      noise.fill(std::span(frame).first(800));
      const double heard = rms(std::span(frame).first(800));
      CHECK(std::abs(level_of(heard * heard) - dbm0) < 6.0);
    }
  }
}

TEST_CASE("comfort noise: it learns a line's level and colour, and a seed gives the same noise") {
  ComfortNoise line(9), learnt(4), again(4);
  line.set_level(-50.0);
  line.set_tilt(ComfortNoise::kRoom);
  std::vector<int16_t> frame(160), twin(160);
  line.fill(frame);
  for (int n = 0; n < 40; n++) {
    line.fill(frame);
    learnt.learn(frame);
    again.learn(frame);
  }
  std::vector<int16_t> all;
  for (int n = 0; n < 50; n++) {
    learnt.fill(frame);
    again.fill(twin);
    CHECK(frame == twin);
    all.insert(all.end(), frame.begin(), frame.end());
  }
  CHECK(std::abs(level_of(rms(all) * rms(all)) + 50.0) < 2.0);
  double neighbours = 0.0;
  for (size_t n = 1; n < all.size(); n++) neighbours += static_cast<double>(all[n]) * all[n - 1];
  CHECK(neighbours / (rms(all) * rms(all) * static_cast<double>(all.size())) ==
        doctest::Approx(0.875).epsilon(0.06));
}
