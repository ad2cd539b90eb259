#include "dtmf_batch.hpp"

#include <algorithm>
#include <bit>

namespace trunkline::dsp {
namespace {

constexpr size_t kHops = DtmfJudge::kSamples / kDtmfHalfHop;

}  // namespace

DtmfBatch::DtmfBatch(const DtmfTables &tables, Isa isa)
    : tables_(&tables),
      kernel_(&dtmf_kernel(isa)),
      memory_(static_cast<float *>(
          ::operator new[](kernel_->memory_floats * sizeof(float), kAlignment))),
      tracks_(kernel_->lanes) {
  for (size_t lane = 0; lane < lanes(); lane++) reset(lane);
}

void DtmfBatch::reset(size_t lane) {
  kernel_->reset(memory_.get(), lane);
  tracks_[lane] = {};
  busy_ &= ~(1U << lane);
}

void DtmfBatch::feed(const float *frame, size_t samples, uint32_t active,
                     std::span<DigitReports> reports) {
  for (size_t lane = 0; lane < lanes(); lane++) reports[lane].count = 0;
  for (size_t done = 0; done < samples;) {
    const size_t count = std::min(kDtmfHop - at_, samples - done);
    kernel_->feed(memory_.get(), frame + done * lanes(), count, hop_, at_);
    done += count;
    at_ += count;
    if (at_ < kDtmfHop) return;
    at_ = 0;
    end_hop(active, reports);
  }
}

void DtmfBatch::end_hop(uint32_t active, std::span<DigitReports> reports) {
  DtmfKernel::Screen screen;
  kernel_->end_hop(memory_.get(), hop_, tables_->front, screen);
  hop_ = hop_ + 1 < kHops ? hop_ + 1 : 0;  // the oldest of the ring from here on
  for (uint32_t left = active & (screen.may_hold | busy_); left != 0; left &= left - 1) {
    const auto lane = static_cast<size_t>(std::countr_zero(left));
    const uint32_t bit = 1U << lane;
    const DtmfWindow window{(screen.may_hold & bit) != 0, (screen.is_clear & bit) != 0,
                            screen.place[lane]};
    tracks_[lane].take(
        window, *tables_, reports[lane],
        [&](float *to) { kernel_->read_half(memory_.get(), lane, hop_, to); },
        [&](float *to) { kernel_->read_raw(memory_.get(), lane, hop_, to); });
    busy_ = tracks_[lane].is_idle() ? busy_ & ~bit : busy_ | bit;
  }
}

}  // namespace trunkline::dsp
