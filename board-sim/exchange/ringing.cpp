#include "board-sim/exchange/ringing.hpp"

#include "native/abi/board_sdk.h"

namespace boardsim {
namespace {

enum RingCode : int32_t { kBurstStarts = 1, kBurstEnds = 2 };

}  // namespace

void Ringing::start(const InboundCall &call) {
  *this = Ringing();
  call_ = call;
  if (call.caller_id == CallerIdKind::dtmf) {
    waiting_for_dtmf_ = true;
    dtmf_.send(kDtmfIdStart + call.number + kDtmfIdEnd, kCallerIdTiming);
  }
}

void Ringing::stop(WorldPort &world, int32_t channel) {
  if (burst_on_) world.raise({channel, BSDK_EV_RING, kBurstEnds, static_cast<int32_t>(rings_)});
  burst_on_ = false;
  dtmf_.stop();
  fsk_.stop();
}

bool Ringing::advance(uint32_t samples, WorldPort &world, int32_t channel) {
  elapsed_ += samples;
  if (call_.give_up_ms > 0 && elapsed_ > static_cast<uint64_t>(call_.give_up_ms) * kSamplesPerMs)
    return true;
  if (waiting_for_dtmf_) {
    if (dtmf_.busy()) return false;
    waiting_for_dtmf_ = false;
    part_left_ = kDtmfToRingMs * kSamplesPerMs;
  }
  if (part_left_ == 0) {
    burst_on_ = !burst_on_;
    part_left_ = (burst_on_ ? kRingOnMs : kRingOffMs) * kSamplesPerMs;
    if (burst_on_) ++rings_;
    since_burst_ = 0;
    world.raise({channel, BSDK_EV_RING, burst_on_ ? kBurstStarts : kBurstEnds,
                 static_cast<int32_t>(rings_)});
  }
  part_left_ -= std::min(part_left_, samples);
  if (burst_on_ || rings_ != 1) return false;
  if (call_.caller_id == CallerIdKind::fsk && !fsk_sent_ &&
      since_burst_ >= call_.fsk_delay_ms * kSamplesPerMs) {
    fsk_sent_ = true;
    fsk_.send(mdmf_message({call_.number, call_.name, call_.time}));
  }
  since_burst_ += samples;
  return false;
}

void Ringing::add_to(FrameOut out) {
  dtmf_.add_to(out);
  fsk_.add_to(out);
}

}  // namespace boardsim
