// Plays one tone of the plan, sample-exact, until it is stopped.
#pragma once

#include "board-sim/signal/oscillator.hpp"
#include "board-sim/signal/tone_plan.hpp"

namespace boardsim {

class CadenceTone {
 public:
  void start(const ToneSpec &spec);
  void stop() { playing_ = false; }
  bool playing() const { return playing_; }
  void add_to(FrameOut out);

 private:
  void next_part();

  ToneSpec spec_{};
  Oscillator oscillator_;
  float peak_ = 0;
  bool playing_ = false;
  bool sounding_ = false;
  size_t step_ = 0;
  uint32_t left_ = 0;  // samples of the present part
};

}  // namespace boardsim
