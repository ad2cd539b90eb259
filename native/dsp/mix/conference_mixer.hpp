/*
 * What it does: mixes a conference: everybody hears all but himself.
 *
 *   party -> gain -> gate --.                      .-- minus himself -> limiter -> party
 *   party -> gain -> gate --+--> sum of all (bus) --+-- minus himself -> limiter -> party
 *   party -> gain -> gate --'                      '-- ...
 *
 * How it works: one sum for all, from which each party's own share is taken out again exactly. With
 * more than three parties the silent ones are gated, so that thirty lines' noise does not add up;
 * a gate opens within the tick that is loud. The limiter looks at the tick before it goes out, so
 * three loud talkers are turned down together and not clipped. Talkers are ranked by how loud they
 * have been; of more than eight at once the loudest eight are heard.
 *
 * How to use it: one for a conference; set() parties at any time, mix() once a tick. One thread;
 * nothing is allocated after construction.
 */
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mix_kernel.hpp"

namespace trunkline::dsp {

/** What a party of a conference may do. */
struct ConferenceParty {
  bool is_member = false;
  bool talks = true, hears = true;
  float gain = 1.0F;      // of what he says; -40 to +10 dB
  bool is_muted = false;  // in this tick, for instance while he presses keys
};

class ConferenceMixer {
 public:
  static constexpr size_t kMostSamples = 160;
  explicit ConferenceMixer(size_t most_parties, Isa isa = best_isa());

  size_t most_parties() const { return parties_.size(); }
  /** A new member begins silent and fades in over a tick. */
  void set(size_t party, const ConferenceParty &as);
  const ConferenceParty &party(size_t party) const { return parties_[party].as; }
  void mute(size_t party, bool is_muted) { parties_[party].as.is_muted = is_muted; }

  /**
   * in: what each party says, null for silence. out: what he hears, null where nobody wants it; may
   * be in. count samples, at most 160. Parties that are no members are left alone.
   */
  void mix(std::span<const int16_t *const> in, std::span<int16_t *const> out, size_t count);

  /** Members who speak now, the loudest first; returns how many. */
  size_t talkers(std::span<size_t> into) const;

 private:
  struct Party {
    ConferenceParty as;
    float power = 0.0F;     // of this tick
    float loudness = 0.0F;  // smoothed power
    float floor = 0.0F;     // of his noise
    uint32_t quiet_ticks = 0;
    bool is_open = false;
    float gate = 0.0F, gate_before = 0.0F;  // gains at the ends of the tick
    float limit = 1.0F;                     // of what he hears
  };
  /** share: 1 / count. */
  void listen(Party &party, const int16_t *in, size_t count, float share);
  void choose_talkers(size_t members);
  /** Limits what the party hears. */
  void finish(Party &party, float peak, const float *rest, int16_t *out, size_t count);

  const MixKernel *kernel_;
  std::vector<Party> parties_;
  std::vector<size_t> ranked_;
  alignas(64) std::array<float, kMostSamples> bus_{}, rest_{};
  std::array<int16_t, kMostSamples> common_{};  // what silent parties hear
};

}  // namespace trunkline::dsp
