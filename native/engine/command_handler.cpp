#include "command_handler.hpp"

namespace trunkline::engine {
namespace {

/* What a command is to the machine. */
line::LineEvent event_of(CommandKind kind) {
  switch (kind) {
    case CommandKind::kAnswer:
      return line::LineEvent::kAnswer;
    case CommandKind::kReserve:
      return line::LineEvent::kReserve;
    case CommandKind::kDial:
      return line::LineEvent::kDial;
    case CommandKind::kRing:
      return line::LineEvent::kRing;
    case CommandKind::kRelease:
      return line::LineEvent::kRelease;
    case CommandKind::kRecord:
      return line::LineEvent::kRecord;
    case CommandKind::kConnect:
    case CommandKind::kJoinConference:
      return line::LineEvent::kJoin;
    default:
      return line::LineEvent::kSpeak; /* play, tone, digits, flash */
  }
}

}  // namespace

void CommandHandler::handle(const ChannelCommand &command, uint64_t time_us) {
  count(context_.counters.commands_taken);
  Channel &channel = context_.channels[static_cast<size_t>(command.channel)];
  const Occasion occasion{time_us, nullptr, &command};
  channel.is_touched = true;
  switch (command.kind) {
    case CommandKind::kConnect:
      connect(channel, occasion);
      break;
    case CommandKind::kDisconnect:
      disconnect(channel, occasion);
      break;
    case CommandKind::kCancel:
      cancel(channel, occasion);
      break;
    case CommandKind::kLeaveConference:
      leave_conference(channel, occasion);
      break;
    case CommandKind::kMaskRecording:
      mask_recording(channel, occasion);
      break;
    case CommandKind::kControl:
      control(channel, occasion);
      break;
    case CommandKind::kMessageWaiting:
      show_message_waiting(channel, occasion);
      break;
    default:
      if (!stepper_.step(channel, event_of(command.kind), occasion)) {
        complete(channel, occasion, CommandResult::kRefused);
      }
      break;
  }
}

void CommandHandler::connect(Channel &channel, const Occasion &occasion) {
  Channel &peer = context_.channels[static_cast<size_t>(occasion.command->a)];
  const bool peer_may = stepper_.may_step(peer, line::LineEvent::kJoin);
  if (peer_may && stepper_.may_step(channel, line::LineEvent::kJoin) &&
      !stepper_.runner().links().has_room(channel, *occasion.command)) {
    complete(channel, occasion, CommandResult::kFailed, BSDK_E_RESOURCE);
    return;
  }
  // Both machines must allow it; neither steps unless both do.
  if (!peer_may || !stepper_.step(channel, line::LineEvent::kJoin, occasion)) {
    complete(channel, occasion, CommandResult::kRefused);
    return;
  }
  // Who is only tapped goes on as if nothing were: a phone at dial tone keeps it.
  if (channel.find_link(peer.number) != nullptr && peer.is_in_speech()) {
    stepper_.step(peer, line::LineEvent::kJoin, occasion);
  }
}

void CommandHandler::disconnect(Channel &channel, const Occasion &occasion) {
  Channel &peer = context_.channels[static_cast<size_t>(occasion.command->a)];
  if (stepper_.runner().links().part(channel, peer)) {
    stepper_.refresh_label(channel, occasion.time_us);
    stepper_.refresh_label(peer, occasion.time_us);
  }
  // What is wanted is true now, also when a hang-up was faster.
  complete(channel, occasion, CommandResult::kOk);
}

void CommandHandler::leave_conference(Channel &channel, const Occasion &occasion) {
  stepper_.runner().rooms().leave(channel);
  stepper_.refresh_label(channel, occasion.time_us);
  complete(channel, occasion, CommandResult::kOk);
}

void CommandHandler::mask_recording(Channel &channel, const Occasion &occasion) {
  const RunningOperation *recording = channel.find_running(CommandKind::kRecord);
  const uint32_t verb = occasion.command->a != 0 ? BSDK_CTL_PAUSE : BSDK_CTL_RESUME;
  const int32_t result = recording == nullptr ? BSDK_E_STATE : tell_board(*recording, verb, 0);
  // "Has ended already" is no fault of the board: its end is in the inbox.
  if (result == BSDK_OK || result == BSDK_E_STATE) {
    complete(channel, occasion, result == BSDK_OK ? CommandResult::kOk : CommandResult::kRefused);
  } else {
    complete(channel, occasion, CommandResult::kFailed, result);
  }
}

void CommandHandler::control(Channel &channel, const Occasion &occasion) {
  // In the order of CONTROL_VERBS in src-main/driver/lane-layout.ts.
  static constexpr uint32_t kVerbs[] = {BSDK_CTL_PAUSE, BSDK_CTL_RESUME, BSDK_CTL_SEEK_MS,
                                        BSDK_CTL_SPEED_PERCENT};
  const ChannelCommand &command = *occasion.command;
  const RunningOperation *target = channel.find_running(static_cast<uint32_t>(command.a));
  const bool is_done = target != nullptr && target->kind == CommandKind::kPlay &&
                       tell_board(*target, kVerbs[command.b], command.c) == BSDK_OK;
  complete(channel, occasion, is_done ? CommandResult::kOk : CommandResult::kRefused);
}

int32_t CommandHandler::tell_board(const RunningOperation &operation, uint32_t verb,
                                   int32_t amount) const {
  return context_.port.call(&bsdk_api::control, operation.id, verb, int64_t{amount},
                            static_cast<const char *>(nullptr));
}

void CommandHandler::show_message_waiting(Channel &channel, const Occasion &occasion) {
  if (channel.kind != BSDK_KIND_FXS) {
    complete(channel, occasion, CommandResult::kRefused);
    return;
  }
  channel.has_message_waiting = occasion.command->a != 0;
  const uint64_t caps = context_.port.channels()[static_cast<size_t>(channel.number)].caps;
  if ((caps & BSDK_CAP(BSDK_C_MWI_LAMP)) != 0) {
    const int32_t result =
        context_.port.call(&bsdk_api::set_param, channel.number, uint32_t{BSDK_PARAM_MWI},
                           int64_t{occasion.command->a}, static_cast<const char *>(nullptr));
    // The tone tells it all the same.
    if (result != BSDK_OK) {
      context_.log.add({LogLevel::kWarning, occasion.time_us, channel.number,
                        std::string("the lamp stays as it was: ") + name_of_result(result)});
    }
  }
  complete(channel, occasion, CommandResult::kOk);
}

void CommandHandler::cancel(Channel &channel, const Occasion &occasion) {
  const auto target = static_cast<uint32_t>(occasion.command->a);
  const bool is_running = channel.find_running(target) != nullptr;
  const bool is_cancelled = is_running && context_.port.call(&bsdk_api::cancel, target) == BSDK_OK;
  complete(channel, occasion, is_cancelled ? CommandResult::kOk : CommandResult::kRefused);
}

void CommandHandler::complete(const Channel &channel, const Occasion &occasion,
                              CommandResult result, int32_t detail) const {
  tell_completed(context_, channel, occasion.time_us, {occasion.command->id, result, 0, detail});
}

}  // namespace trunkline::engine
