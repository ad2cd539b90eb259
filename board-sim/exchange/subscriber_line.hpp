// One subscriber line of the simulated exchange: what our trunk channel is plugged into.
//
// line_table says what happens; this runs its rows. Each frame goes: advance (time), speak (what
// our channel hears), listen (what our channel said). Everything is called with the board's lock
// held.
#pragma once

#include <optional>
#include <string>

#include "board-sim/exchange/far_party.hpp"
#include "board-sim/exchange/line_table.hpp"
#include "board-sim/exchange/ringing.hpp"
#include "board-sim/signal/hybrid_echo.hpp"

namespace boardsim {

enum class ClearBy : uint8_t { busyTone, polarity, loopDrop };

struct LineSettings {
  bool battery = true;
  bool dial_tone = true;
  bool polarity_answer = false;
  ClearBy clear_by = ClearBy::busyTone;
  int64_t echo_loss_db = 0;  // of the line's hybrid; 0 = it sends nothing back
};

struct LineView {
  std::string_view state;
  std::string_view number;
  std::string_view dialled;
  bool hook_off;
  VoiceKind voice;
};

class SubscriberLine {
 public:
  struct Place {
    int32_t trunk_no, channel;
    int64_t seed;
  };
  SubscriberLine(Place place, const LineSettings &settings, WorldPort &world);

  // Our side. False: there is no loop current.
  bool seize();
  void release() { step(LineEvent::released); }
  bool hook_off() const { return hook_off_; }

  // The network's side; false = the line is not in a state for it.
  bool ring(const InboundCall &call);
  bool give_up() { return step(LineEvent::callerGivesUp); }
  bool far_press(std::string_view digits);
  void far_speak(const VoiceChoice &voice) { far_.choose_voice(voice); }
  bool far_hang_up();
  bool far_answer() { return step(LineEvent::farAnswers); }
  void apply(const LineSettings &settings);
  const LineSettings &settings() const { return settings_; }
  void report_battery();

  void advance(uint32_t samples);
  void speak(FrameOut rx);
  // `suspended`: our channel is in a hook flash, the loop is open and carries nothing.
  void listen(FrameIn tx, bool suspended);

  LineView view() const;
  FarParty &far() { return far_; }

 private:
  bool step(LineEvent event);
  void run(LineAction action);
  void arm(uint32_t ms, LineEvent event);
  void meet_inbound();
  void collect();
  void route();
  void clear_signal();
  void drop_all();
  void set_polarity(bool reversed);
  void tell(std::string_view what, std::string_view detail) { world_.notice(self_, what, detail); }

  WorldPort &world_;
  Party self_;
  int32_t channel_;
  LineSettings settings_;
  LineState state_ = LineState::idle;
  bool hook_off_ = false;
  bool reversed_ = false;
  std::optional<LineEvent> armed_;
  uint32_t armed_left_ = 0;  // samples
  InboundCall inbound_;
  Ringing ringing_;
  CadenceTone tone_;
  DtmfReceiver receiver_;
  char last_digit_ = 0;
  std::string number_, dialled_;
  const Ending *ending_ = nullptr;
  FarParty far_;
  HybridEcho hybrid_;
};

}  // namespace boardsim
