#include "dtmf_batch.hpp"

#include <algorithm>
#include <bit>

#include "dtmf_window.hpp"

namespace trunkline::dsp {
namespace {

constexpr size_t kHops = DtmfJudge::kSamples / kDtmfHop;

}  // namespace

DtmfBatch::DtmfBatch(const DtmfTables &tables, Isa isa)
    : tables_(&tables),
      kernel_(&dtmf_kernel(isa)),
      memory_(static_cast<float *>(
          ::operator new[](kernel_->memory_floats * sizeof(float), kAlignment))),
      decisions_(kernel_->lanes) {
  for (size_t lane = 0; lane < lanes(); lane++) reset(lane);
}

void DtmfBatch::reset(size_t lane) {
  kernel_->reset(memory_.get(), lane);
  decisions_[lane] = {};
}

void DtmfBatch::feed(const float *frame, size_t samples, uint32_t active,
                     std::span<DigitReports> reports) {
  for (size_t lane = 0; lane < lanes(); lane++) reports[lane].count = 0;
  for (size_t done = 0; done < samples;) {
    const size_t count = std::min(kDtmfHop - at_, samples - done);
    kernel_->feed(memory_.get(), frame + done * lanes(), count, hop_, at_, tables_->front);
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
  hop_ = hop_ + 1 < kHops ? hop_ + 1 : 0;
  for (uint32_t left = active; left != 0; left &= left - 1) {
    const auto lane = static_cast<size_t>(std::countr_zero(left));
    const DtmfWindow window{(screen.may_hold >> lane & 1U) != 0,
                            (screen.is_clear >> lane & 1U) != 0, screen.place[lane],
                            screen.under[lane]};
    const auto read = [&](DtmfKernel::Ring which) {
      return [this, which, lane](DtmfJudge::Samples &to) {
        kernel_->read(memory_.get(), which, lane, hop_, to.data());
      };
    };
    take_dtmf_window(window, tables_->judge, decisions_[lane], reports[lane],
                     read(DtmfKernel::Ring::tones), read(DtmfKernel::Ring::wide));
  }
}

}  // namespace trunkline::dsp
