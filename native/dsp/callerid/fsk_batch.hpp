/*
 * What it does: receives the bytes of FSK bursts at 1200 bit/s, Bell 202 and ITU-T V.23, for a
 * group of channels side by side; FskReceiver is the same for one channel, in plain arithmetic.
 *
 * How it works: see fsk_step.hpp. A line that was silent for 100 ms costs one difference and one
 * multiplication a sample.
 *
 * How to use it: one for a group of lanes; reset() a lane before a channel begins to use it; feed()
 * lane frames of up to 160 samples. Reports of lanes that are not active are left empty. Bytes are
 * reported as they are heard; CallerIdMessage makes messages of them.
 */
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

#include "../simd/isa.hpp"
#include "fsk_kernel.hpp"
#include "fsk_report.hpp"
#include "fsk_standard.hpp"

namespace trunkline::dsp {

class FskBatch {
 public:
  explicit FskBatch(FskStandard standard = FskStandard::either, Isa isa = best_isa())
      : FskBatch(fsk_kernel(isa), standard) {}

  size_t lanes() const { return kernel_->lanes; }
  void reset(size_t lane) { kernel_->reset(memory_.get(), lane); }
  /**
   * One frame of up to 160 samples x lanes; `reports` has one for each lane and is overwritten.
   * Returns the active lanes (bit n for lane n) that were not silent in the last 100 ms.
   */
  uint32_t feed(const float *lane_frame, size_t samples, uint32_t active,
                std::span<FskReports> reports);

 protected:
  FskBatch(const FskKernel &kernel, FskStandard standard);

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *floats) const { ::operator delete[](floats, kAlignment); }
  };
  const FskKernel *kernel_;
  FskTable table_;
  std::unique_ptr<float[], Free> memory_;
  size_t waiting_ = 0;  // samples that are no whole block yet
};

/** One channel: the plain form, and what the batch is compared with. */
class FskReceiver : private FskBatch {
 public:
  explicit FskReceiver(FskStandard standard = FskStandard::either)
      : FskBatch(plain_fsk_kernel(), standard) {}

  /** Up to 160 samples. */
  FskReports feed(std::span<const int16_t> frame);
  void reset();
  /** Whether anything that could be a signal was on the line in the last 100 ms. */
  bool line_active() const { return line_active_; }

 private:
  bool line_active_ = false;
};

}  // namespace trunkline::dsp
