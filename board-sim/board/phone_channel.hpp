// An FXS channel: the port a desk phone hangs on, with the operations that take time.
#pragma once

#include "board-sim/phone/desk_phone.hpp"

namespace boardsim {

// Ringing towards our phones: China's 1 s / 4 s.
inline constexpr uint32_t kBellOnMs = 1000;
inline constexpr uint32_t kBellOffMs = 4000;

class PhoneChannel {
 public:
  PhoneChannel(int32_t phone_no, int32_t channel, WorldPort &world)
      : world_(world), channel_(channel), phone_(phone_no, channel, world) {}

  struct Bell {
    std::string_view display;
    uint32_t timeout_ms;  // 0 = until cancelled
  };

  // Results are BSDK_*; an accepted operation ends with one BSDK_EV_DONE.
  int32_t seize(uint32_t op);
  int32_t release(uint32_t op);
  int32_t ring(uint32_t op, const Bell &bell);
  bool runs(uint32_t op) const { return ring_op_ == op; }
  void end_all(int32_t done, int32_t arg);

  // To be called after the hand has done something: a lifted handset ends the ringing.
  void settle();
  void advance(uint32_t samples);
  DeskPhone &phone() { return phone_; }

 private:
  void turn_bell(bool on);

  WorldPort &world_;
  int32_t channel_;
  DeskPhone phone_;
  bool headset_ = false;
  uint32_t ring_op_ = 0;
  bool bell_on_ = false;
  uint32_t bell_left_ = 0;     // samples to the next edge
  uint32_t timeout_left_ = 0;  // samples; 0 = none
};

}  // namespace boardsim
