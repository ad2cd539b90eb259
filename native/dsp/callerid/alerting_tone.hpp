/*
 * What it does: the tone pair that announces caller-ID data: CAS (CPE alerting signal) during a
 * call, DT-AS (dual-tone alerting signal) before the first ring: finding it, and making it.
 *
 *   in a call: CAS 80 ms -> both mute -> the set answers DTMF D within 160 ms -> 80 marks, message
 *   on-hook:   DT-AS 100 ms -> seizure, 180 marks, message
 *
 * How it works: every 5 ms a window of 10 ms is looked at, by correlation with the two tones behind
 * 1 - z^-2, which takes DC and hum away. It counts when both tones are loud enough, not too
 * unequal, in tune (by the turn of the phase from one half of the window to the other) and hold
 * most of the power. A run of such windows that lasted as long as an alerting tone does is one;
 * speech never holds both tones alone for so long.
 *
 * How to use it: feed() a detector every frame; it tells when a tone ended. begin() and fill() a
 * generator.
 */
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "../oscillator.hpp"

namespace trunkline::dsp {

/** GR-30-CORE, EN 300 659-1: both within 0.5 %. */
constexpr double kAlertLowHz = 2130.0, kAlertHighHz = 2750.0;
constexpr uint32_t kCallWaitingAlertMs = 80;  // GR-30-CORE: 75 to 85
constexpr uint32_t kOnHookAlertMs = 100;      // EN 300 659-1: 90 to 110

class AlertingToneDetector {
 public:
  AlertingToneDetector();
  /** How long the alerting tone was that ended in this frame, within 5 ms; 0 for none. */
  uint32_t feed(std::span<const int16_t> frame);
  void reset();

 private:
  static constexpr size_t kHop = 40;  // 5 ms
  struct Tone {
    std::array<float, kHop> cosine{}, sine{};
    float turn_re = 1.0F, turn_im = 0.0F;  // what the tone turns in a hop
    float gain = 1.0F;                     // of the filter
  };
  struct Half {
    std::array<float, 2> re{}, im{};
    float power = 0.0F;
  };
  Half measure() const;
  bool holds_alert(const Half &older, const Half &newer) const;
  uint32_t take_window(bool holds);

  std::array<Tone, 2> tones_;
  std::array<float, kHop> hop_{};
  size_t fill_ = 0;
  float one_ago_ = 0.0F, two_ago_ = 0.0F;
  Half last_;
  uint32_t windows_ = 0, missed_ = 0;
};

class AlertingToneGenerator {
 public:
  /** level_dbm0: of each tone; GR-30-CORE: -15 dBm at the exchange, -14 to -32 at the set. */
  void begin(uint32_t duration_ms, double level_dbm0);
  /** Returns how many samples of the frame it wrote. */
  size_t fill(std::span<int16_t> frame);
  bool done() const { return left_ == 0; }

 private:
  Oscillator low_, high_;
  uint32_t left_ = 0;
};

}  // namespace trunkline::dsp
