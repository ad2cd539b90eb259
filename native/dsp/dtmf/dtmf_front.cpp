#include "dtmf_front.hpp"

#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {

DtmfFrontTables::DtmfFrontTables(const DtmfLimits &limits) {
  constexpr double kHalfRateHz = kSampleRateHz / 2.0;
  for (size_t k = 0; k < kDtmfHz.size(); k++) {
    const double step = 2.0 * kPi * kDtmfHz[k] / kHalfRateHz;
    for (size_t n = 0; n < kHalf; n++) {
      const double from_middle = static_cast<double>(kHalf - n) - 0.5;
      cos[n][k] = static_cast<float>(std::cos(step * from_middle));
      sin[n][k] = static_cast<float>(std::sin(step * from_middle));
    }
    turn_cos[k] = static_cast<float>(std::cos(step * kDtmfHalfHop));
    turn_sin[k] = static_cast<float>(std::sin(step * kDtmfHalfHop));
  }
  // Half of what the judge asks for: both tones at their least, over two hops.
  least_power = static_cast<float>(power_of(limits.min_level_dbm0)) * limits.min_share *
                static_cast<float>(2 * kDtmfHalfHop);
}

}  // namespace trunkline::dsp
