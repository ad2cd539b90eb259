/*
 * What it does: spandsp's tone receiver with the same plans.
 *
 * How to use it: one TonePeer a plan; hear() a whole recording, as often as wanted.
 */
#pragma once
#include <spandsp.h>

#include <span>
#include <vector>

#include "tone_sounds.hpp"

namespace compare {

struct PeerReport {
  size_t tone = 0;  // index into the plan's tones
  size_t samples = 0;
};

class TonePeer {
 public:
  /** only_first_hz: of all tones only those that begin with that frequency; 0 for all. */
  explicit TonePeer(const LinePlan &plan, double only_first_hz = 0.0);
  ~TonePeer();
  TonePeer(const TonePeer &) = delete;
  TonePeer &operator=(const TonePeer &) = delete;

  std::vector<PeerReport> hear(std::span<const int16_t> sound);
  /** Goes on with more sound; what it reports counts in `reports`. */
  void feed(std::span<const int16_t> sound);
  size_t reports() const { return heard_.size(); }

 private:
  static void on_report(void *peer, int code, int level, int delay);
  void begin();

  super_tone_rx_descriptor_t *descriptor_;
  super_tone_rx_state_t *state_ = nullptr;
  std::vector<size_t> tones_;  // the plan's index of each of its codes
  std::vector<PeerReport> heard_;
  size_t consumed_ = 0;
};

}  // namespace compare
