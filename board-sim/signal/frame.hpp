// Eight kilohertz PCM16, and the levels of it.
//
// A sine of peak 32767 is +3.14 dBm0, the overload point of A-law (G.711); everything else follows.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace boardsim {

inline constexpr uint32_t kRateHz = 8000;
inline constexpr uint32_t kSamplesPerMs = 8;
inline constexpr uint32_t kMaxFrameSamples = 160;
inline constexpr double kOverloadDbm0 = 3.14;

using FrameOut = std::span<int16_t>;
using FrameIn = std::span<const int16_t>;

// Peak of a sine at this level.
inline float sine_peak(double level_dbm0) {
  return static_cast<float>(32767.0 * std::pow(10.0, (level_dbm0 - kOverloadDbm0) / 20.0));
}

// Root mean square of any signal at this level.
inline float signal_rms(double level_dbm0) { return sine_peak(level_dbm0) * 0.70710678F; }

inline int16_t saturate(int32_t value) {
  return static_cast<int16_t>(std::clamp(value, -32768, 32767));
}

}  // namespace boardsim
