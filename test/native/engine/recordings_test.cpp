// Recordings of a talk, measured in their files and where they are played.
#include <fstream>
#include <iterator>

#include "simulated_engine.hpp"

using namespace trunkline::engine;

namespace {

constexpr double kCallerHz = 500, kAgentHz = 900;
constexpr int32_t kTrunk = 0;

/** A caller talks with an agent at phone 1; phone 2 is lifted. */
class Talk : public SimulatedEngine {
 public:
  Talk() : SimulatedEngine(1, 2) {
    call(1);
    lift(1);
    lift(2);
    CHECK(done(CommandKind::kConnect, kTrunk, channel_of_phone(1)) == "ok");
    speak(far_party(1), kCallerHz);
    speak(phone(1), kAgentHz);
    run(200);
  }
  /** Begins a recording of the trunk. */
  uint32_t record(const std::string &path, ChannelCommand as = {}) {
    as.kind = CommandKind::kRecord;
    as.channel = kTrunk;
    as.texts = {path, as.texts.empty() ? "" : as.texts[0]};
    return post(as);
  }
  std::string end(uint32_t recording) {
    const std::string cancelled =
        done(CommandKind::kCancel, kTrunk, static_cast<int32_t>(recording));
    run(50);
    return cancelled;
  }
};

struct Stereo {
  Sound left, right;
};

/** Both sides of a recording of PCM16; the header of such a file has 44 octets. */
Stereo read_pcm(const std::string &path) {
  std::ifstream stream(path, std::ios::binary);
  const std::vector<char> octets((std::istreambuf_iterator<char>(stream)),
                                 std::istreambuf_iterator<char>());
  REQUIRE(octets.size() > 44);
  Sound samples((octets.size() - 44) / 2);
  std::memcpy(samples.data(), octets.data() + 44, samples.size() * 2);
  Stereo sides;
  for (size_t at = 0; at + 1 < samples.size(); at += 2) {
    sides.left.push_back(samples[at]);
    sides.right.push_back(samples[at + 1]);
  }
  return sides;
}

Sound part(const Sound &sound, size_t from_ms, size_t to_ms) {
  return {sound.begin() + static_cast<ptrdiff_t>(from_ms * 8),
          sound.begin() + static_cast<ptrdiff_t>(to_ms * 8)};
}

bool is_all_zero(const Sound &sound) {
  return std::all_of(sound.begin(), sound.end(), [](int16_t each) { return each == 0; });
}

}  // namespace

TEST_CASE("a masked recording is silent on both sides exactly there, and keeps its time") {
  Talk talk;
  const TemporaryFolder folder;
  const std::string path = folder.file("masked.wav");
  const uint32_t recording = talk.record(path);
  talk.run(2000);
  CHECK(talk.done(CommandKind::kMaskRecording, kTrunk, 1) == "ok"); /* takes 20 ms itself */
  talk.run(1980);
  CHECK(talk.done(CommandKind::kMaskRecording, kTrunk, 0) == "ok");
  talk.run(1980);
  CHECK(talk.end(recording) == "ok");
  REQUIRE(talk.ended(recording) != nullptr);
  CHECK(talk.ended(recording)->detail == 6000);
  const Stereo sides = read_pcm(path);
  CHECK(sides.left.size() == 6000 * 8);
  for (const auto &[sound, hz] :
       {std::pair{sides.left, kCallerHz}, std::pair{sides.right, kAgentHz}}) {
    CHECK(is_heard(part(sound, 0, 2000), hz));
    CHECK(is_all_zero(part(sound, 2000, 4000)));
    CHECK(is_heard(part(sound, 4000, 6000), hz));
    CHECK_FALSE(is_all_zero(part(sound, 1980, 2000)));
    CHECK_FALSE(is_all_zero(part(sound, 4000, 4020)));
  }
}

TEST_CASE("a mask ends with its recording, and is refused after it") {
  Talk talk;
  const TemporaryFolder folder;
  CHECK(talk.done(CommandKind::kMaskRecording, kTrunk, 1) == "refused");
  const uint32_t first = talk.record(folder.file("first.wav"));
  talk.run(100);
  CHECK(talk.done(CommandKind::kMaskRecording, kTrunk, 1) == "ok");
  talk.end(first);
  CHECK(talk.done(CommandKind::kMaskRecording, kTrunk, 0) == "refused");
  const uint32_t second = talk.record(folder.file("second.wav"));
  talk.run(1000);
  talk.end(second);
  CHECK(is_heard(read_pcm(folder.file("second.wav")).left, kCallerHz));
}

TEST_CASE("each format is kept in a file that plays both sides of the talk") {
  for (int32_t format = 0; format < 5; ++format) {
    CAPTURE(format);
    Talk talk;
    const TemporaryFolder folder;
    const std::string path = folder.file("talk.wav");
    ChannelCommand as;
    as.a = format;
    const uint32_t recording = talk.record(path, as);
    talk.run(2000);
    if (const Ended *refused = talk.ended(recording); refused != nullptr) {
      CHECK(format == 4); /* GSM's library is not on every machine */
      CHECK(refused->detail == BSDK_E_FORMAT);
      continue;
    }
    CHECK(talk.end(recording) == "ok");
    ChannelCommand play;
    play.kind = CommandKind::kPlay;
    play.channel = talk.channel_of_phone(2);
    play.a = 1;
    play.texts = {"", "wav", path};
    const uint32_t playing = talk.post(play);
    talk.run(200);
    const Sound heard = talk.hear(phone(2), 1000);
    /* Two sides are added at half their amplitude each, one side is their sum. */
    const double level_dbm0 = format == 4 ? -20.0 : -26.0;
    const double most_error_db = format == 4 ? 3.0 : 1.0;
    CHECK(std::abs(level_of(heard, kCallerHz) - level_dbm0) < most_error_db);
    CHECK(std::abs(level_of(heard, kAgentHz) - level_dbm0) < most_error_db);
    talk.run(1500);
    REQUIRE(talk.ended(playing) != nullptr);
    CHECK(talk.ended(playing)->result == CommandResult::kOk);
  }
}

TEST_CASE("a recording of the line's side alone holds nothing of what is said to it") {
  Talk talk;
  const TemporaryFolder folder;
  const std::string path = folder.file("line.wav");
  ChannelCommand as;
  as.flags = kRecordFromLineOnly;
  const uint32_t recording = talk.record(path, as);
  talk.run(2000);
  talk.end(recording);
  const Stereo halves = read_pcm(path); /* one side: the samples alternate between the halves */
  Sound sound;
  for (size_t at = 0; at < halves.left.size(); ++at) {
    sound.push_back(halves.left[at]);
    sound.push_back(halves.right[at]);
  }
  CHECK(std::abs(static_cast<int>(sound.size()) - 2020 * 8) <= 160);
  CHECK(is_heard(sound, kCallerHz));
  CHECK(is_silent(sound, kAgentHz));
}

TEST_CASE("a beep of 1 kHz tells both parties that a recording begins, once") {
  Talk talk;
  const TemporaryFolder folder;
  ChannelCommand as;
  as.flags = kRecordBeep;
  const uint32_t recording = talk.record(folder.file("beep.wav"), as);
  const Sound heard = talk.hear(far_party(1), 1000);
  CHECK(signals::level_at(std::span(heard).subspan(400, 800), 1000) > -20);
  CHECK(signals::level_at(std::span(heard).subspan(4000, 4000), 1000) < -50);
  talk.end(recording);
  const Sound kept = read_pcm(folder.file("beep.wav")).right;
  CHECK(signals::level_at(std::span(kept).subspan(400, 800), 1000) > -20);
}

TEST_CASE("a recording ends by a digit, by silence or by its limit, and tells its length") {
  Talk talk;
  const TemporaryFolder folder;
  ChannelCommand by_digit;
  by_digit.texts = {"#"};
  const uint32_t first = talk.record(folder.file("digit.wav"), by_digit);
  talk.run(1000);
  talk.be_silent(far_party(1));
  talk.act("farPress", "\"trunkNo\":1,\"digits\":\"5#\"");
  talk.run(1500);
  REQUIRE(talk.ended(first) != nullptr);
  CHECK(talk.ended(first)->result == CommandResult::kDigit);
  CHECK(talk.ended(first)->digits == "#");
  CHECK(talk.ended(first)->detail > 1000);
  CHECK(talk.ended(first)->detail < 2000);

  talk.act("farSpeak", R"("trunkNo":1,"voice":{"kind":"speech","seed":5,"levelDbm0":-18})");
  ChannelCommand by_silence;
  by_silence.c = 2000;
  const uint32_t second = talk.record(folder.file("silence.wav"), by_silence);
  talk.run(3000);
  CHECK(talk.ended(second) == nullptr);
  talk.be_silent(far_party(1));
  talk.run(3000);
  REQUIRE(talk.ended(second) != nullptr);
  CHECK(talk.ended(second)->result == CommandResult::kSilence);
  CHECK(std::abs(talk.ended(second)->detail - 5000) < 500);

  ChannelCommand by_limit;
  by_limit.b = 750;
  const uint32_t third = talk.record(folder.file("limit.wav"), by_limit);
  talk.run(1000);
  REQUIRE(talk.ended(third) != nullptr);
  CHECK(talk.ended(third)->result == CommandResult::kLimit);
  CHECK(talk.ended(third)->detail == 750);
}
