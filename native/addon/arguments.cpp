#include "arguments.hpp"

#include <string>

namespace trunkline::addon {
namespace {

[[noreturn]] void refuse(Napi::Env env, const std::string &what) {
  throw Napi::TypeError::New(env, what);
}

std::string text_of(const Napi::Object &from, const char *name) {
  const Napi::Value value = from.Get(name);
  if (!value.IsString()) refuse(from.Env(), std::string(name) + " must be a string");
  return value.As<Napi::String>().Utf8Value();
}

uint32_t number_of(const Napi::Value &value, const std::string &name, uint32_t min, uint32_t max) {
  const double number = value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : -1;
  if (number < min || number > max || number != static_cast<uint32_t>(number)) {
    refuse(value.Env(), name + " must be a whole number from " + std::to_string(min) + " to " +
                            std::to_string(max));
  }
  return static_cast<uint32_t>(number);
}

uint32_t number_in(const Napi::Object &from, const char *name, uint32_t min, uint32_t max) {
  return number_of(from.Get(name), name, min, max);
}

/* The place of a word in a list of two. */
bool is_second(const Napi::Object &from, const char *name, const char *first, const char *second) {
  const std::string word = text_of(from, name);
  if (word != first && word != second) {
    refuse(from.Env(), std::string(name) + " must be '" + first + "' or '" + second + "'");
  }
  return word == second;
}

void read_timers(const Napi::Object &from, line::TimerValues &values) {
  const Napi::Value given = from.Get("timers");
  if (!given.IsObject()) refuse(from.Env(), "timers must be an object");
  const Napi::Object timers = given.As<Napi::Object>();
  const Napi::Array names = timers.GetPropertyNames();
  for (uint32_t index = 0; index < names.Length(); ++index) {
    const std::string name = names.Get(index).ToString().Utf8Value();
    const line::LineTimer timer = line::timer_by_name(name.c_str());
    if (timer == line::LineTimer::kNone) refuse(from.Env(), "there is no timer '" + name + "'");
    const line::TimerRow &row = line::timer_row(timer);
    values[static_cast<size_t>(timer)] =
        number_of(timers.Get(name), "timers." + name, row.min_ms, row.max_ms);
  }
}

}  // namespace

engine::EngineOptions engine_options_of(const Napi::Value &value) {
  if (!value.IsObject()) refuse(value.Env(), "options must be an object");
  const Napi::Object from = value.As<Napi::Object>();
  engine::EngineOptions options;
  options.library_path = text_of(from, "libraryPath");
  options.config = text_of(from, "config");
  options.tone_plan = text_of(from, "tonePlan");
  options.clock = is_second(from, "clock", "real", "stepped") ? engine::ClockKind::kStepped
                                                              : engine::ClockKind::kReal;
  options.media = is_second(from, "media", "soft", "board") ? engine::MediaKind::kBoard
                                                            : engine::MediaKind::kSoft;
  options.cancels_echo = number_in(from, "echoTailMs", 0, 128) > 0;
  if (options.cancels_echo) options.echo_tail_ms = number_in(from, "echoTailMs", 8, 128);
  options.controls_level = number_in(from, "levelControl", 0, 1) == 1;
  options.frame_samples = number_in(from, "frameSamples", 80, 160);
  options.ring_capacity = number_in(from, "ringCapacity", 16, 1u << 20);
  options.inbox_capacity = number_in(from, "inboxCapacity", 64, 1u << 20);
  options.max_dialled_digits = number_in(from, "maxDialledDigits", 1, 32);
  read_timers(from, options.timers_ms);
  return options;
}

std::span<uint8_t> bytes_of(const Napi::Value &value) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    refuse(value.Env(), "the argument must be a Uint8Array");
  }
  auto array = value.As<Napi::Uint8Array>();
  return {array.Data(), array.ByteLength()};
}

std::span<int16_t> samples_of(const Napi::Value &value) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int16_array) {
    refuse(value.Env(), "the argument must be an Int16Array");
  }
  auto array = value.As<Napi::Int16Array>();
  return {array.Data(), array.ElementLength()};
}

int32_t channel_of(const Napi::Value &value) {
  return static_cast<int32_t>(number_of(value, "channel", 0, INT32_MAX));
}

uint32_t frames_of(const Napi::Value &value) {
  return number_of(value, "maxFrames", 0, UINT32_MAX);
}

}  // namespace trunkline::addon
