// Node-API door to the simulator, for scenarios and the bench; product code never loads it. What it
// offers is written down in control_addon.ts. Nothing thrown crosses it but the TypeError of a
// wrong argument.
#include <napi.h>

#include <string>
#include <vector>

#include "board-sim/control/attached_library.hpp"
#include "board-sim/control/hosted_board.hpp"

namespace boardsim {
namespace {

constexpr size_t kAnswerBytes = 256 * 1024;
constexpr uint32_t kHearSamples = 2 * 8000;

class Attachment : public Napi::ObjectWrap<Attachment> {
 public:
  static Napi::Function declare(Napi::Env env) {
    return DefineClass(
        env, "Attachment",
        {InstanceMethod<&Attachment::open>("open"), InstanceMethod<&Attachment::call>("call"),
         InstanceMethod<&Attachment::hear>("hear"), InstanceMethod<&Attachment::feed>("feed"),
         InstanceMethod<&Attachment::close>("close")});
  }
  explicit Attachment(const Napi::CallbackInfo &info) : ObjectWrap(info), answer_(kAnswerBytes) {}

 private:
  // (libraryPath) -> '' or what is wrong
  Napi::Value open(const Napi::CallbackInfo &info) {
    if (info.Length() != 1 || !info[0].IsString()) return wrong(info, "open(libraryPath)");
    return Napi::String::New(info.Env(), library_.open(info[0].As<Napi::String>().Utf8Value()));
  }

  // (name, json) -> {code, json}
  Napi::Value call(const Napi::CallbackInfo &info) {
    if (info.Length() != 2 || !info[0].IsString() || !info[1].IsString() || !library_.is_open())
      return wrong(info, "call(name, json) of an open library");
    const std::string name = info[0].As<Napi::String>().Utf8Value();
    const std::string json = info[1].As<Napi::String>().Utf8Value();
    answer_[0] = '\0';
    const int32_t code = library_.board().vendor_call(nullptr, name.c_str(), json.c_str(),
                                                      answer_.data(), kAnswerBytes);
    Napi::Object result = Napi::Object::New(info.Env());
    result.Set("code", code);
    result.Set("json", Napi::String::New(info.Env(), answer_.data()));
    return result;
  }

  // (board, ear, no) -> Int16Array, empty when there is no such party
  Napi::Value hear(const Napi::CallbackInfo &info) {
    if (info.Length() != 3 || !info[0].IsString() || !info[1].IsNumber() || !info[2].IsNumber() ||
        !library_.is_open())
      return wrong(info, "hear(board, ear, no) of an open library");
    const std::string board = info[0].As<Napi::String>().Utf8Value();
    std::vector<int16_t> samples(kHearSamples);
    const int32_t heard =
        library_.control().hear(board.c_str(), info[1].As<Napi::Number>(),
                                info[2].As<Napi::Number>(), samples.data(), kHearSamples);
    const size_t count = heard > 0 ? static_cast<size_t>(heard) : 0;
    Napi::Int16Array result = Napi::Int16Array::New(info.Env(), count);
    std::copy(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(count), result.Data());
    return result;
  }

  // (board, ear, no, Int16Array) -> code
  Napi::Value feed(const Napi::CallbackInfo &info) {
    const bool good = info.Length() == 4 && info[0].IsString() && info[1].IsNumber() &&
                      info[2].IsNumber() && info[3].IsTypedArray() &&
                      info[3].As<Napi::TypedArray>().TypedArrayType() == napi_int16_array &&
                      library_.is_open();
    if (!good) return wrong(info, "feed(board, ear, no, Int16Array) of an open library");
    const std::string board = info[0].As<Napi::String>().Utf8Value();
    const auto samples = info[3].As<Napi::Int16Array>();
    const int32_t code = library_.control().feed(board.c_str(), info[1].As<Napi::Number>(),
                                                 info[2].As<Napi::Number>(), samples.Data(),
                                                 static_cast<int32_t>(samples.ElementLength()));
    return Napi::Number::New(info.Env(), code);
  }

  Napi::Value close(const Napi::CallbackInfo &info) {
    library_.close();
    return info.Env().Undefined();
  }

  static Napi::Value wrong(const Napi::CallbackInfo &info, const char *usage) {
    Napi::TypeError::New(info.Env(), std::string("expected ") + usage).ThrowAsJavaScriptException();
    return info.Env().Undefined();
  }

  AttachedLibrary library_;
  std::vector<char> answer_;
};

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("Attachment", Attachment::declare(env));
  exports.Set("HostedBoard", HostedBoard::declare(env));
  return exports;
}

}  // namespace

NODE_API_MODULE(board_sim_control, init)

}  // namespace boardsim
