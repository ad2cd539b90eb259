#include "board-sim/phone/desk_phone.hpp"

#include "board-sim/board/hearing_notices.hpp"
#include "native/abi/board_sdk.h"

namespace boardsim {

bool DeskPhone::lift() {
  if (hook_off_) return false;
  go_off_hook();
  return true;
}

bool DeskPhone::hang_up() {
  if (!hook_off_) return false;
  go_on_hook();
  return true;
}

bool DeskPhone::press(std::string_view digits) {
  if (!hook_off_) return false;
  keys_.send(digits, kKeyTiming);
  return true;
}

bool DeskPhone::flash(uint32_t ms) {
  if (!hook_off_ || flash_left_ > 0) return false;
  flash_ms_ = ms;
  flash_left_ = ms * kSamplesPerMs;
  return true;
}

void DeskPhone::bell_starts(std::string_view display) {
  ringing_ = true;
  display_ = display;
  tell("rings", display_);
}

void DeskPhone::bell_ends() {
  if (!ringing_) return;
  ringing_ = false;
  display_.clear();
  tell("ringEnds", hook_off_ ? "answered" : "stopped");
}

void DeskPhone::headset_on() {
  if (!hook_off_) go_off_hook();
}

void DeskPhone::headset_off() {
  if (hook_off_) go_on_hook();
}

void DeskPhone::go_off_hook() {
  hook_off_ = true;
  ear_.restart();
  world_.raise({channel_, BSDK_EV_HOOK, 1});
  tell("offHook", "");
}

void DeskPhone::go_on_hook() {
  const bool already_reported = long_flash_;
  hook_off_ = false;
  long_flash_ = false;
  flash_left_ = 0;
  keys_.stop();
  if (!already_reported) world_.raise({channel_, BSDK_EV_HOOK, 0});
  tell("onHook", "");
}

void DeskPhone::advance(uint32_t samples) {
  if (flash_left_ == 0) return;
  flash_left_ -= std::min(flash_left_, samples);
  if (flash_left_ == 0) {
    if (long_flash_) {
      world_.raise({channel_, BSDK_EV_HOOK, 1});
    } else {
      world_.raise({channel_, BSDK_EV_FLASH, 0, static_cast<int32_t>(flash_ms_)});
    }
    long_flash_ = false;
  } else if (!long_flash_ &&
             flash_ms_ * kSamplesPerMs - flash_left_ >= kFlashMaxMs * kSamplesPerMs) {
    long_flash_ = true;
    world_.raise({channel_, BSDK_EV_HOOK, 0});
  }
}

void DeskPhone::speak(FrameOut rx) {
  if (!hook_off_ || flash_left_ > 0) return;
  voice_.add_to(rx);
  keys_.add_to(rx);
}

void DeskPhone::listen(FrameIn tx) {
  if (!hook_off_ || flash_left_ > 0) return;
  tell_hearing(ear_.hear(tx), self_, world_);
}

}  // namespace boardsim
