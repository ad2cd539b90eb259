/*
 * What it does: takes the line's echo of what we say out of what we hear, for a group of channels
 * side by side; EchoCanceller is the same for one channel, in plain arithmetic.
 *
 *   far: what is said into the line         near: what comes from it, echo and the other party
 *                 near - echo of far  ->  out
 *
 * How it works: see echo_step.hpp. It takes 80 samples (10 ms) at once. Frames of 80 or 160 samples
 * are worked on as they come, without any delay; other frame sizes wait in a buffer, which delays
 * `out` by delay_samples().
 *
 * How to use it: one for a group of lanes; reset() a lane before a channel begins to use it; feed()
 * lane frames, far and near of the same instant. An echo may come up to the tail later. Nothing is
 * allocated after construction.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>

#include "../simd/isa.hpp"
#include "echo_kernel.hpp"
#include "echo_settings.hpp"

namespace trunkline::dsp {

class EchoBatch {
 public:
  /** frame_samples: of every feed(), 1 to 160. */
  explicit EchoBatch(const EchoSettings &settings, size_t frame_samples = kEchoBlock,
                     Isa isa = best_isa());

  size_t lanes() const { return kernel_->lanes; }
  /** How much later than near it gives out; 0 for frames of whole blocks. */
  size_t delay_samples() const { return delay_; }
  void reset(size_t lane);
  /** Lane frames of frame_samples. Lanes that nobody uses are worked on all the same. */
  void feed(const float *far, const float *near, float *out);

 protected:
  EchoBatch(const EchoKernel &kernel, const EchoSettings &settings, size_t frame_samples);

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *floats) const { ::operator delete[](floats, kAlignment); }
  };
  using Floats = std::unique_ptr<float[], Free>;
  static Floats allocate(size_t floats);
  void run_block(const float *far, const float *near, float *out);

  const EchoKernel *kernel_;
  EchoSettings settings_;
  EchoConstants constants_;
  TransformTables tables_;
  size_t partitions_, frame_samples_, delay_;
  size_t newest_ = 0, constrained_ = 0;
  Floats memory_;
  // Re-blocking, when frames are not whole blocks: what waits for a block, what waits to go out.
  Floats far_waiting_, near_waiting_, ready_;
  size_t waiting_ = 0, ready_count_ = 0;
};

/** One channel: the plain form, and what the batch is compared with. */
class EchoCanceller : private EchoBatch {
 public:
  explicit EchoCanceller(const EchoSettings &settings, size_t frame_samples = kEchoBlock)
      : EchoBatch(plain_echo_kernel(), settings, frame_samples) {}

  using EchoBatch::delay_samples;
  void reset() { EchoBatch::reset(0); }
  /** All spans have frame_samples; out may be near. */
  void feed(std::span<const int16_t> far, std::span<const int16_t> near, std::span<int16_t> out);
};

}  // namespace trunkline::dsp
