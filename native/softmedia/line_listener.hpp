/*
 * What it does: hears the exchange's signals on a trunk: dial tone, ringback, busy and the rest.
 *
 * How it works: Hearing reads the tones, side by side; a CadenceMatcher of the line's tone plan
 * judges their rhythm. Our own speech comes back
 * through the hybrid, at least 6 dB weaker; a tone that is no louder than that could be our own and
 * is taken for other sound.
 *
 * How to use it: one a channel and plan; hear() each frame's readings with the power that was sent
 * lately.
 */
#pragma once
#include <optional>

#include "../dsp/tones/cadence_matcher.hpp"
#include "../dsp/tones/tone_reading.hpp"
#include "tone_plan.hpp"

namespace trunkline::softmedia {

class LineListener {
 public:
  explicit LineListener(const PlanTables &plan)
      : matcher_(plan.cadences()), ringback_cycle_ms_(plan.ringback_cycle_ms()) {}

  /** sent_power: mean square of what went to the line in the last 50 ms, at its loudest. */
  std::optional<dsp::CadenceReport> hear(const dsp::ToneReadings &readings, float sent_power) {
    std::optional<dsp::CadenceReport> last;
    for (size_t r = 0; r < readings.count; r++) {
      dsp::ToneReading reading = readings.list[r];
      const bool maybe_echo = reading.tone >= 0 && reading.power < sent_power * kEchoShare;
      if (maybe_echo) reading.tone = dsp::kOtherSound;
      const auto report = matcher_.take(reading);
      const int32_t tone_id = report ? board_tone_of(report->id) : 0;
      if (tone_id != 0) last = dsp::CadenceReport{tone_id, report->cycles};
    }
    return last;
  }
  /** A tone's index, dsp::kQuiet or dsp::kOtherSound. */
  int now() const { return matcher_.now(); }
  uint32_t ringback_cycle_ms() const { return ringback_cycle_ms_; }
  void reset() { matcher_.reset(); }

 private:
  static constexpr float kEchoShare =
      0.16F;  // 8 dB under what we send: 6 dB of trans-hybrid loss + 2
  dsp::CadenceMatcher matcher_;
  uint32_t ringback_cycle_ms_;
};

}  // namespace trunkline::softmedia
