// The simulated world's own digit receiver: what an exchange or a far phone hears as keys.
//
// Eight Goertzel filters over blocks of 102 samples (12.75 ms). A digit is heard when two blocks in
// a row agree, and has ended after two blocks without it; so 40 ms of tone and of pause are always
// enough (Q.24).
#pragma once

#include <cstdint>
#include <optional>

#include "board-sim/signal/frame.hpp"

namespace boardsim {

class DtmfReceiver {
 public:
  // The digit that began within this frame, if any.
  std::optional<char> hear(FrameIn in);
  // A digit's tone sounds now, or its first block does.
  bool sounding() const { return last_block_ != 0 || current_ != 0; }
  void restart() { *this = DtmfReceiver(); }

 private:
  char classify() const;
  std::optional<char> end_block();

  alignas(32) float s1_[8] = {};
  alignas(32) float s2_[8] = {};
  float energy_ = 0;
  uint32_t filled_ = 0;
  char last_block_ = 0;  // 0 = none
  char current_ = 0;
  uint32_t missing_ = 0;
};

}  // namespace boardsim
