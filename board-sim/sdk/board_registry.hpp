// The boards that are open, by name: the only state of the library itself. It exists because the
// control side attaches by name, without the host's board pointer.
#pragma once

#include <memory>
#include <string_view>

#include "board-sim/board/virtual_board.hpp"

namespace boardsim {

// Any thread. False: a board of this name is open already.
bool register_board(const std::shared_ptr<VirtualBoard> &board);
void unregister_board(const VirtualBoard &board);
// The board stays alive while the answer is held; nullptr when none has this name.
std::shared_ptr<VirtualBoard> find_board(std::string_view name);

}  // namespace boardsim
