#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "board-sim/board/phone_channel.hpp"
#include "board-sim/board/trunk_channel.hpp"
#include "native/abi/board_sdk.h"
#include "test/native/sim/measure.hpp"

using namespace boardsim;
using measure::Samples;

namespace {

class Told final : public WorldPort {
 public:
  void raise(const BoardSignal &signal) override { signals.push_back(signal); }
  void notice(Party, std::string_view what, std::string_view) override {
    notices.emplace_back(what);
  }
  // Codes of the signals of one kind, in order.
  std::vector<int32_t> codes(uint16_t kind) const {
    std::vector<int32_t> all;
    for (const BoardSignal &each : signals) {
      if (each.kind == kind) all.push_back(each.code);
    }
    return all;
  }

  std::vector<BoardSignal> signals;
  std::vector<std::string> notices;
};

template <typename Channel>
void pass(Channel &channel, uint32_t ms) {
  for (uint32_t at = 0; at < ms; at += 10) channel.advance(80);
}

}  // namespace

TEST_CASE("a phone rings 1 s / 4 s until its time is over, with the number on its display") {
  Told told;
  PhoneChannel channel(1, 8, told);
  CHECK(channel.ring(5, {"13900001234", 7000}) == BSDK_OK);
  CHECK(channel.phone().view().display == "13900001234");
  pass(channel, 6900);
  CHECK(told.codes(BSDK_EV_RING_TX) == std::vector<int32_t>{1, 0, 1, 0});
  CHECK(told.codes(BSDK_EV_DONE).empty());
  pass(channel, 100);
  CHECK(told.codes(BSDK_EV_DONE) == std::vector<int32_t>{BSDK_DONE_NO_ANSWER});
  CHECK(!channel.phone().view().ringing);
}

TEST_CASE("a short break of the loop is a flash, a long one is hanging up and lifting again") {
  Told told;
  PhoneChannel channel(1, 8, told);
  channel.phone().lift();
  CHECK(channel.phone().flash(300));
  pass(channel, 300);
  CHECK(told.codes(BSDK_EV_FLASH).size() == 1);
  CHECK(told.signals.back().arg == 300);
  CHECK(channel.phone().flash(1500));
  pass(channel, 1500);
  CHECK(told.codes(BSDK_EV_FLASH).size() == 1);
  CHECK(told.codes(BSDK_EV_HOOK) == std::vector<int32_t>{1, 0, 1});
}

TEST_CASE("a phone speaks and presses keys only while its handset is up") {
  Told told;
  PhoneChannel channel(1, 8, told);
  DeskPhone &phone = channel.phone();
  phone.choose_voice({VoiceKind::tone, 610, -15, 0, {}, false});
  int16_t on_hook[80] = {};
  phone.speak(on_hook);
  CHECK(measure::level_dbm0(on_hook) < -60);
  phone.lift();
  int16_t off_hook[80] = {};
  phone.speak(off_hook);
  CHECK(measure::level_dbm0(off_hook) > -17);
  CHECK(phone.press("1"));
  phone.hang_up();
  CHECK(!phone.press("1"));
}

TEST_CASE("releasing puts a headset down, and leaves a lifted handset alone") {
  Told told;
  PhoneChannel headset(1, 8, told);
  headset.seize(1);
  CHECK(headset.phone().hook_off());
  headset.release(2);
  CHECK(!headset.phone().hook_off());
  PhoneChannel handset(2, 9, told);
  handset.phone().lift();
  handset.release(3);
  CHECK(handset.phone().hook_off());
}

TEST_CASE("a headset that its owner has hung up is not hung up again by release") {
  Told told;
  PhoneChannel channel(1, 8, told);
  channel.seize(1);
  channel.phone().hang_up();
  channel.settle();
  channel.phone().lift();
  channel.settle();
  channel.release(2);
  CHECK(channel.phone().hook_off());
}

TEST_CASE("a hook flash towards the exchange interrupts the loop for its time and then is done") {
  Told told;
  TrunkChannel channel({1, 0, 5}, {}, told);
  CHECK(channel.flash(4, 300) == BSDK_E_STATE);
  channel.seize(5);
  pass(channel, 200);
  CHECK(channel.flash(6, 2000) == BSDK_E_ARG);
  CHECK(channel.flash(6, 300) == BSDK_OK);
  CHECK(channel.flash(7, 300) == BSDK_E_BUSY);
  int16_t during[80] = {};
  channel.speak(during);
  CHECK(measure::level_dbm0(during) < -60);
  pass(channel, 300);
  CHECK(told.signals.back().op == 6);
  int16_t after[80] = {};
  channel.speak(after);
  CHECK(measure::level_dbm0(after) > -15);
}

TEST_CASE("seizing a line without battery fails, and leaves the channel on-hook") {
  Told told;
  LineSettings dead;
  dead.battery = false;
  TrunkChannel channel({1, 0, 5}, dead, told);
  CHECK(channel.seize(1) == BSDK_OK);
  CHECK(told.codes(BSDK_EV_DONE) == std::vector<int32_t>{BSDK_DONE_FAILED});
  CHECK(!channel.line().hook_off());
}

TEST_CASE("a live voice says what it is fed, other voices are not disturbed") {
  Voice voice;
  const Samples fed(80, 1234);
  voice.feed(fed);
  int16_t silent[80] = {};
  voice.add_to(silent);
  CHECK(silent[0] == 0);
  voice.choose({VoiceKind::live, 0, 0, 0, {}, false});
  voice.feed(fed);
  int16_t spoken[160] = {};
  voice.add_to(spoken);
  CHECK(spoken[79] == 1234);
  CHECK(spoken[80] == 0);
}

TEST_CASE("a file is said once, or again and again") {
  const auto samples = std::make_shared<const Samples>(Samples{10, 20, 30});
  for (const bool loop : {false, true}) {
    Voice voice;
    voice.choose({VoiceKind::file, 0, 0, 0, samples, loop});
    int16_t spoken[8] = {};
    voice.add_to(spoken);
    CHECK(spoken[2] == 30);
    CHECK(spoken[3] == (loop ? 10 : 0));
  }
}
