// The tones of a Chinese exchange, as data: 450 Hz at -10 dBm0 (GF 001-9001, YDN 065), cadences in
// milliseconds on / off, repeated.
#pragma once

#include <array>
#include <cstdint>

namespace boardsim {

struct CadenceStep {
  uint32_t on_ms, off_ms;  // both 0 = end of the list; off 0 = continuous
};

struct ToneSpec {
  double hz;
  double level_dbm0;
  std::array<CadenceStep, 4> cadence;
};

inline constexpr double kToneHz = 450;
inline constexpr double kToneLevelDbm0 = -10;

inline constexpr ToneSpec kDialTone{kToneHz, kToneLevelDbm0, {{{1000, 0}}}};
inline constexpr ToneSpec kRingbackTone{kToneHz, kToneLevelDbm0, {{{1000, 4000}}}};
inline constexpr ToneSpec kBusyTone{kToneHz, kToneLevelDbm0, {{{350, 350}}}};
inline constexpr ToneSpec kCongestionTone{kToneHz, kToneLevelDbm0, {{{700, 700}}}};
inline constexpr ToneSpec kUnobtainableTone{
    kToneHz, kToneLevelDbm0, {{{100, 100}, {100, 100}, {100, 100}, {400, 400}}}};

}  // namespace boardsim
