#include "dtmf_kernel.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {
namespace {

using Front = DtmfFront<Floats>;
constexpr size_t kFloats = sizeof(Front) / sizeof(float);

Front &front_of(float *memory) { return *reinterpret_cast<Front *>(memory); }

void reset(float *memory, size_t lane) {
  for (size_t n = 0; n < kFloats; n += kLanes) memory[n + lane] = 0.0F;
}

void feed(float *memory, const float *frame, size_t samples, size_t hop, size_t at,
          const DtmfFrontTables &tables) {
  Front &front = front_of(memory);
  for (size_t n = 0; n < samples; n++) {
    front.step(load(frame + n * kLanes), hop, at + n, tables);
  }
}

void end_hop(float *memory, size_t hop, const DtmfFrontTables &tables, DtmfKernel::Screen &to) {
  const auto screen = front_of(memory).end_hop(hop, tables);
  to.may_hold = to.is_clear = 0;
  for (size_t lane = 0; lane < kLanes; lane++) {
    to.may_hold |= (screen.may_hold[lane] != 0 ? 1U : 0U) << lane;
    to.is_clear |= (screen.is_clear[lane] != 0 ? 1U : 0U) << lane;
    to.under[lane] = screen.under[lane];
    to.place[lane] = static_cast<uint8_t>(screen.low[lane] * 4.0F + screen.high[lane]);
  }
}

float dot(const float *a, const float *b) {
  // Thirty-two at once whatever the machine's width, so that the order is the same.
  using Wide = float __attribute__((vector_size(128)));
  Wide products{};
  for (size_t n = 0; n < kDtmfWindow; n += 32) {
    Wide x, y;
    std::memcpy(&x, a + n, sizeof x);
    std::memcpy(&y, b + n, sizeof y);
    products += x * y;
  }
  float sums[32];
  std::memcpy(sums, &products, sizeof sums);
  for (size_t half = 16; half > 0; half /= 2) {
    for (size_t k = 0; k < half; k++) sums[k] += sums[k + half];
  }
  return sums[0];
}

void read(const float *memory, DtmfKernel::Ring which, size_t lane, size_t oldest_hop, float *to) {
  const Front &front = *reinterpret_cast<const Front *>(memory);
  const auto *const begin = which == DtmfKernel::Ring::tones ? front.samples : front.wide;
  const float *const ring = reinterpret_cast<const float *>(begin) + lane;
  for (size_t n = 0; n < DtmfJudge::kSamples; n++) {
    size_t hop = oldest_hop + n / kDtmfHop;
    if (hop >= Front::kHops) hop -= Front::kHops;
    to[n] = ring[(hop * kDtmfHop + n % kDtmfHop) * kLanes];
  }
}

}  // namespace

extern const DtmfKernel kDtmfKernel;
const DtmfKernel kDtmfKernel{kLanes, kFloats, reset, feed, end_hop, dot, read};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
