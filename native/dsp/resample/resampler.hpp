/*
 * What it does: brings a stream from one sampling rate to another: prompts of any recorder to the
 * line's 8 kHz, the line's sound to a browser's 48 kHz.
 *
 * How it works: a windowed sinc (Kaiser, beta 8) as long as 68 samples of the lower rate, kept as a
 * table of its phases: one for each place where an output can lie between two inputs, or 512 of
 * them with straight lines between where there are more. Flat within 0.1 dB to 0.425 of the lower
 * rate, 70 dB down from its half on.
 *
 * How to use it: feed() pieces of any length and take what comes; finish() once brings the rest.
 * The first output is at the time of the first input. Only the constructor allocates.
 */
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trunkline::dsp {

class Resampler {
 public:
  static constexpr uint32_t kLeastHz = 4000, kMostHz = 192000;
  static bool can(uint32_t from_hz, uint32_t to_hz) {
    return from_hz >= kLeastHz && from_hz <= kMostHz && to_hz >= kLeastHz && to_hz <= kMostHz;
  }

  /** Rates for which can() holds. */
  Resampler(uint32_t from_hz, uint32_t to_hz);

  /** Samples of output that so many of input can give at most. */
  size_t most_output(size_t input) const { return (input * up_ + up_ - 1) / down_ + 2; }
  /** How many came; the rest of the input is kept. out: most_output(in.size()) at least. */
  size_t feed(std::span<const int16_t> in, std::span<int16_t> out);
  /** After the last input: what is still owed. out: most_output(reach()) at least. */
  size_t finish(std::span<int16_t> out);
  /** Samples of input that an output looks ahead. */
  size_t reach() const { return half_; }

 private:
  static constexpr size_t kPiece = 1024, kMostPhases = 512;
  size_t take(std::span<const int16_t> in, std::span<int16_t> out, uint64_t most);
  float sample() const;
  float at_phase(size_t phase) const;

  uint64_t up_, down_;  // output over input, without a common factor
  size_t half_, phases_;
  std::vector<float> table_;   // [phase][tap]
  std::vector<float> window_;  // the last 2 * half_ inputs, and a piece
  size_t filled_ = 0;          // of window_
  size_t at_ = 0;              // where the next output's first tap lies in window_
  uint64_t part_ = 0;          // of an input, in up_ parts, that it lies beyond that
  uint64_t taken_ = 0, given_ = 0;
};

}  // namespace trunkline::dsp
