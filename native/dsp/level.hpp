/*
 * What it does: relates sample values to levels. dBm0 is counted as on a digital exchange: the
 * largest sine that A-law can carry is +3.14 dBm0 (ITU-T G.711, table 1a); full scale of PCM16
 * stands for it.
 */
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace trunkline::dsp {

constexpr double kSampleRateHz = 8000.0;
constexpr double kPi = 3.14159265358979323846;
/** Level of a full-scale sine: ITU-T G.711, table 1a. */
constexpr double kFullScaleSineDbm0 = 3.14;

/** Peak value of a sine of that level. */
inline double sine_peak_of(double level_dbm0) {
  return 32767.0 * std::pow(10.0, (level_dbm0 - kFullScaleSineDbm0) / 20.0);
}
/** Mean square of a signal of that level. */
inline double power_of(double level_dbm0) {
  const double peak = sine_peak_of(level_dbm0);
  return peak * peak / 2.0;
}
/** Level of a mean square; silence is -120. */
inline double level_of(double power) {
  const double full_scale = 32767.0 * 32767.0 / 2.0;
  return power <= 0.0
             ? -120.0
             : std::max(-120.0, 10.0 * std::log10(power / full_scale) + kFullScaleSineDbm0);
}
/** Factor of a gain in hundredths of a dB. */
inline float factor_of_gain(int32_t gain_cdb) {
  return gain_cdb == 0 ? 1.0F : static_cast<float>(std::pow(10.0, gain_cdb / 2000.0));
}
inline int16_t saturate(float value) {
  return static_cast<int16_t>(std::clamp(value, -32768.0F, 32767.0F));
}

}  // namespace trunkline::dsp
