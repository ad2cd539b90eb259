// What crosses the border, told by the side that writes it; a TypeScript test compares.
#include "to_js.hpp"

namespace trunkline::addon {
namespace {

template <size_t Count>
Napi::Array names_to_js(Napi::Env env, const char *const (&names)[Count]) {
  Napi::Array array = Napi::Array::New(env, Count);
  for (uint32_t index = 0; index < Count; ++index) array.Set(index, names[index]);
  return array;
}

void set_size(Napi::Object &to, const char *name, size_t value) {
  to.Set(name, static_cast<double>(value));
}

Napi::Object event_offsets(Napi::Env env) {
  using engine::EventRecord;
  Napi::Object out = Napi::Object::New(env);
  set_size(out, "seq", offsetof(EventRecord, seq));
  set_size(out, "timeUs", offsetof(EventRecord, time_us));
  set_size(out, "kind", offsetof(EventRecord, kind));
  set_size(out, "channel", offsetof(EventRecord, channel));
  set_size(out, "commandId", offsetof(EventRecord, command_id));
  set_size(out, "a", offsetof(EventRecord, a));
  set_size(out, "b", offsetof(EventRecord, b));
  set_size(out, "c", offsetof(EventRecord, c));
  set_size(out, "text", offsetof(EventRecord, text));
  set_size(out, "text2", offsetof(EventRecord, text2));
  return out;
}

Napi::Object command_offsets(Napi::Env env) {
  using engine::CommandLayout;
  Napi::Object out = Napi::Object::New(env);
  set_size(out, "commandId", CommandLayout::kId);
  set_size(out, "kind", CommandLayout::kKind);
  set_size(out, "channel", CommandLayout::kChannel);
  set_size(out, "a", CommandLayout::kA);
  set_size(out, "b", CommandLayout::kB);
  set_size(out, "c", CommandLayout::kC);
  set_size(out, "textCount", CommandLayout::kTextCount);
  set_size(out, "flags", CommandLayout::kFlags);
  set_size(out, "texts", CommandLayout::kTexts);
  return out;
}

Napi::Array timers_to_js(Napi::Env env) {
  Napi::Array out = Napi::Array::New(env, line::kTimerCount);
  for (uint32_t index = 0; index < line::kTimerCount; ++index) {
    const line::TimerRow &row = line::kTimerRows[index];
    Napi::Object timer = Napi::Object::New(env);
    timer.Set("name", row.name);
    timer.Set("defaultMs", row.default_ms);
    timer.Set("minMs", row.min_ms);
    timer.Set("maxMs", row.max_ms);
    out.Set(index, timer);
  }
  return out;
}

/* In the order of BSDK_KIND_*. */
constexpr const char *kChannelKindNames[] = {"empty", "trunk", "station", "tap", "voice", "other"};

}  // namespace

Napi::Object layout_to_js(Napi::Env env) {
  Napi::Object out = Napi::Object::New(env);
  set_size(out, "recordBytes", sizeof(engine::EventRecord));
  set_size(out, "textBytes", sizeof(engine::EventRecord::text));
  set_size(out, "text2Bytes", sizeof(engine::EventRecord::text2));
  out.Set("event", event_offsets(env));
  out.Set("command", command_offsets(env));
  out.Set("eventKinds", names_to_js(env, engine::kEventKindNames));
  out.Set("commandKinds", names_to_js(env, engine::kCommandKindNames));
  out.Set("channelStates", names_to_js(env, line::kStateNames));
  out.Set("channelKinds", names_to_js(env, kChannelKindNames));
  out.Set("commandResults", names_to_js(env, engine::kCommandResultNames));
  out.Set("postOutcomes", names_to_js(env, engine::kPostOutcomeNames));
  out.Set("timers", timers_to_js(env));
  return out;
}

}  // namespace trunkline::addon
