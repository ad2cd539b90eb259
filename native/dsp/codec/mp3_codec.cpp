#include "mp3_codec.hpp"

#include <algorithm>
#include <array>
#include <cstdarg>

#include "optional_library.hpp"

namespace trunkline::dsp {
namespace {

// LAME's interface (lame.h 3.100) in declarations of our own.
struct Lame;
struct Hip;
enum Mode : int { kStereo = 0, kJoint = 1, kMono = 3 };
/** The head of mp3data_struct; what follows is not used. */
struct FrameHead {
  int header_parsed, channels, rate_hz, bitrate_kbps;
  int rest[32];
};
using Report = void (*)(const char *, va_list);
/** The decoder would tell every damaged frame on stderr; its caller learns it from the sound. */
void say_nothing(const char *, va_list) {}
constexpr int kRateHz = 8000;
constexpr size_t kFrameSamples = 1152;

struct Functions {
  OptionalLibrary library{"libmp3lame.so.0"};
  Lame *(*init)() = nullptr;
  int (*close)(Lame *) = nullptr;
  int (*in_samplerate)(Lame *, int) = nullptr;
  int (*out_samplerate)(Lame *, int) = nullptr;
  int (*num_channels)(Lame *, int) = nullptr;
  int (*mode)(Lame *, int) = nullptr;
  int (*brate)(Lame *, int) = nullptr;
  int (*quality)(Lame *, int) = nullptr;
  int (*write_tag)(Lame *, int) = nullptr;
  int (*disable_reservoir)(Lame *, int) = nullptr;
  int (*init_params)(Lame *) = nullptr;
  int (*encode)(Lame *, const int16_t *, const int16_t *, int, uint8_t *, int) = nullptr;
  int (*flush)(Lame *, uint8_t *, int) = nullptr;
  Hip *(*hip_init)() = nullptr;
  int (*hip_exit)(Hip *) = nullptr;
  void (*hip_set_errorf)(Hip *, Report) = nullptr;
  void (*hip_set_msgf)(Hip *, Report) = nullptr;
  int (*hip_decode)(Hip *, uint8_t *, size_t, int16_t *, int16_t *, FrameHead *) = nullptr;
  bool is_complete = false;

  Functions() {
    is_complete =
        library.find("lame_init", init) && library.find("lame_close", close) &&
        library.find("lame_set_in_samplerate", in_samplerate) &&
        library.find("lame_set_out_samplerate", out_samplerate) &&
        library.find("lame_set_num_channels", num_channels) &&
        library.find("lame_set_mode", mode) && library.find("lame_set_brate", brate) &&
        library.find("lame_set_quality", quality) &&
        library.find("lame_set_bWriteVbrTag", write_tag) &&
        library.find("lame_set_disable_reservoir", disable_reservoir) &&
        library.find("lame_init_params", init_params) &&
        library.find("lame_encode_buffer", encode) && library.find("lame_encode_flush", flush) &&
        library.find("hip_decode_init", hip_init) && library.find("hip_decode_exit", hip_exit) &&
        library.find("hip_set_errorf", hip_set_errorf) &&
        library.find("hip_set_msgf", hip_set_msgf) &&
        library.find("hip_decode1_headers", hip_decode);
  }
};

const Functions &functions() {
  static const Functions loaded;
  return loaded;
}

}  // namespace

bool is_mp3_available() { return functions().is_complete; }

// ---- encoder ----------------------------------------------------------------------------------

struct Mp3Encoder::Coder {
  struct Close {
    void operator()(Lame *lame) const { functions().close(lame); }
  };
  std::unique_ptr<Lame, Close> lame;
  uint32_t channels = 1;
  std::array<int16_t, kFrameSamples> left{}, right{};
};

Mp3Encoder::Mp3Encoder(uint32_t channels, uint32_t kbps, int quality, Frames frames)
    : coder_(std::make_unique<Coder>()) {
  const Functions &lame = functions();
  if (!lame.is_complete) return;
  coder_->channels = channels;
  coder_->lame.reset(lame.init());
  Lame *const handle = coder_->lame.get();
  lame.in_samplerate(handle, kRateHz);
  lame.out_samplerate(handle, kRateHz);
  lame.num_channels(handle, static_cast<int>(channels));
  lame.mode(handle, channels == 1 ? kMono : kJoint);
  lame.brate(handle, static_cast<int>(kbps));
  lame.quality(handle, quality);
  lame.write_tag(handle, 0);  // a stream: nobody goes back to its first frame
  lame.disable_reservoir(handle, frames == Frames::apart ? 1 : 0);
  if (lame.init_params(handle) < 0) coder_->lame.reset();
}
Mp3Encoder::~Mp3Encoder() = default;
Mp3Encoder::Mp3Encoder(Mp3Encoder &&) noexcept = default;
Mp3Encoder &Mp3Encoder::operator=(Mp3Encoder &&) noexcept = default;

bool Mp3Encoder::is_open() const { return coder_->lame != nullptr; }

void Mp3Encoder::encode(std::span<const int16_t> frames, std::vector<uint8_t> &to) {
  if (!is_open()) return;
  std::array<uint8_t, kFrameSamples * 2 + 7200> coded;  // LAME's own worst case: 1.25 n + 7200
  for (size_t at = 0; at < frames.size();) {
    const size_t count = std::min((frames.size() - at) / coder_->channels, kFrameSamples);
    if (count == 0) return;
    for (size_t n = 0; n < count; n++) {
      coder_->left[n] = frames[at + n * coder_->channels];
      coder_->right[n] = frames[at + n * coder_->channels + coder_->channels - 1];
    }
    at += count * coder_->channels;
    const int octets =
        functions().encode(coder_->lame.get(), coder_->left.data(), coder_->right.data(),
                           static_cast<int>(count), coded.data(), static_cast<int>(coded.size()));
    if (octets > 0) to.insert(to.end(), coded.begin(), coded.begin() + octets);
  }
}

void Mp3Encoder::end(std::vector<uint8_t> &to) {
  if (!is_open()) return;
  std::array<uint8_t, 7200> coded;
  const int octets =
      functions().flush(coder_->lame.get(), coded.data(), static_cast<int>(coded.size()));
  if (octets > 0) to.insert(to.end(), coded.begin(), coded.begin() + octets);
}

// ---- decoder ----------------------------------------------------------------------------------

struct Mp3Decoder::Coder {
  struct Exit {
    void operator()(Hip *hip) const { functions().hip_exit(hip); }
  };
  std::unique_ptr<Hip, Exit> hip;
  uint32_t rate_hz = 0, channels = 0;
};

Mp3Decoder::Mp3Decoder() : coder_(std::make_unique<Coder>()) {
  if (!functions().is_complete) return;
  coder_->hip.reset(functions().hip_init());
  functions().hip_set_errorf(coder_->hip.get(), say_nothing);
  functions().hip_set_msgf(coder_->hip.get(), say_nothing);
}
Mp3Decoder::~Mp3Decoder() = default;
Mp3Decoder::Mp3Decoder(Mp3Decoder &&) noexcept = default;
Mp3Decoder &Mp3Decoder::operator=(Mp3Decoder &&) noexcept = default;

uint32_t Mp3Decoder::rate_hz() const { return coder_->rate_hz; }
uint32_t Mp3Decoder::channels() const { return coder_->channels; }

bool Mp3Decoder::decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) {
  return decode_frames(octets, to, false);
}

bool Mp3Decoder::decode_apart(std::span<const uint8_t> octets, std::vector<int16_t> &to) {
  return decode_frames(octets, to, true);
}

bool Mp3Decoder::decode_frames(std::span<const uint8_t> octets, std::vector<int16_t> &to,
                               bool apart) {
  if (coder_->hip == nullptr) return false;
  std::array<int16_t, kFrameSamples> left{}, right{};
  std::array<uint8_t, 1024> piece{};
  for (size_t at = 0; at < octets.size();) {
    const size_t count = std::min(piece.size(), octets.size() - at);
    std::copy_n(octets.begin() + static_cast<std::ptrdiff_t>(at), count, piece.begin());
    at += count;
    FrameHead head{};
    // One frame a call; with no octets it goes on with what it holds.
    int samples = functions().hip_decode(coder_->hip.get(), piece.data(), count, left.data(),
                                         right.data(), &head);
    for (; samples > 0; samples = functions().hip_decode(coder_->hip.get(), piece.data(), 0,
                                                         left.data(), right.data(), &head)) {
      coder_->rate_hz = static_cast<uint32_t>(head.rate_hz);
      coder_->channels = static_cast<uint32_t>(head.channels);
      for (size_t n = 0; n < static_cast<size_t>(samples); n++) {
        const bool is_stereo = head.channels == 2;
        const int both = is_stereo && !apart ? (left[n] + right[n]) / 2 : left[n];
        to.push_back(static_cast<int16_t>(both));
        if (is_stereo && apart) to.push_back(right[n]);
      }
    }
    if (samples < 0) return false;
  }
  return true;
}

}  // namespace trunkline::dsp
