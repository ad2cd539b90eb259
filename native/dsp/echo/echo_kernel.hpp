/*
 * What it does: what a kernel of the echo canceller offers to those who are compiled plainly.
 */
#pragma once
#include <cstddef>
#include <cstdint>

#include "../simd/isa.hpp"
#include "../transform/transform_tables.hpp"
#include "echo_constants.hpp"

namespace trunkline::dsp {

/** One block of a group of lanes: lane frames of 80 x lanes floats. */
struct EchoBlock {
  const TransformTables *tables;
  const EchoConstants *constants;
  float *memory;
  size_t partitions, newest, constrained;
  bool suppresses_rest, yields_to_modems;
  const float *far, *near;
  float *out;
};

struct EchoKernel {
  size_t lanes;
  /** How many floats a group's memory has. */
  size_t (*memory_floats)(size_t partitions);
  /** Forgets what a lane knows. */
  void (*reset)(float *memory, size_t partitions, size_t lane, const EchoConstants &constants);
  void (*run)(const EchoBlock &block);
};

const EchoKernel &echo_kernel(Isa isa);
/** The plain form, one channel. */
const EchoKernel &plain_echo_kernel();

}  // namespace trunkline::dsp
