#include "test/native/contract/operations.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <map>

using contract::Session;
using contract::Told;

namespace {

// Begins everything everywhere; what was accepted.
std::vector<uint32_t> begin_all(Session &session) {
  std::vector<uint32_t> accepted;
  for (uint32_t channel = 0; channel < session.channel_count(); ++channel) {
    for (const auto &operation : contract::operations()) {
      const uint32_t op = session.next_op();
      if (operation.begin(session, static_cast<int32_t>(channel), op) == BSDK_OK)
        accepted.push_back(op);
    }
  }
  return accepted;
}

}  // namespace

// Contract test 1.
TEST_CASE("each accepted operation ends once, a refused one never") {
  Session session;
  session.start();
  const std::vector<uint32_t> accepted = begin_all(session);
  session.pass(300);
  session.close();
  std::map<uint32_t, int> ends;
  for (const Told &each : session.told()) {
    if (each.event.kind == BSDK_EV_DONE) ++ends[each.event.op];
  }
  CHECK(ends.size() == accepted.size());
  for (const uint32_t op : accepted) {
    CAPTURE(op);
    CHECK(ends[op] == 1);
  }
}

TEST_CASE("operation number 0 is refused, and so is one that runs already") {
  Session session;
  session.start();
  for (uint32_t channel = 0; channel < session.channel_count(); ++channel) {
    for (const auto &operation : contract::operations()) {
      CAPTURE(operation.name);
      CHECK(operation.begin(session, static_cast<int32_t>(channel), 0) != BSDK_OK);
    }
  }
  const int32_t phone = session.first(BSDK_KIND_FXS);
  if (phone < 0) return;
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  REQUIRE(session.api().ring(session.board(), phone, 77, &ring) == BSDK_OK);
  CHECK(session.api().ring(session.board(), phone + 1, 77, &ring) == BSDK_E_ARG);
  CHECK(session.api().ring(session.board(), phone, 78, &ring) == BSDK_E_BUSY);
}

// Contract test 5.
TEST_CASE("what a channel can never do is refused as unsupported, never ignored") {
  Session session;
  session.start();
  for (uint32_t channel = 0; channel < session.channel_count(); ++channel) {
    for (const auto &operation : contract::operations()) {
      if (operation.may(session, static_cast<int32_t>(channel))) continue;
      CAPTURE(operation.name);
      CAPTURE(channel);
      CHECK(operation.begin(session, static_cast<int32_t>(channel), session.next_op()) ==
            BSDK_E_UNSUPPORTED);
    }
    if (!session.has(static_cast<int32_t>(channel), BSDK_C_CONNECT) &&
        session.api().connect != nullptr) {
      CHECK(session.api().connect(session.board(), static_cast<int32_t>(channel), 0,
                                  BSDK_LINK_A_HEARS_B, 0) == BSDK_E_UNSUPPORTED);
    }
    if (!session.has(static_cast<int32_t>(channel), BSDK_C_CONF) &&
        session.api().conf_create != nullptr) {
      int32_t conference = 0;
      CHECK(session.api().conf_create(session.board(), 3, &conference) == BSDK_E_UNSUPPORTED);
    }
  }
  CHECK(session.api().vendor_call(session.board(), "there.is.no.such.call", "{}", nullptr, 0) ==
        BSDK_E_UNSUPPORTED);
}

// Contract test 2.
TEST_CASE(
    "cancelling ends an operation as cancelled; an unknown or ended one cannot be cancelled") {
  Session session;
  session.start();
  CHECK(session.api().cancel(session.board(), 0) != BSDK_OK);
  CHECK(session.api().cancel(session.board(), 4711) == BSDK_E_STATE);
  const int32_t phone = session.first(BSDK_KIND_FXS);
  if (phone < 0) {
    MESSAGE("skipped: no operation of this board lasts");
    return;
  }
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  const uint32_t op = session.next_op();
  REQUIRE(session.api().ring(session.board(), phone, op, &ring) == BSDK_OK);
  session.pass(20);
  CHECK(session.api().cancel(session.board(), op) == BSDK_OK);
  CHECK(session.api().cancel(session.board(), op) == BSDK_E_STATE);
  session.pass(5);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_CANCELLED);
}

TEST_CASE("cancelling from another thread while ringing times out leaves one end") {
  Session session(Session::Time::real);
  session.start();
  const int32_t phone = session.first(BSDK_KIND_FXS);
  if (phone < 0) {
    MESSAGE("skipped: no operation of this board lasts");
    return;
  }
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  ring.timeout_ms = 20;
  std::vector<uint32_t> accepted;
  for (int round = 0; round < 10; ++round) {
    const uint32_t op = session.next_op();
    if (session.api().ring(session.board(), phone, op, &ring) != BSDK_OK) continue;
    accepted.push_back(op);
    std::thread canceller([&] {
      while (session.dones(op).empty() && session.api().cancel(session.board(), op) != BSDK_OK)
        std::this_thread::yield();
    });
    session.pass(static_cast<uint32_t>(round % 4));
    canceller.join();
    session.pass(2);
  }
  session.close();
  CHECK(!accepted.empty());
  for (const uint32_t op : accepted) CHECK(session.dones(op).size() == 1);
}

// Contract test 3.
TEST_CASE("releasing a channel ends its operations first, then itself") {
  Session session;
  session.start();
  const int32_t phone = session.first(BSDK_KIND_FXS);
  if (phone < 0) {
    MESSAGE("skipped: no channel of this board can be released");
    return;
  }
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  const uint32_t ringing = session.next_op();
  const uint32_t releasing = session.next_op();
  REQUIRE(session.api().ring(session.board(), phone, ringing, &ring) == BSDK_OK);
  session.pass(10);
  REQUIRE(session.api().release(session.board(), phone, releasing) == BSDK_OK);
  session.pass(5);
  REQUIRE(session.dones(ringing).size() == 1);
  REQUIRE(session.dones(releasing).size() == 1);
  CHECK(session.dones(ringing)[0].code == BSDK_DONE_HANGUP);
  CHECK(session.dones(releasing)[0].code == BSDK_DONE_OK);
  CHECK(session.dones(ringing)[0].seq < session.dones(releasing)[0].seq);
}

// Contract test 4.
TEST_CASE("events come from one thread, numbered without gaps, and time does not go back") {
  Session session(Session::Time::real);
  session.start();
  begin_all(session);
  session.pass(20);
  const std::vector<Told> told = session.told();
  REQUIRE(!told.empty());
  for (size_t i = 1; i < told.size(); ++i) {
    CHECK(told[i].event.seq == told[i - 1].event.seq + 1);
    CHECK(told[i].event.time_us >= told[i - 1].event.time_us);
    CHECK(told[i].thread == told[0].thread);
  }
}
