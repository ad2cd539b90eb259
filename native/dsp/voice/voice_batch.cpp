#include "voice_batch.hpp"

#include <algorithm>
#include <cmath>

namespace trunkline::dsp {

VoiceBatch::VoiceBatch(const VoiceKernel &kernel, double target_dbm0, size_t tick_samples)
    : kernel_(&kernel),
      constants_(target_dbm0),
      tick_samples_(tick_samples),
      memory_(static_cast<float *>(
          ::operator new[](kernel.memory_floats * sizeof(float), kAlignment))) {
  for (size_t lane = 0; lane < lanes(); lane++) reset(lane);
}

void VoiceLevel::control(std::span<const int16_t> in, std::span<int16_t> out) {
  std::array<float, kVoiceTick> tick{};
  std::copy(in.begin(), in.end(), tick.begin());
  VoiceBatch::control(tick.data(), tick.data());
  for (size_t n = 0; n < out.size(); n++) out[n] = saturate(std::nearbyint(tick[n]));
}

void VoiceLevel::listen(std::span<const int16_t> in) {
  std::array<float, kVoiceTick> tick{};
  std::copy(in.begin(), in.end(), tick.begin());
  VoiceBatch::listen(tick.data());
}

}  // namespace trunkline::dsp
