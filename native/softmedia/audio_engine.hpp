/*
 * What it does: one tick of media for all channels of a board.
 *
 *   commands --ring--> | take commands | hear all | say all | mix links | record all | --> lane,
 * bell
 *
 * How it works: the inner board calls block() with the blocks of the same instant; everything that
 * the channels need was made before. When the board is gone or closes, another thread takes the
 * engine over with seize(), after which block() does nothing, and ends what runs.
 *
 * How to use it: post() from commanding threads (the caller serialises them), block() from the
 * inner board only.
 */
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "channel_media.hpp"
#include "media_command.hpp"
#include "switch_matrix.hpp"

namespace trunkline::softmedia {

class AudioEngine {
 public:
  /** One of `kinds` a channel; EMPTY for channels without host audio. */
  struct Setup {
    std::span<const uint32_t> kinds;
    ChannelSettings settings;
    size_t frame_samples = 80;
    uint32_t echo_tail_ms = 64;
  };
  AudioEngine(const Setup &setup, OutgoingLane &lane);

  /** False when the ring has no room for another command of the host, or after end_all(). */
  bool post(const MediaCommand &command);
  /** For changes that must arrive: they have room kept free. */
  bool post_change(const MediaCommand &command) { return ended_ || commands_.push(command); }

  /** Audio thread. */
  struct Tick {
    std::span<const int16_t *const> rx;
    std::span<int16_t *const> tx;
    uint32_t samples = 0;
    uint64_t time_us = 0;
  };
  void block(const Tick &tick);

  /** Any thread, once: waits for a running block() and lets no other run. */
  void seize();
  /** After seize(), on the same thread, serialised with post(): takes what was posted, then ends
   * every operation. */
  void end_all(int32_t code, int32_t arg);

 private:
  void take_commands();
  void hear(std::span<const int16_t *const> rx, uint32_t samples);
  void carry_out(const MediaCommand &command);
  void release(const ReleaseChannel &command);

  static constexpr size_t kRingCommands = 4096;
  OutgoingLane *lane_;
  dsp::DtmfTables dtmf_;
  std::vector<PlanTables> plans_;
  std::vector<ChannelMedia> channels_;
  Hearing hearing_;
  std::vector<const int16_t *> heard_;  // rx of this tick without echo; null where there is none
  SwitchMatrix matrix_;
  Conferences conferences_;
  rt::SpscRing<MediaCommand> commands_;
  bool ended_ = false;             // guarded by those who post
  std::atomic<bool> busy_{false};  // a block() runs, or the engine was seized
};

}  // namespace trunkline::softmedia
