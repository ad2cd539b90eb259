#include "digit_sender.hpp"

#include <algorithm>
#include <cstring>

namespace trunkline::softmedia {

bool parse_digits(const char *text, DigitString &into) {
  const size_t count = text == nullptr ? 0 : strnlen(text, DigitString::kMost + 1);
  if (count == 0 || count > DigitString::kMost) return false;
  const bool sendable = std::all_of(text, text + count, [](char digit) {
    return dsp::is_dtmf_digit(digit) || digit == ',' || digit == '!';
  });
  if (sendable) std::memcpy(into.text.data(), text, count + 1);
  return sendable;
}

void DigitSender::begin(const DigitString &digits, const dsp::DtmfTiming &timing) {
  *this = DigitSender();
  timing_ = timing;
  std::strcpy(digits_.data(), digits.text.data());
}

bool DigitSender::append(const DigitString &digits) {
  std::copy(digits_.begin() + static_cast<std::ptrdiff_t>(at_), digits_.end(), digits_.begin());
  at_ = 0;
  if (std::strlen(digits_.data()) + std::strlen(digits.text.data()) >= digits_.size()) return false;
  std::strcat(digits_.data(), digits.text.data());
  return true;
}

DigitSender::Outcome DigitSender::fill(std::span<int16_t> frame) {
  std::fill(frame.begin(), frame.end(), int16_t{0});
  while (!frame.empty() && !flashing_) {
    if (pause_samples_ > 0) {
      const auto silent = std::min<size_t>(pause_samples_, frame.size());
      pause_samples_ -= static_cast<uint32_t>(silent);
      frame = frame.subspan(silent);
    } else if (!tone_.done()) {
      frame = frame.subspan(tone_.fill(frame));
    } else {
      const Outcome outcome = next();
      if (outcome != Outcome::sending) return outcome;
    }
  }
  return Outcome::sending;
}

DigitSender::Outcome DigitSender::next() {
  const char digit = digits_[at_];
  if (digit == '\0') return Outcome::sent;
  at_++;
  if (digit == ',') {
    pause_samples_ = kPauseSamples;
  } else if (digit == '!') {
    flashing_ = true;
    return Outcome::flash_wanted;
  } else {
    tone_.begin(digit, timing_);
  }
  return Outcome::sending;
}

}  // namespace trunkline::softmedia
