#include "native/engine/channel_command.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "encoded_command.hpp"

using namespace trunkline::engine;

namespace {

struct Head {
  uint32_t id = 1;
  CommandKind kind = CommandKind::kRelease;
  uint16_t channel = 0;
  int32_t a = 0, b = 0, c = 0;
  uint16_t flags = 0;
};

std::vector<uint8_t> encode(const Head &head, const std::vector<std::string> &texts) {
  ChannelCommand command;
  command.id = head.id;
  command.kind = head.kind;
  command.channel = head.channel;
  command.a = head.a;
  command.b = head.b;
  command.c = head.c;
  command.flags = head.flags;
  command.texts = texts;
  return trunkline::engine::encode(command);
}

bool is_taken(const Head &head, const std::vector<std::string> &texts) {
  return decode_command(encode(head, texts)).has_value();
}

}  // namespace

TEST_CASE("a dial is read with its number and parameters") {
  const auto command =
      decode_command(encode({7, CommandKind::kDial, 3, 1, 30000}, {"13900001234"}));
  REQUIRE(command);
  CHECK(command->id == 7);
  CHECK(command->channel == 3);
  CHECK(command->a == 1);
  CHECK(command->b == 30000);
  CHECK(command->c == 0);
  CHECK(command->texts == std::vector<std::string>{"13900001234"});
}

TEST_CASE("a command cut short at any byte is not taken") {
  const auto whole = encode({1, CommandKind::kRing, 0}, {"139", "name"});
  for (size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    CHECK_FALSE(decode_command({whole.data(), length}));
  }
  CHECK(decode_command(whole));
}

TEST_CASE("bytes after the last text are not taken") {
  auto bytes = encode({1, CommandKind::kRelease, 0}, {});
  bytes.push_back(0);
  CHECK_FALSE(decode_command(bytes));
}

TEST_CASE("parameters out of range are not taken") {
  CHECK_FALSE(is_taken({0, CommandKind::kRelease}, {}));
  CHECK_FALSE(is_taken({0x80000000u, CommandKind::kRelease}, {}));
  CHECK_FALSE(is_taken({1, static_cast<CommandKind>(99)}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kDial}, {"12x"}));
  CHECK_FALSE(is_taken({1, CommandKind::kDial, 0, 0, 4999}, {"12"}));
  CHECK_FALSE(is_taken({1, CommandKind::kRing, 0, 0, 300001}, {"", ""}));
  CHECK_FALSE(is_taken({1, CommandKind::kPlay}, {""}));
  CHECK_FALSE(is_taken({1, CommandKind::kPlay}, {"", "mp3", "/x"}));
  CHECK_FALSE(is_taken({1, CommandKind::kPlay}, {"x", "wav", "/x"}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord}, {"relative.wav", ""}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord}, {"/call.wav"}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord}, {"/call.wav", "x"}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord, 0, 5}, {"/call.wav", ""}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord, 0, 0, -1}, {"/call.wav", ""}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord, 0, 0, 0, -1}, {"/call.wav", ""}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord, 0, 0, 0, 0, 4}, {"/call.wav", ""}));
  CHECK_FALSE(is_taken({1, CommandKind::kRelease, 0, 0, 0, 0, 1}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kConnect, 4, 5, 6}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kJoinConference, 0, -1}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kJoinConference, 0, 16}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kJoinConference, 0, 0, 2}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kLeaveConference}, {"text"}));
  CHECK_FALSE(is_taken({1, CommandKind::kMaskRecording, 0, 2}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kMessageWaiting, 0, -1}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kControl, 0, 0}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kControl, 0, 1, 4}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kControl, 0, 1, 2, -1}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kControl, 0, 1, 3, 49}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kControl, 0, 1, 3, 201}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kTone, 0, 11}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kConnect, 4, 4}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kFlash, 0, 10}, {}));
  CHECK_FALSE(is_taken({1, CommandKind::kRecord}, {std::string("/a\0b", 4), ""}));
}

TEST_CASE("parameters at the ends of their ranges are taken") {
  CHECK(is_taken({1, CommandKind::kRecord, 0, 4, 0, 0, 3}, {"/call.wav", "0123456789*#ABCD"}));
  CHECK(is_taken({1, CommandKind::kConnect, 4, 5, 5}, {}));
  CHECK(is_taken({1, CommandKind::kJoinConference, 0, 15, 1}, {}));
  CHECK(is_taken({1, CommandKind::kLeaveConference}, {}));
  CHECK(is_taken({1, CommandKind::kMaskRecording, 0, 1}, {}));
  CHECK(is_taken({1, CommandKind::kMessageWaiting, 0, 0}, {}));
  CHECK(is_taken({1, CommandKind::kControl, 0, 7, 3, 50}, {}));
  CHECK(is_taken({1, CommandKind::kControl, 0, 7, 2, 0}, {}));
}
