#include "tone_tables.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

using Half = std::array<double, kToneBlocks / 2>;
constexpr double kCutHz = 200.0;         // over hum and its harmonics, under the lowest tone
constexpr double kMinLevelDbm0 = -45.0;  // tones count to -40 dBm0, with twist and noise
constexpr double kBlockS = kToneBlock / kSampleRateHz;

/** Hann windows of six and of the middle four blocks, one value a block; their sum is 1. */
constexpr std::array<Half, ToneConstants::kWindows> kWindow = {
    Half{0.31100423, 0.16666667, 0.02232910}, Half{0.42677670, 0.07322330, 0.0}};

/** What is left of a sine that lies so far beside the frequency looked for. */
double response(const Half &window, double offset_hz) {
  const double half_turn = kPi * offset_hz * kBlockS;
  double sum = 0.0;
  for (size_t b = 0; b < window.size(); b++) {
    sum += 2.0 * window[b] * std::cos(half_turn * (2.0 * static_cast<double>(b) + 1.0));
  }
  return half_turn == 0.0 ? sum : sum * std::sin(half_turn) / half_turn;
}

double off_of(double offset_hz, double interval_s) {
  const double sine = std::sin(kPi * offset_hz * interval_s);
  return sine * sine;
}

/** Newton's polynomial through five offsets: within 2 %. */
ToneConstants::Regain regain_of(const Half &window, double most_hz, double interval_s) {
  constexpr size_t kPoints = 5;
  std::array<double, kPoints> x{}, y{};
  for (size_t n = 0; n < kPoints; n++) {
    const double hz = most_hz * static_cast<double>(n) / (kPoints - 1);
    x[n] = off_of(hz, interval_s);
    y[n] = 2.0 / (response(window, hz) * response(window, hz));
  }
  for (size_t order = 1; order < kPoints; order++) {
    for (size_t n = kPoints - 1; n >= order; n--) y[n] = (y[n] - y[n - 1]) / (x[n] - x[n - order]);
  }
  std::array<double, kPoints> powers{y[kPoints - 1]};
  for (size_t n = kPoints - 1; n-- > 0;) {
    for (size_t p = kPoints - 1; p > 0; p--) powers[p] = powers[p - 1] - powers[p] * x[n];
    powers[0] = y[n] - powers[0] * x[n];
  }
  ToneConstants::Regain regain;
  std::copy(powers.begin(), powers.end(), regain.begin());
  return regain;
}

}  // namespace

ToneTables::ToneTables(std::span<const ToneFrequencies> tones) {
  add_high_pass();
  constants_.min_power = static_cast<float>(power_of(kMinLevelDbm0));
  for (size_t w = 0; w < kWindow.size(); w++) {
    for (size_t b = 0; b < kWindow[w].size(); b++) {
      constants_.energy_weights[w][b] =
          static_cast<float>(kWindow[w][b] / kToneBlock) * gain_ * gain_;
    }
  }
  // Tones of pairs first: what they need of their frequencies holds when one of them sounds alone.
  for (size_t t = 0; t < tones.size(); t++) {
    if (tones[t].second_hz > 0.0F) add_tone(tones[t], t);
  }
  for (size_t t = 0; t < tones.size(); t++) {
    if (tones[t].second_hz == 0.0F) add_tone(tones[t], t);
  }
  constants_.frequency_count = (count_ + kToneGroup - 1) / kToneGroup * kToneGroup;
}

void ToneTables::add_tone(const ToneFrequencies &tone, size_t index) {
  const auto number = static_cast<float>(index);
  if (tone.second_hz == 0.0F) {
    if (constants_.single_count == kMaxTones) return;
    constants_.singles[constants_.single_count++] = {
        frequency_index(tone.first_hz, ToneConstants::kShort), number,
        static_cast<float>(off_of(tone.tolerance_hz, kBlockS))};
    return;
  }
  if (constants_.pair_count == kMaxPairs) return;
  ToneConstants::Pair &pair = constants_.pairs[constants_.pair_count++];
  constexpr double kHopS = kBlockS * kToneHopBlocks;
  pair.index = number;
  pair.first = frequency_index(tone.first_hz, ToneConstants::kLong);
  pair.second = frequency_index(tone.second_hz, ToneConstants::kLong);
  pair.max_off = static_cast<float>(off_of(tone.tolerance_hz, kHopS));
  const double overlap = response(kWindow[ToneConstants::kLong], tone.second_hz - tone.first_hz);
  pair.overlap = static_cast<float>(overlap);
  pair.share_of_rest = static_cast<float>(1.0 / (1.0 - overlap * overlap));
  for (const size_t member : {size_t{0}, size_t{1}}) {
    const double turn = 2.0 * kPi * kHopS * (member == 0 ? tone.first_hz : tone.second_hz);
    pair.turn_cos[member] = static_cast<float>(std::cos(turn));
    pair.turn_sin[member] = static_cast<float>(std::sin(turn));
  }
  pair.regain = regain_of(kWindow[ToneConstants::kLong], 20.0, kHopS);
}

size_t ToneTables::frequency_index(float hz, ToneConstants::Window window) {
  const auto known = std::find(hz_.begin(), hz_.begin() + count_, hz);
  const auto index = static_cast<size_t>(known - hz_.begin());
  if (index < count_ || count_ == kMaxFrequencies) return std::min(index, count_ - 1);
  hz_[count_++] = hz;
  ToneConstants::Frequency &frequency = constants_.frequencies[index];
  frequency.window = window;
  frequency.regain =
      regain_of(kWindow[window], window == ToneConstants::kLong ? 34.0 : 58.0, kBlockS);
  const double turn = 2.0 * kPi * hz * kBlockS;
  frequency.turn_cos = static_cast<float>(std::cos(turn));
  frequency.turn_sin = static_cast<float>(std::sin(turn));
  for (size_t b = 0; b < kToneBlocks / 2; b++) {
    const double weight = kWindow[window][b] / kToneBlock * gain_;
    const double angle = turn * (static_cast<double>(b) + 0.5);
    frequency.window_cos[b] = static_cast<float>(weight * std::cos(angle));
    frequency.window_sin[b] = static_cast<float>(weight * std::sin(angle));
  }
  add_waves(index, hz);
  return index;
}

void ToneTables::add_waves(size_t index, float hz) {
  for (size_t n = 0; n < kToneBlock / 2; n++) {
    const double from_middle = static_cast<double>(kToneBlock) / 2.0 - 0.5 - static_cast<double>(n);
    const double angle = 2.0 * kPi * hz * from_middle / kSampleRateHz;
    constants_.cos[n][index] = static_cast<float>(std::cos(angle));
    constants_.sin[n][index] = static_cast<float>(std::sin(angle));
  }
}

/** Butterworth, order 4, by the bilinear transform; its gain goes into the windows. */
void ToneTables::add_high_pass() {
  const double w = 2.0 * kPi * kCutHz / kSampleRateHz;
  double gain = 1.0;
  for (size_t s = 0; s < 2; s++) {
    const double angle = s == 0 ? kPi / 8.0 : 3.0 * kPi / 8.0;
    const double alpha = std::sin(w) * std::sin(angle);  // sin(w) / (2 Q), Q = 1 / (2 sin(angle))
    const double a0 = 1.0 + alpha;
    constants_.high_pass_a1[s] = static_cast<float>(-2.0 * std::cos(w) / a0);
    constants_.high_pass_a2[s] = static_cast<float>((1.0 - alpha) / a0);
    gain *= (1.0 + std::cos(w)) / 2.0 / a0;
  }
  gain_ = static_cast<float>(gain);
}

}  // namespace trunkline::dsp
