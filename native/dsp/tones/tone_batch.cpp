#include "tone_batch.hpp"

#include <bit>

namespace trunkline::dsp {

ToneBatch::ToneBatch(const ToneTables &tables, const ToneKernel &kernel)
    : tables_(&tables),
      kernel_(&kernel),
      memory_(static_cast<float *>(
          ::operator new[](kernel.memory_floats * sizeof(float), kAlignment))) {
  for (size_t lane = 0; lane < lanes(); lane++) reset(lane);
}

void ToneBatch::feed(const float *lane_frame, size_t samples, uint32_t active,
                     std::span<ToneReadings> readings) {
  ToneKernel::Heard heard;
  kernel_->feed(memory_.get(), tables_->constants(), place_, lane_frame, samples, heard);
  for (size_t lane = 0; lane < lanes(); lane++) {
    ToneReadings &own = readings[lane];
    own.count = (active >> lane & 1U) != 0 ? heard.hops : 0;
    for (size_t h = 0; h < own.count; h++) {
      own.list[h] = {static_cast<int>(heard.tone[h][lane]), heard.power[h][lane],
                     heard.clear[h][lane] > 0.5F};
    }
  }
}

}  // namespace trunkline::dsp
