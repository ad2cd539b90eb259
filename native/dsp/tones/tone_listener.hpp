/*
 * What it does: names the signal that sounds on a line, once for each time it appears.
 *
 * How it works: a ToneDetector and a SignalNamer of the plan.
 *
 * How to use it: hear() each frame; Signal::none most of the time.
 */
#pragma once
#include <span>

#include "signal_namer.hpp"
#include "tone_detector.hpp"

namespace trunkline::dsp {

class ToneListener {
 public:
  explicit ToneListener(const PlanTables &plan, uint32_t cycles = 3)
      : detector_(plan.tones()), namer_(plan, cycles) {}

  /** At most 240 samples. */
  Signal hear(std::span<const int16_t> frame) { return namer_.take(detector_.feed(frame)); }
  void reset() {
    detector_.reset();
    namer_.reset();
  }

 private:
  ToneDetector detector_;
  SignalNamer namer_;
};

}  // namespace trunkline::dsp
