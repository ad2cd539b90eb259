#include "vox_adpcm.hpp"

#include <algorithm>
#include <array>

namespace trunkline::dsp {
namespace {

// Dialogic ADPCM algorithm (application note 1988), table 2: each 1.1 times the one before.
constexpr std::array<int16_t, 49> kSteps = {
    16,  17,  19,  21,  23,  25,  28,  31,  34,  37,  41,   45,   50,   55,   60,  66,  73,
    80,  88,  97,  107, 118, 130, 143, 157, 173, 190, 209,  230,  253,  279,  307, 337, 371,
    408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552};
// Table 1: how the step moves, by the code without its sign.
constexpr std::array<int8_t, 8> kMoves = {-1, -1, -1, -1, 2, 4, 6, 8};
constexpr int32_t kMost = 2047, kLeast = -2048;

}  // namespace

int16_t VoxAdpcm::decode(uint8_t code) {
  const int32_t step = kSteps[static_cast<size_t>(step_index_)];
  int32_t difference = step >> 3;
  if ((code & 4) != 0) difference += step;
  if ((code & 2) != 0) difference += step >> 1;
  if ((code & 1) != 0) difference += step >> 2;
  last_ += (code & 8) != 0 ? -difference : difference;
  last_ = std::clamp(last_, kLeast, kMost);
  step_index_ = std::clamp(step_index_ + kMoves[code & 7U], 0, 48);
  return static_cast<int16_t>(last_ * 16);
}

uint8_t VoxAdpcm::encode(int16_t sample) {
  const int32_t step = kSteps[static_cast<size_t>(step_index_)];
  int32_t difference = (sample >> 4) - last_;
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
