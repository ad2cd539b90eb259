#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "native/line/clear_cause.hpp"
#include "native/line/dial_string.hpp"
#include "native/line/extension_table.hpp"
#include "native/line/line_timers.hpp"
#include "native/line/state_label.hpp"
#include "native/line/trunk_table.hpp"

using namespace trunkline::line;
using S = LineState;
using E = LineEvent;

namespace {

/* The states a machine goes through, as text; a refused event ends it with "!". */
std::string play(std::span<const Row> table, S state, std::initializer_list<E> events,
                 LineFacts facts = {}) {
  std::string out = name_of(state);
  for (const E event : events) {
    const Step found = step(table, state, event, facts);
    if (found.outcome == StepOutcome::kRefused) return out + " !";
    if (found.next != state) out += std::string(" ") + name_of(found.next);
    state = found.next;
  }
  return out;
}

bool asks_for(std::span<const Row> table, S state, E event, LineAction action,
              LineFacts facts = {}) {
  const Step found = step(table, state, event, facts);
  if (found.row == nullptr) return false;
  for (const LineAction each : found.row->actions) {
    if (each == action) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("an inbound call is offered with its number, answered and released by us") {
  CHECK(play(kTrunkTable, S::kIdle,
             {E::kRingOn, E::kRingOff, E::kCallerId, E::kRingOn, E::kAnswer, E::kSeizeDone,
              E::kSpeak, E::kRelease, E::kReleaseDone, E::kGuardElapsed}) ==
        "idle incoming offered answering connected releasing idle");
}

TEST_CASE("without a number the call is offered when the window closes") {
  CHECK(play(kTrunkTable, S::kIdle, {E::kRingOn, E::kCallerIdWindowClosed}) ==
        "idle incoming offered");
  CHECK(asks_for(kTrunkTable, S::kIncoming, E::kCallerIdWindowClosed, LineAction::kOffer));
  CHECK_FALSE(
      asks_for(kTrunkTable, S::kIncoming, E::kCallerIdWindowClosed, LineAction::kTellCallerId));
}

TEST_CASE("a number that came before the first ring is offered with that ring") {
  LineFacts facts;
  facts.caller_known = true;
  CHECK(play(kTrunkTable, S::kIdle, {E::kCallerId, E::kRingOn}, facts) == "idle offered");
}

TEST_CASE("a caller who gives up leaves the trunk idle, told by the board or by silence") {
  CHECK(play(kTrunkTable, S::kIdle, {E::kRingOn, E::kRingGaveUp}) == "idle incoming idle");
  CHECK(play(kTrunkTable, S::kOffered, {E::kRingStopElapsed}) == "offered idle");
  CHECK(asks_for(kTrunkTable, S::kOffered, E::kRingStopElapsed, LineAction::kTellRingStopped));
}

TEST_CASE("a caller who gives up while we lift is a cleared call, not an answered one") {
  LineFacts gone;
  gone.caller_gone = true;
  CHECK(play(kTrunkTable, S::kAnswering, {E::kRingGaveUp, E::kSeizeDone}, gone) ==
        "answering clearing");
  CHECK(asks_for(kTrunkTable, S::kAnswering, E::kSeizeDone, LineAction::kTellRemoteCleared, gone));
}

TEST_CASE("a far hang-up waits for our release") {
  LineFacts seized;
  seized.line_seized = true;
  CHECK(play(kTrunkTable, S::kConnected,
             {E::kRemoteGone, E::kRelease, E::kReleaseDone, E::kGuardElapsed},
             seized) == "connected clearing releasing idle");
}

TEST_CASE("a call that is not taken rings on until the caller gives up, and is not offered again") {
  CHECK(
      play(kTrunkTable, S::kOffered, {E::kRelease, E::kRingOn, E::kRingOff, E::kRingStopElapsed}) ==
      "offered clearing idle");
}

TEST_CASE("glare: a ring before dial tone beats our dial, after it it does not") {
  LineFacts facts;
  CHECK(play(kTrunkTable, S::kReserved, {E::kRingOn}) == "reserved incoming");
  CHECK(play(kTrunkTable, S::kDialling, {E::kRingOn, E::kCallerIdWindowClosed}) ==
        "dialling incoming offered");
  CHECK(asks_for(kTrunkTable, S::kDialling, E::kRingOn, LineAction::kPreemptDial));
  facts.dial_tone_heard = true;
  CHECK(play(kTrunkTable, S::kDialling, {E::kRingOn}, facts) == "dialling");
}

TEST_CASE("after glare the line is off-hook already: answering needs no seize") {
  LineFacts seized;
  seized.line_seized = true;
  CHECK(play(kTrunkTable, S::kOffered, {E::kAnswer}, seized) == "offered connected");
  CHECK_FALSE(asks_for(kTrunkTable, S::kOffered, E::kAnswer, LineAction::kSeize, seized));
  CHECK(play(kTrunkTable, S::kOffered, {E::kRemoteGone}, seized) == "offered releasing");
}

TEST_CASE("a dial that is not answered keeps the line until it is released") {
  CHECK(play(kTrunkTable, S::kIdle,
             {E::kReserve, E::kDial, E::kDialSeized, E::kDialTone, E::kDigitsSent, E::kFarRinging,
              E::kDialEnded, E::kRelease, E::kReleaseDone, E::kGuardElapsed}) ==
        "idle reserved dialling proceeding failed releasing idle");
}

TEST_CASE("a ring in the pause after a release is a new call; while the hook is up it is not") {
  LineFacts seized;
  seized.line_seized = true;
  CHECK(play(kTrunkTable, S::kReleasing, {E::kRingOn}) == "releasing incoming");
  CHECK(play(kTrunkTable, S::kReleasing, {E::kRingOn}, seized) == "releasing");
}

TEST_CASE("a phone that is not lifted within the ring wait is idle again") {
  CHECK(play(kExtensionTable, S::kIdle, {E::kReserve, E::kRing, E::kRingEnded}) ==
        "idle reserved ringing idle");
}

TEST_CASE("lifting a ringing phone connects it, whichever of hook and answer comes first") {
  CHECK(play(kExtensionTable, S::kRinging, {E::kHookOff, E::kRingAnswered}) == "ringing connected");
  CHECK(play(kExtensionTable, S::kRinging, {E::kRingAnswered, E::kHookOff}) == "ringing connected");
}

TEST_CASE("a phone lifted while its ring is being stopped finds nobody") {
  CHECK(
      play(kExtensionTable, S::kRinging, {E::kRelease, E::kHookOff, E::kReleaseDone, E::kHookOn}) ==
      "ringing releasing parkedOffHook idle");
}

TEST_CASE("a number dialled on the phone is told at its end and the call joined") {
  LineFacts completes;
  completes.digit_completes = true;
  CHECK(asks_for(kExtensionTable, S::kInitiated, E::kDigit, LineAction::kTellNumber, completes));
  CHECK(asks_for(kExtensionTable, S::kInitiated, E::kInterDigitElapsed, LineAction::kTellNumber));
  CHECK(play(kExtensionTable, S::kIdle,
             {E::kHookOff, E::kDigit, E::kDigit, E::kInterDigitElapsed, E::kJoin, E::kHookOn}) ==
        "idle initiated connected idle");
}

TEST_CASE("a phone lifted and not dialled hears busy tone until it is down") {
  CHECK(play(kExtensionTable, S::kIdle, {E::kHookOff, E::kFirstDigitElapsed, E::kHookOn}) ==
        "idle initiated parkedOffHook idle");
}

TEST_CASE("a phone let go of in a call is parked until it hangs up") {
  CHECK(play(kExtensionTable, S::kConnected, {E::kRelease, E::kReleaseDone, E::kHookOn}) ==
        "connected parkedOffHook idle");
  CHECK(asks_for(kExtensionTable, S::kParkedOffHook, E::kReleaseDone, LineAction::kBusyToneOn));
}

TEST_CASE("only a phone with a headset circuit is answered by command") {
  LineFacts headset;
  headset.has_hook_by_command = true;
  CHECK(play(kExtensionTable, S::kRinging, {E::kAnswer}) == "ringing !");
  CHECK(asks_for(kExtensionTable, S::kRinging, E::kAnswer, LineAction::kSeize, headset));
}

TEST_CASE("labels are the numbers of LE001 and LE002") {
  const auto trunk = [](S state, Heard heard, CallWay way) {
    const StateLabel label = label_of(kTrunkLabels, state, heard, way);
    return std::to_string(label.inbound) + "/" + std::to_string(label.outbound);
  };
  CHECK(trunk(S::kIdle, Heard::kNothing, CallWay::kUnknown) == "1/5");
  CHECK(trunk(S::kOffered, Heard::kNothing, CallWay::kInbound) == "2/0");
  CHECK(trunk(S::kConnected, Heard::kNothing, CallWay::kInbound) == "3/0");
  CHECK(trunk(S::kConnected, Heard::kPlayback, CallWay::kInbound) == "4/0");
  CHECK(trunk(S::kConnected, Heard::kPeer, CallWay::kInbound) == "8/0");
  CHECK(trunk(S::kConnected, Heard::kPeer, CallWay::kOutbound) == "0/8");
  CHECK(trunk(S::kReserved, Heard::kNothing, CallWay::kUnknown) == "0/6");
  CHECK(trunk(S::kProceeding, Heard::kNothing, CallWay::kOutbound) == "0/7");
  CHECK(trunk(S::kClearing, Heard::kNothing, CallWay::kInbound) == "9/0");
  CHECK(trunk(S::kClearing, Heard::kNothing, CallWay::kOutbound) == "0/9");
  CHECK(trunk(S::kOutOfService, Heard::kNothing, CallWay::kUnknown) == "0/0");
  CHECK(label_of(kExtensionLabels, S::kRinging, Heard::kNothing, CallWay::kUnknown).inbound == 7);
  CHECK(label_of(kExtensionLabels, S::kInitiated, Heard::kNumberComplete, CallWay::kUnknown)
            .outbound == 4);
}

TEST_CASE("a dial string has digits and pauses, at least one digit, at most 64 characters") {
  CHECK(is_dial_string("13900001234"));
  CHECK(is_dial_string("9,*21#ABCD"));
  CHECK_FALSE(is_dial_string(""));
  CHECK_FALSE(is_dial_string(",,"));
  CHECK_FALSE(is_dial_string("12a"));
  CHECK_FALSE(is_dial_string("E"));
  CHECK(is_dial_string(std::string(64, '1')));
  CHECK_FALSE(is_dial_string(std::string(65, '1')));
  CHECK(is_digit_set(""));
  CHECK_FALSE(is_digit_set("1,2"));
}

TEST_CASE("ends of a dial have their Q.850 numbers") {
  CHECK(cause_number(cause_of_result(10)) == 17); /* busy */
  CHECK(cause_number(cause_of_result(11)) == 19); /* no answer */
  CHECK(cause_number(cause_of_result(13)) == 34); /* congestion */
  CHECK(cause_number(cause_of_result(14)) == 1);  /* unallocated */
  CHECK(cause_number(cause_of_result(0)) == 16);  /* normal */
}

TEST_CASE("a timer is found by its name") {
  CHECK(timer_by_name("ringStop") == LineTimer::kRingStop);
  CHECK(timer_by_name("ringstop") == LineTimer::kNone);
  CHECK(timer_row(LineTimer::kRingWait).default_ms == 45000);
}
