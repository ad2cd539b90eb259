/*
 * What it does: records a channel: left what came from the line, right what went to it, or one of
 * them.
 *
 *   rx, tx of the channel --audio thread--> ring of 2 s --file thread--> RecordingFile
 *
 * How it works: the audio thread only copies samples and decides when the recording ends; the file
 * thread writes every half second, seals the file, and then reports the end, so that who hears DONE
 * finds a complete file.
 *
 * How to use it: open() on the commanding thread, take() on the audio thread, end() as its last
 * touch.
 */
#pragma once
#include <array>
#include <atomic>
#include <memory>
#include <span>

#include "file_job.hpp"
#include "recording_file.hpp"

namespace trunkline::softmedia {

class Recorder final : public FileJob {
 public:
  struct Where {
    int32_t channel = 0;
    bsdk_op op = 0;
    Durability durability = Durability::power_loss;
    uint32_t past_ms = 0;  // what may be replayed into it in one tick
  };
  /**
   * Commanding thread. BSDK_E_ARG; BSDK_E_FORMAT for another format or box, or when its library is
   * not on this machine; BSDK_E_UNSUPPORTED for flags; BSDK_E_IO when the file exists already
   * (unless it is to be appended to) or cannot be made. Formats of one side get the sum of both.
   */
  static int32_t open(const bsdk_record &record, const Where &where,
                      std::unique_ptr<Recorder> &into);

  enum class Outcome : uint8_t { recording, limit };
  struct Taken {
    Outcome outcome = Outcome::recording;
    uint32_t lost = 0;  // frames lost because the file thread was late: silence stands for them
  };
  /** Audio thread. Both spans have the frame's length. */
  Taken take(std::span<const int16_t> rx, std::span<const int16_t> tx);
  /** Audio thread. While masked, silence is kept in place of both sides. */
  void mask(bool is_masked) { is_masked_ = is_masked; }
  bool stops_on(char digit) const;
  bool beeps() const { return (flags_ & BSDK_REC_BEEP) != 0; }
  /** Silence from the line that ends it, in ms; 0 for never. */
  uint32_t silence_ms() const { return silence_ms_; }
  /** Audio thread, last touch: the job may be gone afterwards. code is the DONE code; arg the digit
   * or the fault that ended it. */
  void end(int32_t code, int32_t arg);

  bool work(OutgoingLane &lane) override;
  bool finished() const override { return sealed_; }

 private:
  static constexpr size_t kRingSamples = 32768;
  Recorder(const Where &where, RecordingFile file)
      : where_(where),
        file_(std::move(file)),
        ring_(kRingSamples + size_t{where.past_ms} * 8 * 2) {}
  bool push(std::span<const int16_t> rx, std::span<const int16_t> tx);
  void write(std::span<const int16_t> samples, OutgoingLane &lane);
  void report(RecordingFile::News news, OutgoingLane &lane) const;

  Where where_;
  RecordingFile file_;
  uint32_t flags_ = 0, sides_ = BSDK_REC_NEAR | BSDK_REC_FAR;
  bool adds_sides_ = false;  // both into one
  bool is_masked_ = false;
  uint64_t lost_frames_ = 0;  // to be made up with silence as soon as there is room
  uint32_t silence_ms_ = 0;
  uint64_t frames_left_ = 0;  // 0: no limit
  bool sealed_ = false;
  std::array<char, 17> stop_digits_{};
  rt::SpscRing<int16_t> ring_;
  int32_t done_code_ = 0, done_arg_ = 0;  // published by ended_
  std::atomic<bool> ended_{false};        // release: after the last samples and the code
};

}  // namespace trunkline::softmedia
