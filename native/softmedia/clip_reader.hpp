/*
 * What it does: reads the speech of one clip, from a file or from memory, as PCM16 at 8 kHz,
 * whatever its format and its rate.
 *
 * How to use it: open() checks that the clip is there and can be decoded; read() until it returns
 * 0. File thread or command thread; it may block on the disk.
 */
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "../abi/board_sdk.h"
#include "../dsp/resample/resampler.hpp"
#include "speech_decoder.hpp"

namespace trunkline::softmedia {

/** A file descriptor that closes itself. */
class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(OpenFile &&other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  OpenFile &operator=(OpenFile &&other) noexcept;
  OpenFile(const OpenFile &) = delete;
  OpenFile &operator=(const OpenFile &) = delete;
  ~OpenFile();
  int descriptor() const { return descriptor_; }
  bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

class ClipReader {
 public:
  /** Copies what it needs of the clip. BSDK_E_ARG, BSDK_E_IO (not there), BSDK_E_FORMAT (not
   * audio). */
  int32_t open(const bsdk_clip &clip);
  /** Samples read; 0 at the end; BSDK_E_IO. */
  int32_t read(std::span<int16_t> into);
  /** Goes on by at most so many samples; how many, 0 at the end; BSDK_E_IO. May take several calls
   * in formats that must be decoded on the way. */
  int64_t skip(uint64_t samples);
  void rewind();

 private:
  int32_t open_source(const bsdk_clip &clip);
  int32_t find_speech(const bsdk_clip &clip);
  uint64_t octets_of_mp3_tag() const;
  int64_t read_octets(uint64_t offset, std::span<uint8_t> into) const;
  /** Decodes the next octets, if nothing decoded is left. False when they cannot be read. */
  bool decode_some();
  /** Brings samples to the line's rate, if they have another. */
  void bring_to_line_rate(std::span<const int16_t> samples);
  void end_of_speech();
  size_t ready() const { return decoded_.size() - used_; }

  OpenFile file_;
  std::vector<uint8_t> memory_;
  std::unique_ptr<SpeechDecoder> decoder_;
  SpeechBlock block_;
  bool begins_at_any_block_ = true;
  uint32_t rate_hz_ = 8000;
  std::unique_ptr<dsp::Resampler> resampler_;  // made with the first samples of another rate
  std::vector<int16_t> raw_;                   // at the clip's rate
  std::vector<int16_t> decoded_;               // samples, of which used_ were read
  size_t used_ = 0;
  uint64_t start_ = 0, end_ = 0, at_ = 0;  // octets of the source that are speech
};

}  // namespace trunkline::softmedia
