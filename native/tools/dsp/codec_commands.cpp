// codec: PCM16 to the octets of a telephone codec, and back.
//
// Raw streams: A-law and u-law an octet a sample; VOX high half first, IMA low half first, both
// from sample 0 and the first step; GSM 33 octets for 160 samples; MP3 a stream of frames, which is
// read at any rate and comes out at 8 kHz. What is left over at the end is filled with silence.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "../../dsp/codec/g711.hpp"
#include "../../dsp/codec/gsm610.hpp"
#include "../../dsp/codec/ima_adpcm.hpp"
#include "../../dsp/codec/mp3_codec.hpp"
#include "../../dsp/codec/vox_adpcm.hpp"
#include "../../dsp/resample/resampler.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

using Octets = std::vector<uint8_t>;
using Sound = std::vector<int16_t>;

Octets read_octets() {
  Octets all;
  std::array<uint8_t, 4096> piece;
  while (const size_t got = std::fread(piece.data(), 1, piece.size(), stdin)) {
    all.insert(all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(got));
  }
  if (std::ferror(stdin) != 0) refuse("cannot read the input: %s", std::strerror(errno));
  return all;
}

void write_octets(const Octets &octets) {
  if (std::fwrite(octets.data(), 1, octets.size(), stdout) != octets.size()) {
    refuse("could not write the result: %s", std::strerror(errno));
  }
}

template <uint8_t (*Code)(int16_t)>
Octets encode_law(const Sound &sound) {
  Octets octets(sound.size());
  std::transform(sound.begin(), sound.end(), octets.begin(), Code);
  return octets;
}
template <int16_t (*Code)(uint8_t)>
Sound decode_law(const Octets &octets) {
  Sound sound(octets.size());
  std::transform(octets.begin(), octets.end(), sound.begin(), Code);
  return sound;
}

/** first_shift: where the first sample of an octet lies, 4 or 0. */
template <typename Adpcm, int first_shift>
Octets encode_adpcm(const Sound &sound) {
  Adpcm coder;
  Octets octets((sound.size() + 1) / 2);
  for (size_t n = 0; n < octets.size() * 2; n++) {
    const uint8_t code = coder.encode(n < sound.size() ? sound[n] : int16_t{0});
    octets[n / 2] |= static_cast<uint8_t>(code << (n % 2 == 0 ? first_shift : 4 - first_shift));
  }
  return octets;
}
template <typename Adpcm, int first_shift>
Sound decode_adpcm(const Octets &octets) {
  Adpcm coder;
  Sound sound;
  for (const uint8_t octet : octets) {
    sound.push_back(coder.decode((octet >> first_shift) & 15));
    sound.push_back(coder.decode((octet >> (4 - first_shift)) & 15));
  }
  return sound;
}

void need(bool is_there, const char *what, const char *package) {
  if (!is_there) refuse("%s is not on this machine: install the package %s", what, package);
}

Octets encode_gsm(const Sound &sound) {
  dsp::Gsm610 coder(dsp::Gsm610::Form::frames);
  Octets octets;
  for (size_t at = 0; at < sound.size(); at += dsp::Gsm610::kFrameSamples) {
    std::array<int16_t, dsp::Gsm610::kFrameSamples> frame{};
    const size_t count = std::min(frame.size(), sound.size() - at);
    std::copy_n(sound.begin() + static_cast<std::ptrdiff_t>(at), count, frame.begin());
    std::array<uint8_t, dsp::Gsm610::kFrameOctets> coded;
    coder.encode(frame, coded);
    octets.insert(octets.end(), coded.begin(), coded.end());
  }
  return octets;
}
Sound decode_gsm(const Octets &octets) {
  constexpr size_t kOctets = dsp::Gsm610::kFrameOctets;
  if (octets.size() % kOctets != 0) {
    refuse("expected whole GSM frames of %zu octets, got %zu octets", kOctets, octets.size());
  }
  dsp::Gsm610 coder(dsp::Gsm610::Form::frames);
  Sound sound(octets.size() / kOctets * dsp::Gsm610::kFrameSamples);
  for (size_t f = 0; f < octets.size() / kOctets; f++) {
    const auto frame = std::span(octets).subspan(f * kOctets, kOctets);
    const auto to =
        std::span(sound).subspan(f * dsp::Gsm610::kFrameSamples, dsp::Gsm610::kFrameSamples);
    if (!coder.decode(frame, to)) refuse("expected a GSM frame at octet %zu", f * kOctets);
  }
  return sound;
}

Octets encode_mp3(const Sound &sound, uint32_t kbps) {
  dsp::Mp3Encoder coder(1, kbps);
  if (!coder.is_open()) refuse("LAME does not code 8 kHz at %u kbit/s", kbps);
  Octets octets;
  coder.encode(sound, octets);
  coder.end(octets);
  return octets;
}
/** Music comes at any rate. */
Sound at_line_rate(const Sound &sound, uint32_t rate_hz) {
  constexpr uint32_t kLineRateHz = 8000;
  if (rate_hz == kLineRateHz) return sound;
  if (!dsp::Resampler::can(rate_hz, kLineRateHz)) refuse("cannot bring %u Hz to 8 kHz", rate_hz);
  dsp::Resampler resampler(rate_hz, kLineRateHz);
  Sound out(resampler.most_output(sound.size()) + resampler.most_output(resampler.reach() + 1));
  const size_t made = resampler.feed(sound, out);
  out.resize(made + resampler.finish(std::span(out).subspan(made)));
  return out;
}
Sound decode_mp3(const Octets &octets) {
  dsp::Mp3Decoder coder;
  Sound sound;
  const bool good = coder.decode(octets, sound);
  if (!good || (sound.empty() && !octets.empty())) refuse("expected an MP3 stream");
  return coder.rate_hz() == 0 ? sound : at_line_rate(sound, coder.rate_hz());
}

}  // namespace

int run_codec(Arguments &arguments) {
  const std::string name = arguments.word("a codec", {"alaw", "ulaw", "vox", "ima", "gsm", "mp3"});
  const bool encodes = arguments.word("a direction", {"enc", "dec"}) == "enc";
  const bool is_mp3 = name == "mp3";
  const auto kbps = static_cast<uint32_t>(is_mp3 ? arguments.integer("kbps", 8, 64, 16) : 16);
  if (name == "gsm") need(dsp::Gsm610::is_available(), "GSM 06.10", dsp::Gsm610::kPackage);
  if (is_mp3) need(dsp::is_mp3_available(), "MP3", dsp::kMp3Package);
  if (encodes) {
    SoundInput input(arguments, 1);
    arguments.end();
    const Sound sound = input.read_all();
    if (name == "alaw") write_octets(encode_law<dsp::alaw_of>(sound));
    if (name == "ulaw") write_octets(encode_law<dsp::ulaw_of>(sound));
    if (name == "vox") write_octets(encode_adpcm<dsp::VoxAdpcm, 4>(sound));
    if (name == "ima") write_octets(encode_adpcm<dsp::ImaAdpcm, 0>(sound));
    if (name == "gsm") write_octets(encode_gsm(sound));
    if (is_mp3) write_octets(encode_mp3(sound, kbps));
    return 0;
  }
  arguments.end();
  const Octets octets = read_octets();
  if (name == "alaw") write_sound(decode_law<dsp::decode_alaw>(octets));
  if (name == "ulaw") write_sound(decode_law<dsp::decode_ulaw>(octets));
  if (name == "vox") write_sound(decode_adpcm<dsp::VoxAdpcm, 4>(octets));
  if (name == "ima") write_sound(decode_adpcm<dsp::ImaAdpcm, 0>(octets));
  if (name == "gsm") write_sound(decode_gsm(octets));
  if (is_mp3) write_sound(decode_mp3(octets));
  return 0;
}

}  // namespace trunkline::tools
