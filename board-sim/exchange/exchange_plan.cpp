#include "board-sim/exchange/exchange_plan.hpp"

namespace boardsim {
namespace {

constexpr size_t kShortest = 3;
constexpr size_t kUnobtainableRow = 4;
static_assert(kEndings[kUnobtainableRow].fate == Fate::unobtainable);

bool begins_with(std::string_view digits, std::string_view prefix) {
  if (digits.size() < prefix.size()) return false;
  for (size_t i = 0; i < prefix.size(); ++i) {
    if (prefix[i] != 'x' && prefix[i] != digits[i]) return false;
  }
  return true;
}

bool is_decimal(char each) { return each >= '0' && each <= '9'; }

}  // namespace

const Ending &ending_of(std::string_view number) {
  const Ending &unobtainable = kEndings[kUnobtainableRow];
  if (number.size() < kShortest || !is_decimal(number.back()) ||
      !is_decimal(number[number.size() - 2]))
    return unobtainable;
  const int last_two = (number[number.size() - 2] - '0') * 10 + (number.back() - '0');
  for (const Ending &ending : kEndings) {
    if (last_two >= ending.from && last_two <= ending.to) return ending;
  }
  return unobtainable;
}

size_t known_length(std::string_view digits) {
  for (const NumberLength &row : kNumberLengths) {
    if (begins_with(digits, row.prefix)) return row.digits;
  }
  return 0;
}

}  // namespace boardsim
