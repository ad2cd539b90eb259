#include "dtmf_detector.hpp"

#include "dtmf_window.hpp"

namespace trunkline::dsp {

DigitReports DtmfDetector::feed(std::span<const int16_t> frame) {
  constexpr size_t kHops = baseline::DtmfFront<float>::kHops;
  DigitReports reports;
  for (const int16_t sample : frame) {
    front_.step(static_cast<float>(sample), hop_, at_, tables_->front);
    if (++at_ < kDtmfHop) continue;
    at_ = 0;
    const auto screen = front_.end_hop(hop_, tables_->front);
    hop_ = hop_ + 1 < kHops ? hop_ + 1 : 0;
    const DtmfWindow window{screen.may_hold != 0, screen.is_clear != 0,
                            static_cast<size_t>(screen.low * 4.0F + screen.high), screen.under};
    const auto read = [this](const float(&ring)[kHops][kDtmfHop]) {
      return [this, &ring](DtmfJudge::Samples &to) {
        // hop_ is the oldest of the ring now.
        for (size_t n = 0; n < to.size(); n++) {
          to[n] = ring[(hop_ + n / kDtmfHop) % kHops][n % kDtmfHop];
        }
      };
    };
    take_dtmf_window(window, tables_->judge, decision_, reports, read(front_.samples),
                     read(front_.wide));
  }
  return reports;
}

}  // namespace trunkline::dsp
