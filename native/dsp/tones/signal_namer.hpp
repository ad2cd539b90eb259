/*
 * What it does: names the signal that sounds on a line, once for each time it appears, from what a
 * detector reads.
 *
 * How it works: a CadenceMatcher of the plan. Busy and congestion are named when they have sounded
 * so many cycles; a signal is named again only after another one or three seconds longer than its
 * longest pause without it.
 *
 * How to use it: one a channel beside a ToneDetector or a lane of a ToneBatch; take() all readings;
 * Signal::none most of the time.
 */
#pragma once
#include "cadence_matcher.hpp"
#include "tone_plan.hpp"

namespace trunkline::dsp {

class SignalNamer {
 public:
  /** The plan must outlive it. */
  explicit SignalNamer(const PlanTables &plan, uint32_t cycles = 3)
      : matcher_(plan.cadences()), cycles_(cycles) {}

  Signal take(const ToneReadings &readings) {
    Signal named = Signal::none;
    for (size_t r = 0; r < readings.count; r++) {
      const Signal signal = take(readings.list[r]);
      if (signal != Signal::none) named = signal;
    }
    return named;
  }
  void reset() { *this = SignalNamer(matcher_, cycles_); }

 private:
  SignalNamer(const CadenceMatcher &matcher, uint32_t cycles) : matcher_(matcher), cycles_(cycles) {
    matcher_.reset();
  }

  Signal take(const ToneReading &reading) {
    const auto report = matcher_.take(reading);
    since_ms_ = matcher_.now() >= 0 ? 0 : since_ms_ + ToneTables::kHopMs;
    if (since_ms_ > kForgottenMs) last_ = Signal::none;
    const Signal signal = settled(report);
    const bool counts = signal == Signal::busy || signal == Signal::congestion;
    if (signal == Signal::none || signal == last_ || (counts && cycles_heard_ < cycles_)) {
      return Signal::none;
    }
    last_ = signal;
    return signal;
  }

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
  CadenceMatcher matcher_;
  uint32_t cycles_, cycles_heard_ = 0, since_ms_ = 0, pending_ms_ = 0;
  Signal last_ = Signal::none;
};

}  // namespace trunkline::dsp
