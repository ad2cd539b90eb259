#include "sound_input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "../../dsp/codec/g711.hpp"

namespace trunkline::tools {
namespace {

enum Tag : uint32_t { kPcm = 1, kAlaw = 6, kUlaw = 7, kExtensible = 0xFFFE };  // RFC 2361
constexpr uint32_t kRateHz = 8000;

}  // namespace

SoundInput::SoundInput(Arguments &arguments, size_t channels) : channels_(channels) {
  const auto wav = arguments.flag("wav");
  if (!wav) return;
  if (!wav->empty()) file_ = std::fopen(wav->c_str(), "rb");
  if (file_ == nullptr) refuse("cannot open %s: %s", wav->c_str(), std::strerror(errno));
  is_wav_ = true;
  read_header();
}

SoundInput::~SoundInput() {
  if (file_ != stdin) std::fclose(file_);
}

size_t SoundInput::fetch(uint8_t *into, size_t octets) {
  const auto wanted = static_cast<size_t>(std::min<uint64_t>(octets, left_));
  const size_t got = std::fread(into, 1, wanted, file_);
  if (std::ferror(file_) != 0) refuse("cannot read the sound: %s", std::strerror(errno));
  if (left_ != UINT64_MAX) left_ -= got;
  return got;
}

uint32_t SoundInput::little(size_t octets) {
  uint8_t raw[4] = {};
  if (fetch(raw, octets) != octets) refuse("expected a WAV file, got one that ends in its header");
  uint32_t value = 0;
  for (size_t n = octets; n > 0; n--) value = (value << 8) | raw[n - 1];
  return value;
}

void SoundInput::skip(uint32_t size) {
  uint8_t dropped[512];
  while (size > 0) {
    const size_t got = fetch(dropped, std::min<size_t>(size, sizeof dropped));
    if (got == 0) refuse("expected a WAV file with a data chunk, got one that ends before it");
    size -= static_cast<uint32_t>(got);
  }
}

void SoundInput::read_header() {
  char name[5] = {};
  const auto read_name = [&] {
    const size_t got = fetch(reinterpret_cast<uint8_t *>(name), 4);
    if (got != 4) refuse("expected a WAV file, got something that is too short");
  };
  read_name();
  const bool riff = std::strcmp(name, "RIFF") == 0;
  if (riff) little(4);
  if (riff) read_name();
  if (!riff || std::strcmp(name, "WAVE") != 0) refuse("expected a WAV file (RIFF, WAVE)");
  bool has_format = false;
  for (;;) {
    read_name();
    const uint32_t size = little(4);
    if (std::strcmp(name, "data") == 0) {
      if (!has_format) refuse("expected a fmt chunk before the data of the WAV file");
      // Recorders that write to a pipe leave 0 or the largest size: then the speech ends with the
      // file.
      if (size != 0 && size != 0xFFFFFFFFU) left_ = size;
      return;
    }
    if (std::strcmp(name, "fmt ") == 0) {
      read_format(size);
      has_format = true;
    } else {
      skip(size + size % 2);
    }
  }
}

void SoundInput::read_format(uint32_t size) {
  if (size < 16) refuse("expected a WAV file, got a fmt chunk of %u octets", size);
  uint32_t tag = little(2);
  const uint32_t channels = little(2);
  const uint32_t rate_hz = little(4);
  little(4);
  little(2);
  const uint32_t bits = little(2);
  uint32_t rest = size - 16;
  if (tag == kExtensible && rest >= 10) {
    skip(8);
    tag = little(2);
    rest -= 10;
  }
  skip(rest + size % 2);
  if (rate_hz != kRateHz) refuse("expected a WAV file at %u Hz, got %u Hz", kRateHz, rate_hz);
  if (channels != channels_) {
    refuse("expected a WAV file with %zu channel%s, got %u", channels_, channels_ == 1 ? "" : "s",
           channels);
  }
  if (tag == kPcm && bits == 16) {
    form_ = Form::pcm16;
  } else if (tag == kAlaw && bits == 8) {
    form_ = Form::alaw;
  } else if (tag == kUlaw && bits == 8) {
    form_ = Form::ulaw;
  } else {
    refuse("expected a WAV file with PCM16, A-law or u-law, got format %u with %u bits", tag, bits);
  }
}

size_t SoundInput::read(std::span<int16_t> frames) {
  const size_t sample_octets = form_ == Form::pcm16 ? 2 : 1;
  octets_.resize(frames.size() * sample_octets);
  const size_t got = fetch(octets_.data(), octets_.size());
  const size_t frame_octets = sample_octets * channels_;
  if (got % frame_octets != 0) {
    refuse("expected whole frames of %zu octets, got %zu octets too many at the end", frame_octets,
           got % frame_octets);
  }
  if (got < octets_.size() && is_wav_ && left_ != UINT64_MAX && left_ > 0) {
    refuse("expected %llu more octets of speech as the WAV header says; the file is cut off",
           static_cast<unsigned long long>(left_));
  }
  const size_t samples = got / sample_octets;
  for (size_t n = 0; n < samples; n++) {
    const uint8_t *at = octets_.data() + n * sample_octets;
    frames[n] = form_ == Form::pcm16  ? static_cast<int16_t>(at[0] | (at[1] << 8))
                : form_ == Form::alaw ? dsp::decode_alaw(*at)
                                      : dsp::decode_ulaw(*at);
  }
  return samples / channels_;
}

std::vector<int16_t> SoundInput::read_all() {
  std::vector<int16_t> all;
  const size_t step = 8000 * channels_;
  for (;;) {
    const size_t begin = all.size();
    all.resize(begin + step);
    const size_t frames = read(std::span(all).subspan(begin));
    all.resize(begin + frames * channels_);
    if (frames * channels_ < step) return all;
  }
}

void write_sound(std::span<const int16_t> samples) {
  if (samples.empty()) return;
  std::vector<uint8_t> octets(samples.size() * 2);
  for (size_t n = 0; n < samples.size(); n++) {
    const auto sample = static_cast<uint16_t>(samples[n]);
    octets[2 * n] = static_cast<uint8_t>(sample);
    octets[2 * n + 1] = static_cast<uint8_t>(sample >> 8);
  }
  if (std::fwrite(octets.data(), 1, octets.size(), stdout) != octets.size()) {
    refuse("could not write the sound: %s", std::strerror(errno));
  }
}

}  // namespace trunkline::tools
