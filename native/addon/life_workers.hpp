/*
 * What it does: starts and stops an engine away from the JS thread, because a board may take
 * seconds.
 *
 * How to use it: make one, take its promise, Queue() it; it deletes itself.
 */
#pragma once
#include <napi.h>

#include <memory>
#include <utility>

#include "../engine/engine.hpp"
#include "event_doorbell.hpp"
#include "to_js.hpp"

namespace trunkline::addon {

class StartWorker final : public Napi::AsyncWorker {
 public:
  StartWorker(Napi::Env env, std::shared_ptr<engine::Engine> engine)
      : Napi::AsyncWorker(env), engine_(std::move(engine)), deferred_(env) {}
  Napi::Promise promise() const { return deferred_.Promise(); }

 private:
  void Execute() override { fault_ = engine_->start(); }
  void OnOK() override {
    Napi::Object outcome = Napi::Object::New(Env());
    outcome.Set("ok", fault_.code == nullptr);
    if (fault_.code == nullptr) {
      outcome.Set("board", board_to_js(Env(), engine_->port()));
    } else {
      outcome.Set("code", fault_.code);
      outcome.Set("text", fault_.text);
    }
    deferred_.Resolve(outcome);
  }

  std::shared_ptr<engine::Engine> engine_;
  Napi::Promise::Deferred deferred_;
  engine::OpenFault fault_;
};

class StopWorker final : public Napi::AsyncWorker {
 public:
  StopWorker(Napi::Env env, std::shared_ptr<engine::Engine> engine,
             std::shared_ptr<EventDoorbell> bell)
      : Napi::AsyncWorker(env),
        engine_(std::move(engine)),
        bell_(std::move(bell)),
        deferred_(env) {}
  Napi::Promise promise() const { return deferred_.Promise(); }

 private:
  void Execute() override { engine_->stop(); }
  void OnOK() override {
    engine_->outbox().set_bell(nullptr);
    bell_->close();
    deferred_.Resolve(Env().Undefined());
  }

  std::shared_ptr<engine::Engine> engine_;
  std::shared_ptr<EventDoorbell> bell_;
  Napi::Promise::Deferred deferred_;
};

}  // namespace trunkline::addon
