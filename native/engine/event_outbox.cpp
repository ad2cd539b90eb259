#include "event_outbox.hpp"

#include <algorithm>

namespace trunkline::engine {

void EventOutbox::set_channels(std::vector<ChannelSnapshot> channels) {
  const std::lock_guard lock(mutex_);
  published_.channels = std::move(channels);
}

void EventOutbox::set_bell(Doorbell *bell) {
  const std::lock_guard lock(bell_mutex_);
  bell_ = bell;
}

void EventOutbox::publish(std::span<EventRecord> events, std::span<ChannelUpdate> updates,
                          std::span<const uint32_t> taken_commands, uint64_t time_us) {
  bool wanted = false;
  {
    const std::lock_guard lock(mutex_);
    for (EventRecord &event : events) {
      event.seq = ++seq_;
      wanted = append(event) || wanted;
    }
    for (ChannelUpdate &update : updates) {
      published_.channels[static_cast<size_t>(update.channel)] = std::move(update.state);
    }
    for (const uint32_t taken : taken_commands) {
      std::erase_if(posted_, [taken](const Posted &each) { return each.command_id == taken; });
    }
    published_.seq = seq_;
    published_.time_us = time_us;
    if (bell_pending_) wanted = false;
    if (wanted) bell_pending_ = true;
  }
  if (wanted) ring_bell();
}

bool EventOutbox::append(const EventRecord &record) {
  ++counters_.raised;
  if (is_lost_ || count_ == ring_.size()) {
    ++counters_.lost;
    is_lost_ = true;
    return true;
  }
  ring_[(first_ + count_++) % ring_.size()] = record;
  return true;
}

void EventOutbox::ring_bell() {
  const std::lock_guard lock(bell_mutex_);
  if (bell_ == nullptr) return;
  bell_->ring();
  const std::lock_guard count_lock(mutex_);
  ++counters_.bells;
}

void EventOutbox::set_board_up(bool up) {
  const std::lock_guard lock(mutex_);
  published_.board_up = up;
}

void EventOutbox::mark_lost() {
  bool wanted = false;
  {
    const std::lock_guard lock(mutex_);
    is_lost_ = true;
    wanted = !bell_pending_;
    bell_pending_ = true;
  }
  if (wanted) ring_bell();
}

void EventOutbox::add_posted(int32_t channel, uint32_t command_id) {
  const std::lock_guard lock(mutex_);
  posted_.push_back({channel, command_id});
}

void EventOutbox::remove_posted(uint32_t command_id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(posted_,
                [command_id](const Posted &each) { return each.command_id == command_id; });
}

int32_t EventOutbox::drain(std::span<EventRecord> into) {
  const std::lock_guard lock(mutex_);
  const size_t taken = std::min(into.size(), count_);
  for (size_t index = 0; index < taken; ++index)
    into[index] = ring_[(first_ + index) % ring_.size()];
  first_ = (first_ + taken) % ring_.size();
  count_ -= taken;
  if (taken > 0) return static_cast<int32_t>(taken);
  if (is_lost_) return -1;
  bell_pending_ = false;
  return 0;
}

bool EventOutbox::has_waiting() const {
  const std::lock_guard lock(mutex_);
  return count_ > 0 || is_lost_;
}

BoardSnapshot EventOutbox::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_locked();
}

BoardSnapshot EventOutbox::resync() {
  const std::lock_guard lock(mutex_);
  first_ = count_ = 0;
  is_lost_ = false;
  ++counters_.resyncs;
  return snapshot_locked();
}

BoardSnapshot EventOutbox::snapshot_locked() const {
  BoardSnapshot copy = published_;
  for (const Posted &each : posted_) {
    copy.channels[static_cast<size_t>(each.channel)].running.push_back(each.command_id);
  }
  return copy;
}

LaneCounters EventOutbox::counters() const {
  const std::lock_guard lock(mutex_);
  return counters_;
}

}  // namespace trunkline::engine
