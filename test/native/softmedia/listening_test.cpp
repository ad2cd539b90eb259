#include "fake_board.hpp"

using namespace fake;
using signals::cadence;
using signals::joined;
using signals::silence;

namespace {

std::vector<std::string> numbers(const Rig &rig) {
  std::vector<std::string> all;
  for (const bsdk_event &event : rig.of_kind(BSDK_EV_CALLER_ID)) {
    all.push_back(event.code == 1 ? event.text : "unreadable");
  }
  return all;
}
using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("caller ID in DTMF is read before the first ring, with and without start and end") {
  for (const char *digits :
       {"D13900001234C", "A13900001234C", "D13900001234#", "13900001234#", "13900001234"}) {
    Rig rig;
    rig.speak(kTrunk, signals::dtmf_string(digits, {.on_ms = 70, .off_ms = 70}));
    rig.run(800);
    CHECK(numbers(rig) == Numbers{"13900001234"});
    CHECK(rig.of_kind(BSDK_EV_DIGIT).empty());
  }
}

TEST_CASE("a damaged FSK burst is told once as unreadable, a good one after it still counts") {
  Rig rig;
  auto bytes = signals::mdmf("13900001234");
  bytes[12] ^= 1;
  rig.speak(kTrunk, joined({signals::fsk(bytes), silence(100), signals::fsk(bytes), silence(100)}));
  CHECK(numbers(rig) == Numbers{"unreadable"});
  rig.speak(kTrunk, joined({signals::fsk(signals::mdmf("13900001234")), silence(100)}));
  CHECK(numbers(rig) == Numbers{"unreadable", "13900001234"});
}

TEST_CASE("one call has one number, the next call its own") {
  Rig rig;
  const auto burst = joined({signals::fsk(signals::mdmf("111222")), silence(100)});
  rig.speak(kTrunk, joined({burst, burst}));
  CHECK(numbers(rig) == Numbers{"111222"});
  rig.board.emit(BSDK_EV_RING, kTrunk, 0, 0);  // the caller gave up
  rig.run(20);
  rig.speak(kTrunk, joined({signals::fsk(signals::mdmf("333444")), silence(100)}));
  CHECK(numbers(rig) == Numbers{"111222", "333444"});
}

TEST_CASE("busy tone in a call means that the far end is gone") {
  Rig rig;
  rig.seize(kTrunk);
  rig.speak(kTrunk, joined({signals::speech(-18, 2000), silence(300)}));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).empty());
  rig.speak(kTrunk, cadence(450, -12, {350, 350}, 2));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).empty());  // two cycles are not three
  rig.speak(kTrunk, cadence(450, -12, {350, 350}, 3));
  REQUIRE(rig.of_kind(BSDK_EV_REMOTE_GONE).size() == 1);
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE)[0].code == BSDK_GONE_BUSY_TONE);
  CHECK(rig.of_kind(BSDK_EV_TONE).size() == 1);
}

TEST_CASE("the number of busy cycles can be set for a trunk") {
  Rig rig;
  REQUIRE(rig.api->set_param(rig.handle, kTrunk, BSDK_PARAM_BUSY_CYCLES, 5, nullptr) == BSDK_OK);
  int64_t cycles = 0;
  REQUIRE(rig.api->get_param(rig.handle, kTrunk, BSDK_PARAM_BUSY_CYCLES, &cycles, nullptr, 0) ==
          BSDK_OK);
  CHECK(cycles == 5);
  CHECK(rig.api->set_param(rig.handle, kTrunk, BSDK_PARAM_BUSY_CYCLES, 0, nullptr) == BSDK_E_ARG);
  rig.seize(kTrunk);
  rig.run(300);
  rig.speak(kTrunk, cadence(450, -12, {350, 350}, 4));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).empty());
  rig.speak(kTrunk, cadence(450, -12, {350, 350}, 2));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).size() == 1);
}

TEST_CASE("the echo of our own busy tone is not the far end's") {
  Rig rig;
  rig.seize(kTrunk);
  const bsdk_tone tone{sizeof tone, BSDK_TONE_BUSY, 0, 0, 0, 0, 0};
  REQUIRE(rig.api->tone(rig.handle, kTrunk, 1, &tone) == BSDK_OK);
  for (int n = 0; n < 500; n++) {  // a hybrid that returns our tone 10 dB weaker, 10 ms later
    rig.run(10);
    const auto &said = rig.said(kTrunk);
    for (size_t s = said.size() - kFrame; s < said.size(); s++) {
      rig.board.lines[kTrunk].push_back(static_cast<int16_t>(said[s] / 3));
    }
  }
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).empty());
}

TEST_CASE("minutes of speech end no call and press no key") {
  Rig rig;
  rig.seize(kTrunk);
  rig.speak(kTrunk, signals::speech(-15, 120000, 31));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).empty());
  CHECK(rig.of_kind(BSDK_EV_DIGIT).size() <= 1);
}

TEST_CASE("another country's busy tone is known after its plan was chosen") {
  Rig rig;
  rig.seize(kTrunk);
  REQUIRE(rig.api->set_param(rig.handle, -1, BSDK_PARAM_TONE_PLAN, 0, "ETSI") == BSDK_OK);
  char plan[8] = "";
  REQUIRE(rig.api->get_param(rig.handle, kTrunk, BSDK_PARAM_TONE_PLAN, nullptr, plan,
                             sizeof plan) == BSDK_OK);
  CHECK(std::string(plan) == "ETSI");
  CHECK(rig.api->set_param(rig.handle, -1, BSDK_PARAM_TONE_PLAN, 0, "??") == BSDK_E_ARG);
  rig.run(300);
  rig.speak(kTrunk, cadence(425, -12, {480, 480}, 4));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).size() == 1);
}

TEST_CASE("the two frequencies of a North American busy tone are known") {
  Rig rig;
  rig.seize(kTrunk);
  REQUIRE(rig.api->set_param(rig.handle, kTrunk, BSDK_PARAM_TONE_PLAN, 0, "US") == BSDK_OK);
  rig.run(300);
  auto busy = cadence(480, -16, {500, 500}, 4);
  rig.speak(kTrunk, signals::add(busy, cadence(620, -16, {500, 500}, 4)));
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).size() == 1);
}

TEST_CASE("a digit pressed during a prompt silences it; DONE follows the digit") {
  Rig rig;
  rig.seize(kTrunk);
  const auto samples = signals::pcm(signals::sine(1000, -15, 3000));
  const bsdk_clip clip{BSDK_FMT_PCM16,    BSDK_BOX_RAW, nullptr, samples.data(), 0,
                       samples.size() * 2};
  const bsdk_play play{sizeof play, 0, "12", 0, 0, 1, &clip};
  REQUIRE(rig.api->play(rig.handle, kTrunk, 5, &play) == BSDK_OK);
  rig.run(4000);  // it repeats
  rig.speak(kTrunk, signals::dtmf_string("9"));
  CHECK(rig.ends_of(5).empty());
  rig.speak(kTrunk, signals::dtmf_string("1"));
  REQUIRE(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_DIGIT});
  CHECK(rig.digits() == "91");
  CHECK(rig.events.back().kind == BSDK_EV_DONE);
  CHECK(rig.events.back().arg == '1');
}

TEST_CASE("speech stops a prompt that may be interrupted") {
  Rig rig;
  rig.seize(kTrunk);
  rig.run(500);
  const auto samples = signals::pcm(signals::sine(1000, -15, 3000));
  const bsdk_clip clip{BSDK_FMT_PCM16,    BSDK_BOX_RAW, nullptr, samples.data(), 0,
                       samples.size() * 2};
  const bsdk_play play{sizeof play, BSDK_STOP_VOICE, "", 1, 0, 1, &clip};
  REQUIRE(rig.api->play(rig.handle, kTrunk, 5, &play) == BSDK_OK);
  rig.run(500);
  rig.speak(kTrunk, signals::speech(-15, 500, 2));
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_BARGE_IN});
}
