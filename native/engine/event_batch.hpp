/*
 * What it does: collects what one happening tells upward, so that it is published as a whole.
 */
#pragma once
#include <vector>

#include "channel_event.hpp"

namespace trunkline::engine {

class EventBatch {
 public:
  explicit EventBatch(size_t expected) { records_.reserve(expected); }

  /** An empty record to be filled; the reference holds until the next tell(). */
  EventRecord &tell(EventKind kind, int32_t channel, uint64_t time_us) {
    EventRecord &record = records_.emplace_back();
    record.kind = static_cast<uint16_t>(kind);
    record.channel = channel;
    record.time_us = time_us;
    return record;
  }

  size_t size() const { return records_.size(); }
  EventRecord &at(size_t index) { return records_[index]; }
  std::vector<EventRecord> &records() { return records_; }
  void clear() { records_.clear(); }

 private:
  std::vector<EventRecord> records_;
};

}  // namespace trunkline::engine
