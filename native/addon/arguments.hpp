/*
 * What it does: checks what JavaScript hands in, once and completely; after it the code trusts its
 * values. Throws a Napi::TypeError that names the property and its range.
 */
#pragma once
#include <napi.h>

#include <cstdint>
#include <span>

#include "../engine/engine_options.hpp"

namespace trunkline::addon {

engine::EngineOptions engine_options_of(const Napi::Value &value);
/** The bytes of a Uint8Array, in place; they hold during the call only. */
std::span<uint8_t> bytes_of(const Napi::Value &value);
/** The samples of an Int16Array, in place; they hold during the call only. */
std::span<int16_t> samples_of(const Napi::Value &value);
/** A channel's number, 0 or more; whether there is such a channel is for the board to say. */
int32_t channel_of(const Napi::Value &value);
uint32_t frames_of(const Napi::Value &value);

}  // namespace trunkline::addon
