/*
 * What it does: codes several streams of ADPCM side by side; the octets are those of the plain
 * coder.
 *
 * How it works: a sample's code needs the one before, so a single stream waits for itself most of
 * the time; a lane a stream keeps the machine busy.
 *
 * How to use it: one for a group of lanes that begin together, or reset() a lane; encode() an even
 * number of samples of every lane. Lanes without a stream may point at silence.
 */
#pragma once
#include <span>

#include "adpcm_kernel.hpp"

namespace trunkline::dsp {

class AdpcmBatch {
 public:
  /** kVoxForm or kImaForm. */
  explicit AdpcmBatch(const AdpcmForm &form, Isa isa = best_isa())
      : form_(&form), kernel_(&adpcm_kernel(isa)) {}

  size_t lanes() const { return kernel_->lanes; }
  void reset(size_t lane) { state_.last[lane] = state_.step[lane] = 0; }
  /** sounds, octets: one a lane; samples is even, half as many octets come out. */
  void encode(std::span<const int16_t *const> sounds, size_t samples,
              std::span<uint8_t *const> octets) {
    kernel_->encode(state_, *form_, sounds.data(), samples, octets.data());
  }

 private:
  const AdpcmForm *form_;
  const AdpcmKernel *kernel_;
  AdpcmKernel::State state_;
};

}  // namespace trunkline::dsp
