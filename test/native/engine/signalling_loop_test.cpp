// Over 250 lines: one list of cases over one bench.
#include <doctest/doctest.h>

#include "loop_bench.hpp"

using namespace trunkline::engine;

TEST_CASE(
    "a refused command ends with refused, touches no wire and is logged with the last steps") {
  LoopBench bench;
  bench.told();
  bench.post(CommandKind::kAnswer, 0);
  CHECK(bench.told() == "CommandCompleted 0 #1 refused");
  CHECK(bench.board.calls.empty());
  const auto lines = bench.log().take();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text == "refused answer in idle; last steps: 0 ms idle -answer!");
}

TEST_CASE("an event that the table does not have is told and counted") {
  LoopBench bench;
  bench.told();
  bench.raise(BSDK_EV_HOOK, 0, 1);
  CHECK(bench.told() == "EventRefused 0 hookOff");
  CHECK(bench.loop().counters().events_refused.load() == 1);
}

TEST_CASE("the state is told before what brought it, the completion after it") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_CALLER_ID, 0, 1, "13900001234");
  bench.told();
  const uint32_t answer = bench.post(CommandKind::kAnswer, 0);
  CHECK(bench.told() == "StateChanged 0 answering");
  bench.done(0, answer, BSDK_DONE_OK);
  CHECK(bench.told() == "StateChanged 0 connected; CommandCompleted 0 #1 ok");
}

TEST_CASE("the caller-ID window closes after five seconds with an unknown number") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_RING, 0, 2);
  CHECK(bench.told() == "BoardChanged; StateChanged 0 incoming; RingBurst 0; RingBurst 0");
  bench.pass_ms(4999);
  CHECK(bench.told() == "");
  bench.pass_ms(1);
  CHECK(bench.told() == "StateChanged 0 offered; CallOffered 0");
}

TEST_CASE("eight seconds without ringing mean that the caller gave up") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_CALLER_ID, 0, 1, "1");
  bench.told();
  bench.pass_ms(7000);
  bench.raise(BSDK_EV_RING, 0, 1);
  CHECK(bench.told() == "RingBurst 0");
  bench.pass_ms(7999);
  CHECK(bench.told() == "");
  bench.pass_ms(1);
  CHECK(bench.told() == "StateChanged 0 idle; RingStopped 0");
}

TEST_CASE("an answer that the board refuses fails and the call stays offered") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_CALLER_ID, 0, 1, "1");
  bench.told();
  bench.board.refusals["seize"] = BSDK_E_IO;
  bench.post(CommandKind::kAnswer, 0);
  CHECK(bench.told() ==
        "StateChanged 0 answering; CommandCompleted 0 #1 failed -7; StateChanged 0 offered");
}

TEST_CASE("a caller who gives up while we lift ends the answer with hangUp") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_CALLER_ID, 0, 1, "1");
  const uint32_t answer = bench.post(CommandKind::kAnswer, 0);
  bench.raise(BSDK_EV_RING, 0, 0);
  bench.told();
  bench.done(0, answer, BSDK_DONE_OK);
  CHECK(bench.told() == "StateChanged 0 clearing; RemoteCleared 0; CommandCompleted 0 #1 hangUp");
}

TEST_CASE("glare: the dial is preempted, the caller is offered and answered without a seize") {
  LoopBench bench;
  const uint32_t dial = bench.post(CommandKind::kDial, 0, {"12345678"}, 1);
  bench.told();
  bench.raise(BSDK_EV_RING, 0, 1);
  CHECK(bench.told() ==
        "StateChanged 0 incoming; RingBurst 0; StateChanged 0 offered; CallOffered 0");
  CHECK(bench.board.calls.back().what == "cancel");
  bench.done(0, dial, BSDK_DONE_CANCELLED);
  CHECK(bench.told() == "CommandCompleted 0 #1 preempted");
  const size_t calls = bench.board.calls.size();
  bench.post(CommandKind::kAnswer, 0);
  CHECK(bench.told() == "StateChanged 0 connected; CommandCompleted 0 #2 ok");
  CHECK(bench.board.calls.size() == calls);
}

TEST_CASE("a release ends the other commands first, guards the line, then is idle") {
  LoopBench bench;
  const uint32_t dial = bench.post(CommandKind::kDial, 0, {"12345678"}, 1);
  const uint32_t release = bench.post(CommandKind::kRelease, 0);
  bench.told();
  bench.done(0, dial, BSDK_DONE_HANGUP);
  bench.done(0, release, BSDK_DONE_OK);
  CHECK(bench.told() == "CommandCompleted 0 #1 hangUp; CommandCompleted 0 #2 ok");
  CHECK(bench.state_of(0) == "releasing");
  bench.pass_ms(500);
  CHECK(bench.told() == "StateChanged 0 idle");
}

TEST_CASE("a release that the board never confirms does not hold the line for ever") {
  LoopBench bench;
  bench.post(CommandKind::kDial, 0, {"12345678"}, 1);
  bench.post(CommandKind::kRelease, 0);
  bench.pass_ms(5000);
  CHECK(bench.state_of(0) == "releasing");
  bench.pass_ms(500);
  CHECK(bench.state_of(0) == "idle");
}

TEST_CASE("a lifted phone hears dial tone until its first digit, its number ends at '#'") {
  LoopBench bench;
  bench.told();
  bench.raise(BSDK_EV_HOOK, 2, 1);
  CHECK(bench.told() == "StateChanged 2 initiated; HookChanged 2");
  REQUIRE(bench.board.calls.size() == 1);
  CHECK(bench.board.calls[0].what == "tone");
  bench.raise(BSDK_EV_DIGIT, 2, 0, "8");
  bench.told();
  CHECK(bench.board.calls.back().what == "cancel");
  bench.done(2, bench.board.calls[0].operation, BSDK_DONE_CANCELLED);
  bench.raise(BSDK_EV_DIGIT, 2, 0, "0");
  bench.raise(BSDK_EV_DIGIT, 2, 0, "#");
  CHECK(bench.told() ==
        "DigitReceived 2 0; DigitReceived 2 #; NumberDialled 2 80; StateChanged 2 initiated");
}

TEST_CASE("a number ends at its longest or after four seconds without a digit") {
  LoopBench bench;
  bench.raise(BSDK_EV_HOOK, 2, 1);
  for (const char *digit : {"1", "2", "3", "4", "5", "6", "7"}) {
    bench.raise(BSDK_EV_DIGIT, 2, 0, digit);
  }
  bench.told();
  bench.raise(BSDK_EV_DIGIT, 2, 0, "8");
  CHECK(bench.told() == "DigitReceived 2 8; NumberDialled 2 12345678; StateChanged 2 initiated");
  bench.raise(BSDK_EV_HOOK, 3, 1);
  bench.raise(BSDK_EV_DIGIT, 3, 0, "9");
  bench.told();
  bench.pass_ms(4000);
  CHECK(bench.told() == "NumberDialled 3 9; StateChanged 3 initiated");
}

TEST_CASE("joined channels are joined once, labelled, and parted when one hangs up") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_CALLER_ID, 0, 1, "1");
  bench.done(0, bench.post(CommandKind::kAnswer, 0), BSDK_DONE_OK);
  const uint32_t ring = bench.post(CommandKind::kRing, 2, {"", ""});
  CHECK(bench.board.calls.back().text == "45000");
  bench.raise(BSDK_EV_HOOK, 2, 1);
  bench.done(2, ring, BSDK_DONE_ANSWERED);
  bench.told();
  bench.post(CommandKind::kConnect, 0, {}, 2);
  CHECK(bench.told() ==
        "CommandCompleted 0 #3 ok; StateChanged 0 connected; StateChanged 2 connected");
  const auto linked = bench.outbox().snapshot();
  CHECK(linked.channels[0].linked_to == std::vector<int32_t>{2});
  CHECK(linked.channels[0].label_inbound == 8);
  bench.raise(BSDK_EV_HOOK, 2, 0);
  bench.settle();
  CHECK(bench.board.calls.back().what == "disconnect");
  CHECK(bench.outbox().snapshot().channels[0].linked_to.empty());
  CHECK(bench.state_of(2) == "idle");
  CHECK(bench.state_of(0) == "connected");
}

TEST_CASE("a join that one of the two machines refuses steps neither") {
  LoopBench bench;
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.raise(BSDK_EV_CALLER_ID, 0, 1, "1");
  bench.done(0, bench.post(CommandKind::kAnswer, 0), BSDK_DONE_OK);
  bench.told();
  bench.post(CommandKind::kConnect, 0, {}, 2);
  CHECK(bench.told() == "CommandCompleted 0 #2 refused");
}

TEST_CASE("a station that hangs up ends its commands with hangUp") {
  LoopBench bench;
  const uint32_t ring = bench.post(CommandKind::kRing, 2, {"", ""});
  bench.raise(BSDK_EV_HOOK, 2, 1);
  bench.done(2, ring, BSDK_DONE_ANSWERED);
  const uint32_t play = bench.post(CommandKind::kPlay, 2, {"", "wav", "/prompt.wav"});
  bench.told();
  bench.raise(BSDK_EV_HOOK, 2, 0);
  CHECK(bench.told() == "StateChanged 2 idle; HookChanged 2");
  bench.done(2, play, BSDK_DONE_CANCELLED);
  CHECK(bench.told() == "CommandCompleted 2 #2 hangUp");
}

TEST_CASE("a lost board ends every command once and takes every channel out of service") {
  LoopBench bench;
  const uint32_t dial = bench.post(CommandKind::kDial, 0, {"12345678"}, 1);
  bench.told();
  bench.raise(BSDK_EV_BOARD, -1, -1);
  CHECK(bench.told() ==
        "BoardChanged; StateChanged 0 outOfService; CommandCompleted 0 #1 failed -9; "
        "StateChanged 1 outOfService; StateChanged 2 outOfService; StateChanged 3 outOfService");
  bench.done(0, dial, BSDK_DONE_FAILED);
  CHECK(bench.told() == "");
  CHECK(bench.loop().counters().late_completions.load() == 1);
}

TEST_CASE("a dead pair takes its trunk out of service until battery is back") {
  LoopBench bench;
  bench.told();
  bench.raise(BSDK_EV_LINE, 1, 0);
  CHECK(bench.told() == "StateChanged 1 outOfService; LineChanged 1");
  bench.post(CommandKind::kReserve, 1);
  CHECK(bench.told() == "CommandCompleted 1 #1 refused");
  bench.raise(BSDK_EV_LINE, 1, 1);
  CHECK(bench.told() == "StateChanged 1 idle; LineChanged 1");
}

TEST_CASE("closing ends what still runs, then tells that the board is down") {
  LoopBench bench;
  bench.post(CommandKind::kDial, 0, {"12345678"}, 1);
  bench.told();
  bench.port().close();
  bench.loop().finish();
  CHECK(bench.told() == "CommandCompleted 0 #1 cancelled; BoardChanged");
}

TEST_CASE("a full inbox drops only what can be missed, and the reader is told to resync") {
  LoopBench bench(256, 64);
  bench.told();
  for (int count = 0; count < 100; ++count) bench.raise(BSDK_EV_VOICE, 0, count % 2);
  bench.raise(BSDK_EV_RING, 0, 1);
  bench.settle();
  CHECK(bench.loop().counters().driver_events_lost.load() == 68);
  CHECK(bench.state_of(0) == "incoming");
  std::vector<EventRecord> records(128);
  CHECK(bench.outbox().drain(records) == 34);
  CHECK(bench.outbox().drain(records) == -1);
  const BoardSnapshot snapshot = bench.outbox().resync();
  CHECK(snapshot.seq == 35);
  CHECK(bench.outbox().drain(records) == 0);
}

TEST_CASE("when the end of an operation may have been lost, the operation is brought to an end") {
  LoopBench bench;
  const uint32_t dial = bench.post(CommandKind::kDial, 0, {"12345678"}, 1);
  bench.told();
  bench.board.refusals["cancel"] = BSDK_E_STATE; /* it has ended already */
  bench.raise(BSDK_EV_DISCONTINUITY, -1, 0);
  CHECK(bench.told() ==
        "StateChanged 0 failed; CommandCompleted 0 #" + std::to_string(dial) + " failed");
}

TEST_CASE("a command posted before the board is up waits for it, so that up is told first") {
  LoopBench bench(256, 256, LoopBench::Board::kNotYetUp);
  bench.post(CommandKind::kReserve, 0);
  CHECK(bench.told() == "");
  CHECK(bench.outbox().snapshot().channels[0].running == std::vector<uint32_t>{1});
  bench.raise(BSDK_EV_BOARD, -1, 1);
  CHECK(bench.told() == "BoardChanged; StateChanged 0 reserved; CommandCompleted 0 #1 ok");
}
