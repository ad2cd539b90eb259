/*
 * What it does: tells every 10 ms whether one of the signalling tones of a line sounds, which one,
 * or whether there is silence or something else (speech, music). The plain form of ToneBatch.
 *
 * How it works: see tone_front.hpp.
 *
 * How to use it: one ToneTables for all lines of a tone plan, one ToneDetector a line; feed()
 * frames and hand the readings to a CadenceMatcher.
 */
#pragma once
#include <cstdint>
#include <span>

#include "tone_batch.hpp"

namespace trunkline::dsp {

class ToneDetector : private ToneBatch {
 public:
  explicit ToneDetector(const ToneTables &tables) : ToneBatch(tables, plain_tone_kernel()) {}
  /** At most 240 samples. */
  ToneReadings feed(std::span<const int16_t> frame);
  void reset() {
    ToneBatch::reset(0);
    restart();
  }
};

}  // namespace trunkline::dsp
