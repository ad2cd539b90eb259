#include "ima_adpcm.hpp"

#include <algorithm>
#include <array>

namespace trunkline::dsp {
namespace {

// IMA Recommended Practices, 1992, 6: step sizes and how they move.
constexpr std::array<int16_t, 89> kSteps = {
    7,     8,     9,     10,    11,    12,    13,    14,    16,    17,    19,   21,    23,
    25,    28,    31,    34,    37,    41,    45,    50,    55,    60,    66,   73,    80,
    88,    97,    107,   118,   130,   143,   157,   173,   190,   209,   230,  253,   279,
    307,   337,   371,   408,   449,   494,   544,   598,   658,   724,   796,  876,   963,
    1060,  1166,  1282,  1411,  1552,  1707,  1878,  2066,  2272,  2499,  2749, 3024,  3327,
    3660,  4026,  4428,  4871,  5358,  5894,  6484,  7132,  7845,  8630,  9493, 10442, 11487,
    12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};
constexpr std::array<int8_t, 8> kMoves = {-1, -1, -1, -1, 2, 4, 6, 8};

}  // namespace

void ImaAdpcm::begin_block(int16_t sample, uint8_t step_index) {
  last_ = sample;
  step_index_ = std::min<int32_t>(step_index, 88);
}

int16_t ImaAdpcm::decode(uint8_t code) {
  const int32_t step = kSteps[static_cast<size_t>(step_index_)];
  int32_t difference = step >> 3;
  if ((code & 4) != 0) difference += step;
  if ((code & 2) != 0) difference += step >> 1;
  if ((code & 1) != 0) difference += step >> 2;
  last_ = std::clamp(last_ + ((code & 8) != 0 ? -difference : difference), -32768, 32767);
  step_index_ = std::clamp(step_index_ + kMoves[code & 7U], 0, 88);
  return static_cast<int16_t>(last_);
}

uint8_t ImaAdpcm::encode(int16_t sample) {
  const int32_t step = kSteps[static_cast<size_t>(step_index_)];
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
