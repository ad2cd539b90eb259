/*
 * What it does: the signalling tones of a country as data: frequencies, rhythms, and what each
 * means.
 *
 * How it works: one row a signal; the same row makes the tone for our phones and recognises it on a
 * line. A country is added by adding rows.
 *
 * How to use it: find_tone_plan("CN"); PlanTables turns a plan into the detectors' constant tables.
 */
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "cadence_matcher.hpp"
#include "tone_detector.hpp"
#include "tone_generator.hpp"

namespace trunkline::dsp {

/** What a signal of the exchange means. Up to call_waiting the numbers are those of board_sdk.h. */
enum class Signal : int32_t {
  none,
  dial,
  busy,
  ringback,
  congestion,
  special_information,
  fax_calling,
  fax_answer,
  howler,
  stutter_dial,
  call_waiting,
  unobtainable,
  notice,
  third_party
};
/** One word: dial, ringback, sit ... */
std::string_view word_of(Signal signal);
/** Signal::none for what is no such word. */
Signal signal_of(std::string_view word);

/** One signal: which frequencies sound for how long, then for how long there is silence, and so on.
 */
struct ToneRow {
  static constexpr size_t kMaxSteps = 8;
  struct Step {
    ToneFrequencies tone;  // both 0: silence
    uint32_t ms = 0;
  };
  Signal signal = Signal::none;
  std::array<Step, kMaxSteps> steps{};
  size_t step_count = 0;
  /** Steps in a row that make it sure. 0: sounds without end, sure after the one step's ms. */
  uint32_t sure_after = 1;
  uint32_t tolerance_percent = 10;  // of each step's length
  uint32_t quiet_after_ms = 0;      // of the pause, that make a single burst sure
};

struct TonePlan {
  std::string_view name;
  std::span<const ToneRow> rows;
  double level_dbm0 = -10.0;  // at which our tones are sent
  /** Dial tone while a message waits. Made for our phones and not listened for: on a line it is
   * dial tone, and its gaps are shorter than what tells two tones apart. */
  ToneRow stutter;
};

std::span<const TonePlan> tone_plans();
/** Index into tone_plans(); -1 when there is none of that name, capital letters or not. */
int32_t tone_plan_index(std::string_view name);
/** nullptr when the plan has no such signal. */
const ToneRow *find_row(const TonePlan &plan, Signal signal);
/** The sound of a row, for a generator. */
ToneShape shape_of(const ToneRow &row, double level_dbm0);

/** A plan made ready for detecting; constant, shared by all channels. */
class PlanTables {
 public:
  explicit PlanTables(const TonePlan &plan);
  const ToneTables &tones() const { return tones_; }
  std::span<const Cadence> cadences() const { return cadences_; }
  /** Length of one cycle of ringback in ms. */
  uint32_t ringback_cycle_ms() const { return ringback_cycle_ms_; }

 private:
  static std::vector<ToneFrequencies> distinct_tones(const TonePlan &plan);
  Cadence cadence_of(const ToneRow &row) const;

  std::vector<ToneFrequencies> distinct_;
  ToneTables tones_;
  std::vector<Cadence> cadences_;
  uint32_t ringback_cycle_ms_ = 0;
};

}  // namespace trunkline::dsp
