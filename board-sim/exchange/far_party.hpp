// The party at the far end of a trunk: it listens, speaks by a script or as told, presses keys, and
// goes away.
#pragma once

#include "board-sim/board/world_port.hpp"
#include "board-sim/exchange/exchange_plan.hpp"
#include "board-sim/signal/cadence_tone.hpp"
#include "board-sim/signal/dtmf_sender.hpp"
#include "board-sim/signal/ear.hpp"

namespace boardsim {

class FarParty {
 public:
  FarParty(Party self, int64_t seed) : self_(self), seed_(seed) {}

  // It is on the line from now on. The script runs unless a voice was chosen beforehand.
  void join(const std::array<FarStep, 3> &script, uint32_t hang_up_ms);
  // The exchange has taken the line away: it hears busy tone, and hangs up after a while.
  void lose_line();
  void go_away();

  void choose_voice(const VoiceChoice &choice);
  void press(std::string_view digits) { keys_.send(digits, kKeyTiming); }

  // Moves time; returns true when it hangs up now.
  bool advance(uint32_t samples, WorldPort &world);
  void speak(FrameOut out);
  void listen(FrameIn in, WorldPort &world);

  bool off_hook() const { return presence_ != Presence::away; }
  VoiceKind voice() const { return voice_.kind(); }
  Voice &mouth() { return voice_; }
  Ear &ear() { return ear_; }

 private:
  enum class Presence : uint8_t { away, talking, lost };

  void next_step();

  Party self_;
  int64_t seed_;
  Presence presence_ = Presence::away;
  Voice voice_;
  bool voice_chosen_ = false;
  std::array<FarStep, 3> script_{};
  size_t step_ = 0;
  uint32_t step_left_ = 0;     // samples; 0 = the script is over
  uint32_t hang_up_left_ = 0;  // samples; 0 = stays
  DtmfSender keys_;
  CadenceTone lost_tone_;
  Ear ear_;
};

}  // namespace boardsim
