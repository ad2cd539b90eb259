/*
 * What it does: hands all events of a board to the host: those of the inner board and our own, in
 * one numbered sequence, from one thread.
 *
 *   inner board ---lane--\
 *   audio thread --lane---+--> one DONE an operation, release after its channel's ends -->
 * host.on_event file thread ---lane--/
 *
 * How it works: what the inner board reports about a line is also told to the audio thread. DONE is
 * delivered only for an operation that runs, and takes it out of the registry before the host hears
 * of it, so that the host may start the next one from there. A release goes to the inner board when
 * the last operation of ours on its channel has been reported.
 *
 * How to use it: start() for a thread of its own, or deliver_due() in inline mode; stop() delivers
 * the rest.
 */
#pragma once
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "audio_engine.hpp"
#include "inner_board.hpp"
#include "op_registry.hpp"
#include "outgoing.hpp"

namespace trunkline::softmedia {

class EventDelivery {
 public:
  EventDelivery(const bsdk_host &host, const InnerBoard &inner, OpRegistry &ops);
  EventDelivery(const EventDelivery &) = delete;
  EventDelivery &operator=(const EventDelivery &) = delete;

  OutgoingLane &audio_lane() { return audio_lane_; }
  OutgoingLane &file_lane() { return file_lane_; }
  /** The engine must outlive stop(). commands_mutex serialises all who post to it. */
  void attach(AudioEngine &engine, std::mutex &commands_mutex, std::span<const uint32_t> kinds);

  /** The inner board's thread. */
  void take_inner(const bsdk_event &event);
  void start();
  /** Delivery thread, or the owner's in inline mode. Returns whether anything was delivered. */
  bool deliver_due();
  /** Delivers what is left; afterwards no event is delivered any more. */
  void stop();
  /** After stop(): reports every operation that still runs with this code. */
  void end_rest(int32_t code, int32_t arg);
  /** Any thread: the inner board is lost; every command answers BSDK_E_GONE. */
  bool is_gone() const { return gone_.load(std::memory_order_acquire); }
  /** Stops the audio engine for good and ends what it runs; the first caller's code counts. */
  void end_media(int32_t code, int32_t arg);

 private:
  void run();
  bool drain(OutgoingLane &lane, void (EventDelivery::*handle)(const Outgoing &));
  void on_inner(const Outgoing &outgoing);
  void on_inner_done(const bsdk_event &event);
  void on_line_event(const bsdk_event &event);
  void on_ours(const Outgoing &outgoing);
  void on_our_done(bsdk_event event);
  void flash(const bsdk_event &wanted);
  void end_flash(const bsdk_event &done);
  void release_when_quiet();
  void on_board_lost();
  void tell_audio(const MediaCommand &command);
  void fail(const OnChannel &op, int32_t error);
  void deliver(bsdk_event event);

  bsdk_host host_;
  const InnerBoard &inner_;
  OpRegistry &ops_;
  AudioEngine *engine_ = nullptr;
  std::mutex *commands_mutex_ = nullptr;
  std::vector<uint32_t> kinds_;
  Doorbell bell_;
  OutgoingLane inner_lane_, audio_lane_, file_lane_;
  // the delivering thread's own
  uint32_t last_seq_ = 0;
  std::vector<OnChannel> releases_;  // wait for the ends of their channel
  std::vector<bsdk_op> flashing_;    // operations whose inner flash runs
  std::mutex end_media_mutex_;
  bool media_ended_ = false;  // guarded by end_media_mutex_
  std::atomic<bool> gone_{false}, stopping_{false};
  std::thread thread_;
};

}  // namespace trunkline::softmedia
