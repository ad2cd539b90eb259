#include "board-sim/signal/speech.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace boardsim {
namespace {

constexpr size_t kPeriod = 512;
constexpr int kHarmonics = 14;  // of at most 240 Hz: under 3400 Hz
using Period = std::array<float, kPeriod>;

struct Formants {
  double first_hz, second_hz;
};
constexpr std::array<Formants, 5> kVowels{
    {{750, 1200}, {500, 1850}, {300, 2300}, {520, 900}, {330, 800}}};

float resonance(double hz, double centre_hz) {
  const double off = (hz - centre_hz) / 250.0;
  return static_cast<float>(1.0 / (1.0 + off * off));
}

Period make_vowel(Formants formants) {
  Period period{};
  for (int harmonic = 1; harmonic <= kHarmonics; ++harmonic) {
    const double hz = 150.0 * harmonic;
    const float strength = 0.12F / static_cast<float>(harmonic) + resonance(hz, formants.first_hz) +
                           0.5F * resonance(hz, formants.second_hz);
    const double turn = 2 * std::numbers::pi * harmonic / kPeriod;
    for (size_t i = 0; i < kPeriod; ++i)
      period[i] +=
          strength *
          static_cast<float>(std::sin(turn * static_cast<double>(i) + 0.6 * harmonic * harmonic));
  }
  float energy = 0;
  for (const float each : period) energy += each * each;
  const float unit = 1.0F / std::sqrt(energy / kPeriod);
  for (float &each : period) each *= unit;
  return period;
}

const std::array<Period, kVowels.size()> &vowels() {
  static const std::array<Period, kVowels.size()> made = [] {
    std::array<Period, kVowels.size()> all{};
    for (size_t i = 0; i < all.size(); ++i) all[i] = make_vowel(kVowels[i]);
    return all;
  }();
  return made;
}

uint32_t step_of(double hz) { return static_cast<uint32_t>(hz / kRateHz * 4294967296.0); }

}  // namespace

void Speech::start(int64_t seed, double level_dbm0) {
  *this = Speech();
  state_ = static_cast<uint64_t>(seed) * 0x9E3779B97F4A7C15U + 0x1234567U;
  rms_ = signal_rms(level_dbm0);
  next_part();
}

uint32_t Speech::random(uint32_t below) {
  state_ = state_ * 6364136223846793005U + 1442695040888963407U;
  return static_cast<uint32_t>((state_ >> 33) % below);
}

void Speech::next_part() {
  const double pitch_hz = 110 + random(90);
  const uint32_t length = (140 + random(160)) * kSamplesPerMs;
  vowel_ = vowels()[random(kVowels.size())].data();
  step_ = step_of(pitch_hz);
  const double end_hz = pitch_hz * (0.85 + random(30) / 100.0);
  glide_ = static_cast<int32_t>(
      (static_cast<double>(step_of(end_hz)) - static_cast<double>(step_)) / length);
  hiss_left_ = random(3) == 0 ? 50 * kSamplesPerMs : 0;
  voiced_left_ = length;
  gap_left_ = (random(6) == 0 ? 250 + random(200) : 30 + random(60)) * kSamplesPerMs;
}

void Speech::add_to(FrameOut out) {
  constexpr float kAttack = 1.0F / (12 * kSamplesPerMs);
  for (int16_t &sample : out) {
    float value = 0;
    if (hiss_left_ > 0) {
      --hiss_left_;
      value = 0.25F * (static_cast<float>(random(65536)) / 32768.0F - 1.0F);
    } else if (voiced_left_ > 0) {
      --voiced_left_;
      envelope_ += (1.0F - envelope_) * kAttack;
      value = vowel_[phase_ >> 23] * envelope_;
      phase_ += step_;
      step_ = static_cast<uint32_t>(static_cast<int32_t>(step_) + glide_);
    } else if (gap_left_ > 0) {
      --gap_left_;
      envelope_ -= envelope_ * kAttack;
      value = vowel_[phase_ >> 23] * envelope_;
      phase_ += step_;
    } else {
      next_part();
    }
    sample = saturate(sample + static_cast<int32_t>(value * rms_));
  }
}

}  // namespace boardsim
