#include "board-sim/signal/wav_file.hpp"

#include <cstdio>
#include <cstring>
#include <memory>

namespace boardsim {
namespace {

constexpr uint16_t kPcm = 1;
constexpr uint16_t kAlaw = 6;
constexpr size_t kMaxBytes = 8000 * 2 * 600;

struct FileCloser {
  void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

uint32_t little32(const uint8_t *at) {
  return static_cast<uint32_t>(at[0]) | static_cast<uint32_t>(at[1]) << 8 |
         static_cast<uint32_t>(at[2]) << 16 | static_cast<uint32_t>(at[3]) << 24;
}
uint16_t little16(const uint8_t *at) { return static_cast<uint16_t>(at[0] | at[1] << 8); }

// G.711 A-law: even bits are inverted; 4 bits of mantissa above 3 of segment.
int16_t from_alaw(uint8_t code) {
  code ^= 0x55;
  const int segment = (code >> 4) & 7;
  int value = (code & 0x0F) * 16 + 8;
  if (segment > 0) value = (value + 256) << (segment - 1);
  return static_cast<int16_t>((code & 0x80) != 0 ? value : -value);
}

std::vector<int16_t> decode(uint16_t format, const std::vector<uint8_t> &bytes) {
  std::vector<int16_t> samples;
  if (format == kAlaw) {
    for (const uint8_t each : bytes) samples.push_back(from_alaw(each));
    return samples;
  }
  for (size_t i = 0; i + 1 < bytes.size(); i += 2)
    samples.push_back(static_cast<int16_t>(little16(&bytes[i])));
  return samples;
}

std::string check_format(const uint8_t *chunk, uint16_t &format) {
  format = little16(chunk);
  const uint16_t bits = little16(chunk + 14);
  if (little16(chunk + 2) != 1) return "is not mono";
  if (little32(chunk + 4) != 8000) return "is not 8 kHz";
  if ((format == kPcm && bits == 16) || (format == kAlaw && bits == 8)) return "";
  return "is neither PCM16 nor A-law";
}

}  // namespace

WavOutcome read_wav(const std::string &path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return {{}, "cannot be opened"};
  uint8_t head[12];
  if (std::fread(head, 1, sizeof head, file.get()) != sizeof head ||
      std::memcmp(head, "RIFF", 4) != 0 || std::memcmp(head + 8, "WAVE", 4) != 0) {
    return {{}, "is not a WAV file"};
  }
  uint16_t format = 0;
  for (;;) {
    uint8_t chunk[8];
    if (std::fread(chunk, 1, sizeof chunk, file.get()) != sizeof chunk)
      return {{}, "holds no audio"};
    const uint32_t size = little32(chunk + 4);
    if (std::memcmp(chunk, "fmt ", 4) == 0 && size >= 16) {
      uint8_t body[16];
      if (std::fread(body, 1, sizeof body, file.get()) != sizeof body) return {{}, "is cut off"};
      const std::string mistake = check_format(body, format);
      if (!mistake.empty()) return {{}, mistake};
      std::fseek(file.get(), static_cast<long>(size - sizeof body + (size & 1)), SEEK_CUR);
    } else if (std::memcmp(chunk, "data", 4) == 0) {
      if (format == 0) return {{}, "names no format before its audio"};
      std::vector<uint8_t> bytes(std::min<size_t>(size, kMaxBytes));
      bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
      return {decode(format, bytes), bytes.empty() ? "holds no audio" : ""};
    } else {
      std::fseek(file.get(), static_cast<long>(size) + (size & 1), SEEK_CUR);
    }
  }
}

}  // namespace boardsim
