/*
 * What it does: knows which operations run, so that each gets exactly one DONE and no channel two
 * players.
 *
 * How to use it: begin() before an operation is started, withdraw() when the start fails, end()
 * when its DONE is about to be delivered. Any thread but the audio thread.
 */
#pragma once
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "../abi/board_sdk.h"

namespace trunkline::softmedia {

enum class OpKind : uint8_t {
  inner,    // passed to the inner board as it is
  seize,    // the same, but makes a trunk's line live
  release,  // waits for our operations of the channel, then goes to the inner board
  play,
  tone,
  digits,
  dial,
  record
};

struct RunningOp {
  bsdk_op op = 0;
  int32_t channel = 0;
  OpKind kind = OpKind::inner;
  bool cancelled = false;
};

/** Whether the operation is carried out by softmedia and not by the inner board. */
constexpr bool is_ours(OpKind kind) { return kind >= OpKind::play; }

class OpRegistry {
 public:
  /** BSDK_E_ARG for 0 or a running id, BSDK_E_BUSY, BSDK_E_STATE while the channel is being
   * released. */
  int32_t begin(const RunningOp &op);
  void withdraw(bsdk_op op) { end(op); }
  std::optional<RunningOp> find(bsdk_op op);
  /** Marks it; nothing when it does not run. */
  std::optional<RunningOp> cancel(bsdk_op op);
  /** Takes it out; nothing when it does not run (any more). */
  std::optional<RunningOp> end(bsdk_op op);
  /** Whether operations of ours run on the channel. */
  bool has_ours(int32_t channel);
  std::vector<RunningOp> all();

 private:
  std::mutex mutex_;
  std::unordered_map<bsdk_op, RunningOp> running_;
};

}  // namespace trunkline::softmedia
