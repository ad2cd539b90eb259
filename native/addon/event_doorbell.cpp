#include "event_doorbell.hpp"

namespace trunkline::addon {

void EventDoorbell::open(Napi::Env env, Napi::Function on_bell) {
  constexpr size_t kQueued = 1;
  constexpr size_t kThreads = 1;
  function_ =
      Napi::ThreadSafeFunction::New(env, on_bell, "trunkline event doorbell", kQueued, kThreads);
  is_open_ = true;
}

void EventDoorbell::ring() {
  // A full queue means that JavaScript will be called anyway; a closing one that it will never be
  // again.
  if (is_open_) function_.NonBlockingCall();
}

void EventDoorbell::close() {
  if (!is_open_) return;
  is_open_ = false;
  function_.Release();
}

}  // namespace trunkline::addon
