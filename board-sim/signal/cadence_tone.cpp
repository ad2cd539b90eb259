#include "board-sim/signal/cadence_tone.hpp"

namespace boardsim {

void CadenceTone::start(const ToneSpec &spec) {
  spec_ = spec;
  oscillator_.tune(spec.hz);
  oscillator_.restart();
  peak_ = sine_peak(spec.level_dbm0);
  playing_ = true;
  sounding_ = true;
  step_ = 0;
  left_ = spec.cadence[0].on_ms * kSamplesPerMs;
}

void CadenceTone::next_part() {
  const CadenceStep present = spec_.cadence[step_];
  if (sounding_ && present.off_ms > 0) {
    sounding_ = false;
    left_ = present.off_ms * kSamplesPerMs;
    return;
  }
  step_ = step_ + 1 < spec_.cadence.size() && spec_.cadence[step_ + 1].on_ms > 0 ? step_ + 1 : 0;
  sounding_ = true;
  left_ = spec_.cadence[step_].on_ms * kSamplesPerMs;
}

void CadenceTone::add_to(FrameOut out) {
  if (!playing_) return;
  size_t at = 0;
  while (at < out.size()) {
    const size_t part = std::min<size_t>(left_, out.size() - at);
    if (sounding_) {
      for (size_t i = at; i < at + part; ++i)
        out[i] = saturate(out[i] + static_cast<int32_t>(peak_ * oscillator_.next()));
    }
    at += part;
    left_ -= static_cast<uint32_t>(part);
    if (left_ == 0) next_part();
  }
}

}  // namespace boardsim
