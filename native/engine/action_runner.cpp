#include "action_runner.hpp"

namespace trunkline::engine {

using line::LineAction;
using line::LineEvent;
using line::LineTimer;

std::optional<LineEvent> ActionRunner::run(Channel &channel, LineAction action,
                                           const Occasion &occasion) {
  switch (action) {
    case LineAction::kStopTimers:
      channel.due_us.fill(Channel::kNotRunning);
      return std::nullopt;
    case LineAction::kStartCallerIdWindow:
      start_timer(channel, LineTimer::kCallerIdWindow);
      return std::nullopt;
    case LineAction::kStartGlareOffer:
      start_timer(channel, LineTimer::kGlareOffer);
      return std::nullopt;
    case LineAction::kStartCallerIdKept:
      start_timer(channel, LineTimer::kCallerIdKept);
      return std::nullopt;
    case LineAction::kStartRingStop:
      start_timer(channel, LineTimer::kRingStop);
      return std::nullopt;
    case LineAction::kStartFirstDigit:
      start_timer(channel, LineTimer::kFirstDigit);
      return std::nullopt;
    case LineAction::kStartInterDigit:
      start_timer(channel, LineTimer::kInterDigit);
      return std::nullopt;
    case LineAction::kStartGuard:
      start_timer(channel, LineTimer::kReleaseGuard);
      return std::nullopt;
    case LineAction::kStartReleaseWatch:
      start_timer(channel, LineTimer::kReleaseConfirm);
      return std::nullopt;
    default:
      break;
  }
  run_memory(channel, action, occasion);
  run_telling(channel, action, occasion);
  return run_on_wire(channel, action, occasion);
}

std::optional<LineEvent> ActionRunner::run_on_wire(Channel &channel, LineAction action,
                                                   const Occasion &occasion) {
  switch (action) {
    case LineAction::kSeize:
      channel.way = line::CallWay::kInbound;
      return begin(channel, occasion, LineEvent::kSeizeFailed);
    case LineAction::kDialNumber:
      channel.way = line::CallWay::kOutbound;
      return begin(channel, occasion, LineEvent::kDialRefused);
    case LineAction::kRingPhone:
      return begin(channel, occasion, LineEvent::kRingEnded);
    case LineAction::kLetGo:
      return let_go(channel, occasion);
    case LineAction::kStartMedia:
      return start_media(channel, occasion);
    case LineAction::kPreemptDial:
      preempt_dial(channel);
      break;
    case LineAction::kDialToneOn:
      channel.tone_wanted = channel.has_message_waiting ? BSDK_TONE_STUTTER : BSDK_TONE_DIAL;
      adjust_tone(channel);
      break;
    case LineAction::kBusyToneOn:
      channel.tone_wanted = BSDK_TONE_BUSY;
      adjust_tone(channel);
      break;
    case LineAction::kToneOff:
      channel.tone_wanted = 0;
      adjust_tone(channel);
      break;
    case LineAction::kUnlink:
      links_.part_all(channel);
      rooms_.leave(channel);
      break;
    case LineAction::kEndCommands:
      end_commands(channel);
      break;
    case LineAction::kFailCommands:
      fail_commands(channel, occasion.time_us);
      break;
    case LineAction::kCompleteCommand:
      if (occasion.command != nullptr) {
        tell_completed(context_, channel, occasion.time_us,
                       {occasion.command->id, CommandResult::kOk});
      }
      break;
    default:
      break;
  }
  return std::nullopt;
}

std::optional<LineEvent> ActionRunner::begin(Channel &channel, const Occasion &occasion,
                                             LineEvent when_refused) {
  if (occasion.command == nullptr) return std::nullopt;
  const int32_t result = starter_.start(channel, *occasion.command);
  if (result == BSDK_OK) {
    channel.running.push_back(
        {occasion.command->id, occasion.command->kind, CommandResult::kCancelled});
    if (channel.kind == BSDK_KIND_FXO) channel.facts.line_seized = true;
    return std::nullopt;
  }
  tell_completed(context_, channel, occasion.time_us,
                 {occasion.command->id, CommandResult::kFailed, 0, result});
  return when_refused;
}

std::optional<LineEvent> ActionRunner::let_go(Channel &channel, const Occasion &occasion) {
  const bool is_asked =
      occasion.command != nullptr && occasion.command->kind == CommandKind::kRelease;
  const uint32_t operation = is_asked ? occasion.command->id : context_.new_engine_operation();
  const int32_t result = context_.port.call(&bsdk_api::release, channel.number, operation);
  if (result == BSDK_OK) {
    channel.running.push_back({operation, CommandKind::kRelease, CommandResult::kCancelled});
    return std::nullopt;
  }
  context_.log.add({LogLevel::kError, occasion.time_us, channel.number,
                    std::string("the board does not let go: ") + name_of_result(result)});
  if (is_asked) {
    tell_completed(context_, channel, occasion.time_us,
                   {operation, CommandResult::kFailed, 0, result});
  }
  channel.facts.line_seized = false;
  return LineEvent::kReleaseDone;
}

std::optional<LineEvent> ActionRunner::start_media(Channel &channel, const Occasion &occasion) {
  // The peer of a join makes the same step without a command of its own.
  if (occasion.command == nullptr || occasion.command->channel != channel.number) {
    return std::nullopt;
  }
  const CommandKind kind = occasion.command->kind;
  if (kind == CommandKind::kConnect || kind == CommandKind::kJoinConference) {
    join(channel, occasion);
    return std::nullopt;
  }
  const int32_t result = starter_.start(channel, *occasion.command);
  if (result == BSDK_OK) {
    channel.running.push_back(
        {occasion.command->id, occasion.command->kind, CommandResult::kCancelled});
  } else {
    tell_completed(context_, channel, occasion.time_us,
                   {occasion.command->id, CommandResult::kFailed, 0, result});
  }
  return std::nullopt;
}

void ActionRunner::join(Channel &channel, const Occasion &occasion) {
  const ChannelCommand &command = *occasion.command;
  const int32_t result = command.kind == CommandKind::kConnect ? links_.join(channel, command)
                                                               : rooms_.join(channel, command);
  tell_completed(context_, channel, occasion.time_us,
                 {command.id, result == BSDK_OK ? CommandResult::kOk : CommandResult::kFailed, 0,
                  result == BSDK_OK ? 0 : result});
}

void ActionRunner::adjust_tone(Channel &channel) {
  if (channel.tone_operation != 0) {
    // Ends as cancelled; then it is adjusted again.
    context_.port.call(&bsdk_api::cancel, channel.tone_operation);
    return;
  }
  if (channel.tone_wanted == 0) return;
  const uint32_t operation = context_.new_engine_operation();
  int32_t result = start_tone(context_.port, channel.number, operation, channel.tone_wanted);
  if (result == BSDK_E_UNSUPPORTED && channel.tone_wanted == BSDK_TONE_STUTTER) {
    result = start_tone(context_.port, channel.number, operation, BSDK_TONE_DIAL);
  }
  if (result == BSDK_OK) {
    channel.tone_operation = operation;
    channel.running.push_back({operation, CommandKind::kTone, CommandResult::kCancelled});
    return;
  }
  context_.log.add({LogLevel::kWarning, context_.clock.now_us(), channel.number,
                    std::string("no tone for the phone: ") + name_of_result(result)});
}

void ActionRunner::start_timer(Channel &channel, LineTimer timer) {
  const auto index = static_cast<size_t>(timer);
  const uint64_t due_us =
      context_.clock.now_us() + uint64_t{context_.options.timers_ms[index]} * 1000;
  channel.due_us[index] = due_us;
  context_.next_due_us = std::min(context_.next_due_us, due_us);
}

void ActionRunner::preempt_dial(Channel &channel) {
  for (RunningOperation &each : channel.running) {
    if (each.kind != CommandKind::kDial) continue;
    each.when_cancelled = CommandResult::kPreempted;
    context_.port.call(&bsdk_api::cancel, each.id);
  }
  channel.way = line::CallWay::kInbound;
}

void ActionRunner::end_commands(Channel &channel) {
  for (RunningOperation &each : channel.running) {
    if (each.kind == CommandKind::kRelease) continue;
    each.when_cancelled = CommandResult::kHangUp;
    // "Ended already" is no fault: its end is in the inbox.
    context_.port.call(&bsdk_api::cancel, each.id);
  }
}

void ActionRunner::fail_commands(Channel &channel, uint64_t time_us) {
  for (const RunningOperation &each : channel.running) {
    if ((each.id & kEngineOperation) != 0) continue;
    tell_completed(context_, channel, time_us, {each.id, CommandResult::kFailed, 0, BSDK_E_GONE});
  }
  channel.running.clear();
  channel.tone_operation = channel.tone_wanted = 0;
  channel.facts.line_seized = false;
}

}  // namespace trunkline::engine
