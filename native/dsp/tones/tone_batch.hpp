/*
 * What it does: tells every 10 ms which tone sounds on each channel of a group, side by side; what
 * it reads is what a ToneDetector for each of them would.
 *
 * How it works: see tone_front.hpp.
 *
 * How to use it: one for a group of lanes; reset() a lane before a channel begins to use it; feed()
 * lane frames, and hand each lane's readings to its own SignalNamer.
 */
#pragma once
#include <memory>
#include <new>
#include <span>

#include "tone_kernel.hpp"
#include "tone_reading.hpp"

namespace trunkline::dsp {

class ToneBatch {
 public:
  /** The tables must outlive it. */
  explicit ToneBatch(const ToneTables &tables, Isa isa = best_isa())
      : ToneBatch(tables, tone_kernel(isa)) {}

  size_t lanes() const { return kernel_->lanes; }
  void reset(size_t lane) { kernel_->reset(memory_.get(), lane); }
  /** At most 160 samples. readings: one a lane; those of lanes without a bit stay empty. */
  void feed(const float *lane_frame, size_t samples, uint32_t active,
            std::span<ToneReadings> readings);

 protected:
  ToneBatch(const ToneTables &tables, const ToneKernel &kernel);
  void restart() { place_ = {}; }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *floats) const { ::operator delete[](floats, kAlignment); }
  };
  const ToneTables *tables_;
  const ToneKernel *kernel_;
  TonePlace place_;
  std::unique_ptr<float[], Free> memory_;
};

}  // namespace trunkline::dsp
