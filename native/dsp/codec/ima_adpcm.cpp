#include "ima_adpcm.hpp"

#include <algorithm>

#include "adpcm_form.hpp"

namespace trunkline::dsp {

void ImaAdpcm::begin_block(int16_t sample, uint8_t step_index) {
  last_ = sample;
  step_index_ = std::min<int32_t>(step_index, kImaForm.last_step);
}

int16_t ImaAdpcm::decode(uint8_t code) {
  const int32_t step = kImaSteps[static_cast<size_t>(step_index_)];
  int32_t difference = step >> 3;
  if ((code & 4) != 0) difference += step;
  if ((code & 2) != 0) difference += step >> 1;
  if ((code & 1) != 0) difference += step >> 2;
  last_ = std::clamp(last_ + ((code & 8) != 0 ? -difference : difference), kImaForm.least,
                     kImaForm.most);
  step_index_ = std::clamp(step_index_ + adpcm_move(code), 0, kImaForm.last_step);
  return static_cast<int16_t>(last_);
}

uint8_t ImaAdpcm::encode(int16_t sample) {
  const int32_t step = kImaSteps[static_cast<size_t>(step_index_)];
  int32_t difference = sample - last_;
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
