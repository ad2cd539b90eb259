#include "engine_object.hpp"

#include "arguments.hpp"
#include "life_workers.hpp"

namespace trunkline::addon {

Napi::Function EngineObject::define(Napi::Env env) {
  return DefineClass(env, "NativeEngine",
                     {
                         InstanceMethod("start", &EngineObject::start),
                         InstanceMethod("stop", &EngineObject::stop),
                         InstanceMethod("post", &EngineObject::post),
                         InstanceMethod("drain", &EngineObject::drain),
                         InstanceMethod("snapshot", &EngineObject::snapshot),
                         InstanceMethod("resync", &EngineObject::resync),
                         InstanceMethod("takeLog", &EngineObject::take_log),
                         InstanceMethod("stats", &EngineObject::stats),
                         InstanceMethod("nowUs", &EngineObject::now_us),
                         InstanceMethod("step", &EngineObject::step),
                         InstanceMethod("pump", &EngineObject::pump),
                         InstanceMethod("monitor", &EngineObject::monitor),
                         InstanceMethod("readMonitor", &EngineObject::read_monitor),
                     });
}

EngineObject::EngineObject(const Napi::CallbackInfo &info)
    : Napi::ObjectWrap<EngineObject>(info), bell_(std::make_shared<EventDoorbell>()) {
  engine::EngineOptions options = engine_options_of(info[0]);
  if (!info[1].IsFunction()) throw Napi::TypeError::New(info.Env(), "onBell must be a function");
  const bool is_real = options.clock == engine::ClockKind::kReal;
  engine_ = std::make_shared<engine::Engine>(std::move(options));
  if (is_real) {
    bell_->open(info.Env(), info[1].As<Napi::Function>());
    engine_->outbox().set_bell(bell_.get());
  }
  // Registered after the doorbell, so it runs before the environment takes that away.
  napi_add_env_cleanup_hook(info.Env(), on_environment_ends, this);
}

EngineObject::~EngineObject() {
  if (engine_ == nullptr) return;
  napi_remove_env_cleanup_hook(Env(), on_environment_ends, this);
  shut();
}

void EngineObject::on_environment_ends(void *self) { static_cast<EngineObject *>(self)->shut(); }

void EngineObject::shut() {
  if (is_shut_) return;
  is_shut_ = true;
  engine_->outbox().set_bell(nullptr);
  engine_->stop();
  bell_->close();
}

Napi::Value EngineObject::start(const Napi::CallbackInfo &info) {
  auto *worker = new StartWorker(info.Env(), engine_);  // AsyncWorker deletes itself
  const Napi::Promise promise = worker->promise();
  worker->Queue();
  return promise;
}

Napi::Value EngineObject::stop(const Napi::CallbackInfo &info) {
  auto *worker = new StopWorker(info.Env(), engine_, bell_);  // AsyncWorker deletes itself
  const Napi::Promise promise = worker->promise();
  worker->Queue();
  return promise;
}

Napi::Value EngineObject::post(const Napi::CallbackInfo &info) {
  const engine::PostOutcome outcome = engine_->post(bytes_of(info[0]));
  return Napi::Number::New(info.Env(), static_cast<uint32_t>(outcome));
}

Napi::Value EngineObject::drain(const Napi::CallbackInfo &info) {
  const std::span<uint8_t> bytes = bytes_of(info[0]);
  constexpr size_t kRecord = sizeof(engine::EventRecord);
  const bool is_aligned = reinterpret_cast<uintptr_t>(bytes.data()) % alignof(uint64_t) == 0;
  if (bytes.size() < kRecord || !is_aligned) {
    throw Napi::TypeError::New(info.Env(), "drain needs room for a record, aligned to 8 bytes");
  }
  auto *first = reinterpret_cast<engine::EventRecord *>(bytes.data());
  const int32_t count = engine_->outbox().drain({first, bytes.size() / kRecord});
  return Napi::Number::New(info.Env(), count);
}

Napi::Value EngineObject::monitor(const Napi::CallbackInfo &info) {
  if (!info[1].IsBoolean()) throw Napi::TypeError::New(info.Env(), "on must be a boolean");
  const int32_t result = engine_->monitor(channel_of(info[0]), info[1].As<Napi::Boolean>());
  return Napi::String::New(info.Env(), engine::name_of_result(result));
}

Napi::Value EngineObject::read_monitor(const Napi::CallbackInfo &info) {
  const int32_t count = engine_->read_monitor(channel_of(info[0]), samples_of(info[1]));
  return Napi::Number::New(info.Env(), count < 0 ? 0 : count);
}

Napi::Value EngineObject::snapshot(const Napi::CallbackInfo &info) {
  return snapshot_to_js(info.Env(), engine_->outbox().snapshot());
}

Napi::Value EngineObject::resync(const Napi::CallbackInfo &info) {
  return snapshot_to_js(info.Env(), engine_->outbox().resync());
}

Napi::Value EngineObject::take_log(const Napi::CallbackInfo &info) {
  return log_to_js(info.Env(), engine_->log().take());
}

Napi::Value EngineObject::stats(const Napi::CallbackInfo &info) {
  return stats_to_js(info.Env(), *engine_);
}

Napi::Value EngineObject::now_us(const Napi::CallbackInfo &info) {
  return Napi::Number::New(info.Env(), static_cast<double>(engine_->now_us()));
}

Napi::Value EngineObject::step(const Napi::CallbackInfo &info) {
  return Napi::Number::New(info.Env(), engine_->step(frames_of(info[0])));
}

Napi::Value EngineObject::pump(const Napi::CallbackInfo &info) {
  return Napi::Boolean::New(info.Env(), engine_->pump());
}

}  // namespace trunkline::addon
