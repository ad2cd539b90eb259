// Tells a tone that is broken by short gaps again and again, such as stutter dial tone (0.4 s on,
// 0.04 s off), from one that is steady.
//
// A gap is 20 to 70 ms of silence after at least 60 ms of tone: shorter than any pause of the other
// tones of an exchange. Two of them make it sure, 0.6 s without one end it. A frame in which tone
// and silence meet is neither; two such frames in a row are speech, and all is forgotten.
#pragma once

#include <cstdint>

#include "board-sim/signal/frame.hpp"

namespace boardsim {

class GapCounter {
 public:
  void hear_tone(uint32_t samples) {
    if (quiet_ > 0) end_gap();
    mixed_ = 0;
    sounding_ += samples;
    since_gap_ += samples;
    if (since_gap_ > kLongest) gaps_ = 0;
  }
  void hear_silence(uint32_t samples) {
    mixed_ = 0;
    quiet_ += samples;
  }
  void hear_mixture() {
    if (++mixed_ > 1) *this = GapCounter{};
  }
  bool is_sure() const { return gaps_ >= 2; }

 private:
  static constexpr uint32_t kLeastGap = 20 * kSamplesPerMs, kMostGap = 70 * kSamplesPerMs;
  static constexpr uint32_t kLeastTone = 60 * kSamplesPerMs, kLongest = 600 * kSamplesPerMs;

  void end_gap() {
    const bool counts = quiet_ >= kLeastGap && quiet_ <= kMostGap && sounding_ >= kLeastTone;
    gaps_ = counts ? gaps_ + 1 : 0;
    quiet_ = sounding_ = since_gap_ = 0;
  }

  uint32_t quiet_ = 0, sounding_ = 0, since_gap_ = 0;  // samples
  uint32_t gaps_ = 0;
  uint32_t mixed_ = 0;  // frames in a row
};

}  // namespace boardsim
