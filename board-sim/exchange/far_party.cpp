#include "board-sim/exchange/far_party.hpp"

#include "board-sim/board/hearing_notices.hpp"
#include "board-sim/exchange/line_table.hpp"

namespace boardsim {
namespace {

constexpr double kSpeechDbm0 = -15;
constexpr double kFarToneDbm0 = -13;

}  // namespace

void FarParty::join(const std::array<FarStep, 3> &script, uint32_t hang_up_ms) {
  presence_ = Presence::talking;
  ear_.restart();
  keys_.stop();
  lost_tone_.stop();
  hang_up_left_ = hang_up_ms * kSamplesPerMs;
  script_ = script;
  step_ = 0;
  step_left_ = 0;
  if (!voice_chosen_) next_step();
}

void FarParty::next_step() {
  const bool more = step_ < script_.size() && script_[step_].ms > 0;
  if (!more) {
    step_left_ = 0;
    voice_.choose({});
    return;
  }
  const FarStep &step = script_[step_++];
  step_left_ = step.ms * kSamplesPerMs;
  voice_.choose({step.voice,
                 step.hz,
                 step.voice == VoiceKind::tone ? kFarToneDbm0 : kSpeechDbm0,
                 seed_,
                 {},
                 false});
}

void FarParty::choose_voice(const VoiceChoice &choice) {
  voice_chosen_ = true;
  step_left_ = 0;
  voice_.choose(choice);
}

void FarParty::lose_line() {
  presence_ = Presence::lost;
  keys_.stop();
  lost_tone_.start(kBusyTone);
  hang_up_left_ = kFarLingersMs * kSamplesPerMs;
}

void FarParty::go_away() {
  presence_ = Presence::away;
  keys_.stop();
  lost_tone_.stop();
  voice_.choose({});
  voice_chosen_ = false;
  step_left_ = 0;
  hang_up_left_ = 0;
}

bool FarParty::advance(uint32_t samples, WorldPort &world) {
  if (presence_ == Presence::away) return false;
  if (presence_ == Presence::lost) {
    int16_t heard[kMaxFrameSamples] = {};
    lost_tone_.add_to({heard, samples});
    listen({heard, samples}, world);
  }
  if (step_left_ > 0) {
    step_left_ -= std::min(step_left_, samples);
    if (step_left_ == 0) next_step();
  }
  if (hang_up_left_ == 0) return false;
  hang_up_left_ -= std::min(hang_up_left_, samples);
  return hang_up_left_ == 0;
}

void FarParty::speak(FrameOut out) {
  if (presence_ != Presence::talking) return;
  voice_.add_to(out);
  keys_.add_to(out);
}

void FarParty::listen(FrameIn in, WorldPort &world) { tell_hearing(ear_.hear(in), self_, world); }

}  // namespace boardsim
