// The ears of ChannelMedia: what is heard, and what follows from it.
#include <cstring>
#include <utility>

#include "channel_media.hpp"

namespace trunkline::softmedia {
namespace {

uint32_t ms_of(std::span<const int16_t> frame) { return static_cast<uint32_t>(frame.size() / 8); }

}  // namespace

void ChannelMedia::hear(std::span<const int16_t> rx, const Finding &finding) {
  if (!off_hook_) {
    if (kind_ == BSDK_KIND_FXO) hear_caller_id(rx);
    return;
  }
  if (kind_ == BSDK_KIND_FXO) hear_line(rx, finding);
  // While we send digits, those that we hear are our own.
  if (speech_ == Speech::digits || speech_ == Speech::dial) {
    heard_digit_ = 0;
  } else {
    hear_digits(finding.digits);
  }
  stop_on_voice(finding);
}

void ChannelMedia::hear_caller_id(std::span<const int16_t> rx) {
  const CallerIdReceiver::Finding finding = caller_id_.hear(rx);
  if (finding == CallerIdReceiver::Finding::nothing) return;
  const bool found = finding == CallerIdReceiver::Finding::found;
  bsdk_event event = event_of(BSDK_EV_CALLER_ID, channel_, 0, found ? 1 : 0, 0);
  if (found) {
    const dsp::CallerIdentity &identity = caller_id_.identity();
    std::memcpy(event.text, identity.number.data(), identity.number.size());
    std::memcpy(event.text2, identity.name.data(), identity.name.size());
  }
  lane_->post(event);
}

void ChannelMedia::hear_digits(const dsp::DigitReports &reports) {
  for (size_t r = 0; r < reports.count; r++) {
    if (reports.list[r].ended) {
      digit_ended(reports.list[r]);
    } else {
      digit_began(reports.list[r].digit);
    }
  }
}

void ChannelMedia::digit_began(char digit) {
  heard_digit_ = digit;
  const bool stops = speech_ == Speech::play && stopped_by_ == 0 && player_->stops_on(digit);
  if (stops) stopped_by_ = digit;  // silent from here on; DONE follows the digit's event
}

void ChannelMedia::digit_ended(const dsp::DigitReport &report) {
  if (std::exchange(heard_digit_, '\0') != report.digit) return;  // it began while we sent
  bsdk_event event =
      event_of(BSDK_EV_DIGIT, channel_, 0, 0, static_cast<int32_t>(report.duration_ms));
  event.text[0] = report.digit;
  lane_->post(event);
  if (speech_ == Speech::play && stopped_by_ == report.digit) {
    end_speech(BSDK_DONE_DIGIT, report.digit);
  }
  if (recorder_ != nullptr && recorder_->stops_on(report.digit)) {
    end_recording(BSDK_DONE_DIGIT, report.digit);
  }
}

void ChannelMedia::hear_line(std::span<const int16_t> rx, const Finding &finding) {
  const auto report = listener().hear(finding.tones, sent_power_);
  if (speech_ != Speech::dial) {
    if (report) hear_signal_in_call(*report);
    return;
  }
  if (report) step_dial(dial_.hear_signal(report->id));
  const int now = listener().now();
  // Speech weaker than the last tone reads as its pause, so energy over the noise decides.
  const bool other = now < 0 && finding.is_speaking;
  step_dial(dial_.pass_time(ms_of(rx), now >= 0 ? CallProgress::Sound::tone
                                       : other  ? CallProgress::Sound::other
                                                : CallProgress::Sound::quiet));
  if (speech_ == Speech::dial && dial_.wants_to_know_who()) hear_who_answers(rx);
}

void ChannelMedia::hear_who_answers(std::span<const int16_t> rx) {
  if (dial_.is_voice_beginning()) answer_.begin();
  const auto who = answer_.hear(rx);
  if (who && dial_.state() == DialState::classifying) step_dial(dial_.answered_by(*who));
}

void ChannelMedia::hear_signal_in_call(const dsp::CadenceReport &report) {
  const bool hung_up = report.id == BSDK_TONE_BUSY || report.id == BSDK_TONE_CONGESTION;
  const bool fax = report.id == BSDK_TONE_FAX_CNG || report.id == BSDK_TONE_FAX_CED;
  if (fax || (hung_up && report.cycles == settings_.busy_cycles && !remote_gone_)) {
    tell(BSDK_EV_TONE, 0, report.id, static_cast<int32_t>(report.cycles));
  }
  if (hung_up && report.cycles >= settings_.busy_cycles) remote_gone(BSDK_GONE_BUSY_TONE);
}

void ChannelMedia::remote_gone(int32_t code) {
  if (remote_gone_) return;
  remote_gone_ = true;
  tell(BSDK_EV_REMOTE_GONE, 0, code, 0);
  if (speech_ == Speech::play && player_->stops_on_hang_up()) end_speech(BSDK_DONE_HANGUP, 0);
}

void ChannelMedia::stop_on_voice(const Finding &finding) {
  if (speech_ == Speech::play && player_->stops_on_voice() && finding.is_speaking) {
    end_speech(BSDK_DONE_BARGE_IN, 0);
  }
  const uint32_t silence_ms = recorder_ == nullptr ? 0 : recorder_->silence_ms();
  if (silence_ms > 0 && !finding.is_speaking && finding.voice_state_ms >= silence_ms) {
    end_recording(BSDK_DONE_SILENCE, 0);
  }
}

void ChannelMedia::step_dial(const std::optional<DialRow> &row) {
  if (!row) return;
  switch (row->action) {
    case DialAction::none:
      return;
    case DialAction::tell_seized:
      tell(BSDK_EV_PROGRESS, speech_op_, BSDK_P_SEIZED, 0);
      return;
    case DialAction::tell_dial_tone:
      tell(BSDK_EV_PROGRESS, speech_op_, BSDK_P_DIALTONE, 0);
      return;
    case DialAction::send:
      sender_.begin(dial_digits_, settings_.dtmf);
      return;
    case DialAction::tell_sent:
      tell(BSDK_EV_PROGRESS, speech_op_, BSDK_P_DIGITS_SENT, 0);
      listen_anew();
      return;
    case DialAction::tell_ringback:
      tell(BSDK_EV_PROGRESS, speech_op_, BSDK_P_RINGBACK, 0);
      return;
    case DialAction::classify:
      // By voice, it is listened to since its first word.
      if (row->arg != BSDK_BY_VOICE && row->arg != BSDK_BY_RINGBACK_END) answer_.begin();
      return;
    case DialAction::end:
      end_speech(row->done, row->arg);
      return;
  }
}

}  // namespace trunkline::softmedia
