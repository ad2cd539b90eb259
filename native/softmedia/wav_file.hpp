/*
 * What it does: reads the headers of WAV files in the formats of speech_format.hpp, and makes those
 * of 8 kHz.
 *
 * How to use it: find_wav_data() over the first bytes of a file; wav_header() whenever sizes
 * change. A header always has the same length for a format, so that it can be written over in
 * place.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "speech_format.hpp"

namespace trunkline::softmedia {

struct WavData {
  SpeechShape shape;
  SpeechBlock block;        // of all sides, as the file says
  uint32_t rate_hz = 8000;  // of one side
  uint64_t offset = 0;      // of the first octet of speech, from the file's start
  uint64_t size_bytes = 0;  // as the header says; the file may hold less
};

/** Enough of a file's start to find the speech in it: chunks of text before it are skipped. */
constexpr size_t kWavProbeBytes = 4096;

/** Nothing when the octets are no WAV file or in none of the formats, at a rate from 4 to
 * 192 kHz. */
std::optional<WavData> find_wav_data(std::span<const uint8_t> start_of_file);

/** PCM16 has 44 octets; the others have a `fact` chunk, as RFC 2361 demands: 58 and 60. */
struct WavHeader {
  std::array<uint8_t, 60> octets{};
  size_t count = 0;
};

/** data_bytes of whole blocks hold so many frames (a sample of every side). */
WavHeader wav_header(const SpeechShape &shape, uint64_t data_bytes, uint64_t frames);

}  // namespace trunkline::softmedia
