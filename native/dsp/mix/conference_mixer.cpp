#include "conference_mixer.hpp"

#include <algorithm>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

/** Up to so many parties nobody is gated: their noise does no harm, and nothing can be cut. */
constexpr size_t kUngatedParties = 3;
constexpr size_t kMostTalkers = 8;
/** A talker is 9 dB over his noise, and louder than -50 dBm0. */
constexpr float kOverFloor = 8.0F;
constexpr double kLeastTalkerDbm0 = -50.0;
/** What is steady and louder, music or a tone, is no noise. */
constexpr double kMostNoiseDbm0 = -40.0;
/** A gate closes after 300 ms without speech: longer than the pauses within words. */
constexpr uint32_t kQuietTicks = 30;
constexpr float kFloorRise = 1.006F;  // 2.6 dB a second of 10 ms ticks
constexpr float kLoudnessShare = 0.1F;
/** The limiter keeps a dB under full scale and recovers by 0.1 dB a tick. */
constexpr float kMostPeak = 29000.0F, kRecovery = 1.0116F;

}  // namespace

ConferenceMixer::ConferenceMixer(size_t most_parties, Isa isa)
    : kernel_(&mix_kernel(isa)), parties_(most_parties), ranked_(most_parties) {}

void ConferenceMixer::set(size_t party, const ConferenceParty &as) {
  if (!parties_[party].as.is_member) parties_[party] = {};
  parties_[party].as = as;
}

void ConferenceMixer::listen(Party &party, const int16_t *in, size_t count, float share) {
  const bool talks = party.as.talks && !party.as.is_muted && in != nullptr;
  party.power = talks ? kernel_->energy(in, count) * share : 0.0F;
  const auto most = static_cast<float>(power_of(kMostNoiseDbm0));
  party.floor = std::min(std::min(party.power, most), party.floor * kFloorRise + 1.0F);
  const auto least = static_cast<float>(power_of(kLeastTalkerDbm0));
  const bool speaks = party.power > std::max(least, party.floor * kOverFloor);
  party.quiet_ticks = speaks ? 0 : party.quiet_ticks + 1;
  party.is_open = talks && party.quiet_ticks < kQuietTicks;
  const float fresh = party.power * party.as.gain * party.as.gain;
  party.loudness += (fresh - party.loudness) * (fresh > party.loudness ? 0.5F : kLoudnessShare);
}

void ConferenceMixer::choose_talkers(size_t members) {
  if (members <= kUngatedParties) {
    for (Party &party : parties_) party.is_open = party.as.talks && !party.as.is_muted;
    return;
  }
  size_t open = 0;
  for (size_t p = 0; p < parties_.size(); p++) {
    if (parties_[p].as.is_member && parties_[p].is_open) ranked_[open++] = p;
  }
  if (open <= kMostTalkers) return;
  const auto middle = ranked_.begin() + kMostTalkers;
  std::nth_element(
      ranked_.begin(), middle, ranked_.begin() + static_cast<std::ptrdiff_t>(open),
      [this](size_t a, size_t b) { return parties_[a].loudness > parties_[b].loudness; });
  for (size_t k = kMostTalkers; k < open; k++) parties_[ranked_[k]].is_open = false;
}

void ConferenceMixer::mix(std::span<const int16_t *const> in, std::span<int16_t *const> out,
                          size_t count) {
  const float share = 1.0F / static_cast<float>(count);
  size_t members = 0;
  for (size_t p = 0; p < parties_.size(); p++) {
    if (!parties_[p].as.is_member) continue;
    members++;
    listen(parties_[p], in[p], count, share);
  }
  choose_talkers(members);
  std::fill_n(bus_.begin(), count, 0.0F);
  for (size_t p = 0; p < parties_.size(); p++) {
    Party &party = parties_[p];
    if (!party.as.is_member) continue;
    party.gate_before = party.gate;
    party.gate = party.is_open && in[p] != nullptr ? party.as.gain : 0.0F;
    if (party.gate > 0.0F || party.gate_before > 0.0F) {
      if (in[p] != nullptr) {
        kernel_->add(bus_.data(), in[p], count, party.gate_before, party.gate);
      }
    }
  }
  bool has_common = false;
  float common_before = 0.0F, common_after = 0.0F;
  for (size_t p = 0; p < parties_.size(); p++) {
    Party &party = parties_[p];
    if (!party.as.is_member || out[p] == nullptr) continue;
    if (!party.as.hears) {
      std::fill_n(out[p], count, int16_t{0});
      continue;
    }
    const bool is_in = party.gate > 0.0F || party.gate_before > 0.0F;
    if (is_in && in[p] != nullptr) {
      const float peak =
          kernel_->take_out(rest_.data(), bus_.data(), in[p], count, party.gate_before, party.gate);
      finish(party, peak, rest_.data(), out[p], count);
      continue;
    }
    // Who says nothing hears what all the silent ones hear: made once for those whose limiters
    // stand alike.
    if (!has_common || party.limit != common_before) {
      const float peak = kernel_->take_out(rest_.data(), bus_.data(), nullptr, count, 0.0F, 0.0F);
      common_before = party.limit;
      finish(party, peak, rest_.data(), common_.data(), count);
      common_after = party.limit;
      has_common = true;
    }
    party.limit = common_after;
    std::copy_n(common_.begin(), count, out[p]);
  }
}

void ConferenceMixer::finish(Party &party, float peak, const float *rest, int16_t *out,
                             size_t count) {
  const float before = party.limit;
  party.limit = std::min(1.0F, before * kRecovery);
  if (peak * party.limit > kMostPeak) party.limit = kMostPeak / peak;
  // Down at once, so that the peak is not passed on the way; up over the tick.
  kernel_->finish(out, rest, count, std::min(before, party.limit), party.limit);
}

size_t ConferenceMixer::talkers(std::span<size_t> into) const {
  size_t count = 0;
  for (size_t p = 0; p < parties_.size() && count < into.size(); p++) {
    const Party &party = parties_[p];
    if (party.as.is_member && party.is_open && party.quiet_ticks < kQuietTicks) into[count++] = p;
  }
  std::sort(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(count),
            [this](size_t a, size_t b) { return parties_[a].loudness > parties_[b].loudness; });
  return count;
}

}  // namespace trunkline::dsp
