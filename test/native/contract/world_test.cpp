// What only the outside world can provoke: over the simulator, and over what stands on it.
#include <doctest/doctest.h>

#include "test/native/contract/operations.hpp"

using contract::Session;
using contract::subject;

namespace {

#define NEEDS_A_WORLD()                                        \
  if (!subject().simulated) {                                  \
    MESSAGE("skipped: nobody can ring or lift on this board"); \
    return;                                                    \
  }

constexpr int32_t kTrunk = 0;
constexpr int32_t kPhone = 2;

struct Dialled {
  const char *number;
  int32_t done;
};

}  // namespace

// Contract test 4, on the line.
TEST_CASE("a ring's bursts are told in order and end with the caller giving up") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  REQUIRE(session.act(R"({"do":"ring","trunkNo":1,"number":"13900001234","giveUpAfterMs":7000})") ==
          BSDK_OK);
  session.pass(800);
  std::vector<std::pair<int32_t, int32_t>> told;
  for (const bsdk_event &event : session.events_of(BSDK_EV_RING, kTrunk))
    told.emplace_back(event.code, event.arg);
  CHECK(told == std::vector<std::pair<int32_t, int32_t>>{{1, 1}, {2, 1}, {1, 2}, {2, 2}, {0, 2}});
}

// Contract test 8.
TEST_CASE("dialling ends with the reason that the network gave") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  if (!session.has(kTrunk, BSDK_C_CPA)) {
    MESSAGE("skipped: this board cannot judge call progress");
    return;
  }
  static constexpr Dialled kTable[] = {
      {"13800000002", BSDK_DONE_ANSWERED},       {"13800000080", BSDK_DONE_BUSY},
      {"13800000081", BSDK_DONE_NO_ANSWER},      {"13800000082", BSDK_DONE_CONGESTION},
      {"13800000083", BSDK_DONE_INVALID_NUMBER}, {"13800000086", BSDK_DONE_ANSWERED},
  };
  for (const Dialled &row : kTable) {
    CAPTURE(row.number);
    bsdk_dial dial{};
    dial.struct_size = sizeof dial;
    dial.flags = BSDK_DIAL_WAIT_TONE;
    dial.digits = row.number;
    dial.dialtone_ms = 5000;
    dial.answer_ms = 30'000;
    const uint32_t op = session.next_op();
    REQUIRE(session.api().dial(session.board(), kTrunk, op, &dial) == BSDK_OK);
    for (int second = 0; second < 60 && session.dones(op).empty(); ++second) session.pass(100);
    REQUIRE(session.dones(op).size() == 1);
    CHECK(session.dones(op)[0].code == row.done);
    session.api().release(session.board(), kTrunk, session.next_op());
    session.pass(100);
  }
}

TEST_CASE("dialling on a line without dial tone says so") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  if (!session.has(kTrunk, BSDK_C_CPA)) {
    MESSAGE("skipped: this board cannot judge call progress");
    return;
  }
  REQUIRE(session.act(R"({"do":"setLine","trunkNo":1,"dialTone":false})") == BSDK_OK);
  bsdk_dial dial{};
  dial.struct_size = sizeof dial;
  dial.flags = BSDK_DIAL_WAIT_TONE;
  dial.digits = "13800000002";
  dial.dialtone_ms = 3000;
  const uint32_t op = session.next_op();
  REQUIRE(session.api().dial(session.board(), kTrunk, op, &dial) == BSDK_OK);
  session.pass(500);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_NO_DIALTONE);
}

// Contract test 9.
TEST_CASE("a caller who gives up just before the seizure is gone, and the seizure gets the line") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  session.act(R"({"do":"ring","trunkNo":1,"number":"13900001234"})");
  session.pass(20);
  const uint32_t op = session.next_op();
  CHECK(session.act(R"({"do":"giveUp","trunkNo":1})") == BSDK_OK);
  CHECK(session.api().seize(session.board(), kTrunk, op) == BSDK_OK);
  session.pass(5);
  REQUIRE(session.dones(op).size() == 1);
  const bsdk_event gave_up = session.events_of(BSDK_EV_RING, kTrunk).back();
  CHECK(gave_up.code == 0);
  CHECK(gave_up.seq < session.dones(op)[0].seq);
}

TEST_CASE("a seizure just before the caller gives up answers the call, without a give-up") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  session.act(R"({"do":"ring","trunkNo":1,"number":"13900001234"})");
  session.pass(20);
  const uint32_t op = session.next_op();
  CHECK(session.api().seize(session.board(), kTrunk, op) == BSDK_OK);
  session.act(R"({"do":"farHangUp","trunkNo":1})");
  session.pass(5);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_OK);
  CHECK(session.events_of(BSDK_EV_RING, kTrunk).back().code == 2);
}

// Contract test 10.
TEST_CASE("a phone that is lifted just before its ringing is cancelled has answered") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  const uint32_t op = session.next_op();
  REQUIRE(session.api().ring(session.board(), kPhone, op, &ring) == BSDK_OK);
  session.pass(10);
  session.act(R"({"do":"lift","phoneNo":1})");
  session.api().cancel(session.board(), op);
  session.pass(5);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_ANSWERED);
  CHECK(session.dones(op)[0].arg == BSDK_BY_HOOK);
  CHECK(session.events_of(BSDK_EV_HOOK, kPhone).size() == 1);
}

TEST_CASE(
    "a phone that is lifted just after its ringing was cancelled is off-hook for a call of its "
    "own") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  const uint32_t op = session.next_op();
  REQUIRE(session.api().ring(session.board(), kPhone, op, &ring) == BSDK_OK);
  session.pass(10);
  CHECK(session.api().cancel(session.board(), op) == BSDK_OK);
  session.act(R"({"do":"lift","phoneNo":1})");
  session.pass(5);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_CANCELLED);
  CHECK(session.events_of(BSDK_EV_HOOK, kPhone).size() == 1);
}

TEST_CASE("a headset is taken off-hook by command, which answers a ringing phone") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  const uint32_t ringing = session.next_op();
  const uint32_t seizing = session.next_op();
  REQUIRE(session.api().ring(session.board(), kPhone, ringing, &ring) == BSDK_OK);
  REQUIRE(session.api().seize(session.board(), kPhone, seizing) == BSDK_OK);
  session.pass(5);
  REQUIRE(session.dones(ringing).size() == 1);
  CHECK(session.dones(ringing)[0].code == BSDK_DONE_ANSWERED);
  REQUIRE(session.dones(seizing).size() == 1);
  REQUIRE(session.events_of(BSDK_EV_HOOK, kPhone).size() == 1);
  CHECK(session.events_of(BSDK_EV_HOOK, kPhone)[0].code == 1);
}

TEST_CASE(
    "a board that is pulled out is told as lost once, its operations fail, and every call says "
    "gone") {
  NEEDS_A_WORLD();
  Session session;
  session.start();
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  const uint32_t op = session.next_op();
  REQUIRE(session.api().ring(session.board(), kPhone, op, &ring) == BSDK_OK);
  REQUIRE(session.act(R"({"do":"removeBoard"})") == BSDK_OK);
  session.pass(5);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_FAILED);
  CHECK(session.dones(op)[0].arg == BSDK_E_GONE);
  CHECK(session.events_of(BSDK_EV_BOARD, -1).back().code == -1);
  CHECK(session.api().ring(session.board(), kPhone, session.next_op(), &ring) == BSDK_E_GONE);
  CHECK(session.api().seize(session.board(), kTrunk, session.next_op()) == BSDK_E_GONE);
  session.close();
  CHECK(session.events_of(BSDK_EV_BOARD, -1).size() == 2);
}
