/*
 * What it does: tells speech from pauses and brings speech to one level, for a group of channels
 * side by side; VoiceLevel is the same for one channel, in plain arithmetic.
 *
 * How it works: see voice_step.hpp.
 *
 * How to use it: one for a group of lanes; reset() a lane before a channel begins to use it;
 * listen() or control() each lane frame, then is_speaking().
 */
#pragma once
#include <array>
#include <memory>
#include <new>
#include <span>

#include "../simd/isa.hpp"
#include "voice_kernel.hpp"

namespace trunkline::dsp {

class VoiceBatch {
 public:
  /** tick_samples: of every tick, 80 to 160. */
  explicit VoiceBatch(double target_dbm0 = -18.0, size_t tick_samples = kVoiceTick,
                      Isa isa = best_isa())
      : VoiceBatch(voice_kernel(isa), target_dbm0, tick_samples) {}

  size_t lanes() const { return kernel_->lanes; }
  void reset(size_t lane) { kernel_->reset(memory_.get(), lane); }
  /** A tick of tick_samples x lanes. */
  void listen(const float *tick) {
    kernel_->run(memory_.get(), constants_, tick, nullptr, tick_samples_);
  }
  /** The same, and gives the tick out at the wanted level; out may be in. */
  void control(const float *in, float *out) {
    kernel_->run(memory_.get(), constants_, in, out, tick_samples_);
  }
  bool is_speaking(size_t lane) const { return kernel_->speaking(memory_.get(), lane) > 0.5F; }
  /** Milliseconds since speech began, or ended. */
  uint32_t state_ms(size_t lane) const {
    return static_cast<uint32_t>(kernel_->state_ticks(memory_.get(), lane)) *
           static_cast<uint32_t>(tick_samples_ / 8);
  }

 protected:
  VoiceBatch(const VoiceKernel &kernel, double target_dbm0, size_t tick_samples);

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *floats) const { ::operator delete[](floats, kAlignment); }
  };
  const VoiceKernel *kernel_;
  VoiceConstants constants_;
  size_t tick_samples_;
  std::unique_ptr<float[], Free> memory_;
};

/** One channel: the plain form, and what the batch is compared with. */
class VoiceLevel : private VoiceBatch {
 public:
  explicit VoiceLevel(double target_dbm0 = -18.0)
      : VoiceBatch(plain_voice_kernel(), target_dbm0, kVoiceTick) {}

  void reset() { VoiceBatch::reset(0); }
  /** 80 samples each; out may be in. */
  void control(std::span<const int16_t> in, std::span<int16_t> out);
  void listen(std::span<const int16_t> in);
  bool is_speaking() const { return VoiceBatch::is_speaking(0); }
  uint32_t state_ms() const { return VoiceBatch::state_ms(0); }
};

}  // namespace trunkline::dsp
