// Conferences at the board's border: what is refused, who hears whom, and that a released channel
// is out.
#include "fake_board.hpp"

using namespace fake;

namespace {

int32_t make_conference(Rig &rig, uint32_t most_members = 8) {
  int32_t conference = -1;
  REQUIRE(rig.api->conf_create(rig.handle, most_members, &conference) == BSDK_OK);
  return conference;
}

int32_t join(Rig &rig, int32_t conference, int32_t channel,
             uint32_t mode = BSDK_CONF_TALK | BSDK_CONF_HEAR, int32_t gain_cdb = 0) {
  return rig.api->conf_join(rig.handle, conference, channel, mode, gain_cdb);
}

double heard_hz(Rig &rig, int32_t channel, double hz) {
  const auto &said = rig.said(channel);
  return signals::level_at(std::span(said).last(4000), hz);
}

}  // namespace

TEST_CASE("conference: three members hear each other and not themselves") {
  Rig rig;
  rig.seize(kTrunk);
  rig.seize(kOtherTrunk, 1001);
  rig.lift(kPhone);
  const int32_t conference = make_conference(rig);
  for (const int32_t channel : {kTrunk, kOtherTrunk, kPhone}) {
    REQUIRE(join(rig, conference, channel) == BSDK_OK);
  }
  rig.queue(kTrunk, signals::sine(600.0, -16.0, 1000.0));
  rig.queue(kPhone, signals::sine(1400.0, -20.0, 1000.0));
  rig.run(1000.0);
  CHECK(std::abs(heard_hz(rig, kOtherTrunk, 600.0) + 16.0) < 0.2);
  CHECK(std::abs(heard_hz(rig, kOtherTrunk, 1400.0) + 20.0) < 0.2);
  CHECK(std::abs(heard_hz(rig, kPhone, 600.0) + 16.0) < 0.2);
  CHECK(heard_hz(rig, kPhone, 1400.0) < -70.0);
  CHECK(heard_hz(rig, kTrunk, 600.0) < -70.0);
}

TEST_CASE("conference: a listener is not heard, a gain is applied, who leaves hears nothing more") {
  Rig rig;
  rig.seize(kTrunk);
  rig.lift(kPhone);
  const int32_t conference = make_conference(rig);
  REQUIRE(join(rig, conference, kTrunk, BSDK_CONF_HEAR) == BSDK_OK);
  REQUIRE(join(rig, conference, kPhone, BSDK_CONF_TALK | BSDK_CONF_HEAR, -600) == BSDK_OK);
  rig.queue(kTrunk, signals::sine(600.0, -16.0, 1000.0));
  rig.queue(kPhone, signals::sine(1400.0, -16.0, 2500.0));
  rig.run(1000.0);
  CHECK(heard_hz(rig, kPhone, 600.0) < -70.0);
  CHECK(std::abs(heard_hz(rig, kTrunk, 1400.0) + 22.0) < 0.2);
  REQUIRE(rig.api->conf_leave(rig.handle, conference, kTrunk) == BSDK_OK);
  rig.run(1000.0);
  CHECK(heard_hz(rig, kTrunk, 1400.0) < -70.0);
}

TEST_CASE(
    "conference: a released channel is in no conference, a destroyed conference joins nobody") {
  Rig rig;
  rig.seize(kTrunk);
  const int32_t conference = make_conference(rig);
  REQUIRE(join(rig, conference, kTrunk) == BSDK_OK);
  REQUIRE(rig.api->release(rig.handle, kTrunk, 50) == BSDK_OK);
  rig.run(20.0);
  CHECK(rig.api->conf_leave(rig.handle, conference, kTrunk) == BSDK_E_STATE);
  REQUIRE(rig.api->conf_destroy(rig.handle, conference) == BSDK_OK);
  CHECK(join(rig, conference, kPhone) == BSDK_E_ARG);
  CHECK(rig.api->conf_destroy(rig.handle, conference) == BSDK_E_ARG);
}

TEST_CASE("conference: what cannot be is refused with its reason") {
  Rig rig;
  int32_t conference = -1;
  CHECK(rig.api->conf_create(rig.handle, 1, &conference) == BSDK_E_ARG);
  CHECK(rig.api->conf_create(rig.handle, 8, nullptr) == BSDK_E_ARG);
  CHECK(rig.api->conf_create(rig.handle, 65, &conference) == BSDK_E_RESOURCE);
  conference = make_conference(rig, 2);
  const int32_t other = make_conference(rig);
  CHECK(join(rig, conference, 99) == BSDK_E_CHANNEL);
  CHECK(join(rig, conference, kBare) == BSDK_E_UNSUPPORTED);
  CHECK(join(rig, conference, kTrunk, BSDK_CONF_MUTE_DTMF) == BSDK_E_ARG);
  CHECK(join(rig, conference, kTrunk, BSDK_CONF_HEAR, 5000) == BSDK_E_ARG);
  CHECK(join(rig, 15, kTrunk) == BSDK_E_ARG);
  REQUIRE(join(rig, conference, kTrunk) == BSDK_OK);
  CHECK(join(rig, conference, kTrunk, BSDK_CONF_HEAR) == BSDK_OK);  // changes its mode
  CHECK(join(rig, other, kTrunk) == BSDK_E_STATE);
  REQUIRE(join(rig, conference, kPhone) == BSDK_OK);
  CHECK(join(rig, conference, kOtherTrunk) == BSDK_E_RESOURCE);
  for (int more = 0; more < 14; more++) make_conference(rig);
  CHECK(rig.api->conf_create(rig.handle, 8, &conference) == BSDK_E_RESOURCE);
}

TEST_CASE("conference: keys are kept from the others where that is asked for") {
  Rig rig;
  rig.seize(kTrunk);
  rig.lift(kPhone);
  const int32_t conference = make_conference(rig);
  REQUIRE(join(rig, conference, kTrunk, BSDK_CONF_TALK | BSDK_CONF_HEAR | BSDK_CONF_MUTE_DTMF) ==
          BSDK_OK);
  REQUIRE(join(rig, conference, kPhone) == BSDK_OK);
  rig.queue(kTrunk, signals::dtmf('5', {1000.0, 0.0}));
  rig.run(1000.0);
  CHECK(heard_hz(rig, kPhone, 770.0) < -60.0);
  rig.run(200.0);
  CHECK(rig.digits() == "5");
}
