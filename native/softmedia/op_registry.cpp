#include "op_registry.hpp"

#include <algorithm>

namespace trunkline::softmedia {
namespace {

bool is_speech(OpKind kind) { return is_ours(kind) && kind != OpKind::record; }

/** Whether one engine of the channel would have to serve both. */
bool collide(OpKind a, OpKind b) {
  return (is_speech(a) && is_speech(b)) || (a == OpKind::record && b == OpKind::record);
}

}  // namespace

int32_t OpRegistry::begin(const RunningOp &op) {
  const std::lock_guard lock(mutex_);
  if (op.op == 0 || running_.contains(op.op)) return BSDK_E_ARG;
  for (const auto &[id, other] : running_) {
    if (other.channel != op.channel) continue;
    if (other.kind == OpKind::release) return BSDK_E_STATE;
    if (collide(other.kind, op.kind)) return BSDK_E_BUSY;
  }
  running_.emplace(op.op, op);
  return BSDK_OK;
}

std::optional<RunningOp> OpRegistry::find(bsdk_op op) {
  const std::lock_guard lock(mutex_);
  const auto at = running_.find(op);
  return at == running_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<RunningOp> OpRegistry::cancel(bsdk_op op) {
  const std::lock_guard lock(mutex_);
  const auto at = running_.find(op);
  if (at == running_.end()) return std::nullopt;
  at->second.cancelled = true;
  return at->second;
}

std::optional<RunningOp> OpRegistry::end(bsdk_op op) {
  const std::lock_guard lock(mutex_);
  const auto at = running_.find(op);
  if (at == running_.end()) return std::nullopt;
  const RunningOp ended = at->second;
  running_.erase(at);
  return ended;
}

bool OpRegistry::has_ours(int32_t channel) {
  const std::lock_guard lock(mutex_);
  return std::any_of(running_.begin(), running_.end(), [&](const auto &entry) {
    return entry.second.channel == channel && is_ours(entry.second.kind);
  });
}

std::vector<RunningOp> OpRegistry::all() {
  const std::lock_guard lock(mutex_);
  std::vector<RunningOp> ops;
  for (const auto &[id, op] : running_) ops.push_back(op);
  std::sort(ops.begin(), ops.end(), [](const auto &a, const auto &b) { return a.op < b.op; });
  return ops;
}

}  // namespace trunkline::softmedia
