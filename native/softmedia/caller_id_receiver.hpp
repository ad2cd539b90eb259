/*
 * What it does: finds the caller's number in the sound of an on-hook trunk, as an FSK burst between
 * the rings or as DTMF before or between them, without being told which.
 *
 *   rx --> FskReceiver  --bytes--> CallerIdMessage --\
 *      --> DtmfDetector --digits-> CallerIdDtmf ------+--> found / unreadable, once a call
 *
 * How to use it: hear() every frame while on-hook, reset() when the line changes hands or the
 * caller gave up. A silent line costs one comparison a sample.
 */
#pragma once
#include <cstdint>
#include <span>

#include "../dsp/callerid/callerid_dtmf.hpp"
#include "../dsp/callerid/callerid_message.hpp"
#include "../dsp/callerid/fsk_batch.hpp"
#include "../dsp/dtmf/dtmf_detector.hpp"

namespace trunkline::softmedia {

class CallerIdReceiver {
 public:
  explicit CallerIdReceiver(const dsp::DtmfTables &tables) : dtmf_(tables) {}

  enum class Finding : uint8_t { nothing, found, unreadable };
  /** Each finding is reported once; after `found` nothing more until reset(). */
  Finding hear(std::span<const int16_t> rx);
  const dsp::CallerIdentity &identity() const { return identity_; }
  void reset();

 private:
  Finding take_fsk(const dsp::FskReports &reports);
  Finding take_fsk(const dsp::FskReport &report);
  Finding take_dtmf(std::span<const int16_t> rx);

  dsp::FskReceiver fsk_;
  dsp::CallerIdMessage message_;
  dsp::DtmfDetector dtmf_;
  dsp::CallerIdDtmf digits_;
  dsp::CallerIdentity identity_;
  bool found_ = false, told_unreadable_ = false;
};

}  // namespace trunkline::softmedia
