/*
 * What it does: what require() of the addon gives: createEngine and layout, per environment, so
 * that a worker thread has its own.
 */
#include <napi.h>

#include <memory>
#include <utility>

#include "engine_object.hpp"
#include "to_js.hpp"

namespace trunkline::addon {
namespace {

/* Lives as long as the environment. */
struct AddonData {
  explicit AddonData(Napi::FunctionReference engine) : engine_class(std::move(engine)) {}
  Napi::FunctionReference engine_class;
};

Napi::Value create_engine(const Napi::CallbackInfo &info) {
  auto *data = info.Env().GetInstanceData<AddonData>();
  return data->engine_class.New({info[0], info[1]});
}

Napi::Value layout(const Napi::CallbackInfo &info) { return layout_to_js(info.Env()); }

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  auto data = std::make_unique<AddonData>(Napi::Persistent(EngineObject::define(env)));
  env.SetInstanceData(data.release());  // deletes it with the environment
  exports.Set("createEngine", Napi::Function::New(env, create_engine));
  exports.Set("layout", Napi::Function::New(env, layout));
  return exports;
}

}  // namespace
}  // namespace trunkline::addon

static Napi::Object initialise_module(Napi::Env env, Napi::Object exports) {
  return trunkline::addon::initialise(env, exports);
}
NODE_API_MODULE(trunkline_engine, initialise_module)
