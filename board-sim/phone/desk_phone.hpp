// A desk phone on an extension port: hook, bell, display and lamp, keys, mouth, ear.
//
// The hook has two ways off: the hand lifts the handset, or a headset circuit is switched on by the
// board (HOOK_TX).
#pragma once

#include <string>

#include "board-sim/board/world_port.hpp"
#include "board-sim/signal/dtmf_sender.hpp"
#include "board-sim/signal/ear.hpp"
#include "board-sim/signal/voice.hpp"

namespace boardsim {

// A break of the loop that is longer counts as hanging up (DAHDI's longest flash is 1250 ms,
// Synway's 700).
inline constexpr uint32_t kFlashMaxMs = 1000;

struct PhoneView {
  bool hook_off, ringing, lamp;
  std::string_view display;
  VoiceKind voice;
};

class DeskPhone {
 public:
  DeskPhone(int32_t phone_no, int32_t channel, WorldPort &world)
      : world_(world), self_{Party::Kind::phone, phone_no}, channel_(channel) {}

  // The hand. False = the phone is not in a state for it.
  bool lift();
  bool hang_up();
  bool press(std::string_view digits);
  bool flash(uint32_t ms);
  void choose_voice(const VoiceChoice &choice) { voice_.choose(choice); }

  // The board.
  void bell_starts(std::string_view display);
  void bell_ends();
  void headset_on();
  void headset_off();
  void light_lamp(bool on) { lamp_ = on; }

  // Loop current flows.
  bool hook_off() const { return hook_off_ && !long_flash_; }

  void advance(uint32_t samples);
  void speak(FrameOut rx);
  void listen(FrameIn tx);
  PhoneView view() const { return {hook_off_, ringing_, lamp_, display_, voice_.kind()}; }
  Voice &mouth() { return voice_; }
  Ear &ear() { return ear_; }

 private:
  void go_off_hook();
  void go_on_hook();
  void tell(std::string_view what, std::string_view detail) { world_.notice(self_, what, detail); }

  WorldPort &world_;
  Party self_;
  int32_t channel_;
  bool hook_off_ = false;
  bool ringing_ = false;
  bool lamp_ = false;  // a message waits
  std::string display_;
  uint32_t flash_left_ = 0;  // samples
  uint32_t flash_ms_ = 0;
  bool long_flash_ = false;
  Voice voice_;
  DtmfSender keys_;
  Ear ear_;
};

}  // namespace boardsim
