/*
 * What it does: makes JavaScript values of what the engine tells. JS thread only.
 */
#pragma once
#include <napi.h>

#include <vector>

#include "../engine/engine.hpp"

namespace trunkline::addon {

Napi::Object board_to_js(Napi::Env env, const engine::BoardPort &port);
Napi::Object snapshot_to_js(Napi::Env env, const engine::BoardSnapshot &snapshot);
Napi::Array log_to_js(Napi::Env env, const std::vector<engine::LogLine> &lines);
Napi::Object stats_to_js(Napi::Env env, engine::Engine &engine);
Napi::Object layout_to_js(Napi::Env env);

}  // namespace trunkline::addon
