#include "fake_board.hpp"

using namespace fake;

namespace {

/** Everything that is there, the two sides apart. */
struct Heard {
  std::vector<int16_t> from, to;
};
Heard read_all(Rig &rig, int32_t channel) {
  Heard heard;
  std::vector<int16_t> pairs(400);
  for (;;) {
    const int32_t count = rig.api->monitor_read(rig.handle, channel, pairs.data(), 200);
    REQUIRE(count >= 0);
    for (size_t n = 0; n < static_cast<size_t>(count); n++) {
      heard.from.push_back(pairs[2 * n]);
      heard.to.push_back(pairs[2 * n + 1]);
    }
    if (count == 0) return heard;
  }
}

}  // namespace

TEST_CASE("both sides of a channel can be heard without a channel of one's own") {
  Rig rig;
  rig.lift(kPhone);
  REQUIRE(rig.api->monitor(rig.handle, kPhone, 1) == BSDK_OK);
  const bsdk_tone tone{sizeof tone, BSDK_TONE_CUSTOM, 1100, 0, 2000, 0, -1500};
  REQUIRE(rig.api->tone(rig.handle, kPhone, 1, &tone) == BSDK_OK);
  rig.speak(kPhone, signals::sine(500, -12, 500));
  const Heard heard = read_all(rig, kPhone);
  CHECK(heard.from.size() == 4000);
  CHECK(signals::level_at(std::span(heard.from).last(3000), 500) ==
        doctest::Approx(-12).epsilon(0.04));
  CHECK(signals::level_at(std::span(heard.to).last(3000), 1100) ==
        doctest::Approx(-15).epsilon(0.04));
  REQUIRE(rig.api->monitor(rig.handle, kPhone, 0) == BSDK_OK);
  rig.run(200);
  CHECK(read_all(rig, kPhone).from.empty());
}

TEST_CASE("who listens and does not read disturbs nobody: what does not fit is lost to him") {
  Rig rig;
  rig.lift(kPhone);
  REQUIRE(rig.api->monitor(rig.handle, kPhone, 1) == BSDK_OK);
  rig.run(5000);
  const size_t kept = read_all(rig, kPhone).from.size();
  CHECK(kept >= 8000);
  CHECK(kept <= 8192);
  rig.run(100);
  CHECK(read_all(rig, kPhone).from.size() == 800);
}

TEST_CASE("a channel that nobody listens to, or that cannot be listened to, says so") {
  Rig rig;
  int16_t pairs[4];
  CHECK(rig.api->monitor_read(rig.handle, kPhone, pairs, 2) == BSDK_E_STATE);
  CHECK(rig.api->monitor_read(rig.handle, kPhone, nullptr, 2) == BSDK_E_ARG);
  CHECK(rig.api->monitor(rig.handle, 77, 1) == BSDK_E_CHANNEL);
  CHECK(rig.api->monitor(rig.handle, kBare, 1) == BSDK_E_UNSUPPORTED);
  bsdk_channel_info info{};
  info.struct_size = sizeof info;
  REQUIRE(rig.api->channel_info(rig.handle, kPhone, &info) == BSDK_OK);
  CHECK((info.caps & BSDK_CAP(BSDK_C_MONITOR)) != 0);
}
