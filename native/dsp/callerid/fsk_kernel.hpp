/*
 * What it does: what a kernel of the FSK receiver offers to those who are compiled plainly.
 */
#pragma once
#include <cstddef>
#include <cstdint>

#include "../simd/isa.hpp"
#include "fsk_report.hpp"
#include "fsk_standard.hpp"

namespace trunkline::dsp {

/** The correlators reach that many samples to both sides: a bit is 6 2/3 samples long. */
constexpr size_t kFskReach = 5;

/** Constants of the receiver, made once. */
struct FskTable {
  explicit FskTable(FskStandard standard);

  /** The two correlators from their middle tap outwards: they give a tone's peak. */
  float mark_cos[kFskReach + 1] = {}, mark_sin[kFskReach + 1] = {};
  float space_cos[kFskReach + 1] = {}, space_sin[kFskReach + 1] = {};
  /** (peak of a tone x this)^2 is its share of FskState::power. */
  float mark_power, space_power;
  float least_peak;       // of the stronger tone
  float least_held_peak;  // of a bit, once a message has begun
  float least_moved;      // of the gate, mean square a sample
};

/** One frame of a group of lanes. */
struct FskBlock {
  const FskTable *table;
  float *memory;
  const float *frame;
  size_t samples;
  size_t waiting;  // samples of the frames before that were no whole block
  uint32_t active;
  FskReports *reports;  // of each lane
};

struct FskKernel {
  size_t lanes, block_samples;
  size_t memory_floats;
  /** Forgets what a lane knows. */
  void (*reset)(float *memory, size_t lane);
  /** Returns which lanes had anything on the line in the last 100 ms. */
  uint32_t (*run)(const FskBlock &block);
};

const FskKernel &fsk_kernel(Isa isa);
/** The plain form, one channel. */
const FskKernel &plain_fsk_kernel();

}  // namespace trunkline::dsp
