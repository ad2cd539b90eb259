/*
 * What it does: the object that JavaScript holds: one engine and its doorbell. engine_addon.d.ts
 * describes its methods.
 *
 * How it works: start and stop may block, so they run on the library's pool. The environment may
 * end at any moment (worker.terminate): a cleanup hook then stops the engine while its doorbell
 * still lives.
 *
 * How to use it: only from addon.cpp. JS thread.
 */
#pragma once
#include <napi.h>

#include <memory>

#include "../engine/engine.hpp"
#include "event_doorbell.hpp"

namespace trunkline::addon {

class EngineObject final : public Napi::ObjectWrap<EngineObject> {
 public:
  static Napi::Function define(Napi::Env env);

  explicit EngineObject(const Napi::CallbackInfo &info);
  ~EngineObject() override;

 private:
  static void on_environment_ends(void *self);
  void shut();

  Napi::Value start(const Napi::CallbackInfo &info);
  Napi::Value stop(const Napi::CallbackInfo &info);
  Napi::Value post(const Napi::CallbackInfo &info);
  Napi::Value drain(const Napi::CallbackInfo &info);
  Napi::Value snapshot(const Napi::CallbackInfo &info);
  Napi::Value resync(const Napi::CallbackInfo &info);
  Napi::Value take_log(const Napi::CallbackInfo &info);
  Napi::Value stats(const Napi::CallbackInfo &info);
  Napi::Value now_us(const Napi::CallbackInfo &info);
  Napi::Value step(const Napi::CallbackInfo &info);
  Napi::Value monitor(const Napi::CallbackInfo &info);
  Napi::Value read_monitor(const Napi::CallbackInfo &info);
  Napi::Value pump(const Napi::CallbackInfo &info);

  std::shared_ptr<EventDoorbell> bell_; /* outlives the engine, which rings it */
  std::shared_ptr<engine::Engine> engine_;
  bool is_shut_ = false;
};

}  // namespace trunkline::addon
