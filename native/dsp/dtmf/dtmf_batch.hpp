/*
 * What it does: hears keys being pressed on a group of channels side by side; what it reports is
 * what a DtmfDetector for each of them would.
 *
 * How it works: the front takes the samples of all lanes at once; the few windows that may hold a
 * digit go to the judge one by one.
 *
 * How to use it: one for a group of lanes; reset() a lane before a channel begins to use it; feed()
 * lane frames, with a bit for each lane that counts.
 */
#pragma once
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "../simd/isa.hpp"
#include "dtmf_detector.hpp"
#include "dtmf_kernel.hpp"

namespace trunkline::dsp {

class DtmfBatch {
 public:
  /** The tables must outlive it. */
  explicit DtmfBatch(const DtmfTables &tables, Isa isa = best_isa());

  size_t lanes() const { return kernel_->lanes; }
  void reset(size_t lane);
  /** At most 160 samples. reports: one a lane; those of lanes without a bit stay empty. */
  void feed(const float *frame, size_t samples, uint32_t active, std::span<DigitReports> reports);
  char sounding(size_t lane) const { return tracks_[lane].sounding(); }

 private:
  void end_hop(uint32_t active, std::span<DigitReports> reports);

  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *floats) const { ::operator delete[](floats, kAlignment); }
  };
  const DtmfTables *tables_;
  const DtmfKernel *kernel_;
  std::unique_ptr<float[], Free> memory_;
  std::vector<DtmfTrack> tracks_;
  uint32_t busy_ = 0;  // bit n: the track of lane n is not idle
  size_t hop_ = 0, at_ = 0;
};

}  // namespace trunkline::dsp
