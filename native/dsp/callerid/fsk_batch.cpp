#include "fsk_batch.hpp"

#include <algorithm>
#include <array>

namespace trunkline::dsp {

FskBatch::FskBatch(const FskKernel &kernel, FskStandard standard)
    : kernel_(&kernel),
      table_(standard),
      memory_(static_cast<float *>(
          ::operator new[](kernel.memory_floats * sizeof(float), kAlignment))) {
  for (size_t lane = 0; lane < lanes(); lane++) reset(lane);
}

uint32_t FskBatch::feed(const float *lane_frame, size_t samples, uint32_t active,
                        std::span<FskReports> reports) {
  for (size_t lane = 0; lane < lanes(); lane++) reports[lane].count = 0;
  const uint32_t listening =
      kernel_->run({&table_, memory_.get(), lane_frame, samples, waiting_, active, reports.data()});
  waiting_ = (waiting_ + samples) % kernel_->block_samples;
  return listening;
}

FskReports FskReceiver::feed(std::span<const int16_t> frame) {
  std::array<float, 160> samples{};
  std::copy(frame.begin(), frame.end(), samples.begin());
  FskReports reports;
  line_active_ = FskBatch::feed(samples.data(), frame.size(), 1, std::span(&reports, 1)) != 0;
  return reports;
}

void FskReceiver::reset() {
  FskBatch::reset(0);
  line_active_ = false;
}

}  // namespace trunkline::dsp
