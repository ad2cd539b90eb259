/*
 * What it does: all media of one channel on the audio thread: what it hears (digits, tones, caller
 * ID, speech), what it says (a clip, a tone, digits), and its recording.
 *
 *   rx --> hear(): caller ID (trunk on-hook) | DTMF, line signals, speech (off-hook) --> events,
 * dial steps say() --> own sound into tx  ...the matrix adds the others...  --> record(): rx, tx
 * --> recorder
 *
 * How it works: one engine of speech (play, tone, digits or dial) and one recorder at a time; the
 * commanding side refuses a second one before it comes here. All events go to the audio lane.
 *
 * How to use it: the audio engine routes commands here and calls hear(), say(), record() once a
 * tick, in that order. Nothing here allocates, locks or blocks.
 */
#pragma once
#include <span>
#include <utility>
#include <vector>

#include "answer_listener.hpp"
#include "caller_id_receiver.hpp"
#include "hearing.hpp"
#include "line_listener.hpp"
#include "media_command.hpp"
#include "outgoing.hpp"

namespace trunkline::softmedia {

class ChannelMedia {
 public:
  struct Setup {
    int32_t channel = 0;
    uint32_t kind = BSDK_KIND_EMPTY;
    const dsp::DtmfTables *dtmf = nullptr;
    std::span<const PlanTables> plans;
    ChannelSettings settings;
  };
  ChannelMedia(const Setup &setup, OutgoingLane &lane);

  void start(const StartPlay &command);
  void start(const StartRecord &command);
  void start(const StartTone &command);
  void start(const StartDigits &command);
  void start(const StartDial &command);
  void dial_seized(const DialSeized &command);
  void forget(bsdk_op op);
  void flash_ended(bsdk_op op);
  void cancel(bsdk_op op);
  void control(const ControlPlay &command);
  void mask(const MaskRecord &command);
  void append(const AppendDigits &command);
  void change_line(const LineChange &change);
  void keep_past(PastSound *past) { past_ = past; }
  void place_tap(MonitorTap *tap) { tap_ = tap; }
  void change_settings(const ChannelSettings &settings) { settings_ = settings; }
  /** Ends play, tone, digits or dial, and the recording. */
  void end_all(int32_t code, int32_t arg);
  /** The host lets go: a trunk goes on-hook; a phone's hook is its owner's. */
  void release_line() {
    if (kind_ == BSDK_KIND_FXO) go_on_hook();
  }

  /** Whether it is to be heard by Hearing: a phone or a line that is off-hook. */
  bool is_off_hook() const { return off_hook_; }
  bool hears_tones() const { return kind_ == BSDK_KIND_FXO; }
  const ChannelSettings &settings() const { return settings_; }
  /** Once: whether Hearing is to forget the tones that it heard on it. */
  bool take_forgets_tones() { return std::exchange(forgets_tones_, false); }
  /** finding: what Hearing found in it; empty while on-hook. */
  void hear(std::span<const int16_t> rx, const Finding &finding);
  /** Fills the whole frame with the channel's own sound. */
  void say(std::span<int16_t> tx);
  /** What goes to the line, at the channel's own gain. */
  void finish(std::span<int16_t> tx) const;
  /** tx as it goes to the line. */
  void record(std::span<const int16_t> rx, std::span<const int16_t> tx);

 private:
  enum class Speech : uint8_t { none, play, tone, digits, dial };

  void go_on_hook();
  void hear_digits(const dsp::DigitReports &reports);
  void digit_began(char digit);
  void digit_ended(const dsp::DigitReport &report);
  void hear_line(std::span<const int16_t> rx, const Finding &finding);
  void hear_who_answers(std::span<const int16_t> rx);
  void hear_signal_in_call(const dsp::CadenceReport &report);
  void hear_caller_id(std::span<const int16_t> rx);
  void stop_on_voice(const Finding &finding);
  void say_digits(std::span<int16_t> tx);
  void say_clip(std::span<int16_t> tx);
  void say_beep(std::span<int16_t> tx);
  void keep(const Recorder::Taken &taken);
  void step_dial(const std::optional<DialRow> &row);
  void end_speech(int32_t code, int32_t arg);
  void end_recording(int32_t code, int32_t arg);
  void remote_gone(int32_t code);
  void tell(uint16_t kind, bsdk_op op, int32_t code, int32_t arg);
  bool sends_digits() const;
  /** What was heard of the line has nothing to do with what comes. */
  void listen_anew() {
    listener().reset();
    forgets_tones_ = true;
  }
  LineListener &listener() { return listeners_[settings_.plan]; }

  int32_t channel_;
  uint32_t kind_;
  OutgoingLane *lane_;
  ChannelSettings settings_;
  bool off_hook_;
  // what it says
  Speech speech_ = Speech::none;
  bsdk_op speech_op_ = 0;
  Player *player_ = nullptr;
  bool paused_ = false;
  char stopped_by_ = 0;  // the digit that silenced the clip; the end is told when the key is let go
  dsp::ToneGenerator tone_;
  DigitSender sender_;
  CallProgress dial_;
  AnswerListener answer_;
  DigitString dial_digits_;
  // what it hears
  char heard_digit_ = 0;  // that began and was not of our own making
  CallerIdReceiver caller_id_;
  std::vector<LineListener> listeners_;  // one a plan
  bool forgets_tones_ = false;
  float sent_power_ = 0.0F;  // loudest lately, decaying
  bool reversed_ = false, remote_gone_ = false;
  // recording
  Recorder *recorder_ = nullptr;
  bsdk_op recorder_op_ = 0;
  PastSound *past_ = nullptr;
  MonitorTap *tap_ = nullptr;
  dsp::ToneGenerator beep_;  // that tells the parties of a recording
  size_t beep_left_ = 0;     // samples
};

}  // namespace trunkline::softmedia
