#include "mix_kernel.hpp"

#include "../simd/lanes.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {
namespace {

// Sixteen samples at once whatever the machine's width: the sums have the same order everywhere.
constexpr size_t kWide = 16;
using Wide = float __attribute__((vector_size(4 * kWide)));
using WideInts = int32_t __attribute__((vector_size(4 * kWide)));
using Samples = int16_t __attribute__((vector_size(2 * kWide)));

TRUNKLINE_INLINE Wide wide_of(const int16_t *samples) {
  Samples raw;
  std::memcpy(&raw, samples, sizeof raw);
  return __builtin_convertvector(raw, Wide);
}
TRUNKLINE_INLINE Wide wide_of(const float *samples) {
  Wide wide;
  std::memcpy(&wide, samples, sizeof wide);
  return wide;
}
/** Halves upon halves, in registers. */
TRUNKLINE_INLINE float sum_of(Wide wide) {
  const auto eight = __builtin_shufflevector(wide, wide, 0, 1, 2, 3, 4, 5, 6, 7) +
                     __builtin_shufflevector(wide, wide, 8, 9, 10, 11, 12, 13, 14, 15);
  const auto four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) +
                    __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
  return (four[0] + four[2]) + (four[1] + four[3]);
}

/** The gain at sixteen samples from n on. */
struct Slope {
  Wide now, step;
  TRUNKLINE_INLINE Slope(float from, float to, size_t count) {
    const float each = (to - from) / static_cast<float>(count);
    for (size_t k = 0; k < kWide; k++) now[k] = from + each * static_cast<float>(k + 1);
    step = Wide{} + each * static_cast<float>(kWide);
  }
};

float energy(const int16_t *samples, size_t count) {
  Wide sums{};
  size_t n = 0;
  for (; n + kWide <= count; n += kWide) {
    const Wide x = wide_of(samples + n);
    sums += x * x;
  }
  float all = sum_of(sums);
  for (; n < count; n++) all += static_cast<float>(samples[n]) * static_cast<float>(samples[n]);
  return all;
}

void add(float *bus, const int16_t *samples, size_t count, float from, float to) {
  Slope gain(from, to, count);
  size_t n = 0;
  for (; n + kWide <= count; n += kWide) {
    const Wide sum = wide_of(bus + n) + wide_of(samples + n) * gain.now;
    std::memcpy(bus + n, &sum, sizeof sum);
    gain.now += gain.step;
  }
  for (size_t k = 0; n < count; n++, k++) bus[n] += static_cast<float>(samples[n]) * gain.now[k];
}

float take_out(float *rest, const float *bus, const int16_t *samples, size_t count, float from,
               float to) {
  Slope gain(from, to, count);
  Wide largest{};
  float last = 0.0F;
  size_t n = 0;
  for (; n + kWide <= count; n += kWide) {
    Wide left = wide_of(bus + n);
    if (samples != nullptr) left -= wide_of(samples + n) * gain.now;
    gain.now += gain.step;
    std::memcpy(rest + n, &left, sizeof left);
    const Wide size = left < 0.0F ? -left : left;
    largest = size > largest ? size : largest;
  }
  for (size_t k = 0; n < count; n++, k++) {
    rest[n] = bus[n];
    if (samples != nullptr) rest[n] -= static_cast<float>(samples[n]) * gain.now[k];
    last = larger(last, magnitude(rest[n]));
  }
  for (size_t k = 0; k < kWide; k++) last = larger(last, largest[k]);
  return last;
}

void finish(int16_t *out, const float *rest, size_t count, float from, float to) {
  Slope gain(from, to, count);
  size_t n = 0;
  for (; n + kWide <= count; n += kWide) {
    Wide x = wide_of(rest + n) * gain.now;
    gain.now += gain.step;
    x = x > 32767.0F ? Wide{} + 32767.0F : x;
    x = x < -32768.0F ? Wide{} - 32768.0F : x;
    // Adding and taking away this number rounds to the nearest whole one.
    constexpr float kRound = 12582912.0F;
    const WideInts whole = __builtin_convertvector((x + kRound) - kRound, WideInts);
    const Samples samples = __builtin_convertvector(whole, Samples);
    std::memcpy(out + n, &samples, sizeof samples);
  }
  for (size_t k = 0; n < count; n++, k++) {
    const float x = smaller(larger(rest[n] * gain.now[k], -32768.0F), 32767.0F);
    out[n] = static_cast<int16_t>(x < 0.0F ? x - 0.5F : x + 0.5F);
  }
}

}  // namespace

extern const MixKernel kMixKernel;
const MixKernel kMixKernel{energy, add, take_out, finish};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
