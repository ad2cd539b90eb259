/*
 * What it does: Dialogic's VOX form of ADPCM (OKI MSM6258): 4 bits a sample, two samples an octet,
 * the first in the high half.
 *
 * How it works: the difference to the last sample is coded in units of a step that grows and
 * shrinks with what it coded; 12 bits, 49 steps from 16 to 1552. A stream begins with sample 0 and
 * the first step.
 *
 * How to use it: one VoxAdpcm a stream and direction.
 */
#pragma once
#include <cstdint>

namespace trunkline::dsp {

class VoxAdpcm {
 public:
  /** The low four bits. */
  uint8_t encode(int16_t sample);
  /** code: 0 to 15. */
  int16_t decode(uint8_t code);

 private:
  int32_t last_ = 0;  // 12 bits
  int32_t step_index_ = 0;
};

}  // namespace trunkline::dsp
