// Speech-like sound from a seed: syllables of a voiced, vowel-coloured wave with a gliding pitch,
// some begun by a hiss, with short gaps between them. The same seed gives the same samples. It is
// there to be heard, recorded and judged as voice by detectors; it says nothing.
#pragma once

#include "board-sim/signal/frame.hpp"

namespace boardsim {

class Speech {
 public:
  void start(int64_t seed, double level_dbm0);
  void add_to(FrameOut out);

 private:
  uint32_t random(uint32_t below);
  void next_part();

  const float *vowel_ = nullptr;  // one period, unit rms
  uint64_t state_ = 1;
  float rms_ = 0;
  uint32_t phase_ = 0;
  uint32_t step_ = 0;
  int32_t glide_ = 0;  // change of step_ a sample
  uint32_t hiss_left_ = 0;
  uint32_t voiced_left_ = 0;
  uint32_t gap_left_ = 0;
  float envelope_ = 0;
};

}  // namespace boardsim
