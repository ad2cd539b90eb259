#include "../../../native/dsp/callerid/callerid_dtmf.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace trunkline::dsp;

namespace {

struct Read {
  std::string text, number, redirecting;
  NumberAbsence absence = NumberAbsence::none;
  size_t digits = 0;  // how many were needed; all and silence when 0
};

Read read(const std::string &digits, const CallerIdDigits &sets = {}) {
  CallerIdDtmf reader(sets);
  Read result;
  const auto take = [&](size_t count) {
    result = {std::string(reader.text()), reader.identity().number.data(),
              reader.identity().redirecting_number.data(), reader.identity().absence, count};
  };
  for (size_t n = 0; n < digits.size(); n++) {
    if (reader.add(digits[n])) {
      take(n + 1);
      return result;
    }
    CHECK_FALSE(reader.pass_time(100));
  }
  if (reader.pass_time(sets.timeout_ms)) take(0);
  return result;
}

const std::string kNumber = "13900001234";

}  // namespace

TEST_CASE("caller ID in DTMF digits is read with any start and end digit, and without") {
  for (const char *start : {"", "A", "B", "C", "D", "*", "#"}) {
    for (const char *end : {"", "A", "B", "C", "D", "*", "#"}) {
      const std::string digits = start + kNumber + end;
      CAPTURE(digits);
      const Read result = read(digits);
      CHECK(result.number == kNumber);
      CHECK(result.text == digits);
      const bool ends_at_once = *end == 'C' || *end == '#';
      CHECK(result.digits == (ends_at_once ? digits.size() : 0));
    }
  }
}

TEST_CASE(
    "fields: A the caller, D who sent the call on, B and the codes of variant 2 the reasons") {
  CHECK(read("A13900001234D8888C").number == kNumber);
  CHECK(read("A13900001234D8888C").redirecting == "8888");
  CHECK(read("D8888A13900001234C").number == kNumber);
  CHECK(read("D8888A13900001234C").redirecting == "8888");
  CHECK(read("B10C").absence == NumberAbsence::withheld);
  CHECK(read("B00C").absence == NumberAbsence::unavailable);
  CHECK(read("D1#").absence == NumberAbsence::withheld);
  CHECK(read("D2#").absence == NumberAbsence::unavailable);
  CHECK(read("D3#").absence == NumberAbsence::unavailable);
  CHECK(read("A5C").number == "5");
}

TEST_CASE("a stray key or two, or letters alone, are no caller ID") {
  CHECK(read("7").text.empty());
  CHECK(read("42").text.empty());
  CHECK(read("AC").text.empty());
  CHECK(read("#").text.empty());
  CHECK(read("110").number == "110");
}

TEST_CASE("start, end and the time without digits can be set") {
  CallerIdDigits sets;
  sets.start = "D";
  sets.end = "A";
  sets.timeout_ms = 300;
  CHECK(read("D13900001234A", sets).digits == 13);
  CHECK(read("D13900001234C", sets).digits == 0);
  CHECK(read("B13900001234A", sets).text.empty());
  CHECK(read("13900001234", sets).number == kNumber);
  CallerIdDtmf reader(sets);
  for (const char digit : kNumber) reader.add(digit);
  CHECK_FALSE(reader.pass_time(299));
  CHECK(reader.pass_time(1));
}

TEST_CASE("one message after the other is read, and the end of a recording ends one") {
  CallerIdDtmf reader;
  for (const char digit : std::string("A111")) reader.add(digit);
  CHECK(reader.add('C'));
  for (const char digit : std::string("A222")) reader.add(digit);
  CHECK(reader.finish());
  CHECK(std::string(reader.identity().number.data()) == "222");
  CHECK_FALSE(reader.finish());
}

TEST_CASE("the digits that an exchange sends are those that are read") {
  CallerIdentity identity;
  kNumber.copy(identity.number.data(), kNumber.size());
  CHECK(std::string(dtmf_caller_id(identity, 'A', 'C').text.data()) == "A13900001234C");
  CHECK(std::string(dtmf_caller_id(identity, '\0', '#').text.data()) == "13900001234#");
  CHECK(std::string(dtmf_caller_id(identity, '\0', '\0').text.data()) == kNumber);
  for (const NumberAbsence absence : {NumberAbsence::withheld, NumberAbsence::unavailable}) {
    identity.absence = absence;
    for (const auto &[start, end] : {std::pair{'A', 'C'}, {'D', 'C'}, {'D', '#'}, {'\0', '#'}}) {
      CHECK(read(dtmf_caller_id(identity, start, end).text.data()).absence == absence);
    }
  }
}

TEST_CASE("any digits in any order, with any pauses, do no harm and lose no later message") {
  std::mt19937 random(5);
  constexpr std::string_view kDigits = "0123456789ABCD*#";
  CallerIdDtmf reader;
  for (int n = 0; n < 200000; n++) {
    const bool complete =
        random() % 50 == 0 ? reader.pass_time(random() % 900) : reader.add(kDigits[random() % 16]);
    if (complete) REQUIRE_FALSE(reader.text().empty());
  }
  reader.pass_time(10000);
  for (const char digit : std::string("A13900001234")) reader.add(digit);
  CHECK(reader.add('C'));
  CHECK(std::string(reader.identity().number.data()) == kNumber);
}
