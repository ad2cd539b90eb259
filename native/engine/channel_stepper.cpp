#include "channel_stepper.hpp"

namespace trunkline::engine {

using line::LineEvent;
using line::LineState;

bool ChannelStepper::may_step(const Channel &channel, LineEvent event) const {
  const line::Step found = line::step(channel.table, channel.state, event, channel.facts);
  return found.outcome == line::StepOutcome::kStepped;
}

bool ChannelStepper::step(Channel &channel, LineEvent event, const Occasion &occasion) {
  const line::Step found = line::step(channel.table, channel.state, event, channel.facts);
  channel.history.note(occasion.time_us, channel.state, event, found);
  channel.is_touched = true;
  if (found.outcome == line::StepOutcome::kRefused) {
    refuse(channel, event, occasion);
    return false;
  }
  const LineState previous = channel.state;
  const size_t place = context_.batch.size();
  if (found.next != previous) {
    channel.state = found.next;
    channel.since_us = occasion.time_us;
    // The state is told before what the step brought; its label is known only after the actions.
    context_.batch.tell(EventKind::kStateChanged, channel.number, occasion.time_us);
  }
  std::optional<LineEvent> follow_up;
  for (const line::LineAction action : found.row->actions) {
    if (action == line::LineAction::kNone) break;
    const std::optional<LineEvent> wanted = runner_.run(channel, action, occasion);
    if (wanted) follow_up = wanted;
  }
  if (found.next != previous) tell_state(channel, previous, place);
  if (follow_up) step(channel, *follow_up, {occasion.time_us, nullptr, nullptr});
  refresh_label(channel, occasion.time_us);
  return true;
}

void ChannelStepper::tell_state(Channel &channel, LineState previous, size_t place) {
  channel.label = label_now(channel);
  EventRecord &record = context_.batch.at(place);
  record.a = static_cast<int32_t>(channel.state);
  record.b = static_cast<int32_t>(previous);
  record.c = channel.label.inbound | channel.label.outbound << 8;
}

void ChannelStepper::refresh_label(Channel &channel, uint64_t time_us) {
  const line::StateLabel now = label_now(channel);
  if (now.inbound == channel.label.inbound && now.outbound == channel.label.outbound) return;
  context_.batch.tell(EventKind::kStateChanged, channel.number, time_us);
  tell_state(channel, channel.state, context_.batch.size() - 1);
  channel.is_touched = true;
}

line::StateLabel ChannelStepper::label_now(const Channel &channel) const {
  line::Heard heard = line::Heard::kNothing;
  if (channel.is_in_speech()) {
    heard = line::Heard::kPeer;
  } else if (channel.find_running(CommandKind::kPlay) != nullptr) {
    heard = line::Heard::kPlayback;
  } else if (channel.facts.number_complete) {
    heard = line::Heard::kNumberComplete;
  }
  return line::label_of(channel.labels, channel.state, heard, channel.way);
}

void ChannelStepper::refuse(Channel &channel, LineEvent event, const Occasion &occasion) {
  count(context_.counters.events_refused);
  context_.log.add({LogLevel::kWarning, occasion.time_us, channel.number,
                    std::string("refused ") + name_of(event) + " in " + name_of(channel.state) +
                        "; last steps: " + channel.history.text()});
  // A refused command is told by its completion.
  if (occasion.command != nullptr) return;
  EventRecord &record =
      context_.batch.tell(EventKind::kEventRefused, channel.number, occasion.time_us);
  record.a = static_cast<int32_t>(channel.state);
  copy_text(name_of(event), record.text, sizeof(record.text));
}

}  // namespace trunkline::engine
