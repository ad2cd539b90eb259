/*
 * What it does: the word in which detectors of tones and those who judge their rhythm speak.
 */
#pragma once
#include <array>
#include <cstddef>

namespace trunkline::dsp {

constexpr int kQuiet = -1;       // silence, or much weaker than the last tone
constexpr int kOtherSound = -2;  // speech, music, a tone of no interest

/** What 10 ms of line sound like. */
struct ToneReading {
  int tone = kQuiet;      // index into the tones of the tables, kQuiet or kOtherSound
  float power = 0.0F;     // mean square of everything heard
  bool is_clear = false;  // nearly nothing but the tone: what a single burst needs to be believed
};

struct ToneReadings {
  std::array<ToneReading, 4> list{};
  size_t count = 0;
};

}  // namespace trunkline::dsp
