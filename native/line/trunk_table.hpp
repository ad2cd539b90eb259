/*
 * What it does: the machine of a trunk channel (FXO, exchange line) as a table.
 *
 * How it works: on an analog pair the exchange tells little: ringing current, battery, polarity,
 * tones. The rows say what each sign means in each state. glare.md explains the rows of dialling x
 * ringOn. Numbers of the source tables LE001 and LE002 are in state_label.hpp.
 *
 * How to use it: step(kTrunkTable, state, event, facts). docs/machines.md is printed from it.
 */
#pragma once
#include "transition_table.hpp"

namespace trunkline::line {

namespace trunk_rows {
using S = LineState;
using E = LineEvent;
using A = LineAction;
using G = LineGuard;

// clang-format off
inline constexpr Row kRows[] = {
  // ---- any state: the pair or the board dies
  row(S::kOutOfService, E::kServiceRestored, S::kIdle, A::kTellLine),
  row(S::kOutOfService, E::kServiceLost, S::kOutOfService, A::kTellLine),
  ignore(S::kOutOfService, E::kBoardLost),
  ignore(S::kOutOfService, E::kRingOff),
  ignore(S::kOutOfService, E::kRingGaveUp),
  ignore(S::kOutOfService, E::kRemoteGone),
  ignore(S::kOutOfService, E::kDialEnded),
  ignore(S::kOutOfService, E::kSeizeFailed),
  ignore(S::kOutOfService, E::kReleaseDone),
  row(S::kOutOfService, E::kRelease, S::kOutOfService, A::kCompleteCommand),

  // ---- idle
  when(G::kCallerKnown, S::kIdle, E::kRingOn, S::kOffered, A::kStopTimers, A::kTellRing, A::kStartRingStop, A::kTellCallerId, A::kOffer),
  row(S::kIdle, E::kRingOn, S::kIncoming, A::kTellRing, A::kStartCallerIdWindow, A::kStartRingStop),
  // DTMF caller ID of some exchanges comes before the first ring.
  row(S::kIdle, E::kCallerId, S::kIdle, A::kRememberCaller, A::kStartCallerIdKept),
  row(S::kIdle, E::kCallerIdStale, S::kIdle, A::kForgetCall),
  row(S::kIdle, E::kReserve, S::kReserved, A::kCompleteCommand),
  row(S::kIdle, E::kDial, S::kDialling, A::kStopTimers, A::kForgetCall, A::kDialNumber),
  row(S::kIdle, E::kRelease, S::kIdle, A::kCompleteCommand),
  row(S::kIdle, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kTellLine),
  row(S::kIdle, E::kServiceRestored, S::kIdle, A::kTellLine),
  row(S::kIdle, E::kBoardLost, S::kOutOfService, A::kStopTimers),
  ignore(S::kIdle, E::kRingOff),
  ignore(S::kIdle, E::kRingGaveUp),
  ignore(S::kIdle, E::kRemoteGone),
  ignore(S::kIdle, E::kDigit),
  ignore(S::kIdle, E::kFlash),
  ignore(S::kIdle, E::kReleaseDone),
  ignore(S::kIdle, E::kDialEnded),

  // ---- reserved: chosen, nothing on the wire yet; a caller is stronger
  when(G::kCallerKnown, S::kReserved, E::kRingOn, S::kOffered, A::kStopTimers, A::kTellRing, A::kStartRingStop, A::kTellCallerId, A::kOffer),
  row(S::kReserved, E::kRingOn, S::kIncoming, A::kTellRing, A::kStartCallerIdWindow, A::kStartRingStop),
  row(S::kReserved, E::kCallerId, S::kReserved, A::kRememberCaller, A::kStartCallerIdKept),
  row(S::kReserved, E::kCallerIdStale, S::kReserved, A::kForgetCall),
  row(S::kReserved, E::kDial, S::kDialling, A::kStopTimers, A::kForgetCall, A::kDialNumber),
  row(S::kReserved, E::kRelease, S::kIdle, A::kCompleteCommand),
  row(S::kReserved, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kTellLine),
  row(S::kReserved, E::kServiceRestored, S::kReserved, A::kTellLine),
  row(S::kReserved, E::kBoardLost, S::kOutOfService, A::kStopTimers),
  ignore(S::kReserved, E::kRingOff),
  ignore(S::kReserved, E::kRingGaveUp),
  ignore(S::kReserved, E::kRemoteGone),
  ignore(S::kReserved, E::kDigit),

  // ---- incoming: it rings, the number may still come
  row(S::kIncoming, E::kRingOn, S::kIncoming, A::kTellRing, A::kStartRingStop),
  row(S::kIncoming, E::kRingOff, S::kIncoming, A::kTellRing, A::kStartRingStop),
  row(S::kIncoming, E::kCallerId, S::kOffered, A::kStopTimers, A::kRememberCaller, A::kStartRingStop, A::kTellCallerId, A::kOffer),
  row(S::kIncoming, E::kCallerIdWindowClosed, S::kOffered, A::kOffer),
  row(S::kIncoming, E::kRingGaveUp, S::kIdle, A::kStopTimers, A::kTellRingStopped, A::kForgetCall),
  row(S::kIncoming, E::kRingStopElapsed, S::kIdle, A::kStopTimers, A::kTellRingStopped, A::kForgetCall),
  when(G::kLineSeized, S::kIncoming, E::kAnswer, S::kConnected, A::kStopTimers, A::kCompleteCommand),
  row(S::kIncoming, E::kAnswer, S::kAnswering, A::kStopTimers, A::kSeize),
  when(G::kLineSeized, S::kIncoming, E::kRelease, S::kReleasing, A::kStopTimers, A::kStartReleaseWatch, A::kLetGo),
  row(S::kIncoming, E::kRelease, S::kClearing, A::kStopTimers, A::kStartRingStop, A::kCompleteCommand),
  when(G::kLineSeized, S::kIncoming, E::kRemoteGone, S::kReleasing, A::kStopTimers, A::kTellRingStopped, A::kStartReleaseWatch, A::kLetGo),
  ignore(S::kIncoming, E::kRemoteGone),
  ignore(S::kIncoming, E::kDigit),
  ignore(S::kIncoming, E::kDialEnded),
  row(S::kIncoming, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kTellRingStopped, A::kForgetCall, A::kTellLine),
  row(S::kIncoming, E::kBoardLost, S::kOutOfService, A::kStopTimers, A::kFailCommands, A::kForgetCall),

  // ---- offered: above decides
  row(S::kOffered, E::kRingOn, S::kOffered, A::kTellRing, A::kStartRingStop),
  row(S::kOffered, E::kRingOff, S::kOffered, A::kTellRing, A::kStartRingStop),
  row(S::kOffered, E::kCallerId, S::kOffered, A::kRememberCaller, A::kTellCallerId),
  ignore(S::kOffered, E::kCallerIdWindowClosed),
  row(S::kOffered, E::kRingGaveUp, S::kIdle, A::kStopTimers, A::kTellRingStopped, A::kForgetCall),
  row(S::kOffered, E::kRingStopElapsed, S::kIdle, A::kStopTimers, A::kTellRingStopped, A::kForgetCall),
  when(G::kLineSeized, S::kOffered, E::kAnswer, S::kConnected, A::kStopTimers, A::kCompleteCommand),
  row(S::kOffered, E::kAnswer, S::kAnswering, A::kStopTimers, A::kSeize),
  when(G::kLineSeized, S::kOffered, E::kRelease, S::kReleasing, A::kStopTimers, A::kStartReleaseWatch, A::kLetGo),
  row(S::kOffered, E::kRelease, S::kClearing, A::kStopTimers, A::kStartRingStop, A::kCompleteCommand),
  when(G::kLineSeized, S::kOffered, E::kRemoteGone, S::kReleasing, A::kStopTimers, A::kTellRingStopped, A::kStartReleaseWatch, A::kLetGo),
  ignore(S::kOffered, E::kRemoteGone),
  ignore(S::kOffered, E::kDigit),
  ignore(S::kOffered, E::kDialEnded),
  row(S::kOffered, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kTellRingStopped, A::kForgetCall, A::kTellLine),
  row(S::kOffered, E::kBoardLost, S::kOutOfService, A::kStopTimers, A::kFailCommands, A::kForgetCall),

  // ---- answering: our hook is on its way
  when(G::kCallerGone, S::kAnswering, E::kSeizeDone, S::kClearing, A::kTellRemoteCleared),
  row(S::kAnswering, E::kSeizeDone, S::kConnected),
  row(S::kAnswering, E::kSeizeFailed, S::kOffered, A::kStartRingStop),
  ignore(S::kAnswering, E::kRingOn),
  ignore(S::kAnswering, E::kRingOff),
  row(S::kAnswering, E::kRingGaveUp, S::kAnswering, A::kNoteCallerGone),
  row(S::kAnswering, E::kRemoteGone, S::kAnswering, A::kNoteCallerGone),
  row(S::kAnswering, E::kCallerId, S::kAnswering, A::kRememberCaller, A::kTellCallerId),
  row(S::kAnswering, E::kDigit, S::kAnswering, A::kTellDigit),
  row(S::kAnswering, E::kRelease, S::kReleasing, A::kStartReleaseWatch, A::kLetGo),
  row(S::kAnswering, E::kServiceLost, S::kOutOfService, A::kTellLine, A::kLetGo),
  row(S::kAnswering, E::kBoardLost, S::kOutOfService, A::kFailCommands, A::kForgetCall),

  // ---- connected: in the talk path
  row(S::kConnected, E::kRemoteGone, S::kClearing, A::kTellRemoteCleared),
  row(S::kConnected, E::kRelease, S::kReleasing, A::kUnlink, A::kStartReleaseWatch, A::kLetGo),
  row(S::kConnected, E::kSpeak, S::kConnected, A::kStartMedia),
  row(S::kConnected, E::kRecord, S::kConnected, A::kStartMedia),
  row(S::kConnected, E::kJoin, S::kConnected, A::kStartMedia),
  row(S::kConnected, E::kDigit, S::kConnected, A::kTellDigit),
  row(S::kConnected, E::kCallerId, S::kConnected, A::kRememberCaller, A::kTellCallerId),
  ignore(S::kConnected, E::kRingOn),
  ignore(S::kConnected, E::kRingOff),
  ignore(S::kConnected, E::kRingGaveUp),
  ignore(S::kConnected, E::kDialEnded),
  ignore(S::kConnected, E::kFarSilent),
  row(S::kConnected, E::kServiceLost, S::kOutOfService, A::kUnlink, A::kTellLine, A::kLetGo),
  row(S::kConnected, E::kServiceRestored, S::kConnected, A::kTellLine),
  row(S::kConnected, E::kBoardLost, S::kOutOfService, A::kUnlink, A::kFailCommands, A::kForgetCall),

  // ---- dialling: off-hook, dial tone awaited, digits on their way
  row(S::kDialling, E::kDialSeized, S::kDialling, A::kTellProgress),
  row(S::kDialling, E::kDialTone, S::kDialling, A::kNoteDialTone, A::kTellProgress),
  row(S::kDialling, E::kDigitsSent, S::kProceeding, A::kTellProgress),
  row(S::kDialling, E::kFarRinging, S::kProceeding, A::kTellProgress),
  row(S::kDialling, E::kFarSilent, S::kDialling, A::kTellProgress),
  row(S::kDialling, E::kDialAnswered, S::kConnected),
  row(S::kDialling, E::kDialEnded, S::kFailed),
  row(S::kDialling, E::kDialRefused, S::kIdle),
  // Glare: see glare.md.
  when(G::kBeforeDialTone, S::kDialling, E::kRingOn, S::kIncoming, A::kUnlink, A::kPreemptDial, A::kTellRing, A::kStartGlareOffer),
  ignore(S::kDialling, E::kRingOn),
  ignore(S::kDialling, E::kRingOff),
  ignore(S::kDialling, E::kRingGaveUp),
  ignore(S::kDialling, E::kRemoteGone),
  ignore(S::kDialling, E::kDigit),
  row(S::kDialling, E::kRecord, S::kDialling, A::kStartMedia),
  row(S::kDialling, E::kJoin, S::kDialling, A::kStartMedia),
  row(S::kDialling, E::kRelease, S::kReleasing, A::kUnlink, A::kStartReleaseWatch, A::kLetGo),
  row(S::kDialling, E::kServiceLost, S::kOutOfService, A::kUnlink, A::kTellLine, A::kLetGo),
  row(S::kDialling, E::kServiceRestored, S::kDialling, A::kTellLine),
  row(S::kDialling, E::kBoardLost, S::kOutOfService, A::kUnlink, A::kFailCommands, A::kForgetCall),

  // ---- proceeding: the exchange works on it
  row(S::kProceeding, E::kFarRinging, S::kProceeding, A::kTellProgress),
  row(S::kProceeding, E::kFarSilent, S::kProceeding, A::kTellProgress),
  row(S::kProceeding, E::kDigitsSent, S::kProceeding, A::kTellProgress),
  row(S::kProceeding, E::kDialAnswered, S::kConnected),
  row(S::kProceeding, E::kDialEnded, S::kFailed),
  ignore(S::kProceeding, E::kRemoteGone),
  ignore(S::kProceeding, E::kDigit),
  row(S::kProceeding, E::kRecord, S::kProceeding, A::kStartMedia),
  row(S::kProceeding, E::kJoin, S::kProceeding, A::kStartMedia),
  row(S::kProceeding, E::kRelease, S::kReleasing, A::kUnlink, A::kStartReleaseWatch, A::kLetGo),
  row(S::kProceeding, E::kServiceLost, S::kOutOfService, A::kUnlink, A::kTellLine, A::kLetGo),
  row(S::kProceeding, E::kServiceRestored, S::kProceeding, A::kTellLine),
  row(S::kProceeding, E::kBoardLost, S::kOutOfService, A::kUnlink, A::kFailCommands, A::kForgetCall),

  // ---- failed: no answer, the exchange's tone can still be heard
  row(S::kFailed, E::kRelease, S::kReleasing, A::kUnlink, A::kStartReleaseWatch, A::kLetGo),
  row(S::kFailed, E::kRecord, S::kFailed, A::kStartMedia),
  row(S::kFailed, E::kJoin, S::kFailed, A::kStartMedia),
  ignore(S::kFailed, E::kRemoteGone),
  ignore(S::kFailed, E::kDigit),
  ignore(S::kFailed, E::kRingOff),
  row(S::kFailed, E::kServiceLost, S::kOutOfService, A::kUnlink, A::kTellLine, A::kLetGo),
  row(S::kFailed, E::kServiceRestored, S::kFailed, A::kTellLine),
  row(S::kFailed, E::kBoardLost, S::kOutOfService, A::kUnlink, A::kFailCommands, A::kForgetCall),

  // ---- clearing: one side is gone. Off-hook: the far side, until release. On-hook: ours, until the ringing ends.
  when(G::kLineSeized, S::kClearing, E::kRelease, S::kReleasing, A::kUnlink, A::kStartReleaseWatch, A::kLetGo),
  row(S::kClearing, E::kRelease, S::kClearing, A::kCompleteCommand),
  when(G::kLineSeized, S::kClearing, E::kRingOn, S::kClearing),
  row(S::kClearing, E::kRingOn, S::kClearing, A::kTellRing, A::kStartRingStop),
  when(G::kLineSeized, S::kClearing, E::kRingOff, S::kClearing),
  row(S::kClearing, E::kRingOff, S::kClearing, A::kTellRing, A::kStartRingStop),
  when(G::kLineSeized, S::kClearing, E::kRingGaveUp, S::kClearing),
  row(S::kClearing, E::kRingGaveUp, S::kIdle, A::kStopTimers, A::kTellRingStopped, A::kForgetCall),
  row(S::kClearing, E::kRingStopElapsed, S::kIdle, A::kStopTimers, A::kTellRingStopped, A::kForgetCall),
  ignore(S::kClearing, E::kCallerId),
  ignore(S::kClearing, E::kRemoteGone),
  ignore(S::kClearing, E::kDigit),
  ignore(S::kClearing, E::kSeizeDone),
  row(S::kClearing, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kUnlink, A::kTellLine, A::kLetGo),
  row(S::kClearing, E::kServiceRestored, S::kClearing, A::kTellLine),
  row(S::kClearing, E::kBoardLost, S::kOutOfService, A::kStopTimers, A::kUnlink, A::kFailCommands, A::kForgetCall),

  // ---- releasing: on-hook on its way, then a pause so that the exchange sees two calls as two
  row(S::kReleasing, E::kReleaseDone, S::kReleasing, A::kStopTimers, A::kForgetCall, A::kStartGuard),
  row(S::kReleasing, E::kReleaseOverdue, S::kReleasing, A::kForgetCall, A::kStartGuard),
  row(S::kReleasing, E::kGuardElapsed, S::kIdle, A::kStopTimers, A::kForgetCall),
  row(S::kReleasing, E::kRelease, S::kReleasing, A::kCompleteCommand),
  when(G::kLineSeized, S::kReleasing, E::kRingOn, S::kReleasing),
  when(G::kCallerKnown, S::kReleasing, E::kRingOn, S::kOffered, A::kStopTimers, A::kTellRing, A::kStartRingStop, A::kTellCallerId, A::kOffer),
  row(S::kReleasing, E::kRingOn, S::kIncoming, A::kStopTimers, A::kTellRing, A::kStartCallerIdWindow, A::kStartRingStop),
  ignore(S::kReleasing, E::kRingOff),
  ignore(S::kReleasing, E::kRingGaveUp),
  when(G::kLineSeized, S::kReleasing, E::kCallerId, S::kReleasing),
  row(S::kReleasing, E::kCallerId, S::kReleasing, A::kRememberCaller),
  ignore(S::kReleasing, E::kRemoteGone),
  ignore(S::kReleasing, E::kDigit),
  ignore(S::kReleasing, E::kSeizeDone),
  ignore(S::kReleasing, E::kSeizeFailed),
  ignore(S::kReleasing, E::kDialSeized),
  ignore(S::kReleasing, E::kDialTone),
  ignore(S::kReleasing, E::kDigitsSent),
  ignore(S::kReleasing, E::kFarRinging),
  ignore(S::kReleasing, E::kFarSilent),
  ignore(S::kReleasing, E::kDialAnswered),
  ignore(S::kReleasing, E::kDialEnded),
  row(S::kReleasing, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kTellLine),
  row(S::kReleasing, E::kServiceRestored, S::kReleasing, A::kTellLine),
  row(S::kReleasing, E::kBoardLost, S::kOutOfService, A::kStopTimers, A::kFailCommands, A::kForgetCall),
};
// clang-format on
}  // namespace trunk_rows

inline constexpr std::span<const Row> kTrunkTable{trunk_rows::kRows};
static_assert(has_no_hidden_row(kTrunkTable), "a row of the trunk table can never be reached");
static_assert(has_no_dead_end(kTrunkTable), "a state of the trunk table has no way to idle");

}  // namespace trunkline::line
