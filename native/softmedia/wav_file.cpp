#include "wav_file.hpp"

#include <algorithm>
#include <string_view>

#include "../abi/board_sdk.h"

namespace trunkline::softmedia {
namespace {

constexpr uint32_t kRateHz = 8000;
enum Tag : uint32_t { kPcm = 1, kAlaw = 6, kUlaw = 7, kExtensible = 0xFFFE };  // RFC 2361

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

uint32_t format_of(std::span<const uint8_t> chunk) {
  if (chunk.size() < 16) return BSDK_FMT_NONE;
  uint32_t tag = little(chunk, 0, 2);
  if (tag == kExtensible && chunk.size() >= 26) tag = little(chunk, 24, 2);
  const uint32_t channels = little(chunk, 2, 2);
  const uint32_t rate_hz = little(chunk, 4, 4);
  const uint32_t bits = little(chunk, 14, 2);
  if (channels != 1 || rate_hz != kRateHz) return BSDK_FMT_NONE;
  if (tag == kPcm && bits == 16) return BSDK_FMT_PCM16;
  if (tag == kAlaw && bits == 8) return BSDK_FMT_ALAW;
  return tag == kUlaw && bits == 8 ? BSDK_FMT_ULAW : BSDK_FMT_NONE;
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
  uint32_t format = BSDK_FMT_NONE;
  for (size_t at = 12; at + 8 <= file.size();) {
    const uint32_t size = little(file, at + 4, 4);
    const size_t body = at + 8;
    if (names(file, at, "data")) {
      if (format == BSDK_FMT_NONE) return std::nullopt;
      return WavData{format, body, size};
    }
    if (names(file, at, "fmt ")) {
      format = format_of(file.subspan(body, std::min<size_t>(size, file.size() - body)));
    }
    at = body + size + size % 2;  // chunks are padded to an even length
  }
  return std::nullopt;
}

uint32_t wav_frame_bytes(const WavShape &shape) {
  return shape.sides * (shape.format == BSDK_FMT_PCM16 ? 2 : 1);
}

WavHeader wav_header(const WavShape &shape, uint64_t frames) {
  WavHeader header;
  HeaderWriter write(header);
  const bool pcm = shape.format == BSDK_FMT_PCM16;
  const uint32_t frame_bytes = wav_frame_bytes(shape);
  const uint32_t header_bytes = pcm ? 44 : 58;
  // Sizes are 32 bits wide; a longer recording keeps the largest that fits.
  const uint64_t most = 0xFFFFFFFFULL - header_bytes - frame_bytes;
  const auto data_bytes =
      static_cast<uint32_t>(std::min(frames * frame_bytes, most / frame_bytes * frame_bytes));
  write.text("RIFF");
  write.number(header_bytes - 8 + data_bytes, 4);
  write.text("WAVEfmt ");
  write.number(pcm ? 16 : 18, 4);
  write.number(pcm ? kPcm : kAlaw, 2);
  write.number(shape.sides, 2);
  write.number(kRateHz, 4);
  write.number(kRateHz * frame_bytes, 4);
  write.number(frame_bytes, 2);
  write.number(pcm ? 16 : 8, 2);
  if (!pcm) {
    write.number(0, 2);
    write.text("fact");
    write.number(4, 4);
    write.number(data_bytes / frame_bytes, 4);
  }
  write.text("data");
  write.number(data_bytes, 4);
  return header;
}

}  // namespace trunkline::softmedia
