#include "tone_peer.hpp"

namespace compare {

TonePeer::TonePeer(const LinePlan &plan, double only_first_hz)
    : descriptor_(super_tone_rx_make_descriptor(nullptr)) {
  // As much slack as ours has, for its blocks of 16 ms.
  constexpr double kSlackMs = 20.0;
  for (size_t t = 0; t < plan.tones.size(); t++) {
    const LineTone &tone = plan.tones[t];
    if (only_first_hz > 0.0 && tone.steps[0].first_hz != only_first_hz) continue;
    const int code = super_tone_rx_add_tone(descriptor_);
    tones_.push_back(t);
    for (size_t s = 0; s < tone.count(); s++) {
      const LineTone::Step &step = tone.steps[s];
      const auto first = static_cast<int>(step.first_hz), second = static_cast<int>(step.second_hz);
      if (step.ms == 0.0) {
        super_tone_rx_add_element(descriptor_, code, first, second, 1250, 0);
        continue;
      }
      const double slack = step.ms * tone.time_share + kSlackMs;
      super_tone_rx_add_element(descriptor_, code, first, second, static_cast<int>(step.ms - slack),
                                static_cast<int>(step.ms + slack));
    }
  }
  begin();
}

TonePeer::~TonePeer() {
  super_tone_rx_free(state_);
  super_tone_rx_free_descriptor(descriptor_);
}

void TonePeer::begin() {
  if (state_ != nullptr) super_tone_rx_free(state_);
  state_ = super_tone_rx_init(nullptr, descriptor_, on_report, this);
  heard_.clear();
  consumed_ = 0;
}

void TonePeer::on_report(void *peer, int code, int, int) {
  auto &self = *static_cast<TonePeer *>(peer);
  if (code < 0 || static_cast<size_t>(code) >= self.tones_.size()) return;
  self.heard_.push_back({self.tones_[static_cast<size_t>(code)], self.consumed_});
}

void TonePeer::feed(std::span<const int16_t> sound) {
  for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
    consumed_ += 80;
    super_tone_rx(state_, sound.data() + at, 80);
  }
}

std::vector<PeerReport> TonePeer::hear(std::span<const int16_t> sound) {
  begin();
  feed(sound);
  return heard_;
}

}  // namespace compare
