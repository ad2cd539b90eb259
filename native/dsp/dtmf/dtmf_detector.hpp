/*
 * What it does: hears keys being pressed on the far telephone: the digits 0-9 * # A-D of ITU-T
 * Q.23. This is the plain form, one channel; DtmfBatch is the same for many side by side.
 *
 *   samples -> DtmfFront -> window that may hold a digit -> DtmfJudge -> DtmfDecision -> reports
 *                                         when it would begin a digit -> DtmfSpectrum -^
 *
 * How to use it: one DtmfTables for all channels, one DtmfDetector a channel; feed() it every
 * frame.
 */
#pragma once
#include <span>

#include "dtmf_front.hpp"
#include "dtmf_window.hpp"

namespace trunkline::dsp {

class DtmfDetector {
 public:
  /** The tables must outlive it. */
  explicit DtmfDetector(const DtmfTables &tables) : tables_(&tables) {}

  /** Any number of samples up to 160; reports what began or ended in them. */
  DigitReports feed(std::span<const int16_t> frame);
  void reset() { *this = DtmfDetector(*tables_); }
  /** The digit that sounds now; 0 for none. */
  char sounding() const { return track_.sounding(); }

 private:
  const DtmfTables *tables_;
  baseline::DtmfFront<float> front_{};
  size_t hop_ = 0, at_ = 0;
  DtmfTrack track_;
};

}  // namespace trunkline::dsp
