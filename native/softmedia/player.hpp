/*
 * What it does: plays a list of clips into a channel, once or repeatedly.
 *
 *   clips on disk --file thread--> ring of 1 s of samples --audio thread--> frame of the channel
 *
 * How it works: the clips are opened and the ring is filled once before the play is accepted, so it
 * starts with the next frame and a missing file is refused at once. Later the file thread keeps the
 * ring full; when it is late, silence is played and counted. A seek is agreed on in three steps:
 * the audio thread asks and falls silent, the file thread goes to the place and says so, the audio
 * thread empties the ring and says so; only then are new samples put into it.
 *
 * How to use it: open() on the commanding thread, fill() on the audio thread, let_go() as its last
 * touch.
 */
#pragma once
#include <array>
#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "../dsp/stretch/time_stretch.hpp"
#include "clip_reader.hpp"
#include "file_job.hpp"

namespace trunkline::softmedia {

class Player final : public FileJob {
 public:
  /**
   * Commanding thread. Fills `into` and returns BSDK_OK, or BSDK_E_ARG, BSDK_E_IO, BSDK_E_FORMAT.
   * repeat 0 plays until stopped.
   */
  static int32_t open(const bsdk_play &play, std::unique_ptr<Player> &into);

  enum class Outcome : uint8_t { playing, ended, failed };
  struct Filled {
    Outcome outcome = Outcome::playing;
    uint32_t missing = 0;  // samples of silence played because the file thread was late
  };
  /** Audio thread. Writes the whole frame. */
  Filled fill(std::span<int16_t> frame);
  bool stops_on(char digit) const;
  bool stops_on_voice() const { return (flags_ & BSDK_STOP_VOICE) != 0; }
  bool stops_on_hang_up() const { return (flags_ & BSDK_STOP_HANGUP) != 0; }
  void set_gain(float factor) { gain_ = factor; }
  /** 0.5 to 2 times the recorded speed, at the same pitch. */
  void set_speed(float speed);
  /** From the start of the first clip; behind the last one, the play ends. */
  void seek(uint32_t ms);
  /** Audio thread, last touch: the job may be gone afterwards. */
  void let_go() { let_go_.store(true, std::memory_order_release); }

  bool work(OutgoingLane &lane) override;
  bool finished() const override { return let_go_.load(std::memory_order_acquire); }

 private:
  static constexpr size_t kRingSamples = 8192;
  Player() : ring_(kRingSamples) {}
  bool read_ahead();
  bool skip_ahead();
  bool take_seek();
  bool is_seeking();
  bool next_clip();
  void stop_reading(int32_t result);

  std::vector<ClipReader> clips_;
  size_t clip_ = 0;
  uint32_t rounds_left_ = 1;  // 0: without end
  bool round_had_sound_ = false;
  bool reading_ = true;   // file thread's own
  uint64_t to_skip_ = 0;  // samples on the way to the place sought
  uint32_t flags_ = 0;
  float gain_ = 1.0F;
  bool is_stretched_ = false;
  bool is_landing_ = false;  // sought, and nothing heard from there yet
  dsp::TimeStretch stretch_;
  std::array<char, 17> stop_digits_{};
  rt::SpscRing<int16_t> ring_;
  std::atomic<bool> all_read_{
      false};  // release after the last samples, so that they are seen with it
  std::atomic<bool> failed_{false};
  // The number of the seek and its milliseconds, 32 bits each.
  std::atomic<uint64_t> seek_wanted_{0};   // audio thread's word
  std::atomic<uint64_t> seek_taken_{0};    // file thread's: nothing from before comes any more
  std::atomic<uint64_t> seek_drained_{0};  // audio thread's: the ring holds nothing from before
  std::atomic<bool> let_go_{false};
};

}  // namespace trunkline::softmedia
