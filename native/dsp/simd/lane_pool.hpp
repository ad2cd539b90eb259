/*
 * What it does: gives channels their places in batches: which group of lanes, which lane.
 *
 * How it works: a channel that needs the algorithm takes the free place in the fullest group that
 * has one, so that work gathers in few groups; a group without members is not run at all.
 *
 * How to use it: take() when a channel begins to need it, give_back() when it does not. One thread;
 * nothing is allocated after construction.
 */
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace trunkline::dsp {

struct LanePlace {
  uint32_t group = 0, lane = 0;
  friend bool operator==(const LanePlace &, const LanePlace &) = default;
};

class LanePool {
 public:
  /** Room for that many channels, in groups of `lanes` (at most 32). */
  LanePool(size_t channels, size_t lanes) : lanes_(lanes), used_((channels + lanes - 1) / lanes) {}

  size_t groups() const { return used_.size(); }
  size_t lanes() const { return lanes_; }
  /** Bit n set: lane n of the group has a channel. */
  uint32_t used(size_t group) const { return used_[group]; }

  /** There must be a free place: the pool has one for every channel. */
  LanePlace take() {
    size_t best = 0;
    int best_count = -1;
    for (size_t g = 0; g < used_.size(); g++) {
      const int count = std::popcount(used_[g]);
      if (count >= static_cast<int>(lanes_) || count <= best_count) continue;
      best = g;
      best_count = count;
    }
    const auto lane = static_cast<uint32_t>(std::countr_one(used_[best]));
    used_[best] |= 1U << lane;
    return {static_cast<uint32_t>(best), lane};
  }
  void give_back(LanePlace place) { used_[place.group] &= ~(1U << place.lane); }

 private:
  size_t lanes_;
  std::vector<uint32_t> used_;
};

}  // namespace trunkline::dsp
