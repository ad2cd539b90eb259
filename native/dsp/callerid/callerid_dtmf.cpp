#include "callerid_dtmf.hpp"

#include <cstring>
#include <string_view>

namespace trunkline::dsp {
namespace {

constexpr uint32_t kLeastBareDigits = 3;  // without a start digit: fewer are a stray key
constexpr char kReasonField = 'B';
constexpr std::string_view kWithheld = "10";  // EN 300 659-3: 00 unavailable, 10 restricted

bool has(const char *set, char digit) { return std::strchr(set, digit) != nullptr; }

}  // namespace

bool CallerIdDtmf::add(char digit) {
  silent_ms_ = 0;
  if (!begun_) identity_ = {};
  begun_ = true;
  if (has(digits_.end, digit)) return close_message();
  if (has(digits_.start, digit)) {
    close_field();
    opened_by_ = digit;
    return false;
  }
  if (field_count_ + 1 < field_.size()) field_[field_count_++] = digit;
  return false;
}

bool CallerIdDtmf::pass_time(uint32_t ms) {
  if (!begun_) return false;
  silent_ms_ += ms;
  return silent_ms_ >= digits_.timeout_ms && close_message();
}

void CallerIdDtmf::close_field() {
  const std::string_view text(field_.data(), field_count_);
  if (opened_by_ == kReasonField) {
    identity_.absence = text == kWithheld ? NumberAbsence::withheld : NumberAbsence::unavailable;
  } else if (identity_.number[0] == '\0' &&
             (opened_by_ != 0 ? field_count_ > 0 : field_count_ >= kLeastBareDigits)) {
    std::memcpy(identity_.number.data(), field_.data(), field_count_);
  }
  field_count_ = 0;
  opened_by_ = 0;
}

bool CallerIdDtmf::close_message() {
  close_field();
  begun_ = false;
  silent_ms_ = 0;
  return identity_.number[0] != '\0' || identity_.absence != NumberAbsence::none;
}

}  // namespace trunkline::dsp
