#include "dtmf_kernel.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {
namespace {

using Front = DtmfFront<Floats>;
constexpr size_t kFloats = sizeof(Front) / sizeof(float);

Front &front_of(float *memory) { return *reinterpret_cast<Front *>(memory); }
const Front &front_of(const float *memory) { return *reinterpret_cast<const Front *>(memory); }

void reset(float *memory, size_t lane) {
  for (size_t n = 0; n < kFloats; n += kLanes) memory[n + lane] = 0.0F;
}

void feed(float *memory, const float *frame, size_t samples, size_t hop, size_t at) {
  std::memcpy(&front_of(memory).raw[hop][at], frame, samples * sizeof(Floats));
}

void end_hop(float *memory, size_t hop, const DtmfFrontTables &tables, DtmfKernel::Screen &to) {
  const auto screen = front_of(memory).end_hop(hop, tables);
  int32_t may_hold[kLanes], is_clear[kLanes];
  float low[kLanes], high[kLanes];
  std::memcpy(may_hold, &screen.may_hold, sizeof may_hold);
  std::memcpy(is_clear, &screen.is_clear, sizeof is_clear);
  std::memcpy(low, &screen.low, sizeof low);
  std::memcpy(high, &screen.high, sizeof high);
  to.may_hold = to.is_clear = 0;
  for (size_t lane = 0; lane < kLanes; lane++) {
    to.may_hold |= (may_hold[lane] != 0 ? 1U : 0U) << lane;
    to.is_clear |= (is_clear[lane] != 0 ? 1U : 0U) << lane;
    to.place[lane] = static_cast<uint8_t>(low[lane] * 4.0F + high[lane]);
  }
}

template <size_t kHop>
void read_ring(const Floats (&ring)[Front::kHops][kHop], size_t lane, size_t first_hop, size_t hops,
               float *to) {
  for (size_t h = first_hop; h < first_hop + hops; h++) {
    const float *const from =
        reinterpret_cast<const float *>(ring[h < Front::kHops ? h : h - Front::kHops]) + lane;
    for (size_t n = 0; n < kHop; n++) *to++ = from[n * kLanes];
  }
}
void read_half(const float *memory, size_t lane, size_t oldest_hop, float *to) {
  read_ring(front_of(memory).samples, lane, oldest_hop, Front::kHops, to);
}
void read_raw(const float *memory, size_t lane, size_t oldest_hop, float *to) {
  read_ring(front_of(memory).raw, lane, oldest_hop + 1, Front::kHops - 1, to);
}

float dot(const float *a, const float *b) {
  // Sixteen at once whatever the machine's width, so that the order is the same.
  using Wide = float __attribute__((vector_size(64)));
  Wide products{};
  for (size_t n = 0; n < kDtmfHalfWindow; n += 16) {
    Wide x, y;
    std::memcpy(&x, a + n, sizeof x);
    std::memcpy(&y, b + n, sizeof y);
    products += x * y;
  }
  float sums[16];
  std::memcpy(sums, &products, sizeof sums);
  for (size_t half = 8; half > 0; half /= 2) {
    for (size_t k = 0; k < half; k++) sums[k] += sums[k + half];
  }
  return sums[0];
}

void spectrum(const float *window, const float *cos, const float *sin, float *powers) {
  using Wide = float __attribute__((vector_size(64)));
  constexpr size_t kParts = kDtmfSpectrum * sizeof(float) / sizeof(Wide);
  Wide re[kParts]{}, im[kParts]{}, c, s;
  for (size_t n = 0; n < kDtmfWindow / 2; n++) {
    const float alike = window[n] + window[kDtmfWindow - 1 - n];
    const float opposite = window[n] - window[kDtmfWindow - 1 - n];
    for (size_t part = 0; part < kParts; part++) {
      std::memcpy(&c, cos + kDtmfSpectrum * n + 16 * part, sizeof c);
      std::memcpy(&s, sin + kDtmfSpectrum * n + 16 * part, sizeof s);
      re[part] += c * alike;
      im[part] += s * opposite;
    }
  }
  for (size_t part = 0; part < kParts; part++) {
    const Wide power = re[part] * re[part] + im[part] * im[part];
    std::memcpy(powers + 16 * part, &power, sizeof power);
  }
}

}  // namespace

extern const DtmfKernel kDtmfKernel;
const DtmfKernel kDtmfKernel{kLanes,    kFloats,  reset, feed,    end_hop,
                             read_half, read_raw, dot,   spectrum};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
