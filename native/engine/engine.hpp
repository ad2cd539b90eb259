/*
 * What it does: the native half of the server: one board, its line machines, its event lane.
 *
 * How it works: see threads.md for who runs where and closing-order.md for how it ends. With a real
 * clock the signalling loop has a thread of its own; with a stepped clock everything runs inside
 * step() and pump(), on the caller's thread, and time is the simulator's audio frames.
 *
 * How to use it: start() once, on any thread that may block; then post(), drain() and snapshot()
 * from the JS thread; stop() on any thread that may block; stop() is idempotent and the destructor
 * calls it.
 */
#pragma once
#include <atomic>
#include <span>

#include "../rt/named_thread.hpp"
#include "signalling_loop.hpp"

namespace trunkline::engine {

enum class PostOutcome : uint8_t {
  kAccepted,
  kMalformed,
  kChannelUnknown,
  kNotStarted,
  kGone,
  kInboxFull
};
inline constexpr const char *kPostOutcomeNames[] = {"accepted",   "malformed", "channelUnknown",
                                                    "notStarted", "gone",      "inboxFull"};

class Engine {
 public:
  explicit Engine(EngineOptions options);
  ~Engine();
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;

  /** Loads, opens and starts the board. May take seconds. */
  OpenFault start();
  /** Ends what runs, closes the board, joins the thread. */
  void stop();

  PostOutcome post(std::span<const uint8_t> bytes);
  /** Opens or closes the monitor port of a channel; BSDK_*. */
  int32_t monitor(int32_t channel, bool on);
  /** Pairs of samples, from the line and to it, that came since; 0 while the board closes. */
  int32_t read_monitor(int32_t channel, std::span<int16_t> pairs);
  EventOutbox &outbox() { return outbox_; }
  LogBook &log() { return log_; }
  const BoardPort &port() const { return port_; }
  const SignallingCounters &counters() const { return loop_.counters(); }
  uint64_t now_us() const { return clock().now_us(); }

  /** Stepped: frames until one raised an event, at most `max_frames`; how many ran. */
  uint32_t step(uint32_t max_frames);
  /** Stepped: does what is due without moving time; whether there was anything. */
  bool pump();

 private:
  enum class Phase : uint8_t { kNew, kUp, kStopped };
  const rt::Clock &clock() const;
  void end();
  bsdk_host make_host();
  void close_board();
  bool pump_once();

  EngineOptions options_;
  rt::RealClock real_clock_;
  rt::SteppedClock stepped_clock_;
  LogBook log_;
  EventOutbox outbox_;
  BoardPort port_; /* closed by stop(), before the loop it calls back into dies */
  SignallingLoop loop_;
  std::mutex life_mutex_; /* a stop waits for a start that is under way */
  std::atomic<Phase> phase_{Phase::kNew};
  rt::NamedThread thread_; /* joined first */
};

}  // namespace trunkline::engine
