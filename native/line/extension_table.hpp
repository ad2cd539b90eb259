/*
 * What it does: the machine of an extension channel (FXS, desk phone) as a table.
 *
 * How it works: the person at the phone has the hook, so every state must take both hook events.
 * What above lets go of while the handset is up hears busy tone until it is down.
 *
 * How to use it: step(kExtensionTable, state, event, facts). docs/machines.md is printed from it.
 */
#pragma once
#include "transition_table.hpp"

namespace trunkline::line {

namespace extension_rows {
using S = LineState;
using E = LineEvent;
using A = LineAction;
using G = LineGuard;

// clang-format off
inline constexpr Row kRows[] = {
  row(S::kOutOfService, E::kServiceRestored, S::kIdle, A::kTellLine),
  row(S::kOutOfService, E::kServiceLost, S::kOutOfService, A::kTellLine),
  ignore(S::kOutOfService, E::kBoardLost),
  row(S::kOutOfService, E::kHookOn, S::kOutOfService, A::kTellHook),
  row(S::kOutOfService, E::kHookOff, S::kOutOfService, A::kTellHook),
  ignore(S::kOutOfService, E::kReleaseDone),
  ignore(S::kOutOfService, E::kRingEnded),
  row(S::kOutOfService, E::kRelease, S::kOutOfService, A::kCompleteCommand),

  // ---- idle
  row(S::kIdle, E::kHookOff, S::kInitiated, A::kTellHook, A::kDialToneOn, A::kStartFirstDigit),
  ignore(S::kIdle, E::kHookOn),
  row(S::kIdle, E::kReserve, S::kReserved, A::kCompleteCommand),
  row(S::kIdle, E::kRing, S::kRinging, A::kRingPhone),
  row(S::kIdle, E::kRelease, S::kIdle, A::kCompleteCommand),
  row(S::kIdle, E::kServiceLost, S::kOutOfService, A::kTellLine),
  row(S::kIdle, E::kServiceRestored, S::kIdle, A::kTellLine),
  row(S::kIdle, E::kBoardLost, S::kOutOfService, A::kFailCommands),
  ignore(S::kIdle, E::kReleaseDone),
  ignore(S::kIdle, E::kRingEnded),
  ignore(S::kIdle, E::kDigit),
  ignore(S::kIdle, E::kFlash),
  ignore(S::kIdle, E::kSeizeFailed),

  // ---- reserved
  row(S::kReserved, E::kHookOff, S::kInitiated, A::kTellHook, A::kDialToneOn, A::kStartFirstDigit),
  ignore(S::kReserved, E::kHookOn),
  row(S::kReserved, E::kRing, S::kRinging, A::kRingPhone),
  row(S::kReserved, E::kRelease, S::kIdle, A::kCompleteCommand),
  row(S::kReserved, E::kServiceLost, S::kOutOfService, A::kTellLine),
  row(S::kReserved, E::kServiceRestored, S::kReserved, A::kTellLine),
  row(S::kReserved, E::kBoardLost, S::kOutOfService, A::kFailCommands),

  // ---- ringing
  row(S::kRinging, E::kHookOff, S::kConnected, A::kTellHook),
  row(S::kRinging, E::kRingAnswered, S::kConnected),
  row(S::kRinging, E::kRingEnded, S::kIdle),
  when(G::kHasHookByCommand, S::kRinging, E::kAnswer, S::kRinging, A::kSeize),
  ignore(S::kRinging, E::kSeizeDone),
  ignore(S::kRinging, E::kSeizeFailed),
  ignore(S::kRinging, E::kHookOn),
  ignore(S::kRinging, E::kDigit),
  row(S::kRinging, E::kRelease, S::kReleasing, A::kStartReleaseWatch, A::kLetGo),
  row(S::kRinging, E::kServiceLost, S::kOutOfService, A::kTellLine, A::kLetGo),
  row(S::kRinging, E::kServiceRestored, S::kRinging, A::kTellLine),
  row(S::kRinging, E::kBoardLost, S::kOutOfService, A::kFailCommands),

  // ---- initiated: lifted without being rung; dial tone ends with the first digit
  when(G::kNumberComplete, S::kInitiated, E::kDigit, S::kInitiated, A::kTellDigit),
  when(G::kDigitCompletes, S::kInitiated, E::kDigit, S::kInitiated, A::kStopTimers, A::kToneOff, A::kCollectDigit, A::kTellDigit, A::kNoteNumberComplete, A::kTellNumber),
  row(S::kInitiated, E::kDigit, S::kInitiated, A::kStopTimers, A::kToneOff, A::kCollectDigit, A::kTellDigit, A::kStartInterDigit),
  row(S::kInitiated, E::kInterDigitElapsed, S::kInitiated, A::kNoteNumberComplete, A::kTellNumber),
  row(S::kInitiated, E::kFirstDigitElapsed, S::kParkedOffHook, A::kToneOff, A::kBusyToneOn),
  row(S::kInitiated, E::kSpeak, S::kInitiated, A::kStopTimers, A::kToneOff, A::kStartMedia),
  row(S::kInitiated, E::kRecord, S::kInitiated, A::kStartMedia),
  row(S::kInitiated, E::kJoin, S::kConnected, A::kStopTimers, A::kToneOff, A::kStartMedia),
  row(S::kInitiated, E::kHookOn, S::kIdle, A::kStopTimers, A::kToneOff, A::kTellHook, A::kEndCommands, A::kForgetCall),
  ignore(S::kInitiated, E::kHookOff),
  row(S::kInitiated, E::kFlash, S::kInitiated, A::kTellFlash),
  row(S::kInitiated, E::kRelease, S::kParkedOffHook, A::kStopTimers, A::kToneOff, A::kLetGo),
  ignore(S::kInitiated, E::kRingEnded),
  ignore(S::kInitiated, E::kReleaseDone),
  row(S::kInitiated, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kToneOff, A::kTellLine, A::kLetGo, A::kForgetCall),
  row(S::kInitiated, E::kServiceRestored, S::kInitiated, A::kTellLine),
  row(S::kInitiated, E::kBoardLost, S::kOutOfService, A::kStopTimers, A::kFailCommands, A::kForgetCall),

  // ---- connected
  row(S::kConnected, E::kHookOn, S::kIdle, A::kUnlink, A::kTellHook, A::kEndCommands, A::kForgetCall),
  row(S::kConnected, E::kHookOff, S::kConnected, A::kTellHook),
  row(S::kConnected, E::kRelease, S::kParkedOffHook, A::kUnlink, A::kLetGo),
  row(S::kConnected, E::kSpeak, S::kConnected, A::kStartMedia),
  row(S::kConnected, E::kRecord, S::kConnected, A::kStartMedia),
  row(S::kConnected, E::kJoin, S::kConnected, A::kStartMedia),
  row(S::kConnected, E::kDigit, S::kConnected, A::kTellDigit),
  row(S::kConnected, E::kFlash, S::kConnected, A::kTellFlash),
  ignore(S::kConnected, E::kRingAnswered),
  ignore(S::kConnected, E::kRingEnded),
  ignore(S::kConnected, E::kSeizeDone),
  ignore(S::kConnected, E::kSeizeFailed),
  ignore(S::kConnected, E::kReleaseDone),
  ignore(S::kConnected, E::kRemoteGone),
  row(S::kConnected, E::kServiceLost, S::kOutOfService, A::kUnlink, A::kTellLine, A::kLetGo, A::kForgetCall),
  row(S::kConnected, E::kServiceRestored, S::kConnected, A::kTellLine),
  row(S::kConnected, E::kBoardLost, S::kOutOfService, A::kUnlink, A::kFailCommands, A::kForgetCall),

  // ---- parkedOffHook: nobody on the other side, busy tone until the handset is down
  row(S::kParkedOffHook, E::kReleaseDone, S::kParkedOffHook, A::kBusyToneOn),
  row(S::kParkedOffHook, E::kHookOn, S::kIdle, A::kToneOff, A::kTellHook, A::kEndCommands, A::kForgetCall),
  row(S::kParkedOffHook, E::kHookOff, S::kParkedOffHook, A::kTellHook),
  row(S::kParkedOffHook, E::kRelease, S::kParkedOffHook, A::kCompleteCommand),
  ignore(S::kParkedOffHook, E::kDigit),
  ignore(S::kParkedOffHook, E::kFlash),
  ignore(S::kParkedOffHook, E::kRingAnswered),
  ignore(S::kParkedOffHook, E::kRingEnded),
  ignore(S::kParkedOffHook, E::kSeizeDone),
  ignore(S::kParkedOffHook, E::kSeizeFailed),
  row(S::kParkedOffHook, E::kServiceLost, S::kOutOfService, A::kToneOff, A::kTellLine, A::kForgetCall),
  row(S::kParkedOffHook, E::kServiceRestored, S::kParkedOffHook, A::kTellLine),
  row(S::kParkedOffHook, E::kBoardLost, S::kOutOfService, A::kFailCommands, A::kForgetCall),

  // ---- releasing: the ringing is being stopped; a lift that meets it finds nobody
  row(S::kReleasing, E::kReleaseDone, S::kIdle, A::kStopTimers, A::kForgetCall),
  row(S::kReleasing, E::kReleaseOverdue, S::kIdle, A::kStopTimers, A::kForgetCall),
  row(S::kReleasing, E::kHookOff, S::kParkedOffHook, A::kStopTimers, A::kTellHook),
  ignore(S::kReleasing, E::kHookOn),
  row(S::kReleasing, E::kRelease, S::kReleasing, A::kCompleteCommand),
  ignore(S::kReleasing, E::kRingAnswered),
  ignore(S::kReleasing, E::kRingEnded),
  ignore(S::kReleasing, E::kSeizeDone),
  ignore(S::kReleasing, E::kSeizeFailed),
  ignore(S::kReleasing, E::kDigit),
  row(S::kReleasing, E::kServiceLost, S::kOutOfService, A::kStopTimers, A::kTellLine),
  row(S::kReleasing, E::kServiceRestored, S::kReleasing, A::kTellLine),
  row(S::kReleasing, E::kBoardLost, S::kOutOfService, A::kStopTimers, A::kFailCommands, A::kForgetCall),
};
// clang-format on
}  // namespace extension_rows

inline constexpr std::span<const Row> kExtensionTable{extension_rows::kRows};
static_assert(has_no_hidden_row(kExtensionTable),
              "a row of the extension table can never be reached");
static_assert(has_no_dead_end(kExtensionTable),
              "a state of the extension table has no way to idle");

}  // namespace trunkline::line
