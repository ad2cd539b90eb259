/*
 * What it does: why a line was cleared, with the cause number of ITU-T Q.850 (table 1), which logs
 * and other systems understand.
 *
 * How to use it: cause_of_done(code) for the end of a dial, cause_number(cause) for the log.
 */
#pragma once
#include <cstdint>

namespace trunkline::line {

enum class ClearCause : uint8_t {
  kNormal = 16,           /* normal call clearing                */
  kUserBusy = 17,         /* user busy                           */
  kNoUserResponding = 18, /* no user responding                  */
  kNoAnswer = 19,         /* no answer from user (user alerted)  */
  kInvalidNumber = 28,    /* invalid number format               */
  kUnallocated = 1,       /* unallocated number                  */
  kOutOfOrder = 27,       /* destination out of order            */
  kCongestion = 34,       /* no circuit/channel available        */
  kNotAvailable = 44,     /* requested circuit not available     */
  kTemporaryFailure = 41, /* temporary failure                   */
  kInterworking = 127,    /* interworking, unspecified           */
};

constexpr uint8_t cause_number(ClearCause cause) { return static_cast<uint8_t>(cause); }

/** How a dial ended, as the result's place in COMMAND_RESULTS of src-main/driver/channel-event.ts.
 */
constexpr ClearCause cause_of_result(uint32_t result) {
  switch (result) {
    case 10:
      return ClearCause::kUserBusy;
    case 11:
      return ClearCause::kNoAnswer;
    case 12:
      return ClearCause::kOutOfOrder; /* no dial tone */
    case 13:
      return ClearCause::kCongestion;
    case 14:
      return ClearCause::kUnallocated;
    case 15:
      return ClearCause::kNoUserResponding;
    case 8:
      return ClearCause::kNotAvailable; /* glare: the caller had it first */
    case 7:
      return ClearCause::kTemporaryFailure;
    case 16:
      return ClearCause::kInterworking;
    default:
      return ClearCause::kNormal;
  }
}

}  // namespace trunkline::line
