#include "adpcm_kernel.hpp"

#include "../simd/lanes.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {
namespace {

TRUNKLINE_INLINE Ints clamped(Ints value, Ints least, Ints most) {
  value = value < least ? least : value;
  return value > most ? most : value;
}

/** One sample of every lane: the codes. The same sums as the plain form makes, without branches. */
TRUNKLINE_INLINE Ints encode_one(Ints &last, Ints &index, const AdpcmForm &form, Ints sample) {
  Ints step;
  for (size_t lane = 0; lane < kLanes; lane++) step[lane] = form.steps[index[lane]];
  const Ints half = step >> 1, quarter = step >> 2;
  Ints left = sample - last;
  const Ints negative = left >> 31;  // all bits where it is
  left = (left ^ negative) - negative;
  Ints difference = step >> 3;
  const Ints four = left >= step;
  left -= step & four;
  difference += step & four;
  const Ints two = left >= half;
  left -= half & two;
  difference += half & two;
  const Ints one = left >= quarter;
  difference += quarter & one;
  const Ints size = (four & 4) | (two & 2) | (one & 1);
  last =
      clamped(last + ((difference ^ negative) - negative), Ints{} + form.least, Ints{} + form.most);
  const Ints move = four ? ((size & 3) << 1) + 2 : Ints{} - 1;
  index = clamped(index + move, Ints{}, Ints{} + form.last_step);
  return size | (negative & 8);
}

void encode(AdpcmKernel::State &state, const AdpcmForm &form, const int16_t *const *sounds,
            size_t samples, uint8_t *const *octets) {
  Ints last, index;
  std::memcpy(&last, state.last, sizeof last);
  std::memcpy(&index, state.step, sizeof index);
  for (size_t n = 0; n + 1 < samples; n += 2) {
    Ints both;  // two samples of a lane in a word
    for (size_t lane = 0; lane < kLanes; lane++) {
      int32_t word;
      std::memcpy(&word, sounds[lane] + n, sizeof word);
      both[lane] = word;
    }
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const Ints earlier = (both << 16) >> 16, later = both >> 16;
#else
    const Ints earlier = both >> 16, later = (both << 16) >> 16;
#endif
    const Ints first = encode_one(last, index, form, earlier >> form.shift);
    const Ints second = encode_one(last, index, form, later >> form.shift);
    const Ints octet = form.high_half_first ? (first << 4) | second : (second << 4) | first;
    for (size_t lane = 0; lane < kLanes; lane++) {
      octets[lane][n / 2] = static_cast<uint8_t>(octet[lane]);
    }
  }
  std::memcpy(state.last, &last, sizeof last);
  std::memcpy(state.step, &index, sizeof index);
}

}  // namespace

extern const AdpcmKernel kAdpcmKernel;
const AdpcmKernel kAdpcmKernel = {kLanes, encode};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
