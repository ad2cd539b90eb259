/*
 * What it does: the board library, loaded and opened, behind one call that knows which functions
 * exist.
 *
 * How it works: the library is loaded by path and asked for its table. An older table is shorter:
 * functions behind its struct_size, and NULL ones, answer BSDK_E_UNSUPPORTED. With MediaKind::kSoft
 * softmedia is opened over the library and its table is used instead.
 *
 * How to use it: open(), start(), call(&bsdk_api::seize, channel, op) from any thread, close()
 * once, not from a call-back. After close() no call-back runs and calls answer BSDK_E_GONE.
 */
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "../abi/board_sdk.h"
#include "engine_options.hpp"

namespace trunkline::engine {

/** `code` is one of src-main/contract/error-codes.ts; null: nothing failed. */
struct OpenFault {
  const char *code = nullptr;
  std::string text;
};

class BoardPort {
 public:
  BoardPort() = default;
  ~BoardPort();
  BoardPort(const BoardPort &) = delete;
  BoardPort &operator=(const BoardPort &) = delete;

  /** May take seconds; the host must outlive close(). */
  OpenFault open(const EngineOptions &options, const bsdk_host &host);
  /** Without loading: over a table that is in this process already. */
  OpenFault open_table(const bsdk_api *inner, const EngineOptions &options, const bsdk_host &host);
  int32_t start();
  void close();

  const bsdk_board_info &info() const { return info_; }
  const std::vector<bsdk_channel_info> &channels() const { return channels_; }

  template <typename... Parameters, typename... Arguments>
  int32_t call(int32_t (*bsdk_api::*member)(bsdk_board *, Parameters...),
               Arguments... arguments) const {
    if (board_ == nullptr) return BSDK_E_GONE;
    const auto function = known(member) ? api_->*member : nullptr;
    return function == nullptr ? BSDK_E_UNSUPPORTED : function(board_, arguments...);
  }

  /** Inline mode of softmedia: true when it delivered or wrote anything. */
  bool pump();

 private:
  OpenFault read_infos();

  template <typename Function>
  bool known(Function bsdk_api::*member) const {
    const auto *first = reinterpret_cast<const char *>(api_);
    const auto *last = reinterpret_cast<const char *>(&(api_->*member)) + sizeof(Function);
    return static_cast<uint32_t>(last - first) <= api_->struct_size;
  }

  void *library_ = nullptr; /* closed last: the table's code lives in it */
  const bsdk_api *api_ = nullptr;
  bsdk_board *board_ = nullptr;
  MediaKind media_ = MediaKind::kSoft;
  bsdk_board_info info_{};
  std::vector<bsdk_channel_info> channels_;
};

/** Loads the library and asks for its table; the probe and the port share it. */
OpenFault load_library(const std::string &path, void **library, const bsdk_api **api);

/** The name of a BSDK_E_ code, for the log. */
const char *name_of_result(int32_t result);

}  // namespace trunkline::engine
