/*
 * What it does: what VOX and IMA ADPCM differ in: the steps, the width of a sample, the order in an
 * octet. Both code the difference to the last sample in quarters of a step that grows and shrinks
 * with what it coded.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace trunkline::dsp {

/** Kept as plain numbers: kernels read it, and a kernel may call nothing. */
struct AdpcmForm {
  const int32_t *steps;
  int32_t last_step;    // the largest index
  int32_t least, most;  // of a sample
  int32_t shift;        // of PCM16 to get a sample
  bool high_half_first;
};

/** Table 1 of both: how the step moves, by the code without its sign: -1 -1 -1 -1 2 4 6 8. */
constexpr int32_t adpcm_move(int32_t code) { return (code & 4) != 0 ? 2 * (code & 3) + 2 : -1; }

// Dialogic ADPCM algorithm (application note 1988), table 2: each 1.1 times the one before.
inline constexpr std::array<int32_t, 49> kVoxSteps = {
    16,  17,  19,  21,  23,  25,  28,  31,  34,  37,  41,   45,   50,   55,   60,  66,  73,
    80,  88,  97,  107, 118, 130, 143, 157, 173, 190, 209,  230,  253,  279,  307, 337, 371,
    408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552};
// IMA Recommended Practices, 1992, 6: step sizes.
inline constexpr std::array<int32_t, 89> kImaSteps = {
    7,     8,     9,     10,    11,    12,    13,    14,    16,    17,    19,   21,    23,
    25,    28,    31,    34,    37,    41,    45,    50,    55,    60,    66,   73,    80,
    88,    97,    107,   118,   130,   143,   157,   173,   190,   209,   230,  253,   279,
    307,   337,   371,   408,   449,   494,   544,   598,   658,   724,   796,  876,   963,
    1060,  1166,  1282,  1411,  1552,  1707,  1878,  2066,  2272,  2499,  2749, 3024,  3327,
    3660,  4026,  4428,  4871,  5358,  5894,  6484,  7132,  7845,  8630,  9493, 10442, 11487,
    12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767};

inline constexpr AdpcmForm kVoxForm{kVoxSteps.data(), 48, -2048, 2047, 4, true};
inline constexpr AdpcmForm kImaForm{kImaSteps.data(), 88, -32768, 32767, 0, false};

}  // namespace trunkline::dsp
