/*
 * What it does: carries what softmedia has to tell from the thread where it happened to the
 * delivery.
 *
 * How it works: one lane a producer (inner board, audio thread, file thread), each a ring. Ends of
 * operations have room kept free for them, so that a flood of other events cannot push one out;
 * what does not fit is counted and told to the host as a discontinuity.
 */
#pragma once
#include <atomic>
#include <cstdint>
#include <semaphore>

#include "../abi/board_sdk.h"
#include "../rt/spsc_ring.hpp"

namespace trunkline::softmedia {

struct Outgoing {
  enum class Kind : uint8_t {
    event,          // for the host
    channel_ended,  // all operations of event.channel were ended for the release event.op
    flash_wanted    // event.op sends digits and now needs a hook flash on event.channel
  } kind = Kind::event;
  bsdk_event event{};
};

/** An event with its fixed fields filled; the delivery numbers it. */
inline bsdk_event event_of(uint16_t kind, int32_t channel, bsdk_op op, int32_t code, int32_t arg) {
  bsdk_event event{};
  event.struct_size = sizeof event;
  event.kind = kind;
  event.channel = channel;
  event.op = op;
  event.code = code;
  event.arg = arg;
  return event;
}

/** Wakes the delivery thread; nobody waits on it in inline mode. */
class Doorbell {
 public:
  /** Any thread; at most one system call, none while the bell has not been answered. */
  void ring() {
    // The exchange orders the caller's ring writes before the wake.
    if (!rung_.exchange(true, std::memory_order_acq_rel)) bell_.release();
  }
  void wait() {
    bell_.acquire();
    rung_.store(false, std::memory_order_release);  // a ring from now on wakes again
  }

 private:
  std::atomic<bool> rung_{false};
  std::counting_semaphore<2> bell_{0};
};

class OutgoingLane {
 public:
  OutgoingLane(size_t capacity, Doorbell &bell) : ring_(capacity), bell_(&bell) {}

  /** Producer only. Does not ring the bell: a producer rings once after all it has to say. */
  void post(Outgoing outgoing) {
    if (outgoing.event.time_us == 0) outgoing.event.time_us = time_us_;
    const bool must_arrive =
        outgoing.kind != Outgoing::Kind::event || outgoing.event.kind == BSDK_EV_DONE;
    const bool fits = must_arrive || ring_.room() > ring_.capacity() / 4;
    if (!fits || !ring_.push(outgoing)) {
      lost_.fetch_add(1, std::memory_order_relaxed);  // a count; orders nothing
    }
    posted_ = true;
  }
  void post(const bsdk_event &event) { post(Outgoing{Outgoing::Kind::event, event}); }
  /** Producer only: the time of what is posted from now on; 0 leaves it to the delivery. */
  void set_time(uint64_t time_us) { time_us_ = time_us; }
  void ring_if_posted() {
    if (posted_) bell_->ring();
    posted_ = false;
  }
  /** Consumer only. */
  bool take(Outgoing &into) { return ring_.pop(into); }
  uint32_t take_lost() { return lost_.exchange(0, std::memory_order_relaxed); }

 private:
  rt::SpscRing<Outgoing> ring_;
  Doorbell *bell_;
  std::atomic<uint32_t> lost_{0};
  uint64_t time_us_ = 0;  // producer's own, as the next
  bool posted_ = false;
};

}  // namespace trunkline::softmedia
