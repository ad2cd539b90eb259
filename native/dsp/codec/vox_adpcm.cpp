#include "vox_adpcm.hpp"

#include <algorithm>

#include "adpcm_form.hpp"

namespace trunkline::dsp {

int16_t VoxAdpcm::decode(uint8_t code) {
  const int32_t step = kVoxSteps[static_cast<size_t>(step_index_)];
  int32_t difference = step >> 3;
  if ((code & 4) != 0) difference += step;
  if ((code & 2) != 0) difference += step >> 1;
  if ((code & 1) != 0) difference += step >> 2;
  last_ += (code & 8) != 0 ? -difference : difference;
  last_ = std::clamp(last_, kVoxForm.least, kVoxForm.most);
  step_index_ = std::clamp(step_index_ + adpcm_move(code), 0, kVoxForm.last_step);
  return static_cast<int16_t>(last_ * 16);
}

uint8_t VoxAdpcm::encode(int16_t sample) {
  const int32_t step = kVoxSteps[static_cast<size_t>(step_index_)];
  int32_t difference = (sample >> kVoxForm.shift) - last_;
  uint8_t code = 0;
  if (difference < 0) {
    code = 8;
    difference = -difference;
  }
  if (difference >= step) {
    code |= 4;
    difference -= step;
  }
  if (difference >= step >> 1) {
    code |= 2;
    difference -= step >> 1;
  }
  if (difference >= step >> 2) code |= 1;
  decode(code);
  return code;
}

}  // namespace trunkline::dsp
