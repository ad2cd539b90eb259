#include <doctest/doctest.h>

#include <cstring>

#include "test/native/contract/operations.hpp"

using contract::Session;
using contract::Told;

TEST_CASE("a board is opened, tells of itself, starts with BOARD up and ends with BOARD down") {
  Session session;
  REQUIRE(session.open_code() == BSDK_OK);
  CHECK(session.channel_count() > 0);
  session.pass(3);
  CHECK(session.told().empty());
  session.start();
  REQUIRE(!session.told().empty());
  const bsdk_event first = session.told().front().event;
  CHECK(first.kind == BSDK_EV_BOARD);
  CHECK(first.channel == -1);
  CHECK(first.code == 1);
  session.close();
  const bsdk_event last = session.told().back().event;
  CHECK(last.kind == BSDK_EV_BOARD);
  CHECK(last.code == 0);
}

TEST_CASE("no operation is accepted before the start") {
  Session session;
  for (const auto &operation : contract::operations()) {
    CAPTURE(operation.name);
    CHECK(operation.begin(session, 0, session.next_op()) != BSDK_OK);
  }
  session.start();
  CHECK(session.dones(101).empty());
}

TEST_CASE("starting twice is refused") {
  Session session;
  session.start();
  CHECK(session.api().start(session.board()) == BSDK_E_STATE);
}

TEST_CASE("a channel that does not exist is refused as such") {
  Session session;
  session.start();
  const auto beyond = static_cast<int32_t>(session.channel_count());
  bsdk_channel_info info{};
  info.struct_size = sizeof info;
  CHECK(session.api().channel_info(session.board(), beyond, &info) == BSDK_E_CHANNEL);
  CHECK(session.api().channel_info(session.board(), -1, &info) == BSDK_E_CHANNEL);
  for (const auto &operation : contract::operations()) {
    CAPTURE(operation.name);
    const int32_t result = operation.begin(session, beyond, session.next_op());
    CHECK((result == BSDK_E_CHANNEL || result == BSDK_E_UNSUPPORTED));
  }
}

// Contract test 7.
TEST_CASE(
    "a structure that is larger than the driver's is accepted, a smaller one is filled as far as "
    "it goes") {
  Session session;
  struct {
    bsdk_board_info info;
    char beyond[64];
  } larger{};
  larger.info.struct_size = sizeof larger;
  CHECK(session.api().board_info(session.board(), &larger.info) == BSDK_OK);
  CHECK(larger.info.channel_count == session.channel_count());
  CHECK(larger.beyond[0] == 0);

  bsdk_board_info smaller;
  std::memset(&smaller, 0x5A, sizeof smaller);
  smaller.struct_size = 8;
  CHECK(session.api().board_info(session.board(), &smaller) == BSDK_OK);
  CHECK(smaller.channel_count == session.channel_count());
  CHECK(smaller.vendor[0] == 0x5A);

  bsdk_channel_info nothing;
  std::memset(&nothing, 0x5A, sizeof nothing);
  nothing.struct_size = 0;
  session.api().channel_info(session.board(), 0, &nothing);
  CHECK(nothing.kind == 0x5A5A5A5A);
}

TEST_CASE(
    "an argument structure of an older host is served with defaults, one of a newer host is "
    "understood") {
  Session session;
  session.start();
  const int32_t phone = session.first(BSDK_KIND_FXS);
  if (phone < 0 || !session.has(phone, BSDK_C_RING_TX)) {
    MESSAGE("skipped: no channel of this board can ring");
    return;
  }
  bsdk_ring older;
  std::memset(&older, 0xFF, sizeof older);  // whatever stands behind struct_size must not be read
  older.struct_size = 8;
  older.cadence = 0;
  const uint32_t first = session.next_op();
  CHECK(session.api().ring(session.board(), phone, first, &older) == BSDK_OK);
  CHECK(session.api().cancel(session.board(), first) == BSDK_OK);

  struct {
    bsdk_ring ring;
    char beyond[32];
  } newer{};
  newer.ring.struct_size = sizeof newer;
  newer.ring.timeout_ms = 200;
  const uint32_t second = session.next_op();
  CHECK(session.api().ring(session.board(), phone, second, &newer.ring) == BSDK_OK);
  session.pass(30);
  REQUIRE(session.dones(second).size() == 1);
  CHECK(session.dones(second)[0].code == BSDK_DONE_NO_ANSWER);
}

// Contract test 6.
TEST_CASE(
    "closing with operations running ends each of them once, and nothing is told afterwards") {
  Session session;
  session.start();
  std::vector<uint32_t> accepted;
  for (uint32_t channel = 0; channel < session.channel_count(); ++channel) {
    for (const auto &operation : contract::operations()) {
      const uint32_t op = session.next_op();
      if (std::strcmp(operation.name, "release") == 0) continue;
      if (operation.begin(session, static_cast<int32_t>(channel), op) == BSDK_OK)
        accepted.push_back(op);
    }
  }
  session.close();
  const size_t told = session.told().size();
  for (const uint32_t op : accepted) {
    CAPTURE(op);
    CHECK(session.dones(op).size() == 1);
  }
  std::this_thread::yield();
  CHECK(session.told().size() == told);
}
