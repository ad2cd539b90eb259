/*
 * What it does: keeps a recording on disk that is a valid file of its format at every moment.
 *
 * How it works: speech is coded and appended first, then the header is written over with the new
 * sizes, at least once a second of speech; so whatever ends the process, the header never promises
 * more than is there. What the disk refuses is kept and written first when it takes octets again
 * (tried each second); speech of the time between is not kept: silence of that length takes its
 * place, so that the recording keeps its time.
 *
 * How to use it: begin() or go_on(), append() in any amounts, seal(). One thread.
 */
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "speech_encoder.hpp"

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
/**
 * Opens a recording to go on with it, or creates it. speech_octets: what it has. Nothing with
 * BSDK_E_IO, or BSDK_E_FORMAT when it is no recording of that shape that can be gone on with.
 */
struct ContinuedFile {
  std::unique_ptr<WritableFile> file;
  uint64_t speech_octets = 0;
  int32_t result = 0;  // BSDK_*
};
ContinuedFile continue_file(const char *path, const SpeechShape &shape);

/** Whether speech must survive the loss of power, or of the process only (stepped time). */
enum class Durability : uint8_t { power_loss, process_loss };

class RecordingFile {
 public:
  RecordingFile(std::unique_ptr<WritableFile> file, const SpeechShape &shape,
                Durability durability);

  enum class News : uint8_t { none, gap_began, gap_ended };

  /** Writes the empty header. False when the disk refuses, or nobody can code the format. */
  bool begin();
  /** Instead of begin(): the file has so many octets of speech already. */
  bool go_on(uint64_t speech_octets);
  /** Samples of all sides in turn. */
  News append(std::span<const int16_t> samples);
  /** Writes what is owed, the final header, and makes it durable. */
  News seal();
  uint64_t duration_ms() const { return kept_frames_ / 8; }
  /** Length of the gap that ended last. */
  uint64_t last_gap_ms() const { return last_gap_frames_ / 8; }

 private:
  bool flush();
  bool write_silence();
  bool write_header();
  void keep_header();
  /** Frames that can be decoded from what is in the file. */
  uint64_t frames_in_file() const;

  std::unique_ptr<WritableFile> file_;
  SpeechShape shape_;
  Durability durability_;
  std::unique_ptr<SpeechEncoder> encoder_;
  std::vector<uint8_t> pending_;   // coded, not yet in the file
  uint64_t octets_ = 0;            // of speech in the file
  uint64_t frames_ = 0;            // coded
  uint64_t kept_frames_ = 0;       // of them, in the file
  uint64_t header_at_frames_ = 0;  // when it was written
  bool in_gap_ = false;
  uint64_t owed_frames_ = 0;         // of the running gap, still to be written as silence
  uint64_t written_gap_frames_ = 0;  // of the running gap, already filled with silence
  uint64_t retry_at_frames_ = 0;     // owed frames at which the disk is tried again
  uint64_t last_gap_frames_ = 0;
};

}  // namespace trunkline::softmedia
