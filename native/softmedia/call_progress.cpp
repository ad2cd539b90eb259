#include "call_progress.hpp"

#include <algorithm>
#include <span>

namespace trunkline::softmedia {
namespace {

using S = DialState;
using E = DialEvent;
using A = DialAction;

constexpr std::array kRows = {
    DialRow{S::seizing, E::seized, S::awaiting_dial_tone, A::tell_seized},
    DialRow{S::seizing, E::seized_no_wait, S::settling, A::tell_seized},
    DialRow{S::awaiting_dial_tone, E::dial_tone, S::settling, A::tell_dial_tone},
    DialRow{S::awaiting_dial_tone, E::dial_tone_late, S::ended, A::end, BSDK_DONE_NO_DIALTONE},
    DialRow{S::awaiting_dial_tone, E::busy, S::ended, A::end, BSDK_DONE_NO_DIALTONE},
    DialRow{S::awaiting_dial_tone, E::congestion, S::ended, A::end, BSDK_DONE_NO_DIALTONE},
    DialRow{S::settling, E::settled, S::sending, A::send},
    DialRow{S::sending, E::digits_sent, S::listening, A::tell_sent},
    DialRow{S::sending, E::digits_sent_blind, S::ended, A::end, BSDK_DONE_ANSWERED,
            BSDK_BY_ASSUMED},
    DialRow{S::listening, E::ringback, S::ringing, A::tell_ringback},
    DialRow{S::listening, E::busy, S::ended, A::end, BSDK_DONE_BUSY},
    DialRow{S::listening, E::congestion, S::ended, A::end, BSDK_DONE_CONGESTION},
    DialRow{S::listening, E::special, S::ended, A::end, BSDK_DONE_INVALID_NUMBER},
    DialRow{S::listening, E::fax, S::ended, A::end, BSDK_DONE_FAX},
    DialRow{S::listening, E::polarity_reversed, S::ended, A::end, BSDK_DONE_ANSWERED,
            BSDK_BY_POLARITY},
    DialRow{S::listening, E::voice, S::ended, A::end, BSDK_DONE_ANSWERED, BSDK_BY_VOICE},
    DialRow{S::listening, E::answer_late, S::ended, A::end, BSDK_DONE_NO_ANSWER},
    DialRow{S::listening, E::long_silence, S::ended, A::end, BSDK_DONE_NO_SIGNAL},
    DialRow{S::ringing, E::busy, S::ended, A::end, BSDK_DONE_BUSY},
    DialRow{S::ringing, E::congestion, S::ended, A::end, BSDK_DONE_CONGESTION},
    DialRow{S::ringing, E::special, S::ended, A::end, BSDK_DONE_INVALID_NUMBER},
    DialRow{S::ringing, E::fax, S::ended, A::end, BSDK_DONE_FAX},
    DialRow{S::ringing, E::polarity_reversed, S::ended, A::end, BSDK_DONE_ANSWERED,
            BSDK_BY_POLARITY},
    DialRow{S::ringing, E::voice, S::ended, A::end, BSDK_DONE_ANSWERED, BSDK_BY_VOICE},
    DialRow{S::ringing, E::ringback_ended, S::ended, A::end, BSDK_DONE_ANSWERED,
            BSDK_BY_RINGBACK_END},
    DialRow{S::ringing, E::answer_late, S::ended, A::end, BSDK_DONE_NO_ANSWER},
    DialRow{S::ringing, E::long_silence, S::ended, A::end, BSDK_DONE_UNDECIDED},
    DialRow{S::classifying, E::person, S::ended, A::end, BSDK_DONE_ANSWERED},
    DialRow{S::classifying, E::unsure, S::ended, A::end, BSDK_DONE_ANSWERED},
    DialRow{S::classifying, E::machine, S::ended, A::end, BSDK_DONE_MACHINE},
    DialRow{S::classifying, E::fax, S::ended, A::end, BSDK_DONE_FAX}};

constexpr bool has_double_row() {
  for (size_t a = 0; a < kRows.size(); a++) {
    for (size_t b = a + 1; b < kRows.size(); b++) {
      if (kRows[a].from == kRows[b].from && kRows[a].on == kRows[b].on) return true;
    }
  }
  return false;
}
static_assert(!has_double_row(), "a state may treat an event in one way only");

constexpr uint32_t kBridgedGapMs = 1000;  // between words
constexpr uint32_t kToneTailMs = 250;     // speech is not told from the end of a tone sooner

std::optional<DialEvent> event_of_signal(int32_t tone_id) {
  switch (tone_id) {
    case BSDK_TONE_DIAL:
    case BSDK_TONE_STUTTER:
      return DialEvent::dial_tone;
    case BSDK_TONE_BUSY:
      return DialEvent::busy;
    case BSDK_TONE_RINGBACK:
      return DialEvent::ringback;
    case BSDK_TONE_CONGESTION:
      return DialEvent::congestion;
    case BSDK_TONE_SIT:
      return DialEvent::special;
    case BSDK_TONE_FAX_CED:
      return DialEvent::fax;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::span<const DialRow> dial_table() { return kRows; }

std::optional<DialRow> CallProgress::take(DialEvent event) {
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const DialRow &candidate) {
    return candidate.from == state_ && candidate.on == event;
  });
  if (row == kRows.end()) return std::nullopt;
  DialRow taken = *row;
  if (taken.from == DialState::classifying && taken.done == BSDK_DONE_ANSWERED) {
    taken.arg = evidence_;
  } else if (taken.done == BSDK_DONE_ANSWERED && wants_to_know_who() &&
             taken.arg != BSDK_BY_ASSUMED) {
    evidence_ = taken.arg;
    taken.to = DialState::classifying;
    taken.action = DialAction::classify;
  }
  state_ = taken.to;
  state_ms_ = voice_ms_ = gap_ms_ = silent_ms_ = since_ringback_ms_ = 0;
  return taken;
}

std::optional<DialRow> CallProgress::seized() {
  const bool waits = (command_.flags & BSDK_DIAL_WAIT_TONE) != 0;
  return take(waits ? DialEvent::seized : DialEvent::seized_no_wait);
}

std::optional<DialRow> CallProgress::digits_sent() {
  supervised_ms_ = 0;
  const bool blind = (command_.flags & BSDK_DIAL_BLIND) != 0;
  return take(blind ? DialEvent::digits_sent_blind : DialEvent::digits_sent);
}

std::optional<DialRow> CallProgress::hear_signal(int32_t tone_id) {
  const auto event = event_of_signal(tone_id);
  return event ? take(*event) : std::nullopt;
}

std::optional<DialRow> CallProgress::pass_time(uint32_t ms, Sound sound) {
  state_ms_ += ms;
  const DialTimes &times = command_.times;
  const bool waited = (command_.flags & BSDK_DIAL_WAIT_TONE) != 0;
  switch (state_) {
    case DialState::awaiting_dial_tone:
      return state_ms_ >= times.dial_tone_ms ? take(DialEvent::dial_tone_late) : std::nullopt;
    case DialState::settling:
      return state_ms_ >= (waited ? times.settle_ms : times.settle_blind_ms)
                 ? take(DialEvent::settled)
                 : std::nullopt;
    case DialState::listening:
    case DialState::ringing:
      return pass_supervision(ms, sound);
    default:
      return std::nullopt;
  }
}

std::optional<DialRow> CallProgress::pass_supervision(uint32_t ms, Sound sound) {
  const DialTimes &times = command_.times;
  const bool tone = sound == Sound::tone;
  const bool other = sound == Sound::other && since_ringback_ms_ > kToneTailMs;
  supervised_ms_ += ms;
  silent_ms_ = sound == Sound::quiet ? silent_ms_ + ms : 0;
  since_ringback_ms_ = tone ? 0 : since_ringback_ms_ + ms;
  gap_ms_ = other ? 0 : gap_ms_ + ms;
  voice_began_ = other && voice_ms_ == 0;
  if (other) voice_ms_ += ms;
  if (tone || gap_ms_ > kBridgedGapMs) voice_ms_ = 0;
  // 1.5 cycles without a burst: the exchange has stopped ringing, and somebody makes a sound.
  const uint32_t ringback_gone_ms = command_.ringback_cycle_ms * 3 / 2;
  if (state_ == DialState::ringing && other && since_ringback_ms_ > ringback_gone_ms) {
    return take(DialEvent::ringback_ended);
  }
  if (voice_ms_ >= times.voice_ms) return take(DialEvent::voice);
  if (silent_ms_ >= times.silence_ms) return take(DialEvent::long_silence);
  return supervised_ms_ >= times.answer_ms ? take(DialEvent::answer_late) : std::nullopt;
}

}  // namespace trunkline::softmedia
