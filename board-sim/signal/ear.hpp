// What a listener notices: a tone and its frequency, a tone that stutters, voice, silence, keys.
//
// Each frame is judged by its level and by how well x[n-1] + x[n+1] = 2 cos(w) x[n] holds, which a
// single sine obeys exactly. A judgement must last (tone 40 ms, voice 80 ms, silence 200 ms) before
// it is noticed, so that gaps between syllables are not silence. Keys come from the digit receiver.
#pragma once

#include <optional>

#include "board-sim/signal/dtmf_receiver.hpp"
#include "board-sim/signal/gap_counter.hpp"
#include "board-sim/signal/sample_ring.hpp"

namespace boardsim {

enum class Heard : uint8_t { silence, voice, tone, stutter };

struct Noticed {
  Heard what;
  int hz;  // of a tone, also one that stutters
};

struct Hearing {
  std::optional<Noticed> change;
  std::optional<char> digit;
};

class Ear {
 public:
  Hearing hear(FrameIn in);
  // Puts the ear to the receiver anew: silence, nothing pending.
  void restart();
  // From the first call on, what is heard is kept for `take`.
  size_t take(FrameOut out);

 private:
  std::optional<Noticed> judge(FrameIn in);

  DtmfReceiver digits_;
  Noticed noticed_{Heard::silence, 0};
  Noticed candidate_{Heard::silence, 0};
  uint32_t candidate_samples_ = 0;
  GapCounter gaps_;
  bool kept_ = false;
  SampleRing kept_samples_;
};

}  // namespace boardsim
