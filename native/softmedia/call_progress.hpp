/*
 * What it does: leads a dialled call from the seized line to its result: answered and why we think
 * so, busy, no answer, invalid number and so on.
 *
 *   seizing --Seized--> awaiting_dial_tone --DialTone--> settling --Settled--> sending
 * --DigitsSent--> listening --Ringback--> ringing --(polarity, voice, ringback ends)--> answered,
 * or, when the dial wants to know by whom, --> classifying --(person, machine, fax)--> answered
 *
 * How it works: a table state x event -> next state, action; pairs that are not in it are ignored,
 * since the line makes all sorts of sounds at any time. Times are counted in samples of the line.
 *
 * How to use it: take() what was heard, pass_time() each frame, and carry out the step returned.
 * Audio thread.
 */
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "../abi/board_sdk.h"

namespace trunkline::softmedia {

enum class DialState : uint8_t {
  seizing,
  awaiting_dial_tone,
  settling,
  sending,
  listening,
  ringing,
  classifying,
  ended
};

enum class DialEvent : uint8_t {
  seized,
  seized_no_wait,  // the command does not wait for dial tone
  dial_tone,
  settled,
  digits_sent,
  digits_sent_blind,  // the command wants no supervision
  ringback,
  busy,
  congestion,
  special,
  fax,
  polarity_reversed,
  voice,
  ringback_ended,
  person,
  machine,
  unsure,
  dial_tone_late,
  answer_late,
  long_silence
};

enum class DialAction : uint8_t {
  none,
  tell_seized,
  tell_dial_tone,
  send,
  tell_sent,
  tell_ringback,
  classify,  // answered; by whom is to be heard
  end
};

struct DialRow {
  DialState from;
  DialEvent on;
  DialState to;
  DialAction action;
  int32_t done = 0;  // for action end: BSDK_DONE_*
  int32_t arg = 0;   // and BSDK_BY_*
};

/** All rows; the docs and the tests read it. */
std::span<const DialRow> dial_table();

/** Named times of a dialled call. */
struct DialTimes {
  uint32_t dial_tone_ms = 5000;  // FreeTDM's value; a row of the engine's timer table may change it
  uint32_t settle_ms = 200;      // between dial tone and the first digit
  uint32_t settle_blind_ms = 500;  // the same when dial tone is not waited for
  uint32_t answer_ms = 60000;      // from the last digit
  uint32_t silence_ms = 15000;     // nothing heard at all
  uint32_t voice_ms = 300;         // of sound that is no tone, to be speech
};

class CallProgress {
 public:
  struct Command {
    DialTimes times;
    uint32_t flags = 0;  // BSDK_DIAL_*
    uint32_t ringback_cycle_ms = 5000;
  };
  CallProgress() = default;
  explicit CallProgress(const Command &command) : command_(command) {}

  /** What the line sounds like now. */
  enum class Sound : uint8_t { quiet, tone, other };

  std::optional<DialRow> seized();
  std::optional<DialRow> digits_sent();
  /** A signal of the tone plan; BSDK_TONE_*. */
  std::optional<DialRow> hear_signal(int32_t tone_id);
  std::optional<DialRow> polarity_reversed() { return take(DialEvent::polarity_reversed); }
  /** Once a frame, after the signals of the frame. */
  std::optional<DialRow> pass_time(uint32_t ms, Sound sound);
  /** Who has answered, when that was listened for. */
  std::optional<DialRow> answered_by(DialEvent who) { return take(who); }
  DialState state() const { return state_; }
  /** Whether a sound of the line has begun that may be the answer. */
  bool is_voice_beginning() const { return voice_began_; }
  bool wants_to_know_who() const { return (command_.flags & BSDK_DIAL_AMD) != 0; }

 private:
  std::optional<DialRow> take(DialEvent event);
  std::optional<DialRow> pass_supervision(uint32_t ms, Sound sound);

  Command command_;
  DialState state_ = DialState::seizing;
  int32_t evidence_ = 0;  // BSDK_BY_* of an answer that is being classified
  bool voice_began_ = false;
  uint32_t state_ms_ = 0;           // in the present state
  uint32_t supervised_ms_ = 0;      // since the last digit
  uint32_t voice_ms_ = 0;           // of other sound, gaps bridged
  uint32_t gap_ms_ = 0;             // since the last other sound
  uint32_t silent_ms_ = 0;          // nothing at all
  uint32_t since_ringback_ms_ = 0;  // since the last burst ended
};

}  // namespace trunkline::softmedia
