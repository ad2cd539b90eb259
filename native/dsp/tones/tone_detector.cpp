#include "tone_detector.hpp"

#include <algorithm>

namespace trunkline::dsp {

ToneReadings ToneDetector::feed(std::span<const int16_t> frame) {
  constexpr size_t kPart = 80;
  ToneReadings all;
  for (size_t at = 0; at < frame.size(); at += kPart) {
    const auto part = frame.subspan(at, std::min(kPart, frame.size() - at));
    std::array<float, kPart> samples{};
    std::copy(part.begin(), part.end(), samples.begin());
    ToneReadings readings;
    ToneBatch::feed(samples.data(), part.size(), 1, {&readings, 1});
    for (size_t r = 0; r < readings.count && all.count < all.list.size(); r++) {
      all.list[all.count++] = readings.list[r];
    }
  }
  return all;
}

}  // namespace trunkline::dsp
