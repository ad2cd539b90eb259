#include "transform_tables.hpp"

#include <cmath>

#include "../level.hpp"

namespace trunkline::dsp {

TransformTables::TransformTables() {
  const auto turn_of = [](size_t k, size_t length) {
    const double angle = -2.0 * kPi * static_cast<double>(k) / static_cast<double>(length);
    return Turn{static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
  };
  for (size_t k = 0; k < complex_turns.size(); k++) complex_turns[k] = turn_of(k, kHalfTransform);
  for (size_t k = 0; k < real_turns.size(); k++) real_turns[k] = turn_of(k, kTransformSamples);
}

}  // namespace trunkline::dsp
