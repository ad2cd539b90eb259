/*
 * What it does: the engine's end of the event lane: a ring of numbered records for JavaScript, and
 * the published state of the channels, under one lock, so that a snapshot is exactly the state
 * after its event number.
 *
 * How it works: the signalling thread publishes what one happening caused as a whole. When a record
 * does not fit, it and all later ones are dropped and counted, until the reader takes a snapshot: a
 * lane with a hole would be read wrongly, a lane that ends is answered by resync(). The bell rings
 * when the ring was empty, or at the loss, and once until the reader has found nothing left.
 *
 *   signalling ── publish ──▶ [ records | channels ] ── drain / resync ──▶ JS
 *                                 └── bell, once ───────────────────────▶
 *
 * How to use it: publish() on the signalling thread only; all others from any thread.
 */
#pragma once
#include <mutex>
#include <span>
#include <vector>

#include "channel_event.hpp"
#include "snapshot.hpp"

namespace trunkline::engine {

/** Tells the reader that something waits. Called from the signalling thread with no lock held. */
class Doorbell {
 public:
  virtual ~Doorbell() = default;
  virtual void ring() = 0;
};

/** A channel's new state, to be published together with the events. */
struct ChannelUpdate {
  int32_t channel = -1;
  ChannelSnapshot state;
};

struct LaneCounters {
  uint64_t raised = 0, lost = 0, resyncs = 0, bells = 0;
};

class EventOutbox {
 public:
  explicit EventOutbox(uint32_t capacity) : ring_(capacity) {}
  EventOutbox(const EventOutbox &) = delete;
  EventOutbox &operator=(const EventOutbox &) = delete;

  void set_channels(std::vector<ChannelSnapshot> channels);
  /** Not owned; null takes it away. No ring() runs after it returned from taking it away. */
  void set_bell(Doorbell *bell);

  /** Numbers the events and takes them, the channels' states, and the commands that are no longer
   * posted. */
  void publish(std::span<EventRecord> events, std::span<ChannelUpdate> updates,
               std::span<const uint32_t> taken_commands, uint64_t time_us);
  void set_board_up(bool up);
  /** Something happened that no event tells: the reader must resync. */
  void mark_lost();

  /** A command waits in the inbox: until it is taken it counts as running. */
  void add_posted(int32_t channel, uint32_t command_id);
  void remove_posted(uint32_t command_id);

  /** How many records were copied; -1 when nothing is left before a loss. */
  int32_t drain(std::span<EventRecord> into);
  bool has_waiting() const;
  BoardSnapshot snapshot() const;
  BoardSnapshot resync();
  LaneCounters counters() const;

 private:
  struct Posted {
    int32_t channel;
    uint32_t command_id;
  };
  bool append(const EventRecord &record);
  void ring_bell();
  BoardSnapshot snapshot_locked() const;

  mutable std::mutex mutex_;
  std::mutex bell_mutex_; /* held while ringing, so that the bell cannot die meanwhile */
  Doorbell *bell_ = nullptr;
  bool bell_pending_ = false;
  std::vector<EventRecord> ring_;
  size_t first_ = 0, count_ = 0;
  bool is_lost_ = false;
  uint64_t seq_ = 0;
  BoardSnapshot published_;
  std::vector<Posted> posted_;
  LaneCounters counters_;
};

}  // namespace trunkline::engine
