// How the simulated world tells what happened: board events fall to the host, notices to scenarios.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace boardsim {

// A party of the world, as notices name it.
struct Party {
  enum class Kind : uint8_t { trunk, phone } kind;
  int32_t no;  // from 1
};

struct BoardSignal {
  int32_t channel = -1;
  uint16_t kind = 0;  // BSDK_EV_*
  int32_t code = 0;
  int32_t arg = 0;
  uint32_t op = 0;
};

// Called with the board's lock held.
class WorldPort {
 public:
  virtual void raise(const BoardSignal &signal) = 0;
  virtual void notice(Party who, std::string_view what, std::string_view detail) = 0;

 protected:
  ~WorldPort() = default;
};

}  // namespace boardsim
