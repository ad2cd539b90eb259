/*
 * What it does: the way of one window from the screen to the decision; the plain and the batch form
 * differ only in where the samples lie.
 *
 * How to use it: a DtmfTrack a channel; take() once a hop, unless neither the screen nor the track
 * has anything. `read_half` and `read_raw` fill windows; they are called only when they are needed.
 */
#pragma once
#include "dtmf_decision.hpp"
#include "dtmf_judge.hpp"
#include "dtmf_spectrum.hpp"

namespace trunkline::dsp {

/** Constant tables, shared by all receivers. */
class DtmfTables {
 public:
  explicit DtmfTables(const DtmfLimits &limits = {})
      : front(limits), judge(limits), spectrum(limits) {}
  DtmfFrontTables front;
  DtmfJudge judge;
  DtmfSpectrum spectrum;
};

/** What the screen says of one channel's window. */
struct DtmfWindow {
  bool may_hold = false, is_clear = false;
  size_t place = 0;  // in kDtmfDigits, of the strongest pair
};

class DtmfTrack {
 public:
  /** A window that cannot hold a digit would change nothing. */
  bool is_idle() const { return decision_.is_idle() && before_.place == DtmfJudge::Before::kNone; }
  char sounding() const { return decision_.sounding(); }

  template <typename ReadHalf, typename ReadRaw>
  void take(const DtmfWindow &window, const DtmfTables &tables, DigitReports &reports,
            ReadHalf read_half, ReadRaw read_raw) {
    if (!window.may_hold || (window.is_clear && decision_.sounds(window.place))) {
      before_.place = DtmfJudge::Before::kNone;
      decision_.take(window.may_hold ? decision_.sounding() : char{0}, reports);
      return;
    }
    DtmfJudge::Samples samples;
    read_half(samples.data());
    const DtmfJudgement judgement = tables.judge.digit_of(samples, window.place, before_);
    bool may_begin = true;
    if (decision_.would_begin(judgement.digit)) {
      DtmfSpectrum::Window raw;
      read_raw(raw.data());
      may_begin = tables.spectrum.is_alone(raw, judgement);
    }
    decision_.take(judgement.digit, reports, may_begin);
  }

 private:
  DtmfDecision decision_;
  DtmfJudge::Before before_;
};

}  // namespace trunkline::dsp
