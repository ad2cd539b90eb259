#include "board-sim/control/sim_control.h"

#include <span>

#include "board-sim/sdk/board_registry.hpp"
#include "board-sim/sdk/control_entry.hpp"

namespace boardsim {
namespace {

// Runs `use` on the party's mouth and ear under the board's lock.
template <typename Use>
int32_t with_party(const char *name, int32_t kind, int32_t no, Use use) {
  const std::shared_ptr<VirtualBoard> board = name == nullptr ? nullptr : find_board(name);
  if (!board) return BSDK_E_STATE;
  int32_t result = BSDK_E_CHANNEL;
  board->look_at_world([&](World &world) {
    if (TrunkChannel *trunk = kind == SIM_EAR_FAR ? world.trunk(no) : nullptr) {
      result = use(trunk->line().far().mouth(), trunk->line().far().ear());
    } else if (PhoneChannel *phone = kind == SIM_EAR_PHONE ? world.phone(no) : nullptr) {
      result = use(phone->phone().mouth(), phone->phone().ear());
    }
  });
  return result;
}

int32_t hear(const char *board, int32_t kind, int32_t no, int16_t *out, int32_t cap) {
  if (out == nullptr || cap < 0) return BSDK_E_ARG;
  return with_party(board, kind, no, [&](Voice &, Ear &ear) {
    return static_cast<int32_t>(ear.take({out, static_cast<size_t>(cap)}));
  });
}

int32_t feed(const char *board, int32_t kind, int32_t no, const int16_t *samples, int32_t count) {
  if (samples == nullptr || count < 0) return BSDK_E_ARG;
  return with_party(board, kind, no, [&](Voice &mouth, Ear &) {
    mouth.feed({samples, static_cast<size_t>(count)});
    return BSDK_OK;
  });
}

constexpr sim_control_api kControl{sizeof(sim_control_api), hear, feed};

}  // namespace

const void *control_table() { return &kControl; }

}  // namespace boardsim
