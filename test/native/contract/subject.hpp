// What the contract suite runs over: a table, how to open it, and how to provoke what only the
// outside world can do.
#pragma once

#include <functional>
#include <string>

#include "native/abi/board_sdk.h"

namespace contract {

struct Subject {
  std::string name;
  const bsdk_api *api = nullptr;
  // (config, host, out); a layer such as softmedia has its own way to be opened.
  std::function<int32_t(const char *, const bsdk_host *, bsdk_board **)> open;
  // What a layer without threads needs after each frame; may be empty.
  std::function<void(bsdk_board *)> pump;
  // Configurations; `real` is empty where time cannot be stepped, then `stepped` runs in real time
  // too.
  std::string stepped_config;
  std::string real_config;
  // The board is simulated: sim.do and clock.step work.
  bool simulated = false;
};

// Chosen by main before the tests run.
Subject &subject();

}  // namespace contract
