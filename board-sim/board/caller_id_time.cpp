#include "board-sim/board/caller_id_time.hpp"

#include <ctime>

namespace boardsim {

std::string caller_id_time(ClockMode mode, double now_ms) {
  char text[16];
  std::time_t seconds = static_cast<std::time_t>(now_ms / 1000);
  if (mode == ClockMode::real) seconds = std::time(nullptr);
  std::tm broken{};
  if (mode == ClockMode::real) {
    localtime_r(&seconds, &broken);
  } else {
    gmtime_r(&seconds, &broken);
  }
  std::strftime(text, sizeof text, "%m%d%H%M", &broken);
  return text;
}

}  // namespace boardsim
