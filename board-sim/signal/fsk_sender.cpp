#include "board-sim/signal/fsk_sender.hpp"

namespace boardsim {
namespace {

constexpr int kSeizureBits = 300;
constexpr int kMarkBits = 180;
constexpr int kTailBits = 10;

}  // namespace

void FskSender::send(const std::vector<uint8_t> &message) {
  bits_.clear();
  for (int i = 0; i < kSeizureBits; ++i) bits_.push_back(i % 2 == 1);
  bits_.insert(bits_.end(), kMarkBits, true);
  for (const uint8_t byte : message) {
    bits_.push_back(false);
    for (int bit = 0; bit < 8; ++bit) bits_.push_back(((byte >> bit) & 1) != 0);
    bits_.push_back(true);
  }
  bits_.insert(bits_.end(), kTailBits, true);
  at_ = 0;
  bit_clock_ = 0;
  carrier_.restart();
  carrier_.tune(bits_[0] ? kFskMarkHz : kFskSpaceHz);
}

void FskSender::add_to(FrameOut out) {
  for (size_t i = 0; i < out.size() && busy(); ++i) {
    out[i] = saturate(out[i] + static_cast<int32_t>(peak_ * carrier_.next()));
    bit_clock_ += kFskBitsPerSecond;
    if (bit_clock_ >= kRateHz) {
      bit_clock_ -= kRateHz;
      ++at_;
      if (busy()) carrier_.tune(bits_[at_] ? kFskMarkHz : kFskSpaceHz);
    }
  }
}

}  // namespace boardsim
