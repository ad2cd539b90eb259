#include "board-sim/signal/dtmf_sender.hpp"

namespace boardsim {

void DtmfSender::send(std::string_view digits, DtmfTiming timing) {
  timing_ = timing;
  for (const char digit : digits) {
    if (digit == ',' || kDtmfKeys.find(digit) != std::string_view::npos) queue_.push_back(digit);
  }
}

void DtmfSender::stop() {
  queue_.clear();
  sounding_ = false;
  left_ = 0;
}

void DtmfSender::next_part() {
  if (sounding_) {
    sounding_ = false;
    left_ = timing_.off_ms * kSamplesPerMs;
    return;
  }
  const char digit = queue_.front();
  queue_.pop_front();
  if (digit == ',') {
    left_ = kDtmfPauseMs * kSamplesPerMs;
    return;
  }
  const size_t key = kDtmfKeys.find(digit);
  low_.tune(kDtmfRowsHz[key / 4]);
  high_.tune(kDtmfColumnsHz[key % 4]);
  low_.restart();
  high_.restart();
  sounding_ = true;
  left_ = timing_.on_ms * kSamplesPerMs;
}

void DtmfSender::add_to(FrameOut out) {
  size_t at = 0;
  while (at < out.size() && busy()) {
    if (left_ == 0) next_part();
    const size_t part = std::min<size_t>(left_, out.size() - at);
    if (sounding_) {
      for (size_t i = at; i < at + part; ++i) {
        out[i] = saturate(
            out[i] + static_cast<int32_t>(low_peak_ * low_.next() + high_peak_ * high_.next()));
      }
    }
    at += part;
    left_ -= static_cast<uint32_t>(part);
    if (left_ == 0 && sounding_) next_part();
  }
}

}  // namespace boardsim
