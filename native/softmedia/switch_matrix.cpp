#include "switch_matrix.hpp"

#include <algorithm>

#include "../abi/board_sdk.h"
#include "../dsp/level.hpp"

namespace trunkline::softmedia {
namespace {

/** Which sounds of the other the two sides of a link hear. */
constexpr uint32_t kAllWays =
    BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A | BSDK_LINK_A_TAPS_B | BSDK_LINK_A_HEARS_PLAY_OF_B;

void add(std::span<float> sum, const int16_t *samples, float gain) {
  for (size_t n = 0; n < sum.size(); n++) sum[n] += static_cast<float>(samples[n]) * gain;
}

}  // namespace

int32_t SwitchMatrix::check(int32_t a, int32_t b, uint32_t ways) const {
  const auto known = [&](int32_t channel) {
    return channel >= 0 && static_cast<size_t>(channel) < listeners_.size();
  };
  if (!known(a) || !known(b)) return BSDK_E_CHANNEL;
  return a == b || ways == 0 || (ways & ~kAllWays) != 0 ? BSDK_E_ARG : BSDK_OK;
}

uint8_t SwitchMatrix::heard_by_a(uint32_t ways) {
  unsigned sounds = 0;
  if ((ways & BSDK_LINK_A_HEARS_B) != 0) sounds |= kLine;
  if ((ways & BSDK_LINK_A_HEARS_PLAY_OF_B) != 0) sounds |= kPlay;
  if ((ways & BSDK_LINK_A_TAPS_B) != 0) sounds |= kTap;
  return static_cast<uint8_t>(sounds);
}

int32_t SwitchMatrix::link(int32_t a, int32_t b, uint32_t ways, int32_t gain_cdb) {
  const int32_t checked = check(a, b, ways);
  if (checked != BSDK_OK) return checked;
  const uint8_t of_b = heard_by_a(ways);
  const bool b_hears = (ways & BSDK_LINK_B_HEARS_A) != 0;
  if ((of_b != 0 && !may_hear(a, b)) || (b_hears && !may_hear(b, a))) return BSDK_E_RESOURCE;
  const float gain = dsp::factor_of_gain(gain_cdb);
  if (of_b != 0) hear(a, {b, of_b, gain});
  if (b_hears) hear(b, {a, kLine, gain});
  return BSDK_OK;
}

int32_t SwitchMatrix::unlink(int32_t a, int32_t b, uint32_t ways) {
  const int32_t checked = check(a, b, ways);
  if (checked != BSDK_OK) return checked;
  forget(a, b, heard_by_a(ways));
  if ((ways & BSDK_LINK_B_HEARS_A) != 0) forget(b, a, kLine);
  return BSDK_OK;
}

void SwitchMatrix::unlink_all(int32_t channel) {
  constexpr uint8_t kAll = kLine | kPlay | kTap;
  listeners_[static_cast<size_t>(channel)].count = 0;
  for (size_t l = 0; l < listeners_.size(); l++) forget(static_cast<int32_t>(l), channel, kAll);
}

SwitchMatrix::Source *SwitchMatrix::find(int32_t listener, int32_t source) {
  Listener &ears = listeners_[static_cast<size_t>(listener)];
  for (size_t s = 0; s < ears.count; s++) {
    if (ears.sources[s].channel == source) return &ears.sources[s];
  }
  return nullptr;
}

bool SwitchMatrix::may_hear(int32_t listener, int32_t source) {
  return find(listener, source) != nullptr ||
         listeners_[static_cast<size_t>(listener)].count < kMaxSources;
}

void SwitchMatrix::hear(int32_t listener, const Source &source) {
  Source *known = find(listener, source.channel);
  Listener &ears = listeners_[static_cast<size_t>(listener)];
  if (known == nullptr) {
    ears.sources[ears.count++] = source;
    return;
  }
  known->sounds |= source.sounds;
  known->gain = source.gain;
}

void SwitchMatrix::forget(int32_t listener, int32_t source, uint8_t sounds) {
  Source *known = find(listener, source);
  if (known == nullptr) return;
  known->sounds &= static_cast<uint8_t>(~sounds);
  if (known->sounds != 0) return;
  Listener &ears = listeners_[static_cast<size_t>(listener)];
  *known = ears.sources[--ears.count];
}

void SwitchMatrix::keep_played(std::span<int16_t *const> tx, uint32_t samples) {
  for (const Listener &ears : listeners_) {
    for (size_t s = 0; s < ears.count; s++) {
      const auto from = static_cast<size_t>(ears.sources[s].channel);
      if ((ears.sources[s].sounds & kPlay) == 0 || tx[from] == nullptr) continue;
      std::copy_n(tx[from], samples, &played_[from * kMaxFrame]);
    }
  }
}

template <typename Add>
void SwitchMatrix::add_sources(Sort sort, std::span<int16_t *const> tx, uint32_t samples,
                               Add add_source) {
  std::array<float, kMaxFrame> room{};
  const auto sum = std::span(room).first(samples);
  for (size_t l = 0; l < listeners_.size(); l++) {
    const Listener &ears = listeners_[l];
    bool any = false;
    for (size_t s = 0; s < ears.count && tx[l] != nullptr; s++) {
      const Source &source = ears.sources[s];
      const bool is_tap = (source.sounds & kTap) != 0;
      if (is_tap != (sort == Sort::taps)) continue;
      if (!any) std::copy_n(tx[l], samples, sum.begin());
      any = true;
      add_source(sum, static_cast<int32_t>(l), source);
    }
    if (any) std::transform(sum.begin(), sum.end(), tx[l], dsp::saturate);
  }
}

void SwitchMatrix::mix(Blocks rx, std::span<int16_t *const> tx, uint32_t samples) {
  keep_played(tx, samples);
  add_sources(Sort::plain, tx, samples, [&](std::span<float> sum, int32_t, const Source &source) {
    const auto from = static_cast<size_t>(source.channel);
    if (rx[from] == nullptr) return;
    if ((source.sounds & kLine) != 0) add(sum, rx[from], source.gain);
    if ((source.sounds & kPlay) != 0) add(sum, &played_[from * kMaxFrame], source.gain);
  });
}

void SwitchMatrix::mix_taps(Blocks rx, std::span<int16_t *const> tx, uint32_t samples) {
  add_sources(Sort::taps, tx, samples,
              [&](std::span<float> sum, int32_t listener, const Source &source) {
                const auto from = static_cast<size_t>(source.channel);
                if (rx[from] == nullptr) return;
                add(sum, rx[from], source.gain);
                add(sum, tx[from], source.gain);
                const auto itself = static_cast<size_t>(listener);
                const Source *whisper = find(source.channel, listener);
                if (whisper == nullptr || (whisper->sounds & kLine) == 0) return;
                if (rx[itself] != nullptr) add(sum, rx[itself], -source.gain * whisper->gain);
              });
}

}  // namespace trunkline::softmedia
