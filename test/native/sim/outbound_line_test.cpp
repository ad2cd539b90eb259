#include <doctest/doctest.h>

#include "test/native/sim/line_rig.hpp"

using namespace boardsim;

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

TEST_CASE("a line whose hybrid is not matched sends back what we say, weaker by its loss") {
  LineSettings settings;
  settings.dial_tone = false;
  settings.echo_loss_db = 12;
  Rig rig(settings);
  rig.line.seize();
  rig.mouth.choose({VoiceKind::tone, 1000.0, -15, 0, {}, false});
  const double echo_dbm0 = measure::level_at_dbm0(measure::part(rig.pass(1000), 500, 1000), 1000);
  settings.echo_loss_db = 22;
  rig.line.apply(settings);
  const double weaker_dbm0 = measure::level_at_dbm0(measure::part(rig.pass(1000), 500, 1000), 1000);
  CHECK(echo_dbm0 - weaker_dbm0 == doctest::Approx(10.0).epsilon(0.02));
  CHECK(echo_dbm0 > -30.0);
  CHECK(echo_dbm0 < -10.0);
  settings.echo_loss_db = 0;
  rig.line.apply(settings);
  CHECK(measure::level_dbm0(measure::part(rig.pass(1000), 500, 1000)) < -60);
}
