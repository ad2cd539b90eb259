/*
 * What it does: the tone plans of native/dsp in the words of the board interface.
 *
 * How to use it: board_tone_of() for what was heard, row_of_board_tone() for what shall sound.
 */
#pragma once
#include "../abi/board_sdk.h"
#include "../dsp/tones/tone_plan.hpp"

namespace trunkline::softmedia {

using dsp::PlanTables;
using dsp::tone_plan_index;
using dsp::tone_plans;
using dsp::TonePlan;
using dsp::ToneRow;

static_assert(static_cast<int32_t>(dsp::Signal::dial) == BSDK_TONE_DIAL);
static_assert(static_cast<int32_t>(dsp::Signal::special_information) == BSDK_TONE_SIT);
static_assert(static_cast<int32_t>(dsp::Signal::call_waiting) == BSDK_TONE_CALLWAIT);

/** BSDK_TONE_*; 0 for what the interface has no word for. */
inline int32_t board_tone_of(int32_t signal) {
  if (signal == static_cast<int32_t>(dsp::Signal::unobtainable)) return BSDK_TONE_SIT;
  return signal <= BSDK_TONE_CALLWAIT ? signal : 0;
}

/** nullptr when the plan has no such tone. */
inline const ToneRow *row_of_board_tone(const TonePlan &plan, int32_t tone_id) {
  if (tone_id < BSDK_TONE_DIAL || tone_id > BSDK_TONE_CALLWAIT) return nullptr;
  const ToneRow *row = dsp::find_row(plan, static_cast<dsp::Signal>(tone_id));
  // In China the number that cannot be reached has a cadence in place of three tones.
  const bool special = row == nullptr && tone_id == BSDK_TONE_SIT;
  return special ? dsp::find_row(plan, dsp::Signal::unobtainable) : row;
}

}  // namespace trunkline::softmedia
