/*
 * What it does: decodes the octets of a file's format into PCM16, both sides of a stereo file as
 * one.
 *
 * How to use it: make_speech_decoder() with what the file says of itself; decode() whole blocks,
 * the last may be cut; restart() where the stream begins anew. File thread.
 */
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "speech_format.hpp"

namespace trunkline::softmedia {

class SpeechDecoder {
 public:
  virtual ~SpeechDecoder() = default;
  /** Appends samples; what cannot be decoded of a broken file is left out or silent. */
  virtual void decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) = 0;
  virtual void restart() = 0;
  /** Of formats that say it in their stream; 0 where the file says it, or nobody yet. */
  virtual uint32_t rate_hz() const { return 0; }
};

/** block: of all sides, as the file says. nullptr when it is not served in that shape. */
std::unique_ptr<SpeechDecoder> make_speech_decoder(const SpeechShape &shape,
                                                   const SpeechBlock &block);

}  // namespace trunkline::softmedia
