/*
 * What it does: IMA's (DVI's) form of ADPCM: 4 bits a sample, the first of an octet in the low
 * half.
 *
 * How it works: as VOX, with 16 bits and 89 steps from 7 to 32767 (IMA Digital Audio Focus Group,
 * 1992). In WAV files (format 0x11) a block begins with a sample and a step index, so that a player
 * can begin at any block.
 *
 * How to use it: one ImaAdpcm a stream and direction; begin_block() where a WAV block begins.
 */
#pragma once
#include <cstdint>

namespace trunkline::dsp {

class ImaAdpcm {
 public:
  uint8_t encode(int16_t sample);
  /** code: 0 to 15. */
  int16_t decode(uint8_t code);

  void begin_block(int16_t sample, uint8_t step_index);
  uint8_t step_index() const { return static_cast<uint8_t>(step_index_); }
  int16_t last() const { return static_cast<int16_t>(last_); }

 private:
  int32_t last_ = 0, step_index_ = 0;
};

}  // namespace trunkline::dsp
