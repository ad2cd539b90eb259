#include "board-sim/signal/dtmf_receiver.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "board-sim/signal/dtmf_sender.hpp"

namespace boardsim {
namespace {

constexpr uint32_t kBlock = 102;
constexpr float kMinToneDbm0 = -35;      // each of the two tones
constexpr float kPeakOverOthers = 6.3F;  // 8 dB over every other tone of its group
constexpr float kNormalTwist = 6.3F;     // high over low, 8 dB
constexpr float kReverseTwist = 4.0F;    // low over high, 6 dB
constexpr float kShareOfEnergy = 0.8F;   // the two tones in the whole signal

struct Coefficients {
  alignas(32) float turn[8];
};

const Coefficients &coefficients() {
  static const Coefficients made = [] {
    Coefficients all{};
    for (size_t i = 0; i < 8; ++i) {
      const double hz = i < 4 ? kDtmfRowsHz[i] : kDtmfColumnsHz[i - 4];
      all.turn[i] = static_cast<float>(2 * std::cos(2 * std::numbers::pi * hz / kRateHz));
    }
    return all;
  }();
  return made;
}

struct Peak {
  size_t at;
  float power;
  bool clear;  // stands out of its group
};

Peak strongest(const float *powers) {
  Peak peak{0, powers[0], true};
  for (size_t i = 1; i < 4; ++i) {
    if (powers[i] > peak.power) peak = {i, powers[i], true};
  }
  for (size_t i = 0; i < 4; ++i) {
    if (i != peak.at && powers[i] * kPeakOverOthers > peak.power) peak.clear = false;
  }
  return peak;
}

}  // namespace

char DtmfReceiver::classify() const {
  static const float threshold = std::pow(sine_peak(kMinToneDbm0) * kBlock / 2.0F, 2.0F);
  const float *turn = coefficients().turn;
  std::array<float, 8> powers{};
  for (size_t i = 0; i < 8; ++i)
    powers[i] = s1_[i] * s1_[i] + s2_[i] * s2_[i] - turn[i] * s1_[i] * s2_[i];
  const Peak row = strongest(powers.data());
  const Peak column = strongest(powers.data() + 4);
  if (!row.clear || !column.clear || row.power < threshold || column.power < threshold) return 0;
  if (column.power > row.power * kNormalTwist || row.power > column.power * kReverseTwist) return 0;
  // A sine of peak a: Goertzel power (a N / 2)^2, energy a^2 N / 2.
  if ((row.power + column.power) * 2 / kBlock < kShareOfEnergy * energy_) return 0;
  return kDtmfKeys[row.at * 4 + column.at];
}

std::optional<char> DtmfReceiver::end_block() {
  const char heard = classify();
  for (size_t i = 0; i < 8; ++i) s1_[i] = s2_[i] = 0;
  energy_ = 0;
  filled_ = 0;
  std::optional<char> began;
  missing_ = heard == current_ ? 0 : missing_ + 1;
  if (heard != 0 && heard == last_block_ && heard != current_) {
    current_ = heard;
    missing_ = 0;
    began = heard;
  } else if (missing_ >= 2) {
    current_ = 0;
  }
  last_block_ = heard;
  return began;
}

std::optional<char> DtmfReceiver::hear(FrameIn in) {
  const float *turn = coefficients().turn;
  std::optional<char> began;
  for (size_t at = 0; at < in.size();) {
    const size_t part = std::min<size_t>(in.size() - at, kBlock - filled_);
    alignas(32) float s1[8], s2[8];
    std::copy(s1_, s1_ + 8, s1);
    std::copy(s2_, s2_ + 8, s2);
    float energy = 0;
    for (size_t n = at; n < at + part; ++n) {
      const float sample = in[n];
      energy += sample * sample;
      for (size_t i = 0; i < 8; ++i) {
        const float s0 = turn[i] * s1[i] + (sample - s2[i]);
        s2[i] = s1[i];
        s1[i] = s0;
      }
    }
    std::copy(s1, s1 + 8, s1_);
    std::copy(s2, s2 + 8, s2_);
    energy_ += energy;
    filled_ += static_cast<uint32_t>(part);
    at += part;
    if (filled_ == kBlock) {
      const std::optional<char> heard = end_block();
      if (heard) began = heard;
    }
  }
  return began;
}

}  // namespace boardsim
