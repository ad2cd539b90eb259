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

#include "../abi/board_sdk.h"
#include "../dsp/tones/cadence_matcher.hpp"
#include "../dsp/tones/tone_generator.hpp"

namespace trunkline::softmedia {

/** One signal: which frequencies sound for how long, then for how long there is silence, and so on.
 */
struct ToneRow {
  static constexpr size_t kMaxSteps = 8;
  struct Step {
    dsp::ToneFrequencies tone;  // both 0: silence
    uint32_t ms = 0;
  };
  int32_t tone_id = 0;  // BSDK_TONE_*
  std::array<Step, kMaxSteps> steps{};
  size_t step_count = 0;
  /** Steps in a row that make it sure. 0: sounds without end, sure after the one step's ms. */
  uint32_t sure_after = 1;
};

struct TonePlan {
  std::string_view name;
  std::span<const ToneRow> rows;
  double level_dbm0 = -10.0;  // at which our tones are sent
};

std::span<const TonePlan> tone_plans();
/** Index into tone_plans(); -1 when there is none of that name. */
int32_t tone_plan_index(std::string_view name);
const ToneRow *find_row(const TonePlan &plan, int32_t tone_id);
/** The sound of a row, for a generator; rows of several frequencies sound their first. */
dsp::ToneShape shape_of(const ToneRow &row, double level_dbm0);

/** A plan made ready for detecting; constant, shared by all channels. */
class PlanTables {
 public:
  explicit PlanTables(const TonePlan &plan);
  const dsp::ToneTables &tones() const { return tones_; }
  std::span<const dsp::Cadence> cadences() const { return cadences_; }
  /** Length of one cycle of ringback in ms. */
  uint32_t ringback_cycle_ms() const { return ringback_cycle_ms_; }

 private:
  static std::vector<dsp::ToneFrequencies> distinct_tones(const TonePlan &plan);
  dsp::Cadence cadence_of(const ToneRow &row) const;

  std::vector<dsp::ToneFrequencies> distinct_;
  dsp::ToneTables tones_;
  std::vector<dsp::Cadence> cadences_;
  uint32_t ringback_cycle_ms_ = 0;
};

}  // namespace trunkline::softmedia
