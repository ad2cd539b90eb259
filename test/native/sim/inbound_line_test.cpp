#include <doctest/doctest.h>

#include "test/native/sim/line_rig.hpp"

using namespace boardsim;

TEST_CASE("ringing keeps 1 s / 4 s, and FSK comes 500 to 800 ms after the first ring") {
  Rig rig;
  CHECK(rig.line.ring(call_with(CallerIdKind::fsk)));
  const Samples heard = rig.pass(7000);
  const std::vector<Raised> rings = rig.of(BSDK_EV_RING);
  REQUIRE(rings.size() == 4);
  CHECK(rings[1].at_ms - rings[0].at_ms == 1000);
  CHECK(rings[2].at_ms - rings[0].at_ms == 5000);
  CHECK(rings[2].arg == 2);
  size_t first = 0;
  while (first < heard.size() && heard[first] == 0) ++first;
  const size_t fsk_ms = first / 8;
  CHECK(fsk_ms >= rings[1].at_ms + 500);
  CHECK(fsk_ms <= rings[1].at_ms + 820);
  CHECK(measure::level_dbm0(measure::part(heard, 5000, 7000)) < -60);
}

TEST_CASE("DTMF caller ID comes before the first ring, D number C at 70 / 70 ms") {
  Rig rig;
  CHECK(rig.line.ring(call_with(CallerIdKind::dtmf)));
  const Samples heard = rig.pass(3000);
  DtmfReceiver receiver;
  std::string digits;
  for (size_t at = 0; at + 80 <= heard.size(); at += 80) {
    if (const auto digit = receiver.hear(std::span(heard).subspan(at, 80)))
      digits.push_back(*digit);
  }
  CHECK(digits == "D13900001234C");
  REQUIRE(!rig.of(BSDK_EV_RING).empty());
  CHECK(rig.of(BSDK_EV_RING)[0].at_ms >= 13 * 140);
}

TEST_CASE("a line without caller ID only rings") {
  Rig rig;
  rig.line.ring(call_with(CallerIdKind::none));
  CHECK(measure::level_dbm0(rig.pass(4900)) < -60);
}

TEST_CASE("the caller who gives up by himself stops the ringing") {
  Rig rig;
  InboundCall call = call_with(CallerIdKind::fsk);
  call.give_up_ms = 1200;
  rig.line.ring(call);
  rig.pass(2000);
  CHECK(rig.of(BSDK_EV_RING).back().code == 0);
  CHECK(rig.line.view().state == "idle");
}

TEST_CASE(
    "an answered caller is heard, hears exactly what we say, and our release gives him busy tone") {
  Rig rig;
  rig.line.ring(call_with(CallerIdKind::none));
  rig.pass(500);
  CHECK(rig.line.seize());
  rig.line.far_speak({VoiceKind::tone, 1040, -15, 0, {}, false});
  rig.mouth.choose({VoiceKind::tone, 610, -20, 0, {}, false});
  int16_t before[1];
  rig.line.far().ear().take(before);
  const Samples heard = rig.pass(500);
  CHECK(std::abs(measure::level_at_dbm0(heard, 1040) - -15) < 0.3);
  Samples far(8 * 500);
  CHECK(rig.line.far().ear().take(far) == far.size());
  CHECK(std::abs(measure::level_at_dbm0(far, 610) - -20) < 0.3);
  CHECK(rig.noticed("hearsTone 610"));
  rig.line.release();
  rig.pass(5000);
  CHECK(rig.noticed("hearsTone 450"));
  CHECK(rig.notices.back() == "hungUp");
  CHECK(rig.line.view().state == "idle");
}

TEST_CASE("the far party's keys are heard by us") {
  Rig rig;
  rig.line.ring(call_with(CallerIdKind::none));
  rig.pass(100);
  CHECK(!rig.line.far_press("1"));
  rig.line.seize();
  CHECK(rig.line.far_press("1"));
  const Samples heard = rig.pass(200);
  CHECK(std::abs(measure::level_at_dbm0(measure::part(heard, 0, 100), 697) - -9) < 0.5);
}

TEST_CASE("a far party who hangs up leaves busy tone, and per setting a sign on the loop") {
  for (const ClearBy clear_by : {ClearBy::busyTone, ClearBy::polarity, ClearBy::loopDrop}) {
    LineSettings settings;
    settings.clear_by = clear_by;
    Rig rig(settings);
    rig.line.ring(call_with(CallerIdKind::none));
    rig.pass(100);
    rig.line.seize();
    rig.pass(100);
    CHECK(rig.line.far_hang_up());
    const Samples heard = rig.pass(3000);
    const std::vector<int> cadence = measure::cadence_ms(heard);
    REQUIRE(cadence.size() >= 4);
    for (const int each : cadence) CHECK(std::abs(each - 350) <= 5);
    CHECK(rig.of(BSDK_EV_POLARITY).size() == (clear_by == ClearBy::polarity ? 1 : 0));
    CHECK(rig.of(BSDK_EV_REMOTE_GONE).size() == (clear_by == ClearBy::loopDrop ? 1 : 0));
    CHECK(rig.line.view().state == "farGone");
  }
}
