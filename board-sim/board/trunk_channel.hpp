// An FXO channel: our end of a subscriber line, with the operations that take time.
#pragma once

#include "board-sim/exchange/subscriber_line.hpp"

namespace boardsim {

inline constexpr uint32_t kFlashToExchangeMs = 500;      // when the host names none
inline constexpr uint32_t kMaxFlashToExchangeMs = 1000;  // longer is hanging up

class TrunkChannel {
 public:
  TrunkChannel(SubscriberLine::Place place, const LineSettings &settings, WorldPort &world)
      : world_(world), channel_(place.channel), line_(place, settings, world) {}

  // Results are BSDK_*; an accepted operation ends with one BSDK_EV_DONE.
  int32_t seize(uint32_t op);
  int32_t release(uint32_t op);
  int32_t flash(uint32_t op, uint32_t ms);
  bool runs(uint32_t op) const { return flash_op_ == op; }
  // Ends whatever runs, with this BSDK_DONE_* and its detail.
  void end_all(int32_t done, int32_t arg);

  void advance(uint32_t samples);
  void speak(FrameOut rx);
  void listen(FrameIn tx) { line_.listen(tx, flash_op_ != 0); }
  SubscriberLine &line() { return line_; }

 private:
  WorldPort &world_;
  int32_t channel_;
  SubscriberLine line_;
  uint32_t flash_op_ = 0;
  uint32_t flash_left_ = 0;  // samples
};

}  // namespace boardsim
