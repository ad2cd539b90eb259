#include "callerid_dtmf.hpp"

#include <algorithm>
#include <cstring>

namespace trunkline::dsp {
namespace {

constexpr size_t kLeastBareDigits = 3;  // without a start digit: fewer are a stray key
constexpr char kReasonField = 'B', kCallingField = 'A', kOtherField = 'D';
// ETSI EN 300 659-3 annex; variant 2 of it (Netherlands).
constexpr std::string_view kUnavailable = "00", kWithheld = "10";
constexpr std::string_view kVariantCodes = "123";  // withheld, international, technical

bool is_number_digit(char digit) { return digit >= '0' && digit <= '9'; }
bool has(const char *set, char digit) {
  return digit != '\0' && (set == nullptr || std::strchr(set, digit) != nullptr);
}

}  // namespace

bool CallerIdDtmf::add(char digit) {
  silent_ms_ = 0;
  if (!is_open_) {
    is_open_ = true;
    count_ = 0;
    is_ours_ = is_number_digit(digit) || has(digits_.start, digit);
  }
  const std::string_view so_far = text();
  const bool has_content = std::any_of(so_far.begin(), so_far.end(), is_number_digit);
  if (count_ < text_.size()) text_[count_++] = digit;
  return has_content && has(digits_.end, digit) && close();
}

bool CallerIdDtmf::pass_time(uint32_t ms) {
  if (!is_open_) return false;
  silent_ms_ += ms;
  return silent_ms_ >= digits_.timeout_ms && close();
}

bool CallerIdDtmf::close() {
  is_open_ = false;
  silent_ms_ = 0;
  if (!is_ours_) return false;
  read();
  return identity_.number[0] != '\0' || identity_.absence != NumberAbsence::none;
}

void CallerIdDtmf::read() {
  identity_ = {};
  std::string_view rest = text();
  while (!rest.empty()) {
    const char opened_by = is_number_digit(rest[0]) ? '\0' : rest[0];
    if (opened_by != '\0') rest.remove_prefix(1);
    const auto *const end = std::find_if_not(rest.begin(), rest.end(), is_number_digit);
    const auto length = static_cast<size_t>(end - rest.begin());
    read_field(opened_by, rest.substr(0, length));
    rest.remove_prefix(length);
  }
}

void CallerIdDtmf::read_field(char opened_by, std::string_view digits) {
  const auto copy = [digits](CallerIdNumber &into) {
    into = {};
    std::memcpy(into.data(), digits.data(), std::min(digits.size(), into.size() - 1));
  };
  if (digits.empty()) return;
  if (opened_by == kReasonField && (digits == kUnavailable || digits == kWithheld)) {
    identity_.absence = digits == kWithheld ? NumberAbsence::withheld : NumberAbsence::unavailable;
    return;
  }
  if (opened_by == kOtherField && digits.size() == 1 &&
      kVariantCodes.find(digits[0]) != std::string_view::npos) {
    identity_.absence = digits[0] == '1' ? NumberAbsence::withheld : NumberAbsence::unavailable;
    return;
  }
  if (opened_by == '\0' && digits.size() < kLeastBareDigits) return;
  if (identity_.number[0] == '\0') return copy(identity_.number);
  // A number before it: D is whose telephone was called first, A who calls, whatever came first.
  if (opened_by == kOtherField) return copy(identity_.redirecting_number);
  if (opened_by != kCallingField) return;
  identity_.redirecting_number = identity_.number;
  copy(identity_.number);
}

DtmfCallerId dtmf_caller_id(const CallerIdentity &identity, char start, char end) {
  DtmfCallerId message;
  size_t count = 0;
  const auto add = [&](char digit) {
    if (digit != '\0' && count + 1 < message.text.size()) message.text[count++] = digit;
  };
  const bool is_variant = start == kOtherField || (start == '\0' && end == '#');
  const bool is_withheld = identity.absence == NumberAbsence::withheld;
  if (identity.absence == NumberAbsence::none) {
    add(start);
    for (size_t n = 0; identity.number[n] != '\0'; n++) add(identity.number[n]);
  } else if (is_variant) {
    add(kOtherField);
    add(is_withheld ? '1' : '3');
  } else {
    add(kReasonField);
    for (const char digit : is_withheld ? kWithheld : kUnavailable) add(digit);
  }
  add(end);
  return message;
}

}  // namespace trunkline::dsp
