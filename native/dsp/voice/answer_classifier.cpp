#include "answer_classifier.hpp"

#include <algorithm>
#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr uint32_t kFrameMs = 20;
/** The voice detector holds on so long behind a word (voice_settings.hpp). */
constexpr uint32_t kShortHoldMs = 60, kLongHoldMs = 100, kLongWordMs = 300;
constexpr float kBinHz = 50.0F;
/** Of all power, what a pure tone has in its bin and the two beside it. Measured: vowels have less.
 */
constexpr float kToneShare = 0.93F;
constexpr double kLeastToneDbm0 = -40.0;
/** Beeps of machines, and how far one may wander. */
constexpr float kLowestBeepHz = 380.0F, kHighestBeepHz = 2200.0F, kBeepWanderHz = 30.0F;
/** The exchange's tones and the faxes' (T.30, 4.1): no beep. */
constexpr std::array<float, 5> kNoBeepsHz = {425.0F, 440.0F, 450.0F, 1100.0F, 2100.0F};
constexpr float kNoBeepReachHz = 22.0F;

}  // namespace

AnswerClassifier::Sound AnswerClassifier::sound_of(std::span<const int16_t> frame) {
  for (size_t at = 0; at + kVoiceTick <= frame.size(); at += kVoiceTick) {
    voice_.listen(frame.subspan(at, kVoiceTick));
  }
  std::array<float, kFrame> sloped;
  float power = 0.0F;
  for (size_t n = 0; n < kFrame; n++) {
    const double at = 2.0 * kPi * (static_cast<double>(n) + 0.5) / kFrame;
    const auto sample = static_cast<float>(frame[n]);
    power += sample * sample;
    sloped[n] = sample * static_cast<float>(0.5 - 0.5 * std::cos(at));
  }
  power /= kFrame;
  std::array<baseline::Complex<float>, kTransformBins> bins;
  baseline::RealTransform<float>(tables_).forward(sloped.data(), bins.data());
  std::array<float, kTransformBins> powers;
  float total = 1.0F;
  size_t best = 2;
  for (size_t k = 0; k < kTransformBins; k++) {
    powers[k] = bins[k].re * bins[k].re + bins[k].im * bins[k].im;
    if (k < 2) continue;  // DC
    total += powers[k];
    if (powers[k] > powers[best]) best = k;
  }
  tone_hz_ = 0.0F;
  const float left = powers[best - 1], right = best + 1 < kTransformBins ? powers[best + 1] : 0.0F;
  const bool is_loud = power > static_cast<float>(power_of(kLeastToneDbm0));
  if (is_loud && left + powers[best] + right > total * kToneShare) {
    // Between two bins of a Hann window the magnitudes tell the place: (2r - 1) / (r + 1).
    const float neighbour = std::sqrt(std::max(left, right) / powers[best]);
    const float shift = std::clamp((2.0F * neighbour - 1.0F) / (neighbour + 1.0F), 0.0F, 0.5F);
    tone_hz_ = kBinHz * (static_cast<float>(best) + (right > left ? shift : -shift));
    return Sound::tone;
  }
  return voice_.is_speaking() && power > static_cast<float>(power_of(-50.0)) ? Sound::speech
                                                                             : Sound::silence;
}

AnswerClassifier::Finding AnswerClassifier::feed(std::span<const int16_t> frame) {
  const Sound sound = sound_of(frame);
  passed_ms_ += kFrameMs;
  const Finding beep = follow_beep(sound);
  if (answer_ == Finding::nothing) {
    answer_ = decide(sound);
    if (answer_ != Finding::nothing) return answer_;
  }
  return answer_ == Finding::human ? Finding::nothing : beep;
}

AnswerClassifier::Finding AnswerClassifier::decide(Sound sound) {
  if (said_ms_ > 0) since_first_ms_ += kFrameMs;
  if (sound == Sound::speech) {
    word_ms_ += kFrameMs;
    if (word_ms_ == times_.least_word) said_ms_ += word_ms_;
    if (word_ms_ > times_.least_word) said_ms_ += kFrameMs;
    if (word_ms_ >= times_.least_word) silent_ms_ = 0;
    // Its pauses count for less than its words, but they count.
    if (said_ms_ > times_.longest_said || since_first_ms_ > times_.longest_greeting) {
      return Finding::machine;
    }
  } else {
    if (word_ms_ >= times_.least_word) {
      const uint32_t held_ms = word_ms_ > kLongWordMs ? kLongHoldMs : kShortHoldMs;
      said_ms_ -= std::min(said_ms_ - kFrameMs, held_ms);
      silent_ms_ += held_ms;
    }
    word_ms_ = 0;
    silent_ms_ += kFrameMs;
  }
  if (said_ms_ == 0) {
    return passed_ms_ >= times_.longest_first_silence ? Finding::not_sure : Finding::nothing;
  }
  const uint32_t needed =
      said_ms_ > times_.long_greeting ? times_.silence_after_long : times_.silence_after;
  if (silent_ms_ >= needed) return Finding::human;
  return passed_ms_ >= times_.longest ? Finding::not_sure : Finding::nothing;
}

AnswerClassifier::Finding AnswerClassifier::follow_beep(Sound sound) {
  const bool goes_on =
      sound == Sound::tone && beep_ms_ > 0 && std::abs(tone_hz_ - beep_hz_) < kBeepWanderHz;
  if (goes_on) {
    beep_ms_ += kFrameMs;
    return Finding::nothing;
  }
  const bool was_beep = beep_ms_ >= times_.least_beep && beep_ms_ <= times_.longest_beep;
  beep_ms_ = 0;
  if (sound == Sound::tone && tone_hz_ > kLowestBeepHz && tone_hz_ < kHighestBeepHz) {
    const bool is_known = std::any_of(kNoBeepsHz.begin(), kNoBeepsHz.end(), [this](float hz) {
      return std::abs(tone_hz_ - hz) < kNoBeepReachHz;
    });
    if (!is_known) {
      beep_ms_ = kFrameMs;
      beep_hz_ = tone_hz_;
    }
  }
  return was_beep ? Finding::beep : Finding::nothing;
}

}  // namespace trunkline::dsp
