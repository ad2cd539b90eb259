/*
 * What it does: names the two ways of sending bits as two tones that caller ID uses, with their
 * numbers.
 *
 * How it works: both send 1200 bit/s with continuous phase: a mark (1) is the lower tone, a space
 * (0) the upper. `either` lies in the middle between them: the tones of both standards are 50 Hz
 * beside it, which costs a receiver of one bit's length 0.1 dB, so nobody has to say which of the
 * two the exchange speaks.
 *
 * How to use it: tones_of() for the frequencies.
 */
#pragma once
#include <cstdint>

namespace trunkline::dsp {

/** bell202: North America, China (TIA-716, YDN 069). v23: ETSI, UK (EN 300 659, SIN 227). */
enum class FskStandard : uint8_t { either, bell202, v23 };

struct FskTones {
  double mark_hz, space_hz;
};
constexpr FskTones tones_of(FskStandard standard) {
  switch (standard) {
    case FskStandard::bell202:
      return {1200.0, 2200.0};  // TIA-716: within 1 %
    case FskStandard::v23:
      return {1300.0, 2100.0};  // ITU-T V.23; ETS 300 778: within 1.5 %
    case FskStandard::either:
      break;
  }
  return {1250.0, 2150.0};
}

constexpr double kFskBitsPerSecond = 1200.0;  // TIA-716, ETS 300 778: within 1 %

}  // namespace trunkline::dsp
