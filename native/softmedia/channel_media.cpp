// Over 250 lines: commands, speaking and recording of a channel share its state.
#include "channel_media.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include "../dsp/level.hpp"

namespace trunkline::softmedia {
namespace {

constexpr float kSentDecay = 0.8F;  // a tick of 10 ms: 5 dB in 50 ms, longer than any hybrid's echo

// Told to both sides when a recording begins. A tone of its own: no signal of the network has it.
constexpr uint32_t kBeepHz = 1000, kBeepMs = 200;
constexpr double kBeepDbm0 = -15.0;

}  // namespace

ChannelMedia::ChannelMedia(const Setup &setup, OutgoingLane &lane)
    : channel_(setup.channel),
      kind_(setup.kind),
      lane_(&lane),
      settings_(setup.settings),
      off_hook_(setup.kind != BSDK_KIND_FXO && setup.kind != BSDK_KIND_FXS),
      caller_id_(*setup.dtmf) {
  for (const PlanTables &plan : setup.plans) listeners_.emplace_back(plan);
}

void ChannelMedia::tell(uint16_t kind, bsdk_op op, int32_t code, int32_t arg) {
  lane_->post(event_of(kind, channel_, op, code, arg));
}

// ---- commands ---------------------------------------------------------------------------------

void ChannelMedia::start(const StartPlay &command) {
  speech_ = Speech::play;
  speech_op_ = command.op;
  player_ = command.player;
  paused_ = false;
  stopped_by_ = 0;
}

void ChannelMedia::start(const StartRecord &command) {
  recorder_ = command.recorder;
  recorder_op_ = command.op;
  if (recorder_->beeps()) {
    beep_ = dsp::ToneGenerator(dsp::simple_tone(kBeepHz, 0, kBeepDbm0, kBeepMs, 0));
    beep_left_ = size_t{kBeepMs} * 8;
  }
  if (past_ == nullptr) return;
  past_->replay(settings_.past_ms,
                [this](std::span<const int16_t> rx, std::span<const int16_t> tx) {
                  if (recorder_ != nullptr) keep(recorder_->take(rx, tx));
                });
  past_->clear();
}

void ChannelMedia::start(const StartTone &command) {
  speech_ = Speech::tone;
  speech_op_ = command.op;
  tone_ = dsp::ToneGenerator(command.shape);
}

void ChannelMedia::start(const StartDigits &command) {
  speech_ = Speech::digits;
  speech_op_ = command.op;
  sender_.begin(command.digits, settings_.dtmf);
}

void ChannelMedia::start(const StartDial &command) {
  speech_ = Speech::dial;
  speech_op_ = command.op;
  dial_digits_ = command.digits;
  dial_ = CallProgress({command.times, command.flags, listener().ringback_cycle_ms()});
}

void ChannelMedia::dial_seized(const DialSeized &command) {
  if (speech_ != Speech::dial || speech_op_ != command.op) return;
  if (command.code != BSDK_DONE_OK) {
    end_speech(command.code, command.arg);
    return;
  }
  listen_anew();
  step_dial(dial_.seized());
}

void ChannelMedia::forget(bsdk_op op) {
  if (speech_op_ != op) return;
  speech_ = Speech::none;
  speech_op_ = 0;
}

void ChannelMedia::flash_ended(bsdk_op op) {
  if (speech_op_ == op) sender_.flashed();
}

void ChannelMedia::cancel(bsdk_op op) {
  if (speech_ != Speech::none && speech_op_ == op) end_speech(BSDK_DONE_CANCELLED, 0);
  if (recorder_ != nullptr && recorder_op_ == op) end_recording(BSDK_DONE_CANCELLED, 0);
}

void ChannelMedia::control(const ControlPlay &command) {
  if (speech_ != Speech::play || speech_op_ != command.op) return;
  switch (command.verb) {
    case BSDK_CTL_GAIN_CDB:
      return player_->set_gain(command.factor);
    case BSDK_CTL_SPEED_PERCENT:
      return player_->set_speed(command.factor);
    case BSDK_CTL_SEEK_MS:
      return player_->seek(command.ms);
    default:
      paused_ = command.verb == BSDK_CTL_PAUSE;
  }
}

void ChannelMedia::mask(const MaskRecord &command) {
  if (recorder_ != nullptr && recorder_op_ == command.op) recorder_->mask(command.is_masked);
}

void ChannelMedia::append(const AppendDigits &command) {
  const bool sending = speech_op_ == command.op && sends_digits();
  if (sending && !sender_.append(command.digits)) end_speech(BSDK_DONE_FAILED, BSDK_E_RESOURCE);
}

void ChannelMedia::change_line(const LineChange &change) {
  switch (change.kind) {
    case LineChange::Kind::off_hook:
      if (off_hook_) return;
      off_hook_ = true;
      listen_anew();
      return;
    case LineChange::Kind::on_hook:
      end_all(BSDK_DONE_HANGUP, 0);  // nobody listens to the phone any more
      go_on_hook();
      return;
    case LineChange::Kind::caller_gone:
      caller_id_.reset();
      return;
    case LineChange::Kind::remote_gone:
      remote_gone_ = true;
      if (speech_ == Speech::play && player_->stops_on_hang_up()) end_speech(BSDK_DONE_HANGUP, 0);
      return;
    case LineChange::Kind::polarity:
      if (change.code == 1 && off_hook_) {
        reversed_ = true;
        if (speech_ == Speech::dial) step_dial(dial_.polarity_reversed());
      } else if (change.code == 0 && reversed_) {
        reversed_ = false;
        remote_gone(BSDK_GONE_POLARITY);
      }
      return;
  }
}

void ChannelMedia::go_on_hook() {
  if (kind_ == BSDK_KIND_FXO || kind_ == BSDK_KIND_FXS) off_hook_ = false;
  reversed_ = remote_gone_ = false;
  sent_power_ = 0.0F;
  heard_digit_ = 0;
  beep_left_ = 0;
  if (past_ != nullptr) past_->clear();
  caller_id_.reset();
}

void ChannelMedia::end_all(int32_t code, int32_t arg) {
  end_speech(code, arg);
  end_recording(code, arg);
}

void ChannelMedia::end_speech(int32_t code, int32_t arg) {
  if (speech_ == Speech::none) return;
  if (speech_ == Speech::play) player_->let_go();
  player_ = nullptr;
  speech_ = Speech::none;
  tell(BSDK_EV_DONE, std::exchange(speech_op_, 0), code, arg);
}

void ChannelMedia::end_recording(int32_t code, int32_t arg) {
  if (recorder_ == nullptr) return;
  recorder_op_ = 0;
  std::exchange(recorder_, nullptr)->end(code, arg);  // the file thread tells the end
}

// ---- speaking and recording -------------------------------------------------------------------

bool ChannelMedia::sends_digits() const {
  return speech_ == Speech::digits ||
         (speech_ == Speech::dial && dial_.state() == DialState::sending);
}

void ChannelMedia::say(std::span<int16_t> tx) {
  if (speech_ == Speech::tone) {
    tone_.fill(tx);
  } else if (speech_ == Speech::play) {
    say_clip(tx);
  } else if (sends_digits()) {
    say_digits(tx);
  }
  if (beep_left_ > 0) say_beep(tx);
}

void ChannelMedia::say_beep(std::span<int16_t> tx) {
  std::array<int16_t, 160> beep{};
  const auto part = std::span(beep).first(std::min({tx.size(), beep.size(), beep_left_}));
  beep_.fill(part);
  beep_left_ -= part.size();
  for (size_t n = 0; n < part.size(); n++) {
    tx[n] = dsp::saturate(static_cast<float>(tx[n]) + static_cast<float>(part[n]));
  }
}

void ChannelMedia::say_clip(std::span<int16_t> tx) {
  if (paused_ || stopped_by_ != 0) return;  // tx is silent on entry
  const Player::Filled filled = player_->fill(tx);
  if (filled.missing > 0) {
    tell(BSDK_EV_AUDIO, speech_op_, BSDK_AUDIO_UNDERRUN, static_cast<int32_t>(filled.missing));
  }
  if (filled.outcome == Player::Outcome::ended) end_speech(BSDK_DONE_OK, 0);
  if (filled.outcome == Player::Outcome::failed) end_speech(BSDK_DONE_FAILED, BSDK_E_IO);
}

void ChannelMedia::say_digits(std::span<int16_t> tx) {
  const DigitSender::Outcome outcome = sender_.fill(tx);
  if (outcome == DigitSender::Outcome::flash_wanted) {
    Outgoing wanted;
    wanted.kind = Outgoing::Kind::flash_wanted;
    wanted.event = event_of(0, channel_, speech_op_, 0, 0);
    lane_->post(wanted);
  }
  if (outcome != DigitSender::Outcome::sent) return;
  if (speech_ == Speech::digits) {
    end_speech(BSDK_DONE_OK, 0);
  } else {
    step_dial(dial_.digits_sent());
  }
}

void ChannelMedia::finish(std::span<int16_t> tx) const {
  if (settings_.tx_gain_cdb == 0) return;
  const float gain = dsp::factor_of_gain(settings_.tx_gain_cdb);
  for (int16_t &sample : tx)
    sample = dsp::saturate(std::nearbyint(static_cast<float>(sample) * gain));
}

void ChannelMedia::record(std::span<const int16_t> rx, std::span<const int16_t> tx) {
  if (off_hook_ && kind_ == BSDK_KIND_FXO) {
    float sum = 0.0F;
    for (const int16_t sample : tx) sum += static_cast<float>(sample) * static_cast<float>(sample);
    sent_power_ = std::max(sent_power_ * kSentDecay, sum / static_cast<float>(tx.size()));
  }
  if (tap_ != nullptr) tap_->push(rx, tx);
  if (recorder_ != nullptr) {
    keep(recorder_->take(rx, tx));
  } else if (past_ != nullptr && settings_.past_ms > 0 && off_hook_) {
    past_->keep(rx, tx);
  }
}

void ChannelMedia::keep(const Recorder::Taken &taken) {
  if (taken.lost > 0) {
    tell(BSDK_EV_AUDIO, recorder_op_, BSDK_AUDIO_OVERRUN, static_cast<int32_t>(taken.lost));
  }
  if (taken.outcome == Recorder::Outcome::limit) end_recording(BSDK_DONE_LIMIT, 0);
}

}  // namespace trunkline::softmedia
