/*
 * What it does: the work of the signalling thread: takes the inbox in order, fires the timers,
 * publishes what each happening caused. The only writer of the line machines.
 *
 *   driver's thread ──┐                ┌─▶ machines ─▶ board
 *   JS: post ─────────┴─▶ inbox ─▶ loop┤
 *                         timers ──────┴─▶ outbox ─▶ JS
 *
 * How to use it: run() on a thread of its own until close() was called; or, in stepped time, turn()
 * on the caller's thread as long as it returns true.
 */
#pragma once
#include <atomic>
#include <memory>

#include "../rt/inbox.hpp"
#include "command_handler.hpp"
#include "driver_event_handler.hpp"
#include "event_outbox.hpp"

namespace trunkline::engine {

/** What waits for the signalling thread: a command when there is one, else the board's event. */
struct InboxItem {
  std::unique_ptr<ChannelCommand> command;
  bsdk_event event;
  uint64_t arrived_us; /* the board's event, at this engine */
};

class SignallingLoop {
 public:
  SignallingLoop(const EngineOptions &options, const rt::Clock &clock, BoardPort &port,
                 EventOutbox &outbox, LogBook &log);
  SignallingLoop(const SignallingLoop &) = delete;
  SignallingLoop &operator=(const SignallingLoop &) = delete;

  /** After the board was opened: makes the channels and publishes their first state. */
  void make_channels();

  /** From the driver's thread: copies and returns. What does not fit is counted and answered by a
   * resync. */
  void on_driver_event(const bsdk_event &event);
  /** From the JS thread; false when the inbox is full. */
  bool post(std::unique_ptr<ChannelCommand> command);

  void run();
  /** One round without waiting; whether there was anything to do. */
  bool turn();
  /** Ends run() after what waits already. */
  void request_end();
  /** Before the board is closed, after run(): ends its conferences. */
  void leave_conferences();
  /** After the board is closed: ends what still runs, tells 'down'. On the thread that ran the
   * loop, or after it. */
  void finish();

  bool board_is_lost() const { return is_lost_.load(std::memory_order_acquire); }
  const SignallingCounters &counters() const { return counters_; }

 private:
  void handle(InboxItem &item);
  void handle_command(const ChannelCommand &command);
  void handle_driver_event(const bsdk_event &event, uint64_t arrived_us);
  bool fire_timers();
  void fire_timers_of(Channel &channel, uint64_t now_us);
  void publish();
  void restore_after_loss();

  LogBook &log_;
  EventOutbox &outbox_;
  const rt::Clock &clock_;
  SignallingCounters counters_;
  SignallingContext context_;
  ChannelStepper stepper_;
  CommandHandler commands_;
  DriverEventHandler driver_events_;
  rt::Inbox<InboxItem> inbox_;
  std::vector<InboxItem> taken_;
  /* Posted before the board said that it is up, which must be the first event of all. */
  std::vector<std::unique_ptr<ChannelCommand>> early_;
  bool was_up_ = false;
  std::vector<ChannelUpdate> updates_;
  std::vector<uint32_t> taken_commands_;
  std::atomic<bool> must_end_{false};
  std::atomic<bool> has_lost_any_{false};       /* an event that may be missed */
  std::atomic<bool> has_lost_essential_{false}; /* one that may have ended an operation */
  std::atomic<bool> is_lost_{false};
};

}  // namespace trunkline::engine
