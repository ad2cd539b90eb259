// The half of ActionRunner that remembers and tells; it touches no wire.
#include "action_runner.hpp"

namespace trunkline::engine {

using line::LineAction;

void ActionRunner::run_memory(Channel &channel, LineAction action, const Occasion &occasion) {
  const bsdk_event *driver = occasion.driver;
  switch (action) {
    case LineAction::kRememberCaller:
      if (driver == nullptr) break;
      channel.caller_number = driver->text;
      channel.caller_name = driver->text2;
      channel.caller_quality =
          driver->code == 1 ? CallerIdQuality::kGood : CallerIdQuality::kUnreadable;
      channel.facts.caller_known = true;
      break;
    case LineAction::kForgetCall:
      forget_call(channel);
      break;
    case LineAction::kNoteCallerGone:
      channel.facts.caller_gone = true;
      break;
    case LineAction::kNoteDialTone:
      channel.facts.dial_tone_heard = true;
      break;
    case LineAction::kNoteNumberComplete:
      channel.facts.number_complete = true;
      break;
    case LineAction::kCollectDigit:
      // '#' ends a number and is no part of it.
      if (driver == nullptr) break;
      if (driver->text[0] == '#' && channel.facts.digit_completes) break;
      channel.digits.push_back(driver->text[0]);
      break;
    default:
      break;
  }
}

void ActionRunner::forget_call(Channel &channel) {
  const bool has_hook_by_command = channel.facts.has_hook_by_command;
  const bool line_seized = channel.facts.line_seized;
  channel.facts = {};
  channel.facts.has_hook_by_command = has_hook_by_command;
  channel.facts.line_seized = line_seized;
  channel.caller_number.clear();
  channel.caller_name.clear();
  channel.caller_quality = CallerIdQuality::kUnknown;
  channel.digits.clear();
  channel.way = line::CallWay::kUnknown;
  channel.ring_count = 0;
}

void ActionRunner::tell_caller(Channel &channel, EventKind kind, uint64_t time_us) {
  EventRecord &record = context_.batch.tell(kind, channel.number, time_us);
  record.a = static_cast<int32_t>(channel.caller_quality);
  copy_text(channel.caller_number, record.text, sizeof(record.text));
  copy_text(channel.caller_name, record.text2, sizeof(record.text2));
}

void ActionRunner::run_telling(Channel &channel, LineAction action, const Occasion &occasion) {
  const bsdk_event *driver = occasion.driver;
  const auto tell = [&](EventKind kind) -> EventRecord & {
    return context_.batch.tell(kind, channel.number, occasion.time_us);
  };
  switch (action) {
    case LineAction::kTellLine:
      tell(EventKind::kLineChanged).a = channel.in_service ? 1 : 0;
      break;
    case LineAction::kTellRing: {
      const bool is_on = driver != nullptr && driver->code == 1;
      if (is_on) ++channel.ring_count;
      channel.way = line::CallWay::kInbound;
      EventRecord &record = tell(EventKind::kRingBurst);
      record.a = is_on ? 1 : 0;
      record.b = channel.ring_count;
      break;
    }
    case LineAction::kTellRingStopped:
      tell(EventKind::kRingStopped);
      break;
    case LineAction::kTellCallerId:
      tell_caller(channel, EventKind::kCallerIdReceived, occasion.time_us);
      break;
    case LineAction::kOffer:
      tell_caller(channel, EventKind::kCallOffered, occasion.time_us);
      break;
    case LineAction::kTellProgress:
      if (driver != nullptr) {
        EventRecord &record = tell(EventKind::kProgressed);
        record.command_id = driver->op;
        record.a = driver->code;
      }
      break;
    case LineAction::kTellRemoteCleared:
      // A caller who gave up while we lifted left no other sign than silence.
      tell(EventKind::kRemoteCleared).a = driver != nullptr && driver->kind == BSDK_EV_REMOTE_GONE
                                              ? driver->code
                                              : BSDK_GONE_SILENCE;
      break;
    case LineAction::kTellHook:
      tell(EventKind::kHookChanged).a = channel.off_hook ? 1 : 0;
      break;
    case LineAction::kTellFlash:
      tell(EventKind::kFlashed).a = driver != nullptr ? driver->arg : 0;
      break;
    case LineAction::kTellDigit:
      if (driver != nullptr) {
        EventRecord &record = tell(EventKind::kDigitReceived);
        record.a = driver->code;
        record.b = driver->arg;
        copy_text(driver->text, record.text, sizeof(record.text));
      }
      break;
    case LineAction::kTellNumber:
      copy_text(channel.digits, tell(EventKind::kNumberDialled).text, sizeof(EventRecord::text));
      break;
    default:
      break;
  }
}

}  // namespace trunkline::engine
