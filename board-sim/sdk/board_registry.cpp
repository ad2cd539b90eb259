#include "board-sim/sdk/board_registry.hpp"

#include <mutex>
#include <vector>

namespace boardsim {
namespace {

struct Registry {
  std::mutex mutex;
  std::vector<std::shared_ptr<VirtualBoard>> boards;
};

Registry &registry() {
  static Registry only;
  return only;
}

}  // namespace

bool register_board(const std::shared_ptr<VirtualBoard> &board) {
  Registry &all = registry();
  const std::scoped_lock lock(all.mutex);
  for (const auto &other : all.boards) {
    if (other->config().name == board->config().name) return false;
  }
  all.boards.push_back(board);
  return true;
}

void unregister_board(const VirtualBoard &board) {
  Registry &all = registry();
  const std::scoped_lock lock(all.mutex);
  std::erase_if(all.boards, [&](const auto &each) { return each.get() == &board; });
}

std::shared_ptr<VirtualBoard> find_board(std::string_view name) {
  Registry &all = registry();
  const std::scoped_lock lock(all.mutex);
  for (const auto &board : all.boards) {
    if (board->config().name == name) return board;
  }
  return nullptr;
}

}  // namespace boardsim
