#include "switch_matrix.hpp"

#include <algorithm>

#include "../abi/board_sdk.h"
#include "../dsp/level.hpp"

namespace trunkline::softmedia {
namespace {

constexpr uint32_t kAllWays = BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A | BSDK_LINK_A_TAPS_B;
constexpr size_t kMaxFrame = 160;

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

int32_t SwitchMatrix::link(int32_t a, int32_t b, uint32_t ways, int32_t gain_cdb) {
  const int32_t checked = check(a, b, ways);
  if (checked != BSDK_OK) return checked;
  const bool a_hears = (ways & (BSDK_LINK_A_HEARS_B | BSDK_LINK_A_TAPS_B)) != 0;
  const bool b_hears = (ways & BSDK_LINK_B_HEARS_A) != 0;
  if ((a_hears && !may_hear(a, b)) || (b_hears && !may_hear(b, a))) return BSDK_E_RESOURCE;
  const float gain = dsp::factor_of_gain(gain_cdb);
  if (a_hears) hear(a, {b, (ways & BSDK_LINK_A_TAPS_B) != 0, gain});
  if (b_hears) hear(b, {a, false, gain});
  return BSDK_OK;
}

int32_t SwitchMatrix::unlink(int32_t a, int32_t b, uint32_t ways) {
  const int32_t checked = check(a, b, ways);
  if (checked != BSDK_OK) return checked;
  if ((ways & (BSDK_LINK_A_HEARS_B | BSDK_LINK_A_TAPS_B)) != 0) forget(a, b);
  if ((ways & BSDK_LINK_B_HEARS_A) != 0) forget(b, a);
  return BSDK_OK;
}

void SwitchMatrix::unlink_all(int32_t channel) {
  listeners_[static_cast<size_t>(channel)].count = 0;
  for (size_t l = 0; l < listeners_.size(); l++) forget(static_cast<int32_t>(l), channel);
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
  if (known == nullptr) known = &ears.sources[ears.count++];
  *known = source;  // linking again changes the gain
}

void SwitchMatrix::forget(int32_t listener, int32_t source) {
  Source *known = find(listener, source);
  if (known == nullptr) return;
  Listener &ears = listeners_[static_cast<size_t>(listener)];
  *known = ears.sources[--ears.count];
}

void SwitchMatrix::mix(std::span<const int16_t *const> rx, std::span<int16_t *const> tx,
                       uint32_t samples) const {
  std::array<float, kMaxFrame> room{};
  const auto sum = std::span(room).first(samples);
  for (const bool taps : {false, true}) {
    for (size_t l = 0; l < listeners_.size(); l++) {
      const Listener &ears = listeners_[l];
      bool any = false;
      for (size_t s = 0; s < ears.count; s++) {
        const Source &source = ears.sources[s];
        const auto from = static_cast<size_t>(source.channel);
        if (source.tap != taps || tx[l] == nullptr || rx[from] == nullptr) continue;
        if (!any) std::copy_n(tx[l], samples, sum.begin());
        any = true;
        add(sum, rx[from], source.gain);
        if (taps) add(sum, tx[from], source.gain);
      }
      if (any) std::transform(sum.begin(), sum.end(), tx[l], dsp::saturate);
    }
  }
}

}  // namespace trunkline::softmedia
