#include <doctest/doctest.h>

#include <string>

#include "../../../native/softmedia/caller_id_receiver.hpp"
#include "../dsp/callerid_signals.hpp"

using trunkline::softmedia::CallerIdReceiver;
using Finding = CallerIdReceiver::Finding;

namespace {

struct Told {
  int found = 0, unreadable = 0;
  std::string number, name;
};

/** What an on-hook line tells when this comes over it, then silence. */
Told hear(const signals::Samples &signal) {
  static const trunkline::dsp::DtmfTables tables;
  CallerIdReceiver receiver(tables);
  Told told;
  const auto sound =
      signals::pcm(signals::joined({signals::silence(300), signal, signals::silence(1000)}));
  for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
    const Finding finding = receiver.hear(std::span(sound).subspan(at, 80));
    told.unreadable += finding == Finding::unreadable;
    if (finding != Finding::found) continue;
    told.found++;
    told.number = receiver.identity().number.data();
    told.name = receiver.identity().name.data();
  }
  return told;
}

}  // namespace

TEST_CASE("number and name of an FSK burst are told once, the name in UTF-8 when GBK was sent") {
  const auto message = signals::mdmf("13900001234", "\xD5\xC5\xC8\xFD");
  for (const auto &shape : {signals::kBell202Burst, signals::kV23Burst}) {
    const Told told = hear(signals::burst(message, shape));
    CHECK(told.found == 1);
    CHECK(told.number == "13900001234");
    CHECK(told.name == "张三");
  }
}

TEST_CASE("a number in DTMF digits is told, whatever stands before and behind it") {
  for (const char *digits : {"A13900001234C", "D13900001234#", "13900001234#", "13900001234",
                             "*13900001234*", "B13900001234A"}) {
    signals::Dtmf shape;
    shape.on_ms = shape.off_ms = 45.0;
    const Told told = hear(signals::dtmf_string(digits, shape));
    CHECK(told.found == 1);
    CHECK(told.number == "13900001234");
  }
}

TEST_CASE("a damaged burst is told once as unreadable, and the good one behind it is found") {
  auto bad = signals::mdmf("13900001234");
  bad[8] ^= 0x10;
  const auto burst = signals::burst(bad);
  const Told told =
      hear(signals::joined({burst, signals::silence(300), burst, signals::silence(300),
                            signals::burst(signals::mdmf("5551234"))}));
  CHECK(told.unreadable == 1);
  CHECK(told.found == 1);
  CHECK(told.number == "5551234");
}
