#include "signalling_loop.hpp"

#include "../line/extension_table.hpp"
#include "../line/trunk_table.hpp"

namespace trunkline::engine {
namespace {

constexpr size_t kExpectedOperations = 8;

/* What the lane can do without when the inbox runs full; the rest moves machines or ends
 * operations. */
bool may_be_dropped(const bsdk_event &event) {
  return event.kind == BSDK_EV_VOICE || event.kind == BSDK_EV_TONE || event.kind == BSDK_EV_RING_TX;
}

ChannelSnapshot snapshot_of(const Channel &channel) {
  ChannelSnapshot copy;
  copy.kind = channel.kind;
  copy.state = static_cast<uint8_t>(channel.state);
  copy.label_inbound = channel.label.inbound;
  copy.label_outbound = channel.label.outbound;
  copy.since_us = channel.since_us;
  copy.in_service = channel.in_service;
  copy.off_hook = channel.kind == BSDK_KIND_FXO ? channel.facts.line_seized : channel.off_hook;
  copy.caller_number = channel.caller_number;
  copy.caller_name = channel.caller_name;
  copy.caller_quality = static_cast<uint8_t>(channel.caller_quality);
  for (const RunningOperation &each : channel.running) {
    if ((each.id & kEngineOperation) == 0) copy.running.push_back(each.id);
  }
  for (const ChannelLink &each : channel.links) copy.linked_to.push_back(each.peer);
  copy.conference = channel.conference;
  return copy;
}

}  // namespace

SignallingLoop::SignallingLoop(const EngineOptions &options, const rt::Clock &clock,
                               BoardPort &port, EventOutbox &outbox, LogBook &log)
    : log_(log),
      outbox_(outbox),
      clock_(clock),
      context_{options, clock, port, log, counters_, {}},
      stepper_(context_),
      commands_(context_, stepper_),
      driver_events_(context_, stepper_),
      inbox_(options.inbox_capacity) {
  taken_.reserve(options.inbox_capacity);
}

void SignallingLoop::make_channels() {
  std::vector<ChannelSnapshot> first;
  const auto &infos = context_.port.channels();
  for (size_t number = 0; number < infos.size(); ++number) {
    Channel channel;
    channel.number = static_cast<int32_t>(number);
    channel.kind = infos[number].kind;
    if (channel.kind == BSDK_KIND_FXO) {
      channel.table = line::kTrunkTable;
      channel.labels = line::kTrunkLabels;
    } else if (channel.kind == BSDK_KIND_FXS) {
      channel.table = line::kExtensionTable;
      channel.labels = line::kExtensionLabels;
      channel.facts.has_hook_by_command = (infos[number].caps & BSDK_CAP(BSDK_C_HOOK_TX)) != 0;
    } else {
      channel.state = line::LineState::kOutOfService;
    }
    channel.label = line::label_of(channel.labels, channel.state, line::Heard::kNothing,
                                   line::CallWay::kUnknown);
    channel.since_us = clock_.now_us();
    channel.running.reserve(kExpectedOperations);
    first.push_back(snapshot_of(channel));
    context_.channels.push_back(std::move(channel));
  }
  outbox_.set_channels(std::move(first));
}

void SignallingLoop::on_driver_event(const bsdk_event &event) {
  const size_t limit = may_be_dropped(event) ? inbox_.capacity() / 2 : inbox_.capacity();
  if (inbox_.try_push({nullptr, event, clock_.now_us()}, limit)) return;
  count(counters_.driver_events_lost);
  // release: the reader that sees the flag also sees the counter.
  if (!may_be_dropped(event)) has_lost_essential_.store(true, std::memory_order_release);
  has_lost_any_.store(true, std::memory_order_release);
}

bool SignallingLoop::post(std::unique_ptr<ChannelCommand> command) {
  const int32_t channel = command->channel;
  const uint32_t id = command->id;
  outbox_.add_posted(channel, id);
  // The last quarter is kept for the board: its events end operations.
  if (inbox_.try_push({std::move(command), {}, 0}, inbox_.capacity() / 4 * 3)) return true;
  outbox_.remove_posted(id);
  return false;
}

void SignallingLoop::run() {
  // acquire: what was posted before the end was asked for is seen and handled.
  while (!must_end_.load(std::memory_order_acquire)) {
    inbox_.wait_until(context_.next_due_us == UINT64_MAX ? inbox_.kForever : context_.next_due_us);
    turn();
  }
  turn();
}

void SignallingLoop::request_end() {
  must_end_.store(true, std::memory_order_release);
  inbox_.wake();
}

bool SignallingLoop::turn() {
  inbox_.take(taken_);
  for (InboxItem &item : taken_) handle(item);
  const bool had_items = !taken_.empty();
  taken_.clear();
  if (has_lost_any_.exchange(false, std::memory_order_acq_rel)) restore_after_loss();
  return fire_timers() || had_items;
}

void SignallingLoop::handle(InboxItem &item) {
  if (item.command == nullptr) {
    handle_driver_event(item.event, item.arrived_us);
  } else if (was_up_) {
    handle_command(*item.command);
  } else {
    early_.push_back(std::move(item.command));
  }
}

void SignallingLoop::handle_command(const ChannelCommand &command) {
  taken_commands_.push_back(command.id);
  commands_.handle(command, clock_.now_us());
  publish();
}

void SignallingLoop::handle_driver_event(const bsdk_event &event, uint64_t arrived_us) {
  driver_events_.handle(event);
  if (event.kind == BSDK_EV_BOARD) {
    outbox_.set_board_up(driver_events_.board_is_up());
    is_lost_.store(driver_events_.board_is_lost(), std::memory_order_release);
  }
  publish();
  counters_.signalling.record_us(clock_.now_us() - arrived_us);
  if (was_up_ || event.kind != BSDK_EV_BOARD) return;
  was_up_ = true;
  for (const auto &command : early_) handle_command(*command);
  early_.clear();
}

void SignallingLoop::restore_after_loss() {
  log_.add(
      {LogLevel::kError, clock_.now_us(), -1, "the inbox was full, events of the board were lost"});
  if (has_lost_essential_.exchange(false, std::memory_order_acq_rel)) {
    driver_events_.reconcile(clock_.now_us());
    publish();
  }
  outbox_.mark_lost();
}

bool SignallingLoop::fire_timers() {
  const uint64_t now_us = clock_.now_us();
  if (now_us < context_.next_due_us) return false;
  context_.next_due_us = UINT64_MAX;
  for (Channel &channel : context_.channels) fire_timers_of(channel, now_us);
  for (const Channel &channel : context_.channels) {
    for (const uint64_t due_us : channel.due_us) {
      context_.next_due_us = std::min(context_.next_due_us, due_us);
    }
  }
  return true;
}

void SignallingLoop::fire_timers_of(Channel &channel, uint64_t now_us) {
  for (size_t index = 0; index < line::kEngineTimerCount; ++index) {
    uint64_t &due_us = channel.due_us[index];
    if (due_us > now_us) continue;
    due_us = Channel::kNotRunning;
    stepper_.step(channel, line::kTimerRows[index].elapses, {now_us, nullptr, nullptr});
    publish();
  }
}

void SignallingLoop::publish() {
  updates_.clear();
  for (Channel &channel : context_.channels) {
    if (!channel.is_touched) continue;
    channel.is_touched = false;
    updates_.push_back({channel.number, snapshot_of(channel)});
  }
  if (context_.batch.size() > 0 || !updates_.empty() || !taken_commands_.empty()) {
    outbox_.publish(context_.batch.records(), updates_, taken_commands_, clock_.now_us());
  }
  context_.batch.clear();
  taken_commands_.clear();
}

void SignallingLoop::leave_conferences() { stepper_.runner().rooms().leave_all(); }

void SignallingLoop::finish() {
  turn(); /* the ends that close() has brought */
  const uint64_t now_us = clock_.now_us();
  for (const auto &command : early_) {
    taken_commands_.push_back(command->id);
    tell_completed(context_, context_.channels[static_cast<size_t>(command->channel)], now_us,
                   {command->id, CommandResult::kCancelled});
  }
  early_.clear();
  for (Channel &channel : context_.channels) {
    channel.due_us.fill(Channel::kNotRunning);
    for (const RunningOperation &each : channel.running) {
      if ((each.id & kEngineOperation) != 0) continue;
      tell_completed(context_, channel, now_us, {each.id, CommandResult::kCancelled});
    }
    channel.is_touched = channel.is_touched || !channel.running.empty();
    channel.running.clear();
  }
  if (driver_events_.board_is_up()) {
    context_.batch.tell(EventKind::kBoardChanged, -1, now_us).a =
        static_cast<int32_t>(BoardState::kDown);
  }
  outbox_.set_board_up(false);
  publish();
}

}  // namespace trunkline::engine
