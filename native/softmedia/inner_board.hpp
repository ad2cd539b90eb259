/*
 * What it does: the board below, as its driver's table serves it. Functions that the table lacks,
 * be they NULL or behind its struct_size, answer BSDK_E_UNSUPPORTED.
 */
#pragma once
#include <algorithm>
#include <cstring>

#include "../abi/board_sdk.h"

namespace trunkline::softmedia {

class InnerBoard {
 public:
  explicit InnerBoard(const bsdk_api *api) {
    std::memcpy(&api_, api, std::min<size_t>(api->struct_size, sizeof api_));
  }

  int32_t open(const char *config_utf8, const bsdk_host *host) {
    return api_.open == nullptr ? BSDK_E_UNSUPPORTED : api_.open(config_utf8, host, &board_);
  }
  void close() {
    if (board_ != nullptr && api_.close != nullptr) api_.close(board_);
    board_ = nullptr;
  }
  /** Calls one function of the table, for instance call(&bsdk_api::seize, channel, op). */
  template <typename... Parameters, typename... Arguments>
  int32_t call(int32_t (*bsdk_api::*function)(bsdk_board *, Parameters...),
               Arguments... arguments) const {
    const auto target = api_.*function;
    if (board_ == nullptr) return BSDK_E_STATE;
    return target == nullptr ? BSDK_E_UNSUPPORTED : target(board_, arguments...);
  }

 private:
  bsdk_api api_{};
  bsdk_board *board_ = nullptr;
};

}  // namespace trunkline::softmedia
