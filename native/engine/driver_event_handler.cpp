// Over 250 lines: one short function for each kind of driver event, and nothing else.
#include "driver_event_handler.hpp"

#include "../line/clear_cause.hpp"
#include "../line/dial_string.hpp"

namespace trunkline::engine {

using line::LineEvent;

void DriverEventHandler::handle(const bsdk_event &event) {
  if (event.kind == BSDK_EV_BOARD) return on_board(event);
  if (event.kind == BSDK_EV_DISCONTINUITY) return reconcile(event.time_us);
  Channel *channel = channel_of(event);
  if (channel == nullptr) return;
  const Occasion occasion{event.time_us, &event, nullptr};
  switch (event.kind) {
    case BSDK_EV_LINE:
      on_line(*channel, event);
      break;
    case BSDK_EV_RING:
      stepper_.step(*channel,
                    event.code == 1   ? LineEvent::kRingOn
                    : event.code == 2 ? LineEvent::kRingOff
                                      : LineEvent::kRingGaveUp,
                    occasion);
      break;
    case BSDK_EV_CALLER_ID:
      stepper_.step(*channel, LineEvent::kCallerId, occasion);
      break;
    case BSDK_EV_HOOK:
      on_hook(*channel, event);
      break;
    case BSDK_EV_FLASH:
      stepper_.step(*channel, LineEvent::kFlash, occasion);
      break;
    case BSDK_EV_DIGIT:
      on_digit(*channel, event);
      break;
    case BSDK_EV_PROGRESS:
      on_progress(*channel, event);
      break;
    case BSDK_EV_REMOTE_GONE:
      stepper_.step(*channel, LineEvent::kRemoteGone, occasion);
      break;
    case BSDK_EV_DONE:
      on_done(*channel, event);
      break;
    default:
      pass_on(*channel, event);
      break;
  }
}

Channel *DriverEventHandler::channel_of(const bsdk_event &event) {
  const auto number = static_cast<size_t>(event.channel);
  if (event.channel < 0 || number >= context_.channels.size()) {
    context_.log.add({LogLevel::kError, event.time_us, -1,
                      "the board told event " + std::to_string(event.kind) + " of channel " +
                          std::to_string(event.channel) + ", which it does not have"});
    return nullptr;
  }
  Channel &channel = context_.channels[number];
  return channel.table.empty() ? nullptr : &channel;
}

void DriverEventHandler::on_board(const bsdk_event &event) {
  if (is_lost_) return;
  const bool was_up = is_up_;
  is_up_ = event.code == 1;
  is_lost_ = event.code == -1;
  if (is_up_ == was_up && !is_lost_) return;
  const BoardState state = is_up_     ? BoardState::kUp
                           : is_lost_ ? BoardState::kLost
                                      : BoardState::kDown;
  context_.batch.tell(EventKind::kBoardChanged, -1, event.time_us).a = static_cast<int32_t>(state);
  if (!is_lost_) return;
  context_.log.add({LogLevel::kError, event.time_us, -1, "the board is lost"});
  for (Channel &channel : context_.channels) {
    if (!channel.table.empty()) {
      stepper_.step(channel, LineEvent::kBoardLost, {event.time_us, &event, nullptr});
    }
  }
  stepper_.runner().rooms().leave_all();
}

void DriverEventHandler::on_line(Channel &channel, const bsdk_event &event) {
  const bool in_service = event.code == 1;
  // Boards tell the state once at the start; only what changes is a step.
  if (in_service == channel.in_service && channel.state != line::LineState::kOutOfService) return;
  channel.in_service = in_service;
  stepper_.step(channel, in_service ? LineEvent::kServiceRestored : LineEvent::kServiceLost,
                {event.time_us, &event, nullptr});
}

void DriverEventHandler::on_hook(Channel &channel, const bsdk_event &event) {
  channel.off_hook = event.code == 1;
  channel.is_touched = true;
  stepper_.step(channel, channel.off_hook ? LineEvent::kHookOff : LineEvent::kHookOn,
                {event.time_us, &event, nullptr});
}

void DriverEventHandler::on_digit(Channel &channel, const bsdk_event &event) {
  if (!line::is_digit(event.text[0]) || event.text[1] != '\0') return;
  const size_t collected = channel.digits.size();
  channel.facts.digit_completes = (event.text[0] == '#' && collected > 0) ||
                                  collected + 1 >= context_.options.max_dialled_digits;
  stepper_.step(channel, LineEvent::kDigit, {event.time_us, &event, nullptr});
  channel.facts.digit_completes = false;
}

void DriverEventHandler::on_progress(Channel &channel, const bsdk_event &event) {
  static constexpr LineEvent kSteps[] = {LineEvent::kDialSeized, LineEvent::kDialTone,
                                         LineEvent::kDigitsSent, LineEvent::kFarRinging,
                                         LineEvent::kFarSilent};
  // Progress of a dial that has been preempted is of no interest any more.
  const RunningOperation *dial = channel.find_running(event.op);
  if (dial == nullptr || dial->when_cancelled == CommandResult::kPreempted) return;
  if (event.code < BSDK_P_SEIZED || event.code > BSDK_P_SILENCE) return;
  stepper_.step(channel, kSteps[event.code - 1], {event.time_us, &event, nullptr});
}

void DriverEventHandler::on_polarity(Channel &channel, const bsdk_event &event) {
  const bool reversed = event.code == -1 ? !channel.reversed : event.code == 1;
  channel.reversed = reversed;
  EventRecord &record =
      context_.batch.tell(EventKind::kPolarityChanged, channel.number, event.time_us);
  record.a = reversed ? 1 : 0;
}

void DriverEventHandler::pass_on(Channel &channel, const bsdk_event &event) {
  const auto tell = [&](EventKind kind) -> EventRecord & {
    return context_.batch.tell(kind, channel.number, event.time_us);
  };
  switch (event.kind) {
    case BSDK_EV_POLARITY:
      on_polarity(channel, event);
      break;
    case BSDK_EV_TONE:
      if (event.code >= BSDK_TONE_DIAL && event.code <= BSDK_TONE_CALLWAIT) {
        EventRecord &record = tell(EventKind::kToneDetected);
        record.a = event.code;
        record.b = event.arg;
      }
      break;
    case BSDK_EV_VOICE:
      tell(EventKind::kVoiceChanged).a = event.code == 1 ? 1 : 0;
      break;
    case BSDK_EV_RING_TX: {
      if (event.code == 1) ++channel.ring_count;
      EventRecord &record = tell(EventKind::kRingBurst);
      record.a = event.code == 1 ? 1 : 0;
      record.b = channel.ring_count;
      break;
    }
    case BSDK_EV_AUDIO:
      if (event.code >= BSDK_AUDIO_UNDERRUN && event.code <= BSDK_AUDIO_GAP_ENDED &&
          (event.op & kEngineOperation) == 0) {
        EventRecord &record = tell(EventKind::kAudioDisturbed);
        record.command_id = event.op;
        record.a = event.code;
        record.b = event.arg;
      }
      break;
    default:
      break; /* kinds of a newer minor version */
  }
}

// What `arg` of a DONE means depends on how the operation ended (board_sdk.h).
static Completion completion_of(uint32_t command_id, CommandResult result,
                                const bsdk_event &event) {
  Completion completion{command_id, result};
  if (result == CommandResult::kAnswered) {
    completion.answered_by = event.arg;
  } else if (result == CommandResult::kDigit && event.text[0] == '\0') {
    completion.digits[0] = static_cast<char>(event.arg);
  } else {
    completion.detail = event.arg;
    if (result == CommandResult::kDigit) completion.digits[0] = event.text[0];
  }
  return completion;
}

void DriverEventHandler::on_done(Channel &channel, const bsdk_event &event) {
  const RunningOperation *found = channel.find_running(event.op);
  if (found == nullptr) {
    count(context_.counters.late_completions);
    return;
  }
  const RunningOperation ended = *found;
  channel.running.erase(channel.running.begin() + (found - channel.running.data()));
  channel.is_touched = true;
  CommandResult result = result_of_done(event.code);
  if (result == CommandResult::kCancelled) result = ended.when_cancelled;
  const Occasion occasion{event.time_us, &event, nullptr};
  step_ended(channel, ended, occasion, result);
  if (ended.kind == CommandKind::kAnswer && result == CommandResult::kOk &&
      channel.state == line::LineState::kClearing) {
    result = CommandResult::kHangUp; /* the caller gave up while we lifted */
  }
  if ((ended.id & kEngineOperation) == 0) {
    tell_completed(context_, channel, event.time_us, completion_of(ended.id, result, event));
  }
  stepper_.refresh_label(channel, event.time_us);
}

void DriverEventHandler::step_ended(Channel &channel, const RunningOperation &ended,
                                    const Occasion &occasion, CommandResult result) {
  switch (ended.kind) {
    case CommandKind::kAnswer:
      if (result != CommandResult::kOk) channel.facts.line_seized = false;
      if (result == CommandResult::kHangUp) break; /* the release that ended it is the step */
      stepper_.step(channel,
                    result == CommandResult::kOk ? LineEvent::kSeizeDone : LineEvent::kSeizeFailed,
                    occasion);
      break;
    case CommandKind::kRelease:
      channel.facts.line_seized = false;
      stepper_.step(channel, LineEvent::kReleaseDone, occasion);
      break;
    case CommandKind::kDial:
      if (result != CommandResult::kAnswered && result != CommandResult::kHangUp) {
        const line::ClearCause cause = line::cause_of_result(static_cast<uint32_t>(result));
        context_.log.add({LogLevel::kInformation, occasion.time_us, channel.number,
                          std::string("dial ended: ") +
                              kCommandResultNames[static_cast<size_t>(result)] + ", Q.850 cause " +
                              std::to_string(line::cause_number(cause))});
      }
      if (result == CommandResult::kHangUp) break;
      stepper_.step(
          channel,
          result == CommandResult::kAnswered ? LineEvent::kDialAnswered : LineEvent::kDialEnded,
          occasion);
      break;
    case CommandKind::kRing:
      channel.ring_count = 0;
      stepper_.step(
          channel,
          result == CommandResult::kAnswered ? LineEvent::kRingAnswered : LineEvent::kRingEnded,
          occasion);
      break;
    case CommandKind::kTone:
      if (ended.id != channel.tone_operation) break;
      channel.tone_operation = 0;
      if (result == CommandResult::kFailed) channel.tone_wanted = 0;
      stepper_.runner().adjust_tone(channel);
      break;
    default:
      break;
  }
}

void DriverEventHandler::reconcile(uint64_t time_us) {
  context_.log.add({LogLevel::kError, time_us, -1,
                    "events of the board were lost; operations that may have ended are ended"});
  for (Channel &channel : context_.channels) {
    const std::vector<RunningOperation> running = channel.running;
    for (const RunningOperation &each : running) {
      // Recordings and tones end only when they are told to; the others could have ended unseen.
      if (each.kind == CommandKind::kRecord || each.kind == CommandKind::kTone) continue;
      if (context_.port.call(&bsdk_api::cancel, each.id) == BSDK_OK) continue;
      bsdk_event missed{};
      missed.struct_size = sizeof(missed);
      missed.kind = BSDK_EV_DONE;
      missed.channel = channel.number;
      missed.op = each.id;
      missed.code = each.kind == CommandKind::kRelease ? BSDK_DONE_OK : BSDK_DONE_FAILED;
      missed.time_us = time_us;
      on_done(channel, missed);
    }
  }
}

}  // namespace trunkline::engine
