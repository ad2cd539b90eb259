#include "dtmf_detector.hpp"

#include <algorithm>

namespace trunkline::dsp {

DigitReports DtmfDetector::feed(std::span<const int16_t> frame) {
  constexpr size_t kHops = baseline::DtmfFront<float>::kHops;
  DigitReports reports;
  for (const int16_t sample : frame) {
    front_.raw[hop_][at_] = static_cast<float>(sample);
    if (++at_ < kDtmfHop) continue;
    const auto screen = front_.end_hop(hop_, tables_->front);
    at_ = 0;
    hop_ = hop_ + 1 < kHops ? hop_ + 1 : 0;  // the oldest of the ring from here on
    const DtmfWindow window{screen.may_hold != 0, screen.is_clear != 0,
                            static_cast<size_t>(screen.low * 4.0F + screen.high)};
    const auto read = [this](const auto &ring, size_t first, float *to) {
      for (size_t h = first; h < kHops; h++) {
        to = std::ranges::copy(ring[(hop_ + h) % kHops], to).out;
      }
    };
    track_.take(
        window, *tables_, reports, [&](float *to) { read(front_.samples, 0, to); },
        [&](float *to) { read(front_.raw, 1, to); });
  }
  return reports;
}

}  // namespace trunkline::dsp
