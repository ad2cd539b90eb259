#include "to_js.hpp"

namespace trunkline::addon {
namespace {

template <typename Element>
Napi::Array numbers_to_js(Napi::Env env, const std::vector<Element> &numbers) {
  Napi::Array array = Napi::Array::New(env, numbers.size());
  for (size_t index = 0; index < numbers.size(); ++index) {
    array.Set(static_cast<uint32_t>(index), static_cast<double>(numbers[index]));
  }
  return array;
}

/* A char array of the ABI that a driver may have filled to its end. */
template <size_t Size>
std::string text_of(const char (&text)[Size]) {
  return std::string(text, strnlen(text, Size));
}

Napi::Object channel_to_js(Napi::Env env, const engine::ChannelSnapshot &channel) {
  Napi::Object out = Napi::Object::New(env);
  out.Set("kind", channel.kind);
  out.Set("state", static_cast<uint32_t>(channel.state));
  out.Set("labelInbound", static_cast<uint32_t>(channel.label_inbound));
  out.Set("labelOutbound", static_cast<uint32_t>(channel.label_outbound));
  out.Set("sinceUs", static_cast<double>(channel.since_us));
  out.Set("inService", channel.in_service);
  out.Set("offHook", channel.off_hook);
  out.Set("callerNumber", channel.caller_number);
  out.Set("callerName", channel.caller_name);
  out.Set("callerIdQuality", static_cast<uint32_t>(channel.caller_quality));
  out.Set("running", numbers_to_js(env, channel.running));
  out.Set("linkedTo", numbers_to_js(env, channel.linked_to));
  out.Set("conference", channel.conference);
  return out;
}

}  // namespace

Napi::Object board_to_js(Napi::Env env, const engine::BoardPort &port) {
  Napi::Object out = Napi::Object::New(env);
  out.Set("vendor", text_of(port.info().vendor));
  out.Set("model", text_of(port.info().model));
  out.Set("serial", text_of(port.info().serial));
  out.Set("driverVersion", text_of(port.info().driver_version));
  Napi::Array channels = Napi::Array::New(env, port.channels().size());
  uint32_t number = 0;
  for (const bsdk_channel_info &each : port.channels()) {
    Napi::Object channel = Napi::Object::New(env);
    channel.Set("kind", each.kind);
    channel.Set("capabilities", Napi::BigInt::New(env, each.caps));
    channel.Set("label", text_of(each.label));
    channels.Set(number++, channel);
  }
  out.Set("channels", channels);
  return out;
}

Napi::Object snapshot_to_js(Napi::Env env, const engine::BoardSnapshot &snapshot) {
  Napi::Object out = Napi::Object::New(env);
  out.Set("seq", static_cast<double>(snapshot.seq));
  out.Set("timeUs", static_cast<double>(snapshot.time_us));
  out.Set("boardUp", snapshot.board_up);
  Napi::Array channels = Napi::Array::New(env, snapshot.channels.size());
  uint32_t number = 0;
  for (const engine::ChannelSnapshot &each : snapshot.channels) {
    channels.Set(number++, channel_to_js(env, each));
  }
  out.Set("channels", channels);
  return out;
}

Napi::Array log_to_js(Napi::Env env, const std::vector<engine::LogLine> &lines) {
  Napi::Array out = Napi::Array::New(env, lines.size());
  uint32_t index = 0;
  for (const engine::LogLine &each : lines) {
    Napi::Object line = Napi::Object::New(env);
    line.Set("level", static_cast<uint32_t>(each.level));
    line.Set("timeUs", static_cast<double>(each.time_us));
    line.Set("channel", each.channel);
    line.Set("text", each.text);
    out.Set(index++, line);
  }
  return out;
}

Napi::Object stats_to_js(Napi::Env env, engine::Engine &engine) {
  const engine::LaneCounters lane = engine.outbox().counters();
  const engine::SignallingCounters &counters = engine.counters();
  Napi::Object out = Napi::Object::New(env);
  const auto set = [&out](const char *name, uint64_t value) {
    out.Set(name, static_cast<double>(value));
  };
  set("eventsRaised", lane.raised);
  set("eventsLost", lane.lost);
  set("resyncs", lane.resyncs);
  set("bells", lane.bells);
  set("commandsTaken", counters.commands_taken.load(std::memory_order_relaxed));
  set("eventsRefused", counters.events_refused.load(std::memory_order_relaxed));
  set("driverEventsLost", counters.driver_events_lost.load(std::memory_order_relaxed));
  set("lateCompletions", counters.late_completions.load(std::memory_order_relaxed));
  set("signallingP50Us", counters.signalling.percentile_us(0.5));
  set("signallingP99Us", counters.signalling.percentile_us(0.99));
  set("signallingMaxUs", counters.signalling.max_us());
  return out;
}

}  // namespace trunkline::addon
