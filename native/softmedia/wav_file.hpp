/*
 * What it does: reads and makes the headers of WAV files with 8 kHz speech.
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

namespace trunkline::softmedia {

struct WavData {
  uint32_t format = 0;      // BSDK_FMT_PCM16, BSDK_FMT_ALAW or BSDK_FMT_ULAW
  uint64_t offset = 0;      // of the first octet of speech, from the file's start
  uint64_t size_bytes = 0;  // as the header says; the file may hold less
};

/** Enough of a file's start to find the speech in it: chunks of text before it are skipped. */
constexpr size_t kWavProbeBytes = 4096;

/** Nothing when the octets are no WAV file or it is not mono speech at 8 kHz in one of the formats.
 */
std::optional<WavData> find_wav_data(std::span<const uint8_t> start_of_file);

/** PCM16 has 44 octets; A-law has a `fact` chunk as the format's text demands, 58 octets. */
struct WavHeader {
  std::array<uint8_t, 58> octets{};
  size_t count = 0;
};

struct WavShape {
  uint32_t format = 0;  // BSDK_FMT_PCM16 or BSDK_FMT_ALAW
  uint32_t sides = 1;   // 1 mono, 2 stereo
};

WavHeader wav_header(const WavShape &shape, uint64_t frames);
uint32_t wav_frame_bytes(const WavShape &shape);

}  // namespace trunkline::softmedia
