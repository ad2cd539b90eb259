/*
 * What it does: names the signal that sounds on a line, once for each time it appears.
 *
 * How it works: a ToneDetector and a CadenceMatcher of the plan. Busy and congestion are named when
 * they have sounded so many cycles; a signal is named again only after another one or three seconds
 * longer than its longest pause without it.
 *
 * How to use it: hear() each frame; Signal::none most of the time.
 */
#pragma once
#include <optional>
#include <span>

#include "cadence_matcher.hpp"
#include "tone_plan.hpp"

namespace trunkline::dsp {

class ToneListener {
 public:
  explicit ToneListener(const PlanTables &plan, uint32_t cycles = 3)
      : detector_(plan.tones()), matcher_(plan.cadences()), cycles_(cycles) {}

  Signal hear(std::span<const int16_t> frame) {
    Signal named = Signal::none;
    const ToneReadings readings = detector_.feed(frame);
    for (size_t r = 0; r < readings.count; r++) {
      const auto report = matcher_.take(readings.list[r].tone);
      since_ms_ += ToneTables::kHopMs;
      if (matcher_.now() >= 0) since_ms_ = 0;
      if (since_ms_ > kForgottenMs) last_ = Signal::none;
      const Signal signal = settled(report);
      if (signal == Signal::none) continue;
      const bool counts = signal == Signal::busy || signal == Signal::congestion;
      if (signal == last_ || (counts && cycles_heard_ < cycles_)) continue;
      last_ = named = signal;
    }
    return named;
  }

 private:
  /** A dial tone is one when it outlasts a burst of ringback, 1 s + 10 %. */
  Signal settled(const std::optional<CadenceReport> &report) {
    if (report) {
      cycles_heard_ = report->cycles;
      const auto signal = static_cast<Signal>(report->id);
      if (signal != Signal::dial) return signal;
      pending_ms_ = kDialMoreMs;
      return Signal::none;
    }
    if (pending_ms_ == 0) return Signal::none;
    if (matcher_.now() < 0) pending_ms_ = 0;
    if (pending_ms_ == 0) return Signal::none;
    pending_ms_ -= ToneTables::kHopMs;
    return pending_ms_ == 0 ? Signal::dial : Signal::none;
  }

  static constexpr uint32_t kDialMoreMs = 450;      // after the 800 ms of the plans
  static constexpr uint32_t kForgottenMs = 13'000;  // the longest pause of a plan is 10 s
  ToneDetector detector_;
  CadenceMatcher matcher_;
  uint32_t cycles_, cycles_heard_ = 0, since_ms_ = 0, pending_ms_ = 0;
  Signal last_ = Signal::none;
};

}  // namespace trunkline::dsp
