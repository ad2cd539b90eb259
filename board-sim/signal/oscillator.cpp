#include "board-sim/signal/oscillator.hpp"

#include <cmath>
#include <numbers>

namespace boardsim {

const std::array<float, 4096> &sine_table() {
  static const std::array<float, 4096> table = [] {
    std::array<float, 4096> made{};
    for (size_t i = 0; i < made.size(); ++i) {
      made[i] =
          static_cast<float>(std::sin(2 * std::numbers::pi * static_cast<double>(i) / 4096.0));
    }
    return made;
  }();
  return table;
}

}  // namespace boardsim
