#include "wav_file.hpp"

#include <algorithm>
#include <string_view>

#include "../abi/board_sdk.h"
#include "../dsp/resample/resampler.hpp"

namespace trunkline::softmedia {
namespace {

constexpr uint32_t kRateHz = 8000;
constexpr uint32_t kExtensible = 0xFFFE;  // RFC 2361
constexpr uint32_t kMostBlockOctets = 2048;

uint32_t little(std::span<const uint8_t> octets, size_t at, size_t count) {
  uint32_t value = 0;
  for (size_t n = count; n > 0; n--) value = (value << 8) | octets[at + n - 1];
  return value;
}

bool names(std::span<const uint8_t> octets, size_t at, std::string_view name) {
  return std::equal(
      name.begin(), name.end(), octets.begin() + static_cast<std::ptrdiff_t>(at),
      [](char expected, uint8_t octet) { return expected == static_cast<char>(octet); });
}

/** Nothing when it is a format, a rate or a number of sides that is not served. */
std::optional<WavData> read_format(std::span<const uint8_t> chunk) {
  if (chunk.size() < 16) return std::nullopt;
  uint32_t tag = little(chunk, 0, 2);
  if (tag == kExtensible && chunk.size() >= 26) tag = little(chunk, 24, 2);
  const uint32_t sides = little(chunk, 2, 2), rate_hz = little(chunk, 4, 4);
  const SpeechFormat *row = find_speech_format_of_tag(tag, little(chunk, 14, 2));
  if (row == nullptr || !dsp::Resampler::can(rate_hz, kRateHz)) return std::nullopt;
  if (sides == 0 || sides > row->most_sides) {
    return std::nullopt;
  }
  WavData data;
  data.shape = {row->format, sides, BSDK_BOX_WAV};
  data.rate_hz = rate_hz;
  data.block = {little(chunk, 12, 2), row->in_wav.samples};
  if (row->format == BSDK_FMT_IMA_ADPCM) {
    // Programs choose their own length of block: a header of 4 octets a side, then 4 octets of each
    // side in turn.
    const uint32_t words = 4 * sides;
    const bool whole = data.block.octets > words && data.block.octets % words == 0;
    if (!whole || data.block.octets > kMostBlockOctets) return std::nullopt;
    data.block.samples = (data.block.octets - words) / sides * 2 + 1;
  } else if (data.block.octets != block_of(data.shape).octets) {
    return std::nullopt;
  }
  return data;
}

class HeaderWriter {
 public:
  explicit HeaderWriter(WavHeader &header) : header_(&header) {}
  void text(std::string_view name) {
    for (const char letter : name) header_->octets[header_->count++] = static_cast<uint8_t>(letter);
  }
  void number(uint32_t value, size_t octets) {
    for (size_t n = 0; n < octets; n++, value >>= 8) {
      header_->octets[header_->count++] = static_cast<uint8_t>(value);
    }
  }

 private:
  WavHeader *header_;
};

}  // namespace

std::optional<WavData> find_wav_data(std::span<const uint8_t> file) {
  if (file.size() < 12 || !names(file, 0, "RIFF") || !names(file, 8, "WAVE")) return std::nullopt;
  std::optional<WavData> found;
  for (size_t at = 12; at + 8 <= file.size();) {
    const uint32_t size = little(file, at + 4, 4);
    const size_t body = at + 8;
    if (names(file, at, "data")) {
      if (!found) return std::nullopt;
      found->offset = body;
      found->size_bytes = size;
      return found;
    }
    if (names(file, at, "fmt ")) {
      found = read_format(file.subspan(body, std::min<size_t>(size, file.size() - body)));
    }
    at = body + size + size % 2;  // chunks are padded to an even length
  }
  return std::nullopt;
}

WavHeader wav_header(const SpeechShape &shape, uint64_t data_bytes, uint64_t frames) {
  WavHeader header;
  HeaderWriter write(header);
  const SpeechFormat &row = *find_speech_format(shape.format);
  const SpeechBlock block = block_of(shape);
  const bool is_pcm = shape.format == BSDK_FMT_PCM16, is_coded = block.samples > 1;
  const uint32_t header_bytes = is_pcm ? 44 : is_coded ? 60 : 58;
  // Sizes are 32 bits wide; a longer recording keeps the largest that fits.
  const uint64_t most = (0xFFFFFFFEULL - header_bytes) / block.octets * block.octets;
  const auto size = static_cast<uint32_t>(std::min(data_bytes, most));
  write.text("RIFF");
  write.number(header_bytes - 8 + size + size % 2, 4);
  write.text("WAVEfmt ");
  write.number(is_pcm ? 16 : is_coded ? 20 : 18, 4);
  write.number(row.wav_tag, 2);
  write.number(shape.sides, 2);
  write.number(kRateHz, 4);
  write.number(kRateHz * block.octets / block.samples, 4);
  write.number(block.octets, 2);
  write.number(row.wav_bits, 2);
  if (!is_pcm) {
    write.number(is_coded ? 2 : 0, 2);
    if (is_coded) write.number(block.samples, 2);
    write.text("fact");
    write.number(4, 4);
    const uint64_t held = uint64_t{size} / block.octets * block.samples;
    write.number(static_cast<uint32_t>(std::min(held, frames)), 4);
  }
  write.text("data");
  write.number(size, 4);
  return header;
}

}  // namespace trunkline::softmedia
