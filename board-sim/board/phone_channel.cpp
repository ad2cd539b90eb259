#include "board-sim/board/phone_channel.hpp"

#include "native/abi/board_sdk.h"

namespace boardsim {

int32_t PhoneChannel::seize(uint32_t op) {
  if (phone_.hook_off()) return BSDK_E_STATE;
  headset_ = true;
  phone_.headset_on();
  settle();
  world_.raise({channel_, BSDK_EV_DONE, BSDK_DONE_OK, 0, op});
  return BSDK_OK;
}

int32_t PhoneChannel::release(uint32_t op) {
  end_all(BSDK_DONE_HANGUP, 0);
  if (headset_) phone_.headset_off();
  headset_ = false;
  world_.raise({channel_, BSDK_EV_DONE, BSDK_DONE_OK, 0, op});
  return BSDK_OK;
}

int32_t PhoneChannel::ring(uint32_t op, const Bell &bell) {
  if (ring_op_ != 0) return BSDK_E_BUSY;
  if (phone_.hook_off()) return BSDK_E_STATE;
  ring_op_ = op;
  timeout_left_ = bell.timeout_ms * kSamplesPerMs;
  phone_.bell_starts(bell.display);
  turn_bell(true);
  return BSDK_OK;
}

void PhoneChannel::turn_bell(bool on) {
  bell_on_ = on;
  bell_left_ = (on ? kBellOnMs : kBellOffMs) * kSamplesPerMs;
  world_.raise({channel_, BSDK_EV_RING_TX, on ? 1 : 0, 0, ring_op_});
}

void PhoneChannel::end_all(int32_t done, int32_t arg) {
  if (ring_op_ == 0) return;
  const uint32_t op = ring_op_;
  if (bell_on_) turn_bell(false);
  ring_op_ = 0;
  phone_.bell_ends();
  world_.raise({channel_, BSDK_EV_DONE, done, arg, op});
}

void PhoneChannel::settle() {
  if (phone_.hook_off()) {
    end_all(BSDK_DONE_ANSWERED, BSDK_BY_HOOK);
  } else if (!phone_.view().hook_off) {
    headset_ = false;
  }
}

void PhoneChannel::advance(uint32_t samples) {
  phone_.advance(samples);
  if (ring_op_ == 0) return;
  if (timeout_left_ > 0) {
    timeout_left_ -= std::min(timeout_left_, samples);
    if (timeout_left_ == 0) return end_all(BSDK_DONE_NO_ANSWER, 0);
  }
  bell_left_ -= std::min(bell_left_, samples);
  if (bell_left_ == 0) turn_bell(!bell_on_);
}

}  // namespace boardsim
