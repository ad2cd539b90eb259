#include <ostream>

#include "../../../native/softmedia/call_progress.hpp"
#include "fake_board.hpp"

using namespace fake;
using signals::cadence;
using signals::joined;
using signals::silence;
using signals::sine;
using signals::speech;

namespace {

constexpr bsdk_op kDial = 50;

struct Result {
  int32_t code = -1, arg = -1;
  friend bool operator==(const Result &, const Result &) = default;
};
std::ostream &operator<<(std::ostream &out, const Result &result) {
  return out << result.code << "/" << result.arg;
}

void start_dial(Rig &rig, uint32_t flags, uint32_t answer_ms = 60000) {
  const bsdk_dial dial{sizeof dial, flags, "8001", 5000, answer_ms};
  REQUIRE(rig.api->dial(rig.handle, kTrunk, kDial, &dial) == BSDK_OK);
  trunkline::softmedia::pump(rig.handle);
}

Result result_of(const Rig &rig) {
  for (const bsdk_event &event : rig.of_kind(BSDK_EV_DONE)) {
    if (event.op == kDial) return {event.code, event.arg};
  }
  return {};
}

std::vector<int32_t> progress_of(const Rig &rig) {
  std::vector<int32_t> codes;
  for (const bsdk_event &event : rig.of_kind(BSDK_EV_PROGRESS)) codes.push_back(event.code);
  return codes;
}

/** Dials over a line that gives dial tone until the digits are out, then answers with this. */
Result dialled(const signals::Samples &answer, Rig &rig, uint32_t answer_ms = 60000) {
  start_dial(rig, BSDK_DIAL_WAIT_TONE, answer_ms);
  rig.speak(kTrunk, sine(450, -10, 1100));
  rig.run(900);  // 4 digits of 200 ms
  rig.speak(kTrunk, answer);
  rig.run(100);
  return result_of(rig);
}
Result dialled(const signals::Samples &answer) {
  Rig rig;
  return dialled(answer, rig);
}

}  // namespace

TEST_CASE("a dial waits for dial tone, sends the digits and says how far it is") {
  Rig rig;
  start_dial(rig, BSDK_DIAL_WAIT_TONE);
  CHECK(rig.board.calls == std::vector<std::string>{"seize 0"});
  rig.run(500);
  CHECK(progress_of(rig) == std::vector<int32_t>{BSDK_P_SEIZED});
  CHECK(signals::level_at(rig.said(kTrunk), 852) < -60);
  rig.speak(kTrunk, sine(450, -10, 1100));
  rig.run(900);
  CHECK(progress_of(rig) ==
        std::vector<int32_t>{BSDK_P_SEIZED, BSDK_P_DIALTONE, BSDK_P_DIGITS_SENT});
  CHECK(rig.ends_of(kDial).empty());
}

TEST_CASE("a line without dial tone ends the dial after its time") {
  Rig rig;
  start_dial(rig, BSDK_DIAL_WAIT_TONE);
  rig.run(4900);
  CHECK(rig.ends_of(kDial).empty());
  rig.run(200);
  CHECK(result_of(rig) == Result{BSDK_DONE_NO_DIALTONE, 0});
}

TEST_CASE("a dial that does not wait sends its digits into silence") {
  Rig rig;
  start_dial(rig, 0);
  rig.run(1500);
  CHECK(progress_of(rig) == std::vector<int32_t>{BSDK_P_SEIZED, BSDK_P_DIGITS_SENT});
}

TEST_CASE("a blind dial is assumed to be answered when the digits are out") {
  Rig rig;
  start_dial(rig, BSDK_DIAL_BLIND);
  rig.run(1500);
  CHECK(result_of(rig) == Result{BSDK_DONE_ANSWERED, BSDK_BY_ASSUMED});
}

TEST_CASE("what the exchange sends after the digits decides the result") {
  CHECK(dialled(cadence(450, -10, {350, 350}, 4)) == Result{BSDK_DONE_BUSY, 0});
  CHECK(dialled(cadence(450, -10, {700, 700}, 4)) == Result{BSDK_DONE_CONGESTION, 0});
  CHECK(dialled(cadence(450, -10, {100, 100, 100, 100, 100, 100, 400, 400}, 3)) ==
        Result{BSDK_DONE_INVALID_NUMBER, 0});
  CHECK(dialled(sine(2100, -12, 2600)) == Result{BSDK_DONE_FAX, 0});
  CHECK(dialled(silence(15500)) == Result{BSDK_DONE_NO_SIGNAL, 0});
  CHECK(dialled(speech(-15, 2000)) == Result{BSDK_DONE_ANSWERED, BSDK_BY_VOICE});
}

TEST_CASE("ringback is reported, and speech after it is the answer") {
  Rig rig;
  const auto rings = cadence(450, -10, {1000, 4000}, 2);
  CHECK(dialled(joined({silence(400), rings, speech(-18, 1500, 4)}), rig) ==
        Result{BSDK_DONE_ANSWERED, BSDK_BY_VOICE});
  CHECK(progress_of(rig).back() == BSDK_P_RINGBACK);
}

TEST_CASE("ringback that lasts longer than the answer time is no answer") {
  Rig rig;
  CHECK(dialled(cadence(450, -10, {1000, 4000}, 3), rig, 12000) == Result{BSDK_DONE_NO_ANSWER, 0});
}

TEST_CASE("busy after ringback is busy") {
  CHECK(dialled(joined({cadence(450, -10, {1000, 4000}, 1), cadence(450, -10, {350, 350}, 4)})) ==
        Result{BSDK_DONE_BUSY, 0});
}

TEST_CASE("ringback that stops is an answer as soon as somebody makes a sound") {
  signals::Samples grunt = speech(-18, 150, 8);
  Rig rig;
  const auto rings = cadence(450, -10, {1000, 4000}, 2);
  CHECK(dialled(joined({rings, silence(4500), grunt, silence(300)}), rig) ==
        Result{BSDK_DONE_ANSWERED, BSDK_BY_RINGBACK_END});
}

TEST_CASE("a reversal of polarity answers for certain, its end is the far hang-up") {
  Rig rig;
  CHECK(dialled(cadence(450, -10, {1000, 4000}, 1), rig) == Result{});
  rig.board.emit(BSDK_EV_POLARITY, kTrunk, 0, 1);
  rig.run(30);
  CHECK(result_of(rig) == Result{BSDK_DONE_ANSWERED, BSDK_BY_POLARITY});
  rig.run(2000);
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE).empty());
  rig.board.emit(BSDK_EV_POLARITY, kTrunk, 0, 0);
  rig.run(30);
  REQUIRE(rig.of_kind(BSDK_EV_REMOTE_GONE).size() == 1);
  CHECK(rig.of_kind(BSDK_EV_REMOTE_GONE)[0].code == BSDK_GONE_POLARITY);
}

TEST_CASE("a dial that wants to know who answers tells a person, a machine and a fax apart") {
  const auto answered = [](const signals::Samples &answer, bool by_polarity) {
    Rig rig;
    start_dial(rig, BSDK_DIAL_WAIT_TONE | BSDK_DIAL_AMD);
    rig.speak(kTrunk, sine(450, -10, 1100));
    rig.run(900);
    rig.speak(kTrunk, cadence(450, -10, {1000, 4000}, 1));
    if (by_polarity) rig.board.emit(BSDK_EV_POLARITY, kTrunk, 0, 1);
    rig.speak(kTrunk, answer);
    rig.run(1000);
    return result_of(rig);
  };
  const signals::Samples person = joined({silence(300), speech(-18, 600, 4), silence(3000)});
  const signals::Samples machine = joined({silence(300), speech(-18, 6000, 5)});
  CHECK(answered(person, false) == Result{BSDK_DONE_ANSWERED, BSDK_BY_VOICE});
  CHECK(answered(person, true) == Result{BSDK_DONE_ANSWERED, BSDK_BY_POLARITY});
  CHECK(answered(machine, false) == Result{BSDK_DONE_MACHINE, 0});
  CHECK(answered(machine, true) == Result{BSDK_DONE_MACHINE, 0});
  CHECK(answered(joined({silence(500), sine(2100, -12, 2600)}), true) == Result{BSDK_DONE_FAX, 0});
  CHECK(answered(silence(6000), true) == Result{BSDK_DONE_ANSWERED, BSDK_BY_POLARITY});
}

TEST_CASE("a dial on a line that cannot be seized ends as the inner board says") {
  Rig refused;
  refused.board.seize_result = BSDK_E_STATE;
  const bsdk_dial dial{sizeof dial, 0, "8001", 0, 0};
  CHECK(refused.api->dial(refused.handle, kTrunk, kDial, &dial) == BSDK_E_STATE);
  refused.run(50);
  CHECK(refused.ends_of(kDial).empty());
  refused.board.seize_result = BSDK_OK;
  CHECK(refused.api->dial(refused.handle, kTrunk, kDial, &dial) == BSDK_OK);

  Rig failed;
  failed.board.holds_seize = true;
  start_dial(failed, 0);
  failed.board.finish_seize(kTrunk, BSDK_DONE_FAILED, BSDK_E_IO);
  failed.run(50);
  CHECK(result_of(failed) == Result{BSDK_DONE_FAILED, BSDK_E_IO});
}

TEST_CASE("a dial is cancelled while the line is being seized, with one DONE") {
  Rig rig;
  rig.board.holds_seize = true;
  start_dial(rig, 0);
  CHECK(rig.api->cancel(rig.handle, kDial) == BSDK_OK);
  rig.run(30);
  rig.board.finish_seize(kTrunk);
  rig.run(2000);
  CHECK(rig.ends_of(kDial) == std::vector<int32_t>{BSDK_DONE_CANCELLED});
}

TEST_CASE("what cannot be dialled is refused at once") {
  Rig rig;
  bsdk_dial dial{sizeof dial, 0, "80x1", 0, 0};
  CHECK(rig.api->dial(rig.handle, kTrunk, 1, &dial) == BSDK_E_ARG);
  dial.digits = "";
  CHECK(rig.api->dial(rig.handle, kTrunk, 1, &dial) == BSDK_E_ARG);
  dial.digits = "8001";
  CHECK(rig.api->dial(rig.handle, kPhone, 1, &dial) == BSDK_E_UNSUPPORTED);
  CHECK(rig.api->dial(rig.handle, 17, 1, &dial) == BSDK_E_CHANNEL);
  dial.flags = BSDK_DIAL_PULSE;
  CHECK(rig.api->dial(rig.handle, kTrunk, 1, &dial) == BSDK_E_UNSUPPORTED);
}

TEST_CASE("a flash among the digits goes to the inner board and the rest follows") {
  Rig rig;
  rig.seize(kTrunk);
  REQUIRE(rig.api->digits(rig.handle, kTrunk, 60, "!12") == BSDK_OK);
  rig.run(1000);
  CHECK(rig.board.calls.back() == "flash 0");
  CHECK(rig.ends_of(60) == std::vector<int32_t>{BSDK_DONE_OK});
}

TEST_CASE("every state of a dial that waits can end, and no row leads nowhere") {
  using trunkline::softmedia::DialAction;
  using trunkline::softmedia::DialState;
  const auto table = trunkline::softmedia::dial_table();
  const auto leaves = [&](DialState state) {
    return std::count_if(table.begin(), table.end(),
                         [&](const auto &row) { return row.from == state; });
  };
  for (const auto &row : table) {
    CHECK((row.to == DialState::ended) == (row.action == DialAction::end));
    CHECK((row.to == DialState::ended || leaves(row.to) > 0));
  }
  CHECK(leaves(DialState::ended) == 0);
}
