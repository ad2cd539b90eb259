#include <set>

#include "fake_board.hpp"

using namespace fake;

namespace {

const bsdk_tone kBusyTone{sizeof(bsdk_tone), BSDK_TONE_BUSY, 0, 0, 0, 0, 0};

bsdk_record recording(const std::string &path) {
  return {sizeof(bsdk_record), 0, 3, "", path.c_str(), BSDK_FMT_ALAW, BSDK_BOX_WAV, 0, 0};
}

/** Two seconds of sound in memory. */
struct MemoryClip {
  std::vector<int16_t> samples = signals::pcm(signals::sine(600, -12, 2000));
  bsdk_clip clip{BSDK_FMT_PCM16, BSDK_BOX_RAW, nullptr, samples.data(), 0, samples.size() * 2};
  bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
};

}  // namespace

TEST_CASE("a channel speaks with one voice: a second player, tone or digits is busy") {
  Rig rig;
  rig.seize(kTrunk);
  MemoryClip memory;
  REQUIRE(rig.api->tone(rig.handle, kTrunk, 1, &kBusyTone) == BSDK_OK);
  CHECK(rig.api->play(rig.handle, kTrunk, 2, &memory.play) == BSDK_E_BUSY);
  CHECK(rig.api->digits(rig.handle, kTrunk, 3, "1") == BSDK_E_BUSY);
  CHECK(rig.api->tone(rig.handle, kTrunk, 4, &kBusyTone) == BSDK_E_BUSY);
  CHECK(rig.api->tone(rig.handle, kPhone, 1, &kBusyTone) == BSDK_E_ARG);  // the id runs already
  CHECK(rig.api->tone(rig.handle, kPhone, 0, &kBusyTone) == BSDK_E_ARG);
  rig.run(50);
  CHECK(rig.api->cancel(rig.handle, 1) == BSDK_OK);
  rig.run(20);
  CHECK(rig.api->play(rig.handle, kTrunk, 2, &memory.play) == BSDK_OK);
}

TEST_CASE("a cancelled operation ends once as such, an ended one cannot be cancelled") {
  Rig rig;
  rig.lift(kPhone);
  REQUIRE(rig.api->tone(rig.handle, kPhone, 1, &kBusyTone) == BSDK_OK);
  rig.run(100);
  CHECK(rig.api->cancel(rig.handle, 1) == BSDK_OK);
  rig.run(20);
  CHECK(rig.ends_of(1) == std::vector<int32_t>{BSDK_DONE_CANCELLED});
  CHECK(rig.api->cancel(rig.handle, 1) == BSDK_E_STATE);
  CHECK(rig.api->cancel(rig.handle, 99) == BSDK_E_STATE);
}

TEST_CASE("an operation cancelled before its first frame ends once") {
  Rig rig;
  rig.lift(kPhone);
  REQUIRE(rig.api->tone(rig.handle, kPhone, 1, &kBusyTone) == BSDK_OK);
  CHECK(rig.api->cancel(rig.handle, 1) == BSDK_OK);
  rig.run(100);
  CHECK(rig.ends_of(1) == std::vector<int32_t>{BSDK_DONE_CANCELLED});
}

TEST_CASE(
    "release ends all operations of the channel with HANGUP, then itself, then may be reused") {
  Rig rig;
  TemporaryFolder folder;
  rig.seize(kTrunk);
  const std::string path = folder.file("a.wav");
  const bsdk_record record = recording(path);
  REQUIRE(rig.api->tone(rig.handle, kTrunk, 1, &kBusyTone) == BSDK_OK);
  REQUIRE(rig.api->record(rig.handle, kTrunk, 2, &record) == BSDK_OK);
  rig.run(100);
  REQUIRE(rig.api->release(rig.handle, kTrunk, 3) == BSDK_OK);
  CHECK(rig.api->tone(rig.handle, kTrunk, 4, &kBusyTone) == BSDK_E_STATE);
  rig.run(30);
  std::vector<bsdk_op> order;
  for (const bsdk_event &event : rig.of_kind(BSDK_EV_DONE)) order.push_back(event.op);
  CHECK(order == std::vector<bsdk_op>{1000, 1, 2, 3});
  CHECK(rig.ends_of(1) == std::vector<int32_t>{BSDK_DONE_HANGUP});
  CHECK(rig.ends_of(2) == std::vector<int32_t>{BSDK_DONE_HANGUP});
  CHECK(rig.ends_of(3) == std::vector<int32_t>{BSDK_DONE_OK});
  CHECK(rig.board.calls.back() == "release 0");
  CHECK(rig.api->tone(rig.handle, kTrunk, 4, &kBusyTone) == BSDK_OK);
}

TEST_CASE("a phone that is put down ends what its owner was played") {
  Rig rig;
  rig.lift(kPhone);
  REQUIRE(rig.api->tone(rig.handle, kPhone, 1, &kBusyTone) == BSDK_OK);
  rig.run(50);
  rig.board.emit(BSDK_EV_HOOK, kPhone, 0, 0);
  rig.run(30);
  CHECK(rig.ends_of(1) == std::vector<int32_t>{BSDK_DONE_HANGUP});
}

TEST_CASE("events are numbered without gaps from the first one on") {
  Rig rig;
  rig.seize(kTrunk);
  rig.lift(kPhone);
  rig.speak(kPhone, signals::dtmf_string("123"));
  REQUIRE_FALSE(rig.events.empty());
  for (size_t e = 0; e < rig.events.size(); e++) CHECK(rig.events[e].seq == e + 1);
}

TEST_CASE("a lost board fails every operation, seals recordings and refuses further ones") {
  Rig rig;
  TemporaryFolder folder;
  rig.seize(kTrunk);
  const std::string path = folder.file("a.wav");
  const bsdk_record record = recording(path);
  rig.board.holds_seize = true;
  REQUIRE(rig.api->tone(rig.handle, kTrunk, 1, &kBusyTone) == BSDK_OK);
  REQUIRE(rig.api->record(rig.handle, kTrunk, 2, &record) == BSDK_OK);
  REQUIRE(rig.api->seize(rig.handle, kOtherTrunk, 3) == BSDK_OK);
  rig.run(500);
  rig.board.gone = true;
  rig.board.emit(BSDK_EV_BOARD, -1, 0, -1);
  rig.run(20);
  for (const bsdk_op op : {1U, 2U, 3U})
    CHECK(rig.ends_of(op) == std::vector<int32_t>{BSDK_DONE_FAILED});
  for (const bsdk_event &event : rig.of_kind(BSDK_EV_DONE)) {
    if (event.op != 1000) CHECK(event.arg == BSDK_E_GONE);
  }
  CHECK(rig.api->tone(rig.handle, kTrunk, 9, &kBusyTone) == BSDK_E_GONE);
  FILE *file = fopen(path.c_str(), "rb");
  fseek(file, 0, SEEK_END);
  CHECK(ftell(file) == 58 + 500 * 8 * 2);
  fclose(file);
}

TEST_CASE("close with operations running ends each of them once") {
  Rig rig;
  TemporaryFolder folder;
  rig.seize(kTrunk);
  const std::string path = folder.file("a.wav");
  const bsdk_record record = recording(path);
  rig.board.holds_seize = true;
  REQUIRE(rig.api->tone(rig.handle, kTrunk, 1, &kBusyTone) == BSDK_OK);
  REQUIRE(rig.api->record(rig.handle, kTrunk, 2, &record) == BSDK_OK);
  REQUIRE(rig.api->seize(rig.handle, kOtherTrunk, 3) == BSDK_OK);
  rig.run(50);
  rig.close();
  for (const bsdk_op op : {1U, 2U, 3U}) {
    CHECK(rig.ends_of(op) == std::vector<int32_t>{BSDK_DONE_CANCELLED});
  }
  CHECK(rig.board.calls.back() == "close");
  CHECK_FALSE(rig.board.attached);
}

TEST_CASE("a channel without host audio has no media") {
  Rig rig;
  MemoryClip memory;
  bsdk_channel_info bare{}, trunk{};
  bare.struct_size = trunk.struct_size = sizeof bare;
  REQUIRE(rig.api->channel_info(rig.handle, kBare, &bare) == BSDK_OK);
  REQUIRE(rig.api->channel_info(rig.handle, kTrunk, &trunk) == BSDK_OK);
  CHECK((bare.caps & BSDK_CAP(BSDK_C_BOARD_PLAY)) == 0);
  CHECK((trunk.caps & BSDK_CAP(BSDK_C_BOARD_PLAY)) != 0);
  CHECK((trunk.caps & BSDK_CAP(BSDK_C_CPA)) != 0);
  CHECK((trunk.caps & BSDK_CAP(BSDK_C_FLASH_TX)) != 0);
  CHECK(rig.api->play(rig.handle, kBare, 1, &memory.play) == BSDK_E_UNSUPPORTED);
  CHECK(rig.api->connect(rig.handle, kBare, kTrunk, BSDK_LINK_A_HEARS_B, 0) == BSDK_E_UNSUPPORTED);
}

TEST_CASE("a struct of an older host is served with defaults, a newer one is accepted") {
  Rig rig;
  rig.lift(kPhone);
  struct {
    bsdk_tone tone;
    uint64_t from_the_future;
  } newer{{sizeof newer, BSDK_TONE_DIAL, 0, 0, 0, 0, 0}, 1};
  CHECK(rig.api->tone(rig.handle, kPhone, 1, &newer.tone) == BSDK_OK);
  bsdk_tone older{8, BSDK_TONE_DIAL, 7777, 7777, 7777, 7777, 7777};
  CHECK(rig.api->tone(rig.handle, kPhone, 2, &older) == BSDK_E_BUSY);
  rig.api->cancel(rig.handle, 1);
  rig.run(20);
  CHECK(rig.api->tone(rig.handle, kPhone, 2, &older) == BSDK_OK);
  const auto before = static_cast<std::ptrdiff_t>(rig.said(kPhone).size());
  rig.run(500);
  const std::vector<int16_t> said(rig.said(kPhone).begin() + before, rig.said(kPhone).end());
  CHECK(signals::level_at(said, 450) == doctest::Approx(-10).epsilon(0.03));
}

TEST_CASE("nothing opens over a missing or misconfigured board") {
  using namespace trunkline::softmedia;
  bsdk_board *board = nullptr;
  const bsdk_host host{sizeof host, nullptr, [](void *, const bsdk_event *) {},
                       [](void *, int, const char *) {}, [](void *) { return uint64_t{0}; }};
  Options inline_options;
  inline_options.inline_mode = true;
  Board inner;
  opening() = &inner;
  CHECK(open_over(nullptr, inline_options, "", &host, &board) == BSDK_E_ARG);
  CHECK(open_over(table(), inline_options, "bad", &host, &board) == BSDK_E_CONFIG);
  Options unknown_plan = inline_options;
  unknown_plan.tone_plan = "XX";
  CHECK(open_over(table(), unknown_plan, "", &host, &board) == BSDK_E_ARG);
  bsdk_api other = *table();
  other.abi_major = 2;
  CHECK(open_over(&other, inline_options, "", &host, &board) == BSDK_E_VERSION);
}
