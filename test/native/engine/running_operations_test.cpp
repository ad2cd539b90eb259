// What is told to an operation while it runs, how a recording is asked for and ends, and the lamp.
#include <doctest/doctest.h>

#include "loop_bench.hpp"

using namespace trunkline::engine;

namespace {

constexpr int32_t kTrunk = 0, kPhone = 2;

ChannelCommand record_of(int32_t format, uint16_t flags = 0) {
  ChannelCommand command;
  command.kind = CommandKind::kRecord;
  command.channel = kTrunk;
  command.a = format;
  command.b = 60000;
  command.c = 3000;
  command.flags = flags;
  command.texts = {"/call.wav", "#"};
  return command;
}

}  // namespace

TEST_CASE("a recording is asked for with its format, sides, beep, limits and stop digits") {
  LoopBench bench;
  bench.talk(kTrunk);
  const uint32_t formats[] = {BSDK_FMT_PCM16, BSDK_FMT_ALAW, BSDK_FMT_ULAW, BSDK_FMT_IMA_ADPCM,
                              BSDK_FMT_GSM610};
  for (int32_t format = 0; format < 5; ++format) {
    bench.asked();
    bench.post(record_of(format));
    CHECK(bench.asked() == "record 0 " + std::to_string(formats[format]) + " 3 0 60000 3000 #");
  }
  bench.post(record_of(0, kRecordFromLineOnly | kRecordBeep));
  CHECK(bench.asked() == "record 0 3 1 2 60000 3000 #");
}

TEST_CASE("a recording that a digit ended tells the digit and its length") {
  LoopBench bench;
  bench.talk(kTrunk);
  const uint32_t record = bench.post(record_of(0));
  bench.told();
  bench.raise(BSDK_EV_DONE, kTrunk, BSDK_DONE_DIGIT, "#", record, 4200);
  CHECK(bench.told() == "CommandCompleted 0 #2 digit 4200 #");
}

TEST_CASE("a play that a digit ended, or a recording of an older driver, tells the digit alone") {
  LoopBench bench;
  bench.talk(kTrunk);
  const uint32_t record = bench.post(record_of(0));
  bench.told();
  bench.raise(BSDK_EV_DONE, kTrunk, BSDK_DONE_DIGIT, "", record, '7');
  CHECK(bench.told() == "CommandCompleted 0 #2 digit 7");
}

TEST_CASE("a mask pauses the running recording, and is refused where nothing is recorded") {
  LoopBench bench;
  bench.talk(kTrunk);
  bench.told();
  bench.post(CommandKind::kMaskRecording, kTrunk, {}, 1);
  CHECK(bench.told() == "CommandCompleted 0 #2 refused");
  const uint32_t record = bench.post(record_of(0));
  bench.asked();
  bench.told();
  bench.post(CommandKind::kMaskRecording, kTrunk, {}, 1);
  bench.post(CommandKind::kMaskRecording, kTrunk, {}, 0);
  CHECK(bench.told() == "CommandCompleted 0 #4 ok; CommandCompleted 0 #5 ok");
  CHECK(bench.board.calls[0].operation == record);
  CHECK(bench.asked() == "control 0 0; control 1 0");
  bench.board.refusals["control"] = BSDK_E_STATE; /* it has just ended */
  bench.post(CommandKind::kMaskRecording, kTrunk, {}, 1);
  CHECK(bench.told() == "CommandCompleted 0 #6 refused");
  bench.board.refusals["control"] = BSDK_E_UNSUPPORTED;
  bench.post(CommandKind::kMaskRecording, kTrunk, {}, 1);
  CHECK(bench.told() == "CommandCompleted 0 #7 failed -4");
}

TEST_CASE("a running play is controlled, what is none is refused") {
  LoopBench bench;
  bench.talk(kTrunk);
  const uint32_t play = bench.post(CommandKind::kPlay, kTrunk, {"", "wav", "/prompt.wav"});
  const uint32_t record = bench.post(record_of(0));
  bench.asked();
  bench.told();
  ChannelCommand command;
  command.kind = CommandKind::kControl;
  command.channel = kTrunk;
  command.a = static_cast<int32_t>(play);
  const int32_t amounts[] = {0, 0, 12000, 150};
  for (int32_t verb = 0; verb < 4; ++verb) {
    command.b = verb;
    command.c = amounts[verb];
    bench.post(command);
  }
  CHECK(bench.asked() == "control 0 0; control 1 0; control 2 12000; control 5 150");
  command.a = static_cast<int32_t>(record);
  bench.post(command);
  command.a = 999;
  bench.post(command);
  command.a = static_cast<int32_t>(play);
  command.channel = kPhone; /* it plays elsewhere */
  bench.post(command);
  CHECK(bench.asked() == "");
  CHECK(bench.told() ==
        "CommandCompleted 0 #4 ok; CommandCompleted 0 #5 ok; CommandCompleted 0 #6 ok; "
        "CommandCompleted 0 #7 ok; CommandCompleted 0 #8 refused; CommandCompleted 0 #9 refused; "
        "CommandCompleted 2 #10 refused");
}

TEST_CASE("a waiting message lights the lamp, and the phone's dial tone stutters while it waits") {
  LoopBench bench;
  bench.told();
  bench.post(CommandKind::kMessageWaiting, kPhone, {}, 1);
  CHECK(bench.told() == "CommandCompleted 2 #1 ok");
  CHECK(bench.asked() == "set_param 2 6 1");
  bench.raise(BSDK_EV_HOOK, kPhone, 1);
  bench.settle();
  CHECK(bench.asked() == "tone 2 9");
  bench.post(CommandKind::kMessageWaiting, kPhone, {}, 0); /* off-hook: legal too */
  CHECK(bench.asked() == "set_param 2 6 0");
  bench.raise(BSDK_EV_HOOK, kPhone, 0);
  bench.settle();
  bench.done(kPhone, bench.board.last_tone, BSDK_DONE_CANCELLED);
  bench.asked();
  bench.raise(BSDK_EV_HOOK, kPhone, 1);
  bench.settle();
  CHECK(bench.asked() == "tone 2 1");
}

TEST_CASE("a trunk has no message waiting, and a board that cannot stutter gives dial tone") {
  LoopBench bench;
  bench.told();
  bench.post(CommandKind::kMessageWaiting, kTrunk, {}, 1);
  CHECK(bench.told() == "CommandCompleted 0 #1 refused");
  bench.post(CommandKind::kMessageWaiting, kPhone, {}, 1);
  bench.asked();
  bench.board.refusals["tone 9"] = BSDK_E_UNSUPPORTED;
  bench.raise(BSDK_EV_HOOK, kPhone, 1);
  bench.settle();
  CHECK(bench.asked() == "tone 2 1");
}

TEST_CASE("a lamp that the board does not light is logged, the tone tells it all the same") {
  LoopBench bench;
  bench.told();
  bench.board.refusals["set_param"] = BSDK_E_IO;
  bench.post(CommandKind::kMessageWaiting, kPhone, {}, 1);
  CHECK(bench.told() == "CommandCompleted 2 #1 ok");
  CHECK(bench.log().take().size() == 1);
  bench.raise(BSDK_EV_HOOK, kPhone, 1);
  bench.settle();
  CHECK(bench.asked() == "tone 2 9");
}
