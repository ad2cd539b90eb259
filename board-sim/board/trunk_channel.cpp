#include "board-sim/board/trunk_channel.hpp"

#include "native/abi/board_sdk.h"

namespace boardsim {

int32_t TrunkChannel::seize(uint32_t op) {
  if (line_.hook_off()) return BSDK_E_STATE;
  const bool current = line_.seize();
  world_.raise({channel_, BSDK_EV_DONE, current ? BSDK_DONE_OK : BSDK_DONE_FAILED,
                current ? 0 : BSDK_E_STATE, op});
  return BSDK_OK;
}

int32_t TrunkChannel::release(uint32_t op) {
  end_all(BSDK_DONE_HANGUP, 0);
  line_.release();
  world_.raise({channel_, BSDK_EV_DONE, BSDK_DONE_OK, 0, op});
  return BSDK_OK;
}

int32_t TrunkChannel::flash(uint32_t op, uint32_t ms) {
  if (ms > kMaxFlashToExchangeMs) return BSDK_E_ARG;
  if (!line_.hook_off()) return BSDK_E_STATE;
  if (flash_op_ != 0) return BSDK_E_BUSY;
  flash_op_ = op;
  flash_left_ = (ms == 0 ? kFlashToExchangeMs : ms) * kSamplesPerMs;
  return BSDK_OK;
}

void TrunkChannel::end_all(int32_t done, int32_t arg) {
  if (flash_op_ == 0) return;
  const uint32_t op = flash_op_;
  flash_op_ = 0;
  flash_left_ = 0;
  world_.raise({channel_, BSDK_EV_DONE, done, arg, op});
}

void TrunkChannel::advance(uint32_t samples) {
  line_.advance(samples);
  if (flash_op_ == 0) return;
  flash_left_ -= std::min(flash_left_, samples);
  if (flash_left_ == 0) end_all(BSDK_DONE_OK, 0);
}

void TrunkChannel::speak(FrameOut rx) {
  if (flash_op_ == 0) line_.speak(rx);
}

}  // namespace boardsim
