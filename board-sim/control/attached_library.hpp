// The simulator's library as the control side sees it: loaded by path (usually once more: the
// engine has it already, and the loader hands out the same copy), with its two tables.
#pragma once

#include <uv.h>

#include <string>

#include "board-sim/control/sim_control.h"
#include "native/abi/board_sdk.h"

namespace boardsim {

class AttachedLibrary {
 public:
  AttachedLibrary() = default;
  ~AttachedLibrary() { close(); }
  AttachedLibrary(const AttachedLibrary &) = delete;
  AttachedLibrary &operator=(const AttachedLibrary &) = delete;

  // Empty = open; else what is wrong.
  std::string open(const std::string &path);
  void close();
  bool is_open() const { return board_ != nullptr; }
  const bsdk_api &board() const { return *board_; }
  const sim_control_api &control() const { return *control_; }

 private:
  uv_lib_t library_{};
  bool loaded_ = false;
  const bsdk_api *board_ = nullptr;
  const sim_control_api *control_ = nullptr;
};

}  // namespace boardsim
