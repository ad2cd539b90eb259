#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "../../../native/dsp/callerid/callerid_dtmf.hpp"
#include "../../../native/dsp/callerid/callerid_message.hpp"
#include "../../../native/dsp/callerid/fsk_modem.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;
using signals::Fsk;

namespace {

struct Call {
  int ready = 0, unreadable = 0;
  CallerIdentity identity;
};

Call hear(const signals::Samples &signal) {
  FskReceiver receiver;
  CallerIdMessage message;
  Call call;
  bool open = false;
  const auto take = [&](CallerIdMessage::Progress progress) {
    if (progress == CallerIdMessage::Progress::more) return;
    open = false;
    if (progress == CallerIdMessage::Progress::ready) call.identity = message.identity();
    call.ready += progress == CallerIdMessage::Progress::ready;
    call.unreadable += progress == CallerIdMessage::Progress::unreadable;
  };
  const auto samples =
      signals::pcm(signals::joined({signals::silence(37), signal, signals::silence(100)}));
  for (size_t at = 0; at + 80 <= samples.size(); at += 80) {
    const FskReports reports = receiver.feed(std::span(samples).subspan(at, 80));
    for (size_t r = 0; r < reports.count; r++) {
      if (reports.list[r].kind == FskReport::Kind::began) {
        message.begin();
        open = true;
      } else if (open && reports.list[r].kind == FskReport::Kind::carrier_lost) {
        take(message.end());
      } else if (open) {
        take(message.add(reports.list[r].byte));
      }
    }
  }
  return call;
}

std::string number_of(const signals::Samples &signal) {
  const Call call = hear(signal);
  return call.ready == 1 ? call.identity.number.data() : "";
}

const std::string kNumber = "13900001234";

/** Both standards, with a change made to each. */
template <typename Change>
void check_both(Change change) {
  for (Fsk kind : {Fsk{}, signals::kV23}) {
    change(kind);
    CHECK(number_of(signals::fsk(signals::mdmf(kNumber), kind)) == kNumber);
  }
}

}  // namespace

TEST_CASE("number, name and time of an MDMF message are read, Bell 202 and V.23") {
  for (const Fsk &kind : {Fsk{}, signals::kV23}) {
    const Call call = hear(signals::fsk(signals::mdmf(kNumber, "HAN MEI"), kind));
    CHECK(call.ready == 1);
    CHECK(std::string(call.identity.number.data()) == kNumber);
    CHECK(std::string(call.identity.name.data()) == "HAN MEI");
    CHECK(std::string(call.identity.time.data()) == "11201530");
  }
}

TEST_CASE("an SDMF message is read; O and P say why there is no number") {
  CHECK(number_of(signals::fsk(signals::sdmf("02164321000"))) == "02164321000");
  CHECK(hear(signals::fsk(signals::sdmf("P"))).identity.absence == NumberAbsence::withheld);
  CHECK(hear(signals::fsk(signals::sdmf("O"))).identity.absence == NumberAbsence::unavailable);
}

TEST_CASE("levels from -4.2 to -36.2 dBm0 are read (TIA-716)") {
  for (const double dbm0 : {-4.2, -13.5, -30.0, -36.2}) {
    check_both([dbm0](Fsk &fsk) { fsk.mark_dbm0 = fsk.space_dbm0 = dbm0; });
  }
}

TEST_CASE("a signal of -48.2 dBm0 is not received (TIA-716)") {
  Fsk weak;
  weak.mark_dbm0 = weak.space_dbm0 = -48.3;
  const Call call = hear(signals::fsk(signals::mdmf(kNumber), weak));
  CHECK(call.ready + call.unreadable == 0);
}

TEST_CASE("a twist of -6 to +10 dB is tolerated (TIA-716)") {
  check_both([](Fsk &fsk) { fsk.space_dbm0 = fsk.mark_dbm0 - 10; });
  check_both([](Fsk &fsk) { fsk.space_dbm0 = fsk.mark_dbm0 + 6; });
}

TEST_CASE("frequencies and rate may be off by 1 % (TIA-716, ETS 300 778)") {
  for (const double factor : {0.985, 1.015}) {
    check_both([factor](Fsk &fsk) {
      fsk.mark_hz *= factor;
      fsk.space_hz *= factor;
    });
  }
  check_both([](Fsk &fsk) { fsk.baud = 1188; });
  check_both([](Fsk &fsk) { fsk.baud = 1212; });
}

TEST_CASE("a short preamble and extra marks between bytes are tolerated") {
  check_both([](Fsk &fsk) {
    fsk.seizure_bits = 0;
    fsk.mark_bits = 80;
  });
  check_both([](Fsk &fsk) { fsk.stuffed_marks = 10; });
}

TEST_CASE("DC, hum over the signal and noise 25 dB under it are tolerated (TIA-716)") {
  for (const Fsk &kind : {Fsk{}, signals::kV23}) {
    signals::Samples line = signals::fsk(signals::mdmf(kNumber), kind);
    const double ms = static_cast<double>(line.size()) / 8;
    signals::Samples with_dc = line, with_hum = line, with_noise = line;
    for (double &sample : with_dc) sample += 3276.0;
    signals::Fsk weak = kind;
    weak.mark_dbm0 = weak.space_dbm0 = -30;
    with_hum =
        signals::add(line = signals::fsk(signals::mdmf(kNumber), weak), signals::sine(60, -12, ms));
    CHECK(number_of(with_dc) == kNumber);
    CHECK(number_of(with_hum) == kNumber);
    CHECK(number_of(signals::add(with_noise, signals::noise(-38.5, ms))) == kNumber);
  }
}

TEST_CASE("a damaged message is reported as unreadable, never as a number") {
  for (int octet = 2; octet < 20; octet++) {
    auto bytes = signals::mdmf(kNumber);
    bytes[static_cast<size_t>(octet)] ^= 0x11;
    const Call call = hear(signals::fsk(bytes));
    CHECK(call.ready == 0);
    CHECK(call.unreadable == 1);
  }
}

TEST_CASE("a message cut off in its middle is unreadable") {
  signals::Samples burst = signals::fsk(signals::mdmf(kNumber));
  burst.resize(burst.size() - 600);
  const Call call = hear(burst);
  CHECK(call.ready == 0);
  CHECK(call.unreadable == 1);
}

TEST_CASE("speech and noise hold no message") {
  const Call speech = hear(signals::speech(-15, 120000, 11));
  const Call noise = hear(signals::noise(-15, 60000, 5));
  CHECK(speech.ready + speech.unreadable == 0);
  CHECK(noise.ready + noise.unreadable == 0);
}

TEST_CASE("the octets of any message are bounded") {
  CallerIdMessage message;
  message.begin();
  CHECK(message.add(0x80) == CallerIdMessage::Progress::more);
  CHECK(message.add(0xFF) == CallerIdMessage::Progress::more);
  auto progress = CallerIdMessage::Progress::more;
  int octets = 2;
  for (; progress == CallerIdMessage::Progress::more && octets < 1000; octets++) {
    progress = message.add(0x02);
  }
  CHECK(octets == 258);
  CHECK(progress == CallerIdMessage::Progress::unreadable);
}

TEST_CASE("caller ID in DTMF digits is read with and without start and end") {
  const auto read = [](const std::string &digits, bool with_timeout) -> std::string {
    CallerIdDtmf reader;
    bool complete = false;
    for (const char digit : digits) {
      complete = reader.add(digit);
      if (!complete) CHECK_FALSE(reader.pass_time(100));
    }
    if (with_timeout) complete = reader.pass_time(600);
    return complete ? reader.identity().number.data() : "";
  };
  CHECK(read("A13900001234C", false) == kNumber);
  CHECK(read("A13900001234#", false) == kNumber);
  CHECK(read("D13900001234C", false) == kNumber);
  CHECK(read("D13900001234#", false) == kNumber);
  CHECK(read("13900001234#", false) == kNumber);
  CHECK(read("13900001234", true) == kNumber);
  CHECK(read("A13900001234D8888C", false) == kNumber);
  CHECK(read("7", true).empty());
}

TEST_CASE("the B field of caller ID in DTMF says why there is no number") {
  CallerIdDtmf reader;
  for (const char digit : std::string("B10")) reader.add(digit);
  CHECK(reader.add('C'));
  CHECK(reader.identity().absence == NumberAbsence::withheld);
}
