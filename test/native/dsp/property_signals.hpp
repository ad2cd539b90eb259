/*
 * What it does: what no algorithm may be thrown off by: sounds at the ends of the range, without
 * any pause, without any sense. Seeded: the same in every run.
 *
 * How to use it: hostile_sounds() before a signal that must be heard, or come out, as ever;
 * lane_frames() puts one sound into each lane of a batch.
 */
#pragma once
#include <string>
#include <utility>

#include "signals.hpp"

namespace signals {

using Pcm = std::vector<int16_t>;

struct Hostile {
  std::string name;
  Pcm sound;
};

/** `value` of each sample number. */
template <typename Value>
Pcm each_sample(double ms, Value value) {
  Pcm out(samples_of(ms));
  for (size_t n = 0; n < out.size(); n++) out[n] = static_cast<int16_t>(value(n));
  return out;
}

inline std::vector<Hostile> hostile_sounds(double ms) {
  std::mt19937 random(20);
  std::uniform_int_distribution<int> any(-32768, 32767), length(1, 400);
  const auto square = [](size_t period) {
    return [period](size_t n) { return n / period % 2 == 0 ? 32767 : -32768; };
  };
  std::vector<Hostile> all;
  all.push_back({"full-scale noise", each_sample(ms, [&](size_t) { return any(random); })});
  all.push_back({"extremes at random",
                 each_sample(ms, [&](size_t) { return any(random) < 0 ? -32768 : 32767; })});
  all.push_back({"DC at the top", each_sample(ms, [](size_t) { return 32767; })});
  all.push_back({"DC at the bottom", each_sample(ms, [](size_t) { return -32768; })});
  all.push_back({"alternating extremes", each_sample(ms, square(1))});
  all.push_back({"a full-scale square of 500 Hz", each_sample(ms, square(8))});
  all.push_back({"a full-scale square of 25 Hz", each_sample(ms, square(160))});
  all.push_back({"impulses", each_sample(ms, [](size_t n) { return n % 797 == 0 ? 32767 : 0; })});
  all.push_back({"one impulse", each_sample(ms, [](size_t n) { return n == 99 ? -32768 : 0; })});
  all.push_back({"the least signal", each_sample(ms, [](size_t n) { return n % 2; })});
  all.push_back({"silence", each_sample(ms, [](size_t) { return 0; })});
  size_t until = 0;
  int16_t level = 0;
  all.push_back({"steps of any size", each_sample(ms, [&](size_t n) {
                   if (n == until) {
                     until += static_cast<size_t>(length(random));
                     level = static_cast<int16_t>(any(random));
                   }
                   return level;
                 })});
  all.push_back({"a clipped sine", pcm(sine(440.0, 30.0, ms))});
  return all;
}

inline Pcm &append(Pcm &to, const Pcm &more) {
  to.insert(to.end(), more.begin(), more.end());
  return to;
}

/** samples x lanes: sounds[lane % count] in each lane, as long as the shortest. */
inline std::vector<float> lane_frames(const std::vector<Pcm> &sounds, size_t lanes) {
  size_t samples = sounds[0].size();
  for (const Pcm &sound : sounds) samples = std::min(samples, sound.size());
  std::vector<float> frames(samples * lanes);
  for (size_t n = 0; n < samples; n++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      frames[n * lanes + lane] = sounds[lane % sounds.size()][n];
    }
  }
  return frames;
}

}  // namespace signals
