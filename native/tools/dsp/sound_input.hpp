/*
 * What it does: hands the sound a command works on over, frame by frame: PCM16 from the standard
 * input, or the speech of a WAV file.
 *
 * How it works: of WAV files PCM16, A-law and u-law at 8 kHz are taken. The input is read as it
 * comes, so a live pipe gives results at once. What is not sound of the expected kind (odd length,
 * another rate, no WAV file at all) is refused in one line with exit code 2.
 *
 * How to use it: make one with the arguments (it takes --wav), call read() until it gives fewer
 * frames than the span has room for.
 */
#pragma once
#include <cstdint>
#include <cstdio>
#include <span>
#include <vector>

#include "arguments.hpp"

namespace trunkline::tools {

class SoundInput {
 public:
  /** channels: how many interleaved samples make one frame. */
  SoundInput(Arguments &arguments, size_t channels);
  ~SoundInput();
  SoundInput(const SoundInput &) = delete;
  SoundInput &operator=(const SoundInput &) = delete;

  /**
   * Fills the span, whose length is a multiple of the channels, with interleaved frames. Returns
   * how many frames came; fewer than asked for means the end.
   */
  size_t read(std::span<int16_t> frames);
  /** All that is left. */
  std::vector<int16_t> read_all();

 private:
  enum class Form : uint8_t { pcm16, alaw, ulaw };
  void read_header();
  void read_format(uint32_t size);
  void skip(uint32_t size);
  uint32_t little(size_t octets);
  size_t fetch(uint8_t *into, size_t octets);

  size_t channels_;
  std::FILE *file_ = stdin;
  Form form_ = Form::pcm16;
  uint64_t left_ = UINT64_MAX;  // octets of speech not read yet; the file may hold less
  bool is_wav_ = false;
  std::vector<uint8_t> octets_;
};

/** Writes PCM16 to the standard output; ends the program when nobody reads it any more. */
void write_sound(std::span<const int16_t> samples);

}  // namespace trunkline::tools
