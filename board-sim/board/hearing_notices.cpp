#include "board-sim/board/hearing_notices.hpp"

namespace boardsim {

void tell_hearing(const Hearing &hearing, Party who, WorldPort &world) {
  if (hearing.digit) world.notice(who, "hearsDigit", std::string(1, *hearing.digit));
  if (!hearing.change) return;
  switch (hearing.change->what) {
    case Heard::silence:
      return world.notice(who, "hearsSilence", "");
    case Heard::voice:
      return world.notice(who, "hearsVoice", "");
    case Heard::tone:
      return world.notice(who, "hearsTone", std::to_string(hearing.change->hz));
    case Heard::stutter:
      return world.notice(who, "hearsStutter", std::to_string(hearing.change->hz));
  }
}

}  // namespace boardsim
