/*
 * What it does: keeps a recording on disk that is a valid WAV file at every moment.
 *
 * How it works: speech is appended first, then the header is written over with the new sizes, at
 * least once a second of speech; so whatever ends the process, the header never promises more than
 * is there. When the disk refuses, the time goes on: the missing speech is counted, and silence of
 * that length is written once the disk takes it again (tried each second), so that the recording
 * keeps its time.
 *
 * How to use it: begin(), append() in any amounts, seal(). One thread.
 */
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "wav_file.hpp"

namespace trunkline::softmedia {

/** Where octets go; a file, or a test's stand-in for a full disk. */
class WritableFile {
 public:
  virtual ~WritableFile() = default;
  /** Writes all and returns true, or false when the disk refused any part of it. */
  virtual bool write_at(uint64_t offset, std::span<const uint8_t> octets) = 0;
  /** Waits until all that was written will survive a loss of power. */
  virtual bool sync() = 0;
};

/** Creates the file, which must not exist yet; nothing when that fails. */
std::unique_ptr<WritableFile> create_file(const char *path);

/** Whether speech must survive the loss of power, or of the process only (stepped time). */
enum class Durability : uint8_t { power_loss, process_loss };

class RecordingFile {
 public:
  RecordingFile(std::unique_ptr<WritableFile> file, const WavShape &shape, Durability durability)
      : file_(std::move(file)), shape_(shape), durability_(durability) {}

  enum class News : uint8_t { none, gap_began, gap_ended };

  /** Writes the empty header. False when the disk refuses. */
  bool begin();
  /** Samples of all sides in turn. */
  News append(std::span<const int16_t> samples);
  /** Writes what is owed, the final header, and makes it durable. */
  News seal();
  uint64_t duration_ms() const { return frames_ / 8; }
  /** Length of the gap that ended last. */
  uint64_t last_gap_ms() const { return last_gap_frames_ / 8; }

 private:
  bool write_frames(std::span<const int16_t> samples);
  bool write_silence();
  bool write_header();
  void keep_header();

  std::unique_ptr<WritableFile> file_;
  WavShape shape_;
  Durability durability_;
  std::vector<uint8_t> octets_;      // one append, encoded
  uint64_t frames_ = 0;              // in the file
  uint64_t header_frames_ = 0;       // as the header says
  uint64_t owed_frames_ = 0;         // missing in the file: the running gap
  uint64_t written_gap_frames_ = 0;  // of the running gap, already filled with silence
  uint64_t retry_at_frames_ = 0;     // owed frames at which the disk is tried again
  uint64_t last_gap_frames_ = 0;
};

}  // namespace trunkline::softmedia
