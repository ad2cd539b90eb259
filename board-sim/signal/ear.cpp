#include "board-sim/signal/ear.hpp"

#include <cmath>
#include <numbers>

namespace boardsim {
namespace {

constexpr double kSilenceDbm0 = -45;
constexpr uint32_t kToneSamples = 40 * kSamplesPerMs;
constexpr uint32_t kVoiceSamples = 80 * kSamplesPerMs;
constexpr uint32_t kSilenceSamples = 200 * kSamplesPerMs;
constexpr int kSameToneHz = 15;
// Share of the prediction's energy that a sine may leave: allows A-law's noise (38 dB) with a wide
// margin.
constexpr float kToneResidue = 0.02F;

struct Sums {
  float energy, product, pairs;
};

Sums sums_of(FrameIn in) {
  alignas(32) float energy[8] = {}, product[8] = {}, pairs[8] = {};
  const size_t count = in.size() < 2 ? 0 : (in.size() - 2) / 8 * 8;
  for (size_t n = 0; n < count; n += 8) {
    for (size_t i = 0; i < 8; ++i) {
      const float middle = in[n + i + 1];
      const float pair = static_cast<float>(in[n + i]) + static_cast<float>(in[n + i + 2]);
      energy[i] += middle * middle;
      product[i] += middle * pair;
      pairs[i] += pair * pair;
    }
  }
  Sums all{0, 0, 0};
  for (size_t i = 0; i < 8; ++i) {
    all.energy += energy[i];
    all.product += product[i];
    all.pairs += pairs[i];
  }
  return all;
}

Noticed judge_frame(FrameIn in) {
  static const float silence = signal_rms(kSilenceDbm0) * signal_rms(kSilenceDbm0);
  const Sums sums = sums_of(in);
  if (sums.energy <= silence * static_cast<float>(in.size())) return {Heard::silence, 0};
  const float twice_cosine = sums.product / sums.energy;
  const float residue = sums.pairs - twice_cosine * sums.product;
  if (residue > kToneResidue * sums.energy || std::abs(twice_cosine) >= 2) return {Heard::voice, 0};
  const double hz = std::acos(twice_cosine / 2.0) / (2 * std::numbers::pi) * kRateHz;
  return {Heard::tone, static_cast<int>(std::lround(hz))};
}

bool alike(Noticed a, Noticed b) {
  return a.what == b.what && std::abs(a.hz - b.hz) <= kSameToneHz;
}

uint32_t needed(Heard what) {
  switch (what) {
    case Heard::tone:
    case Heard::stutter:
      return kToneSamples;
    case Heard::voice:
      return kVoiceSamples;
    case Heard::silence:
      return kSilenceSamples;
  }
  return kSilenceSamples;
}

}  // namespace

std::optional<Noticed> Ear::judge(FrameIn in) {
  Noticed frame = judge_frame(in);
  const auto samples = static_cast<uint32_t>(in.size());
  if (frame.what == Heard::tone) {
    gaps_.hear_tone(samples);
    if (gaps_.is_sure()) frame.what = Heard::stutter;
  } else if (frame.what == Heard::silence) {
    gaps_.hear_silence(samples);
  } else {
    gaps_.hear_mixture();
  }
  if (!alike(frame, candidate_)) {
    candidate_ = frame;
    candidate_samples_ = 0;
  }
  candidate_samples_ += samples;
  if (alike(candidate_, noticed_) || candidate_samples_ < needed(candidate_.what))
    return std::nullopt;
  noticed_ = candidate_;
  return noticed_;
}

Hearing Ear::hear(FrameIn in) {
  if (kept_) kept_samples_.push(in);
  Hearing hearing;
  hearing.digit = digits_.hear(in);
  if (digits_.sounding()) {
    candidate_samples_ = 0;
  } else {
    hearing.change = judge(in);
  }
  return hearing;
}

void Ear::restart() {
  digits_.restart();
  noticed_ = candidate_ = {Heard::silence, 0};
  gaps_ = {};
  candidate_samples_ = 0;
}

size_t Ear::take(FrameOut out) {
  kept_ = true;
  return kept_samples_.take(out);
}

}  // namespace boardsim
