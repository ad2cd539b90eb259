/*
 * What it does: the table of the formats in which speech is kept in files, and what each can do.
 *
 * How it works: a row a format; a file has blocks of the same length, of one sample or of many.
 *
 * How to use it: find_speech_format(); is_speech_format_available() where a library may be missing.
 */
#pragma once
#include <cstdint>

#include "../abi/board_sdk.h"

namespace trunkline::softmedia {

/** A block of coded speech: so many octets hold so many samples. Octets 0: not in this box. */
struct SpeechBlock {
  uint32_t octets = 0, samples = 0;
};

struct SpeechFormat {
  uint32_t format = BSDK_FMT_NONE;
  uint32_t wav_tag = 0;             // RFC 2361
  uint32_t wav_bits = 0;            // a sample, as the fmt chunk says
  SpeechBlock in_wav, in_raw;       // of one side
  uint32_t most_sides = 1;          // of which a WAV file keeps apart what came and what was said
  bool begins_at_any_block = true;  // a decoder can start there without what was before
  const char *package = nullptr;    // of Debian, where a library is needed
};

/** How one recording is kept. */
struct SpeechShape {
  uint32_t format = BSDK_FMT_NONE;
  uint32_t sides = 1;  // 1 mono, 2 stereo
  uint32_t box = BSDK_BOX_WAV;
};

/** nullptr for a format that is not served at all. */
const SpeechFormat *find_speech_format(uint32_t format);
const SpeechFormat *find_speech_format_of_tag(uint32_t wav_tag, uint32_t bits);
/** Block of all sides together. */
SpeechBlock block_of(const SpeechShape &shape);
/** Whether its library, if it needs one, is on this machine. */
bool is_speech_format_available(const SpeechFormat &row);
/** Bit n set: BSDK_FMT_n can be played and recorded on this machine. */
uint32_t available_speech_formats();

}  // namespace trunkline::softmedia
