/*
 * What it does: the sounds that tone detectors are measured with: the signals of each plan bent to
 * the limits of their standards, and what must not be taken for one.
 *
 * How it works: the plans stand here a second time, as the standards have them, so that a mistake
 * in native/dsp/tones cannot hide.
 */
#pragma once
#include <array>
#include <span>
#include <string_view>

#include "line_sound.hpp"

namespace compare {

struct LineTone {
  struct Step {
    double first_hz = 0.0, second_hz = 0.0, ms = 0.0;  // both 0: a pause; ms 0: without end
  };
  std::string_view word;
  std::array<Step, 8> steps{};
  double offset_hz = 0.0, offset_share = 0.0;  // tolerated: in Hz, or as a share of each frequency
  double time_share = 0.1;                     // of each step's length
  size_t count() const;
  bool is_continuous() const { return steps[0].ms == 0.0; }
  bool is_dual() const { return steps[0].second_hz > 0.0; }
};

struct LinePlan {
  std::string_view name;
  std::span<const LineTone> tones;
};
std::span<const LinePlan> line_plans();

/** How a tone differs from its nominal form. */
struct Bend {
  double dbm0 = -10.0;  // of each frequency
  double offset = 0.0;  // 1: as far up as is tolerated, -1: down
  double time = 0.0;    // 1: as slow as is tolerated, -1: as fast
  double twist_db = 0.0;
  double snr_db = 99.0;  // tone power over noise of 300 to 3400 Hz
};
/** 0.4 s of the line alone, then the tone for that long. */
Samples bent_tone(const LineTone &tone, const Bend &bend, double ms, uint32_t seed);
/** How long a tone has to sound until everybody can know it. */
double enough_ms(const LineTone &tone);

/** Melodies, chords, long notes about 440 and 450 Hz, repeated notes, drums; no pure tones. */
Samples music(double minutes, uint32_t seed);
/** Two recordings at once, one of them weaker and later. */
std::vector<int16_t> two_at_once(std::span<const int16_t> talk);
/** Strings of digits in the speeds and twists that are seen. */
Samples digit_strings(double minutes, uint32_t seed);
/** Caller-ID bursts of both standards. */
Samples fsk_bursts(double minutes, uint32_t seed);

}  // namespace compare
