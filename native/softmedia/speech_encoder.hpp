/*
 * What it does: codes a stream of PCM16 into the octets of a file's format.
 *
 * How it works: whole blocks come out as they fill; the rest is kept. What was coded before decides
 * how the next block is coded, so every octet has to reach the file.
 *
 * How to use it: make_speech_encoder(), encode() in any amounts, end() once. File thread.
 */
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "speech_format.hpp"

namespace trunkline::softmedia {

class SpeechEncoder {
 public:
  virtual ~SpeechEncoder() = default;
  /** Samples of all sides in turn; appends what is complete. */
  virtual void encode(std::span<const int16_t> samples, std::vector<uint8_t> &to) = 0;
  /** Brings out what is held back, with silence to the end of its block. */
  virtual void end(std::vector<uint8_t> &to) = 0;
};

/** nullptr when the format cannot be kept in that shape, or its library is not on this machine. */
std::unique_ptr<SpeechEncoder> make_speech_encoder(const SpeechShape &shape);

}  // namespace trunkline::softmedia
