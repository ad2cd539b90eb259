/*
 * What it does: rings JavaScript awake: a thread-safe function that carries nothing and is queued
 * at most once, since the outbox rings only when its ring was found empty.
 *
 * How it works: calls may still be queued when the engine stops, so nothing of the engine is
 * reached from them: they call the JavaScript function and no more. close() comes first, then the
 * engine may die.
 *
 * How to use it: open() and close() on the JS thread, ring() from any thread between them.
 */
#pragma once
#include <napi.h>

#include "../engine/event_outbox.hpp"

namespace trunkline::addon {

class EventDoorbell final : public engine::Doorbell {
 public:
  EventDoorbell() = default;
  ~EventDoorbell() override { close(); }
  EventDoorbell(const EventDoorbell &) = delete;
  EventDoorbell &operator=(const EventDoorbell &) = delete;

  void open(Napi::Env env, Napi::Function on_bell);
  void ring() override;
  void close();

 private:
  Napi::ThreadSafeFunction function_;
  bool is_open_ = false;
};

}  // namespace trunkline::addon
