// blocks: PCM16 of one or two sides to the coded blocks of a recording's file, and back, as it
// comes.
//
// A-law and u-law: an octet a sample. IMA ADPCM: the blocks of WAV files (0x11), of --block-octets
// of all sides. GSM: pairs of frames (0x31), which have one side: two legs are mixed. MP3: frames
// that stand alone, so that decoding may begin at any of them. What is left over at the end is
// filled with silence; when decoding, an unfinished block is left out.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <vector>

#include "../../dsp/codec/g711.hpp"
#include "../../dsp/codec/gsm610.hpp"
#include "../../dsp/codec/ima_adpcm.hpp"
#include "../../dsp/codec/mp3_codec.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

using Octets = std::vector<uint8_t>;
using Sound = std::vector<int16_t>;

constexpr size_t kImaHeaderOctets = 4, kImaWordOctets = 4, kImaWordSamples = 8;

struct Shape {
  size_t sides;
  size_t block_octets;
  uint32_t kbps;
};

void write_octets(const Octets &octets) {
  if (octets.empty()) return;
  if (std::fwrite(octets.data(), 1, octets.size(), stdout) != octets.size()) {
    refuse("could not write the result: %s", std::strerror(errno));
  }
}

/** Takes the sound in pieces of so many frames, the last filled with silence. */
void encode_pieces(SoundInput &input, const Shape &shape, size_t frames,
                   const std::function<void(const Sound &, Octets &)> &code) {
  Sound piece(frames * shape.sides);
  Octets octets;
  for (;;) {
    const size_t got = input.read(piece);
    if (got == 0) return;
    std::fill(piece.begin() + static_cast<std::ptrdiff_t>(got * shape.sides), piece.end(),
              int16_t{0});
    octets.clear();
    code(piece, octets);
    write_octets(octets);
    if (got < frames) return;
  }
}

/** Takes the octets in whole blocks. */
void decode_blocks(size_t block_octets, const std::function<void(const Octets &, Sound &)> &code) {
  Octets block(block_octets);
  Sound sound;
  while (std::fread(block.data(), 1, block.size(), stdin) == block.size()) {
    sound.clear();
    code(block, sound);
    write_sound(sound);
  }
  if (std::ferror(stdin) != 0) refuse("cannot read the input: %s", std::strerror(errno));
}

template <uint8_t (*Code)(int16_t)>
void encode_law(SoundInput &input, const Shape &shape) {
  constexpr size_t kFrames = 4000;
  Sound piece(kFrames * shape.sides);
  Octets octets;
  for (size_t got = kFrames; got == kFrames;) {
    got = input.read(piece);
    octets.resize(got * shape.sides);
    std::transform(piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(octets.size()),
                   octets.begin(), Code);
    write_octets(octets);
  }
}

template <int16_t (*Code)(uint8_t)>
void decode_law(const Shape &shape) {
  decode_blocks(shape.sides, [&](const Octets &block, Sound &to) {
    to.resize(block.size());
    std::transform(block.begin(), block.end(), to.begin(), Code);
  });
}

size_t ima_frames_of(const Shape &shape) {
  const size_t words = kImaWordOctets * shape.sides;
  if (shape.block_octets <= words || shape.block_octets % words != 0) {
    refuse("expected blocks of a multiple of %zu octets, got %zu", words, shape.block_octets);
  }
  return (shape.block_octets - words) / shape.sides * 2 + 1;
}

void encode_ima(SoundInput &input, const Shape &shape) {
  std::array<dsp::ImaAdpcm, 2> coders;
  encode_pieces(input, shape, ima_frames_of(shape), [&](const Sound &block, Octets &to) {
    for (size_t side = 0; side < shape.sides; side++) {
      coders[side].begin_block(block[side], coders[side].step_index());
      const auto first = static_cast<uint16_t>(block[side]);
      to.push_back(static_cast<uint8_t>(first & 0xFFU));
      to.push_back(static_cast<uint8_t>(first >> 8));
      to.push_back(coders[side].step_index());
      to.push_back(0);
    }
    for (size_t at = 1; at * shape.sides < block.size(); at += kImaWordSamples) {
      for (size_t side = 0; side < shape.sides; side++) {
        for (size_t n = 0; n < kImaWordSamples; n += 2) {
          const uint32_t low = coders[side].encode(block[(at + n) * shape.sides + side]);
          const uint32_t high = coders[side].encode(block[(at + n + 1) * shape.sides + side]);
          to.push_back(static_cast<uint8_t>(low | high << 4));
        }
      }
    }
  });
}

void decode_ima(const Shape &shape) {
  std::array<dsp::ImaAdpcm, 2> coders;
  ima_frames_of(shape);
  decode_blocks(shape.block_octets, [&](const Octets &block, Sound &to) {
    const size_t header = kImaHeaderOctets * shape.sides, words = kImaWordOctets * shape.sides;
    for (size_t side = 0; side < shape.sides; side++) {
      const uint8_t *octets = &block[side * kImaHeaderOctets];
      const auto first = static_cast<int16_t>(octets[0] | octets[1] << 8);
      coders[side].begin_block(first, octets[2]);
      to.push_back(first);
    }
    for (size_t at = header; at + words <= block.size(); at += words) {
      for (size_t n = 0; n < kImaWordSamples; n++) {
        for (size_t side = 0; side < shape.sides; side++) {
          const uint32_t octet = block[at + side * kImaWordOctets + n / 2];
          const uint32_t code = n % 2 == 0 ? octet & 15U : octet >> 4;
          to.push_back(coders[side].decode(static_cast<uint8_t>(code)));
        }
      }
    }
  });
}

void encode_gsm(SoundInput &input, const Shape &shape) {
  dsp::Gsm610 coder(dsp::Gsm610::Form::wav);
  encode_pieces(input, shape, dsp::Gsm610::kWavSamples, [&](const Sound &block, Octets &to) {
    std::array<int16_t, dsp::Gsm610::kWavSamples> mixed;
    for (size_t n = 0; n < mixed.size(); n++) {
      const int sum = shape.sides == 1 ? block[n] : block[2 * n] + block[2 * n + 1];
      mixed[n] = static_cast<int16_t>(std::clamp(sum, -32768, 32767));
    }
    to.resize(dsp::Gsm610::kWavOctets);
    coder.encode(mixed, to);
  });
}

void decode_gsm() {
  dsp::Gsm610 coder(dsp::Gsm610::Form::wav);
  decode_blocks(dsp::Gsm610::kWavOctets, [&](const Octets &block, Sound &to) {
    to.resize(dsp::Gsm610::kWavSamples);
    coder.decode(block, to);
  });
}

void encode_mp3(SoundInput &input, const Shape &shape) {
  constexpr size_t kFrames = 5760;
  constexpr int kQuality = 7;
  dsp::Mp3Encoder coder(static_cast<uint32_t>(shape.sides), shape.kbps, kQuality,
                        dsp::Mp3Encoder::Frames::apart);
  if (!coder.is_open()) refuse("LAME does not code 8 kHz at %u kbit/s", shape.kbps);
  Octets octets;
  Sound piece(kFrames * shape.sides);
  for (size_t got = kFrames; got == kFrames;) {
    got = input.read(piece);
    octets.clear();
    coder.encode(std::span(piece).first(got * shape.sides), octets);
    write_octets(octets);
  }
  octets.clear();
  coder.end(octets);
  write_octets(octets);
}

void decode_mp3() {
  dsp::Mp3Decoder coder;
  Sound sound;
  Octets piece(4096);
  bool is_empty = true, has_sound = false;
  while (const size_t got = std::fread(piece.data(), 1, piece.size(), stdin)) {
    is_empty = false;
    sound.clear();
    if (!coder.decode_apart(std::span(piece).first(got), sound)) refuse("expected an MP3 stream");
    has_sound = has_sound || !sound.empty();
    write_sound(sound);
  }
  if (std::ferror(stdin) != 0) refuse("cannot read the input: %s", std::strerror(errno));
  if (!has_sound && !is_empty) refuse("expected an MP3 stream");
}

void need(bool is_there, const char *what, const char *package) {
  if (!is_there) refuse("%s is not on this machine: install the package %s", what, package);
}

}  // namespace

int run_blocks(Arguments &arguments) {
  const std::string name = arguments.word("a codec", {"alaw", "ulaw", "ima", "gsm", "mp3"});
  const bool encodes = arguments.word("a direction", {"enc", "dec"}) == "enc";
  Shape shape{};
  shape.sides = static_cast<size_t>(arguments.integer("sides", 1, 2, 2));
  shape.block_octets = static_cast<size_t>(
      arguments.integer("block-octets", 8, 4096, static_cast<long>(256 * shape.sides)));
  shape.kbps =
      static_cast<uint32_t>(arguments.integer("kbps", 8, 64, static_cast<long>(16 * shape.sides)));
  if (name == "gsm") need(dsp::Gsm610::is_available(), "GSM 06.10", dsp::Gsm610::kPackage);
  if (name == "mp3") need(dsp::is_mp3_available(), "MP3", dsp::kMp3Package);
  if (encodes) {
    SoundInput input(arguments, shape.sides);
    arguments.end();
    if (name == "alaw") encode_law<dsp::alaw_of>(input, shape);
    if (name == "ulaw") encode_law<dsp::ulaw_of>(input, shape);
    if (name == "ima") encode_ima(input, shape);
    if (name == "gsm") encode_gsm(input, shape);
    if (name == "mp3") encode_mp3(input, shape);
    return 0;
  }
  arguments.end();
  if (name == "alaw") decode_law<dsp::decode_alaw>(shape);
  if (name == "ulaw") decode_law<dsp::decode_ulaw>(shape);
  if (name == "ima") decode_ima(shape);
  if (name == "gsm") decode_gsm();
  if (name == "mp3") decode_mp3();
  return 0;
}

}  // namespace trunkline::tools
