#include <doctest/doctest.h>

#include <map>

#include "board-sim/exchange/subscriber_line.hpp"
#include "native/abi/board_sdk.h"
#include "test/native/sim/measure.hpp"

using namespace boardsim;
using measure::Samples;

namespace {

struct Raised {
  uint16_t kind;
  int32_t code, arg;
  uint64_t at_ms;
};

// A line with a host's ear and mouth at our end.
class Rig final : public WorldPort {
 public:
  explicit Rig(const LineSettings &settings = {}) : line({1, 0, 5}, settings, *this) {}

  void raise(const BoardSignal &signal) override {
    raised.push_back({signal.kind, signal.code, signal.arg, now_ms});
  }
  void notice(Party, std::string_view what, std::string_view detail) override {
    notices.push_back(std::string(what) + (detail.empty() ? "" : " ") + std::string(detail));
  }

  // What our channel hears meanwhile.
  Samples pass(uint32_t ms) {
    Samples heard;
    for (uint32_t at = 0; at < ms; at += 10) {
      int16_t rx[80] = {};
      int16_t tx[80] = {};
      line.advance(80);
      line.speak(rx);
      keys.add_to(tx);
      mouth.add_to(tx);
      line.listen(tx, false);
      heard.insert(heard.end(), rx, rx + 80);
      now_ms += 10;
    }
    return heard;
  }

  // Seizes, waits for dial tone, dials.
  void dial(std::string_view number) {
    line.seize();
    pass(300);
    keys.send(number, kKeyTiming);
    pass(static_cast<uint32_t>(number.size()) * 200);
  }

  bool noticed(std::string_view wanted) const {
    return std::find(notices.begin(), notices.end(), wanted) != notices.end();
  }
  std::vector<Raised> of(uint16_t kind) const {
    std::vector<Raised> found;
    for (const Raised &each : raised) {
      if (each.kind == kind) found.push_back(each);
    }
    return found;
  }

  uint64_t now_ms = 0;
  std::vector<Raised> raised;
  std::vector<std::string> notices;
  DtmfSender keys;
  Voice mouth;
  SubscriberLine line;
};

InboundCall call_with(CallerIdKind kind) {
  InboundCall call;
  call.number = "13900001234";
  call.time = "11202215";
  call.caller_id = kind;
  return call;
}

bool is_450(const Samples &samples, uint32_t from_ms, uint32_t to_ms) {
  return std::abs(measure::level_at_dbm0(measure::part(samples, from_ms, to_ms), 450) - -10) < 0.5;
}

}  // namespace

TEST_CASE("every pair of state and event either has its row or is refused") {
  std::map<std::pair<LineState, LineEvent>, size_t> rows;
  for (const LineRow &row : line_rows::kRows) ++rows[{row.state, row.event}];
  for (int state = 0; state <= static_cast<int>(LineState::noBattery); ++state) {
    CHECK(!line_state_name(static_cast<LineState>(state)).empty());
    for (int event = 0; event <= static_cast<int>(LineEvent::batteryReturns); ++event) {
      const auto key = std::pair(static_cast<LineState>(state), static_cast<LineEvent>(event));
      for (const bool hook_off : {false, true}) {
        const LineRow *row = find_line_row(key.first, key.second, hook_off);
        CHECK((row != nullptr) == (rows.count(key) > 0));
        if (row == nullptr) continue;
        CHECK(row->state == key.first);
        CHECK(row->event == key.second);
        CHECK((row->guard == LineGuard::always || (row->guard == LineGuard::hookOff) == hook_off));
      }
    }
  }
}

TEST_CASE("from every state the line comes back to idle by releasing, or has no battery") {
  for (int state = 0; state <= static_cast<int>(LineState::noBattery); ++state) {
    const LineRow *row = find_line_row(static_cast<LineState>(state), LineEvent::released, true);
    if (static_cast<LineState>(state) == LineState::ringing)
      continue;  // on-hook: nothing to release
    REQUIRE(row != nullptr);
    CHECK((row->next == LineState::idle || row->next == LineState::noBattery));
  }
}

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

TEST_CASE("a seized idle line gives dial tone until the first digit, or none by setting") {
  Rig rig;
  rig.line.seize();
  const Samples heard = rig.pass(500);
  CHECK(measure::level_dbm0(measure::part(heard, 0, 50)) < -60);
  CHECK(is_450(heard, 100, 500));
  rig.keys.send("1", kKeyTiming);
  const Samples after = rig.pass(500);
  CHECK(measure::level_dbm0(measure::part(after, 200, 500)) < -60);
  CHECK(rig.line.view().dialled == "1");

  LineSettings silent;
  silent.dial_tone = false;
  Rig mute(silent);
  mute.line.seize();
  CHECK(measure::level_dbm0(mute.pass(1000)) < -60);
}

TEST_CASE("the exchange hears the number digit by digit and knows a mobile number is complete") {
  Rig rig;
  rig.dial("13800000002");
  CHECK(rig.noticed("dialled 13800000002"));
}

TEST_CASE("a number of unknown length is complete 3 s after its last digit, or at once by #") {
  Rig rig;
  rig.dial("8123");
  rig.pass(2500);
  CHECK(!rig.noticed("dialled 8123"));
  rig.pass(800);
  CHECK(rig.noticed("dialled 8123"));
  Rig quick;
  quick.dial("8123#");
  CHECK(quick.noticed("dialled 8123"));
}

TEST_CASE(
    "an ending from 00 to 79 rings as long as its last digit says, and answers with polarity if "
    "set") {
  LineSettings settings;
  settings.polarity_answer = true;
  Rig rig(settings);
  rig.dial("13800000003");
  rig.pass(400);
  const Samples ringback = rig.pass(2500);
  CHECK(is_450(ringback, 200, 700));
  CHECK(rig.line.view().state == "farRinging");
  rig.pass(1000);
  CHECK(rig.line.view().state == "talking");
  REQUIRE(rig.of(BSDK_EV_POLARITY).size() == 1);
  CHECK(rig.of(BSDK_EV_POLARITY)[0].code == 1);
  rig.line.release();
  CHECK(rig.of(BSDK_EV_POLARITY).back().code == 0);
}

TEST_CASE("the endings 80 to 83 and 85 to 86 have the fates of the table") {
  struct Fated {
    const char *number;
    std::string_view state;
    int on_ms;
  };
  for (const Fated fated :
       {Fated{"13800000080", "busy", 350}, Fated{"13800000082", "congestion", 700},
        Fated{"13800000083", "unobtainable", 100}}) {
    CAPTURE(fated.number);
    Rig rig;
    rig.dial(fated.number);
    rig.pass(400);
    const std::vector<int> cadence = measure::cadence_ms(rig.pass(4000));
    CHECK(rig.line.view().state == fated.state);
    REQUIRE(cadence.size() > 3);
    CHECK(std::abs(cadence[2] - fated.on_ms) <= 5);
  }
  Rig never;
  never.dial("13800000081");
  never.pass(60'000);
  CHECK(never.line.view().state == "farRinging");
  never.pass(35'000);
  CHECK(never.line.view().state == "busy");

  Rig fax;
  fax.dial("13800000085");
  fax.pass(3500);
  CHECK(std::abs(measure::frequency_hz(fax.pass(1000)) - 2100) < 5);

  Rig brief;
  brief.dial("13800000086");
  brief.pass(2000);
  CHECK(brief.line.view().state == "talking");
  brief.pass(3500);
  CHECK(brief.line.view().state == "farGone");
}

TEST_CASE("an answering machine greets and then beeps at 1 kHz") {
  Rig rig;
  rig.dial("13800000084");
  rig.pass(5400);
  const Samples greeting = rig.pass(3900);
  CHECK(measure::level_dbm0(greeting) > -25);
  const Samples beep = rig.pass(700);
  CHECK(std::abs(measure::level_at_dbm0(measure::part(beep, 200, 500), 1000) - -13) < 1);
  CHECK(measure::level_dbm0(rig.pass(500)) < -60);
}

TEST_CASE("a called party answers early when told to") {
  Rig rig;
  rig.dial("13800000081");
  rig.pass(1000);
  CHECK(rig.line.far_answer());
  CHECK(rig.line.view().state == "talking");
}

TEST_CASE(
    "ringing that meets a seizure not yet recognised joins the caller with us, with no dial tone") {
  Rig rig;
  rig.line.seize();
  CHECK(rig.line.ring(call_with(CallerIdKind::fsk)));
  CHECK(rig.line.view().state == "talking");
  CHECK(rig.of(BSDK_EV_RING).size() == 2);
  CHECK(measure::level_dbm0(rig.pass(500)) < -60);
}

TEST_CASE("a line with dial tone on it cannot be rung") {
  Rig rig;
  rig.line.seize();
  rig.pass(100);
  CHECK(!rig.line.ring(call_with(CallerIdKind::fsk)));
}

TEST_CASE("a line that nobody dials on for 20 s gives busy tone") {
  Rig rig;
  rig.line.seize();
  rig.pass(20'500);
  CHECK(rig.line.view().state == "busy");
}

TEST_CASE(
    "battery that goes ends everything on the line; it cannot be seized until battery is back") {
  Rig rig;
  rig.line.ring(call_with(CallerIdKind::fsk));
  rig.pass(500);
  LineSettings dead;
  dead.battery = false;
  rig.line.apply(dead);
  CHECK(rig.of(BSDK_EV_RING).back().code == 0);
  CHECK(rig.of(BSDK_EV_LINE).back().code == 0);
  CHECK(!rig.line.seize());
  rig.line.apply({});
  CHECK(rig.of(BSDK_EV_LINE).back().code == 1);
  CHECK(rig.of(BSDK_EV_LINE).back().arg == 48);
  CHECK(rig.line.seize());
}
