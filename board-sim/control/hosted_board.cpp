#include "board-sim/control/hosted_board.hpp"

namespace boardsim {
namespace {

Napi::Value wrong(const Napi::CallbackInfo &info, const char *usage) {
  Napi::TypeError::New(info.Env(), std::string("expected ") + usage).ThrowAsJavaScriptException();
  return info.Env().Undefined();
}

}  // namespace

Napi::Function HostedBoard::declare(Napi::Env env) {
  return DefineClass(
      env, "HostedBoard",
      {InstanceMethod<&HostedBoard::open>("open"), InstanceMethod<&HostedBoard::step>("step"),
       InstanceMethod<&HostedBoard::operate>("operate"),
       InstanceMethod<&HostedBoard::take_events>("takeEvents"),
       InstanceMethod<&HostedBoard::close>("close")});
}

HostedBoard::HostedBoard(const Napi::CallbackInfo &info) : ObjectWrap(info) {}

HostedBoard::~HostedBoard() { shut(); }

// (libraryPath, config) -> code; opens and starts. config must say "clock":"stepped".
Napi::Value HostedBoard::open(const Napi::CallbackInfo &info) {
  if (info.Length() != 2 || !info[0].IsString() || !info[1].IsString())
    return wrong(info, "open(libraryPath, config)");
  shut();
  const std::string mistake = library_.open(info[0].As<Napi::String>().Utf8Value());
  if (!mistake.empty()) return wrong(info, mistake.c_str());
  bsdk_host host{};
  host.struct_size = sizeof host;
  host.ctx = this;
  host.on_event = [](void *self, const bsdk_event *event) {
    static_cast<HostedBoard *>(self)->events_.push_back(*event);
  };
  host.now_us = [](void *self) { return static_cast<HostedBoard *>(self)->now_us_; };
  int32_t code =
      library_.board().open(info[1].As<Napi::String>().Utf8Value().c_str(), &host, &board_);
  if (code == BSDK_OK) code = library_.board().start(board_);
  return Napi::Number::New(info.Env(), code);
}

// (frames) -> code
Napi::Value HostedBoard::step(const Napi::CallbackInfo &info) {
  if (info.Length() != 1 || !info[0].IsNumber() || board_ == nullptr)
    return wrong(info, "step(frames) of an open board");
  int32_t code = BSDK_OK;
  for (uint32_t left = info[0].As<Napi::Number>(); left > 0 && code == BSDK_OK; --left) {
    now_us_ += frame_us_;
    code = library_.board().vendor_call(board_, "clock.step", R"({"frames":1})", nullptr, 0);
  }
  return Napi::Number::New(info.Env(), code);
}

// ('seize' | 'release' | 'ring' | 'cancel', channel, op) -> code
Napi::Value HostedBoard::operate(const Napi::CallbackInfo &info) {
  if (info.Length() != 3 || !info[0].IsString() || !info[1].IsNumber() || !info[2].IsNumber() ||
      board_ == nullptr)
    return wrong(info, "operate(name, channel, op) of an open board");
  const std::string name = info[0].As<Napi::String>().Utf8Value();
  const int32_t channel = info[1].As<Napi::Number>();
  const uint32_t op = info[2].As<Napi::Number>();
  int32_t code = BSDK_E_UNSUPPORTED;
  if (name == "seize") code = library_.board().seize(board_, channel, op);
  if (name == "release") code = library_.board().release(board_, channel, op);
  if (name == "ring") code = library_.board().ring(board_, channel, op, nullptr);
  if (name == "cancel") code = library_.board().cancel(board_, op);
  return Napi::Number::New(info.Env(), code);
}

// () -> [{kind, channel, op, code, arg, seq, timeUs}]
Napi::Value HostedBoard::take_events(const Napi::CallbackInfo &info) {
  Napi::Array result = Napi::Array::New(info.Env(), events_.size());
  for (uint32_t i = 0; i < events_.size(); ++i) {
    const bsdk_event &event = events_[i];
    Napi::Object each = Napi::Object::New(info.Env());
    each.Set("kind", event.kind);
    each.Set("channel", event.channel);
    each.Set("op", event.op);
    each.Set("code", event.code);
    each.Set("arg", event.arg);
    each.Set("seq", event.seq);
    each.Set("timeUs", static_cast<double>(event.time_us));
    result.Set(i, each);
  }
  events_.clear();
  return result;
}

Napi::Value HostedBoard::close(const Napi::CallbackInfo &info) {
  shut();
  return info.Env().Undefined();
}

void HostedBoard::shut() {
  if (board_ != nullptr) library_.board().close(board_);
  board_ = nullptr;
}

}  // namespace boardsim
