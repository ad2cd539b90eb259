/*
 * What it does: makes a ToneKernel of the front, for a V.
 */
#pragma once
#include "tone_front.hpp"
#include "tone_kernel.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

template <typename V>
void reset_tone(float *memory, size_t lane) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  for (size_t n = 0; n < sizeof(ToneFront<V>) / sizeof(V); n++) memory[n * kWidth + lane] = 0.0F;
}

template <typename V>
void feed_tone(float *memory, const ToneConstants &constants, TonePlace &place, const float *frame,
               size_t samples, ToneKernel::Heard &heard) {
  constexpr size_t kWidth = sizeof(V) / sizeof(float);
  auto &front = *reinterpret_cast<ToneFront<V> *>(memory);
  heard.hops = 0;
  for (size_t done = 0; done < samples;) {
    const size_t left = kToneBlock - place.at;
    const size_t count = left < samples - done ? left : samples - done;
    front.add(frame + done * kWidth, count, place.at, constants);
    done += count;
    place.at += count;
    if (place.at < kToneBlock) return;
    place.at = 0;
    front.end_block(place.slot, constants);
    place.slot = place.slot + 1 < kToneBlocks ? place.slot + 1 : 0;
    if (place.slot % kToneHopBlocks != 0 || heard.hops == ToneKernel::Heard::kHops) continue;
    const ToneHop<V> hop = front.end_hop(place.slot, constants);
    std::memcpy(heard.tone[heard.hops], &hop.tone, sizeof(V));
    std::memcpy(heard.power[heard.hops], &hop.power, sizeof(V));
    std::memcpy(heard.clear[heard.hops], &hop.clear, sizeof(V));
    heard.hops++;
  }
}

template <typename V>
constexpr ToneKernel tone_kernel_of() {
  return {sizeof(V) / sizeof(float), sizeof(ToneFront<V>) / sizeof(float), reset_tone<V>,
          feed_tone<V>};
}

}  // namespace trunkline::dsp::TRUNKLINE_ISA
