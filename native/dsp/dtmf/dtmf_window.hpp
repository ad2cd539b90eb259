/*
 * What it does: the way of one window from the screen to the decision; the plain and the batch form
 * differ only in where the samples lie.
 *
 * How to use it: take_dtmf_window() once a hop. `read_tones` and `read_wide` fill 200 samples; they
 * are called only when the samples are needed.
 */
#pragma once
#include "dtmf_decision.hpp"
#include "dtmf_judge.hpp"

namespace trunkline::dsp {

struct DtmfWindow {
  bool may_hold = false, is_clear = false;
  size_t place = 0;    // in kDtmfDigits, of the strongest pair
  float under = 0.0F;  // power between 200 and 650 Hz
};

template <typename ReadTones, typename ReadWide>
void take_dtmf_window(const DtmfWindow &window, const DtmfJudge &judge, DtmfDecision &decision,
                      DigitReports &reports, ReadTones read_tones, ReadWide read_wide) {
  if (!window.may_hold) {
    if (!decision.is_idle()) decision.take(0, reports);
    return;
  }
  if (window.is_clear && decision.sounds(window.place)) {
    decision.take(decision.sounding(), reports);
    return;
  }
  DtmfJudge::Samples samples;
  read_tones(samples);
  const DtmfJudge::Judgement judgement = judge.digit_of(samples, window.place);
  char digit = judgement.digit;
  if (digit != 0 && judge.is_much_under(window.under, judgement)) {
    DtmfJudge::Samples wide;
    read_wide(wide);
    if (!judge.is_dial_tone(samples, wide)) digit = 0;
  }
  const bool may_begin = !decision.would_begin(digit) || judge.stands_alone(samples, digit);
  decision.take(digit, reports, may_begin);
}

}  // namespace trunkline::dsp
