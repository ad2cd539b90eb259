// Who hears whom, and who is in which room, as the board is asked for it.
#include <doctest/doctest.h>

#include "loop_bench.hpp"

using namespace trunkline::engine;

namespace {

constexpr int32_t kTrunk = 0, kOtherTrunk = 1, kPhone = 2, kOtherPhone = 3;
enum Ways : int32_t { kBoth, kHears, kHeardBy, kTaps, kWhispers, kHearsPlay };
enum Mode : int32_t { kTalk, kHear };

/** All four channels in the talk path, nothing asked or told so far. */
class Talking : public LoopBench {
 public:
  Talking() {
    for (const int32_t trunk : {kTrunk, kOtherTrunk}) talk(trunk);
    for (const int32_t phone : {kPhone, kOtherPhone}) lift(phone);
    asked();
    told();
  }
  /** How it ended, and what the board was asked for. */
  std::string connect(int32_t channel, int32_t peer, Ways ways) {
    post(CommandKind::kConnect, channel, {}, peer, ways);
    return result() + ": " + asked();
  }
  std::string join(int32_t channel, int32_t room, Mode mode = kTalk) {
    post(CommandKind::kJoinConference, channel, {}, room, mode);
    return result() + ": " + asked();
  }
  std::string leave(int32_t channel) {
    post(CommandKind::kLeaveConference, channel);
    return result() + ": " + asked();
  }
  std::vector<int32_t> linked(int32_t channel) {
    return outbox().snapshot().channels[static_cast<size_t>(channel)].linked_to;
  }
  int32_t room_of(int32_t channel) {
    return outbox().snapshot().channels[static_cast<size_t>(channel)].conference;
  }

 private:
  /** Of the completion among what was told: its result and detail. */
  std::string result() {
    const std::string all = told();
    const size_t at = all.find('#');
    const size_t space = all.find(' ', at);
    const size_t end = all.find(';', at);
    return all.substr(space + 1, end == std::string::npos ? end : end - space - 1);
  }
};

using Numbers = std::vector<int32_t>;

}  // namespace

TEST_CASE("each way of a connect is the board's, and a disconnect undoes just that") {
  const struct {
    Ways ways;
    std::string asked, undone;
  } cases[] = {
      {kBoth, "ok: connect 3 0 3", "disconnect 0 3 1; disconnect 3 0 1"},
      {kHears, "ok: connect 3 0 1", "disconnect 3 0 1"},
      {kHeardBy, "ok: connect 3 0 2", "disconnect 0 3 1"},
      {kTaps, "ok: connect 3 0 4", "disconnect 3 0 4"},
      {kWhispers, "ok: connect 3 0 6", "disconnect 0 3 1; disconnect 3 0 4"},
      {kHearsPlay, "ok: connect 3 0 8", "disconnect 3 0 8"},
  };
  for (const auto &[ways, asked, undone] : cases) {
    CAPTURE(int{ways});
    Talking bench;
    CHECK(bench.connect(kOtherPhone, kTrunk, ways) == asked);
    CHECK(bench.linked(kTrunk) == Numbers{kOtherPhone});
    bench.post(CommandKind::kDisconnect, kTrunk, {}, kOtherPhone);
    CHECK(bench.asked() == undone);
    CHECK(bench.linked(kTrunk).empty());
    CHECK(bench.linked(kOtherPhone).empty());
  }
}

TEST_CASE("a second connect of a pair replaces its ways, from whichever end") {
  Talking bench;
  bench.connect(kPhone, kTrunk, kBoth);
  CHECK(bench.connect(kPhone, kTrunk, kHears) == "ok: connect 2 0 1; disconnect 0 2 1");
  CHECK(bench.connect(kTrunk, kPhone, kTaps) == "ok: connect 0 2 4; disconnect 2 0 1");
  CHECK(bench.connect(kPhone, kTrunk, kBoth) == "ok: connect 2 0 3; disconnect 0 2 4");
  CHECK(bench.linked(kPhone) == Numbers{kTrunk});
  CHECK(bench.linked(kTrunk) == Numbers{kPhone});
}

TEST_CASE("who can hear no more others fails, steps no machine and asks the board for nothing") {
  Talking bench; /* its channels hear two others */
  bench.connect(kTrunk, kPhone, kHears);
  bench.connect(kTrunk, kOtherPhone, kTaps);
  CHECK(bench.connect(kTrunk, kOtherTrunk, kHears) == "failed -6: ");
  CHECK(bench.connect(kOtherTrunk, kTrunk, kWhispers) == "failed -6: ");
  CHECK(bench.linked(kTrunk) == Numbers{kPhone, kOtherPhone});
  // Who is only heard, and who is heard already in another way, need no room.
  CHECK(bench.connect(kTrunk, kOtherTrunk, kHeardBy) == "ok: connect 0 1 2");
  CHECK(bench.connect(kTrunk, kPhone, kTaps) == "ok: connect 0 2 4; disconnect 0 2 1");
}

TEST_CASE("a connect that the board refuses leaves the ways that were") {
  Talking bench;
  bench.connect(kPhone, kTrunk, kBoth);
  bench.board.refusals["connect"] = BSDK_E_UNSUPPORTED;
  CHECK(bench.connect(kPhone, kTrunk, kTaps) == "failed -4: ");
  bench.post(CommandKind::kDisconnect, kPhone, {}, kTrunk);
  CHECK(bench.asked() == "disconnect 2 0 1; disconnect 0 2 1");
}

TEST_CASE("a hang-up takes all links of the channel away, taps of it too, and its conference") {
  Talking bench;
  bench.connect(kPhone, kTrunk, kBoth);
  bench.connect(kOtherPhone, kPhone, kTaps);
  bench.join(kPhone, 3);
  bench.raise(BSDK_EV_HOOK, kPhone, 0);
  bench.settle();
  CHECK(bench.asked() ==
        "disconnect 3 2 4; disconnect 2 0 1; disconnect 0 2 1; conf_leave 2 7; conf_destroy 7");
  CHECK(bench.linked(kTrunk).empty());
  CHECK(bench.linked(kOtherPhone).empty());
  CHECK(bench.room_of(kPhone) == -1);
}

TEST_CASE("who is tapped only is in no other call: its label stays") {
  Talking bench;
  const auto label = [&] { return bench.outbox().snapshot().channels[kTrunk].label_inbound; };
  CHECK(label() == 3);
  bench.connect(kPhone, kTrunk, kTaps);
  CHECK(label() == 3);
  bench.connect(kPhone, kTrunk, kWhispers);
  CHECK(label() == 8);
}

TEST_CASE(
    "a phone at dial tone that is tapped keeps its tone and its state, joined it leaves both") {
  LoopBench bench;
  bench.lift(kOtherPhone);
  bench.raise(BSDK_EV_HOOK, kPhone, 1);
  bench.told();
  bench.asked();
  bench.post(CommandKind::kConnect, kOtherPhone, {}, kPhone, kTaps);
  CHECK(bench.asked() == "connect 3 2 4");
  CHECK(bench.state_of(kPhone) == "initiated");
  bench.post(CommandKind::kConnect, kOtherPhone, {}, kPhone, kWhispers);
  CHECK(bench.asked() == "connect 3 2 6; cancel");
  CHECK(bench.state_of(kPhone) == "connected");
}

TEST_CASE("a room is a conference of the board from the first who joins to the last who leaves") {
  Talking bench;
  CHECK(bench.join(kTrunk, 5) == "ok: conf_create 4; conf_join 0 7 7");
  CHECK(bench.join(kPhone, 5, kHear) == "ok: conf_join 2 7 6");
  CHECK(bench.room_of(kPhone) == 5);
  CHECK(bench.leave(kTrunk) == "ok: conf_leave 0 7");
  CHECK(bench.leave(kTrunk) == "ok: ");
  CHECK(bench.leave(kPhone) == "ok: conf_leave 2 7; conf_destroy 7");
  CHECK(bench.room_of(kPhone) == -1);
  CHECK(bench.join(kPhone, 5) == "ok: conf_create 4; conf_join 2 8 7");
}

TEST_CASE("joining in another mode changes it, joining another room moves the channel") {
  Talking bench;
  bench.join(kTrunk, 0);
  CHECK(bench.join(kTrunk, 0) == "ok: ");
  CHECK(bench.join(kTrunk, 0, kHear) == "ok: conf_join 0 7 6");
  CHECK(bench.join(kTrunk, 15) ==
        "ok: conf_create 4; conf_leave 0 7; conf_destroy 7; conf_join 0 8 7");
  CHECK(bench.room_of(kTrunk) == 15);
}

TEST_CASE("a board without another room leaves the channel in the one that it is in") {
  Talking bench;
  bench.join(kTrunk, 1);
  bench.board.refusals["conf_create"] = BSDK_E_RESOURCE;
  CHECK(bench.join(kTrunk, 2) == "failed -6: ");
  CHECK(bench.room_of(kTrunk) == 1);
}

TEST_CASE("a room that the first cannot join is closed again") {
  Talking bench;
  bench.board.refusals["conf_join"] = BSDK_E_RESOURCE;
  CHECK(bench.join(kTrunk, 1) == "failed -6: conf_create 4; conf_destroy 7");
  CHECK(bench.room_of(kTrunk) == -1);
}

TEST_CASE("an idle channel joins nothing, a lifted phone leaves its dial tone for the room") {
  LoopBench bench;
  bench.told();
  bench.post(CommandKind::kJoinConference, kTrunk);
  CHECK(bench.told() == "CommandCompleted 0 #1 refused");
  bench.raise(BSDK_EV_HOOK, kPhone, 1);
  bench.told();
  bench.asked();
  bench.post(CommandKind::kJoinConference, kPhone);
  CHECK(bench.told() == "StateChanged 2 connected; CommandCompleted 2 #2 ok");
  CHECK(bench.asked() == "cancel; conf_create 4; conf_join 2 7 7");
}

TEST_CASE("a lost board empties the rooms, a closing engine ends the conferences first") {
  Talking bench;
  bench.join(kTrunk, 4);
  bench.raise(BSDK_EV_BOARD, -1, -1);
  bench.settle();
  CHECK(bench.room_of(kTrunk) == -1);
  Talking closing;
  closing.join(kTrunk, 4);
  closing.join(kPhone, 4);
  closing.loop().leave_conferences();
  CHECK(closing.asked() == "conf_leave 0 7; conf_leave 2 7; conf_destroy 7");
  closing.loop().finish();
  CHECK(closing.room_of(kTrunk) == -1);
}
