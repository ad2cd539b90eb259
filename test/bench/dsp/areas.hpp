/*
 * What it does: the areas of dsp_compare. Each area has a bench (speed, paired with a peer library
 * in the same run) and a conformance part (accuracy: the standard's limit, the reference library,
 * ours).
 *
 * How to use it: one file an area and kind; a row of the table in areas.cpp.
 */
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace compare {

/** What the programs get from outside. */
struct Options {
  /** Folder with generated speech: *.s16, PCM16 at 8 kHz. Empty when there is none. */
  std::string sounds;
  /** Fewer pulses, set-ups and minutes; for trying out. */
  bool quick = false;
};

struct Area {
  std::string_view name;
  void (*bench)(const Options &) = nullptr;
  void (*conformance)(const Options &) = nullptr;
};
std::span<const Area> areas();

/** One line of the conformance table. Values are text with their unit. */
struct ConformanceRow {
  std::string area, metric;
  std::string limit;      // the standard's, or "-"
  std::string reference;  // what the reference library measured in this run, or "-"
  std::string ours;
  bool is_met = false;  // ours is within the limit and at least as good as the floor
  int target = 0;       // the number of the acceptance target in docs/signal-quality.md; 0 for none
  std::string floor, goal;  // as the target says; empty when it has none
  bool is_goal_met = false;
};
void print(const ConformanceRow &row);

/** One paired figure. All in channels a core: seconds of sound worked on in a second of CPU. */
struct BenchRow {
  std::string name, unit = "channels/core";
  double ours = 0.0;
  std::string peer_name;  // empty when there is none
  double peer = 0.0;
  double must = 0.0, goal = 0.0;  // ratios to the peer; with no peer, absolute figures
  double limit = 0.0;  // the physical limit for this machine, in the same unit; 0 when not known
  std::string isa;     // what ours ran on
};
void print(const BenchRow &row);

/** Runs both in turn, an odd number of rounds of at least that many ms of CPU each; the medians, in
 * units of work a second of CPU. `work` returns how many units it did. */
struct Paired {
  double ours = 0.0, peer = 0.0;
};
Paired measure_paired(double (*ours)(void *), double (*peer)(void *), void *context, int rounds = 5,
                      double round_ms = 200.0);

/** PCM16 of all *.s16 files below the folder whose names begin so, at most that many samples. */
std::vector<int16_t> load_speech(const Options &options, std::string_view begins,
                                 size_t most_samples);

}  // namespace compare
