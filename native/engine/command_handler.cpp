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
    default:
      if (!stepper_.step(channel, event_of(command.kind), occasion)) {
        complete(channel, occasion, CommandResult::kRefused);
      }
      break;
  }
}

void CommandHandler::connect(Channel &channel, const Occasion &occasion) {
  Channel &peer = context_.channels[static_cast<size_t>(occasion.command->a)];
  // Both machines must allow it; neither steps unless both do.
  if (!stepper_.may_step(peer, line::LineEvent::kJoin) ||
      !stepper_.step(channel, line::LineEvent::kJoin, occasion)) {
    complete(channel, occasion, CommandResult::kRefused);
    return;
  }
  const auto joined = std::find(channel.links.begin(), channel.links.end(), peer.number);
  if (joined != channel.links.end()) stepper_.step(peer, line::LineEvent::kJoin, occasion);
}

void CommandHandler::disconnect(Channel &channel, const Occasion &occasion) {
  Channel &peer = context_.channels[static_cast<size_t>(occasion.command->a)];
  const bool was_joined = std::erase(channel.links, peer.number) > 0;
  if (was_joined) {
    std::erase(peer.links, channel.number);
    const uint32_t both = BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A;
    context_.port.call(&bsdk_api::disconnect, channel.number, peer.number, both);
    stepper_.refresh_label(channel, occasion.time_us);
    stepper_.refresh_label(peer, occasion.time_us);
    peer.is_touched = true;
  }
  // What is wanted is true now, also when a hang-up was faster.
  complete(channel, occasion, CommandResult::kOk);
}

void CommandHandler::cancel(Channel &channel, const Occasion &occasion) {
  const auto target = static_cast<uint32_t>(occasion.command->a);
  const bool is_running = channel.find_running(target) != nullptr;
  const bool is_cancelled = is_running && context_.port.call(&bsdk_api::cancel, target) == BSDK_OK;
  complete(channel, occasion, is_cancelled ? CommandResult::kOk : CommandResult::kRefused);
}

void CommandHandler::complete(const Channel &channel, const Occasion &occasion,
                              CommandResult result) const {
  tell_completed(context_, channel, occasion.time_us, {occasion.command->id, result});
}

}  // namespace trunkline::engine
