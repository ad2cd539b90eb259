// Who hears whom, measured at the ears of the simulated world.
#include "simulated_engine.hpp"

using namespace trunkline::engine;

namespace {

constexpr double kCallerHz = 500, kAgentHz = 900, kCoachHz = 1300, kClipHz = 1700;
constexpr int32_t kTrunk = 0;
enum Ways : int32_t { kBoth, kHears, kHeardBy, kTaps, kWhispers, kHearsPlay };
enum Mode : int32_t { kTalk, kHear };

/** A caller talks with an agent at phone 1, phone 2 is lifted; each says a tone of his own. */
class Talk : public SimulatedEngine {
 public:
  Talk() : SimulatedEngine(1, 3) {
    call(1);
    lift(1);
    lift(2);
    CHECK(done(CommandKind::kConnect, kTrunk, agent, kBoth) == "ok");
    speak(far_party(1), kCallerHz);
    speak(phone(1), kAgentHz);
    speak(phone(2), kCoachHz);
    run(200);
  }
  /** What caller, agent and coach hear of each, as letters: c, a, k and p for the clip. */
  std::vector<std::string> heard() {
    std::vector<std::string> all;
    for (const Sound &sound : hear({far_party(1), phone(1), phone(2)}, 1000)) {
      std::string letters;
      for (const auto &[hz, letter] : {std::pair{kCallerHz, 'c'}, std::pair{kAgentHz, 'a'},
                                       std::pair{kCoachHz, 'k'}, std::pair{kClipHz, 'p'}}) {
        if (is_heard(sound, hz)) {
          letters.push_back(letter);
        } else if (!is_silent(sound, hz)) {
          letters += std::to_string(level_of(sound, hz)); /* neither: shown by the check */
        }
      }
      all.push_back(letters);
    }
    return all;
  }
  const int32_t agent = channel_of_phone(1), coach = channel_of_phone(2);
};

using Letters = std::vector<std::string>;

/** A second of a tone at the level that everybody speaks at, as a file. */
std::string clip_file(const TemporaryFolder &folder, double hz) {
  const std::string path = folder.file("clip.alaw");
  FILE *file = std::fopen(path.c_str(), "wb");
  REQUIRE(file != nullptr);
  for (const int16_t sample : signals::pcm(signals::sine(hz, -20.0, 4000.0))) {
    /* A-law, ITU-T G.711 table 1a */
    int32_t magnitude = sample >= 0 ? sample : -sample - 1;
    int32_t segment = 7;
    while (segment > 0 && magnitude < 0x80 << segment) --segment;
    const int32_t step = segment == 0 ? magnitude >> 4 : (magnitude >> (segment + 3)) & 0x0f;
    std::fputc((((sample >= 0 ? 0x80 : 0) | segment << 4 | (step & 0x0f)) ^ 0x55) & 0xff, file);
  }
  std::fclose(file);
  return path;
}

}  // namespace

TEST_CASE("caller and agent hear each other, a tap hears both and is heard by nobody") {
  Talk talk;
  CHECK(talk.heard() == Letters{"a", "c", ""});
  CHECK(talk.done(CommandKind::kConnect, talk.coach, talk.agent, kTaps) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", "ca"});
  CHECK(talk.done(CommandKind::kDisconnect, talk.agent, talk.coach) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", ""});
}

TEST_CASE("a whisper is heard by the agent and not by the caller, nor by who whispers") {
  Talk talk;
  CHECK(talk.done(CommandKind::kConnect, talk.coach, talk.agent, kWhispers) == "ok");
  CHECK(talk.heard() == Letters{"a", "ck", "ca"});
  CHECK(talk.done(CommandKind::kConnect, talk.coach, talk.agent, kTaps) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", "ca"});
}

TEST_CASE("one way and both ways are heard as they say, and replace each other") {
  Talk talk;
  CHECK(talk.done(CommandKind::kConnect, talk.coach, kTrunk, kHears) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", "c"});
  CHECK(talk.done(CommandKind::kConnect, kTrunk, talk.coach, kHears) == "ok");
  CHECK(talk.heard() == Letters{"ak", "c", ""});
  CHECK(talk.done(CommandKind::kConnect, talk.coach, kTrunk, kHeardBy) == "ok");
  CHECK(talk.heard() == Letters{"ak", "c", ""});
  CHECK(talk.done(CommandKind::kConnect, talk.coach, kTrunk, kBoth) == "ok");
  CHECK(talk.heard() == Letters{"ak", "c", "c"});
}

TEST_CASE(
    "the clip that is played to a caller is heard by who is to hear it, and pauses for both") {
  Talk talk;
  const TemporaryFolder folder;
  ChannelCommand play;
  play.kind = CommandKind::kPlay;
  play.channel = kTrunk;
  play.a = 1;
  play.texts = {"", "rawAlaw", clip_file(folder, kClipHz)};
  const uint32_t playing = talk.post(play);
  talk.run(200);
  CHECK(talk.done(CommandKind::kConnect, talk.coach, kTrunk, kHearsPlay) == "ok");
  CHECK(talk.heard() == Letters{"ap", "c", "p"});
  const auto control = [&](int32_t verb, int32_t amount) {
    return talk.done(CommandKind::kControl, kTrunk, static_cast<int32_t>(playing), verb, amount);
  };
  CHECK(control(0, 0) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", ""});
  CHECK(control(2, 1000) == "ok");
  CHECK(control(1, 0) == "ok");
  CHECK(talk.heard() == Letters{"ap", "c", "p"});
  talk.run(2500);
  REQUIRE(talk.ended(playing) != nullptr);
  CHECK(control(0, 0) == "refused");
}

TEST_CASE("a hang-up of who is tapped silences the tap") {
  Talk talk;
  talk.done(CommandKind::kConnect, talk.coach, talk.agent, kTaps);
  talk.act("hangUp", "\"phoneNo\":1");
  talk.run(200);
  const Sound heard = talk.hear(phone(2), 1000);
  CHECK(is_silent(heard, kCallerHz));
  CHECK(is_silent(heard, kAgentHz));
}

TEST_CASE("three in a conference hear each other and not themselves; a listener is not heard") {
  Talk talk;
  talk.done(CommandKind::kDisconnect, kTrunk, talk.agent);
  for (const int32_t channel : {kTrunk, talk.agent, talk.coach}) {
    CHECK(talk.done(CommandKind::kJoinConference, channel, 7, kTalk) == "ok");
  }
  talk.run(200);
  CHECK(talk.heard() == Letters{"ak", "ck", "ca"});
  CHECK(talk.done(CommandKind::kJoinConference, talk.coach, 7, kHear) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", "ca"});
  CHECK(talk.done(CommandKind::kLeaveConference, talk.coach) == "ok");
  talk.run(200);
  CHECK(talk.heard() == Letters{"a", "c", ""});
}

TEST_CASE("a conference of two is one, and who taps a member hears all of it") {
  Talk talk;
  talk.done(CommandKind::kDisconnect, kTrunk, talk.agent);
  talk.done(CommandKind::kJoinConference, kTrunk, 0, kTalk);
  talk.done(CommandKind::kJoinConference, talk.agent, 0, kTalk);
  talk.run(200);
  CHECK(talk.heard() == Letters{"a", "c", ""});
  CHECK(talk.done(CommandKind::kConnect, talk.coach, talk.agent, kTaps) == "ok");
  CHECK(talk.heard() == Letters{"a", "c", "ca"});
}

TEST_CASE("keys that a member presses are kept from the others") {
  Talk talk;
  talk.done(CommandKind::kDisconnect, kTrunk, talk.agent);
  for (const int32_t channel : {kTrunk, talk.agent}) {
    talk.done(CommandKind::kJoinConference, channel, 0, kTalk);
  }
  talk.be_silent(phone(1));
  talk.act("press", "\"phoneNo\":1,\"digits\":\"5555\"");
  const Sound caller = talk.hear(far_party(1), 1000);
  /* A key is known after some 25 ms; unmuted, four of 100 ms would be at -15 dBm0. */
  CHECK(level_of(caller, 770) < -24);
  CHECK(level_of(caller, 1336) < -24);
}

TEST_CASE("thirty-two in a conference: eight at a time speak, all others hear them, none himself") {
  constexpr int32_t kMembers = 32, kAtOnce = 8;
  SimulatedEngine world(0, kMembers);
  std::vector<Party> parties;
  for (int32_t no = 1; no <= kMembers; ++no) {
    world.lift(no);
    parties.push_back(phone(no));
    REQUIRE(world.done(CommandKind::kJoinConference, world.channel_of_phone(no), 0, kTalk) == "ok");
  }
  const auto hz_of = [](int32_t no) { return 400.0 + 80.0 * no; };
  for (int32_t first = 1; first <= kMembers; first += kAtOnce) {
    for (int32_t no = first; no < first + kAtOnce; ++no) world.speak(phone(no), hz_of(no), -26.0);
    world.run(100);
    const std::vector<Sound> heard = world.hear(parties, 500);
    for (int32_t listener = 1; listener <= kMembers; ++listener) {
      for (int32_t speaker = first; speaker < first + kAtOnce; ++speaker) {
        CAPTURE(listener);
        CAPTURE(speaker);
        const Sound &sound = heard[static_cast<size_t>(listener - 1)];
        if (listener == speaker) {
          CHECK(is_silent(sound, hz_of(speaker)));
        } else {
          CHECK(is_heard(sound, hz_of(speaker), -26.0));
        }
      }
    }
    for (int32_t no = first; no < first + kAtOnce; ++no) world.be_silent(phone(no));
  }
}

TEST_CASE("a phone whose message waits hears dial tone that stutters, another a steady one") {
  SimulatedEngine world(1, 2);
  CHECK(world.done(CommandKind::kMessageWaiting, world.channel_of_phone(1), 1) == "ok");
  CHECK(world.state().find(R"("lamp":true)") != std::string::npos);
  world.act("lift", "\"phoneNo\":1");
  world.act("lift", "\"phoneNo\":2");
  const auto heard = world.hear({phone(1), phone(2)}, 2000);
  const auto gaps_of = [](const Sound &sound) {
    std::vector<int> gaps_ms;
    size_t quiet = 0;
    for (size_t at = 800; at < sound.size(); ++at) {
      if (std::abs(sound[at]) < 100) {
        ++quiet;
        continue;
      }
      if (quiet >= 160) gaps_ms.push_back(static_cast<int>(quiet / 8));
      quiet = 0;
    }
    return gaps_ms;
  };
  const std::vector<int> gaps = gaps_of(heard[0]);
  CHECK(gaps.size() == 4);
  for (const int gap_ms : gaps) CHECK(std::abs(gap_ms - 40) <= 1);
  CHECK(gaps_of(heard[1]).empty());
  CHECK(std::abs(level_of(heard[1], 450) + 10) < 0.5);
  const std::string noticed = world.notices();
  CHECK(noticed.find(R"("who":"phone 1","what":"hearsStutter")") != std::string::npos);
  CHECK(noticed.find(R"("who":"phone 2","what":"hearsTone")") != std::string::npos);
  CHECK(noticed.find(R"("who":"phone 2","what":"hearsStutter")") == std::string::npos);
  CHECK(world.done(CommandKind::kMessageWaiting, world.channel_of_phone(1), 0) == "ok");
  CHECK(world.state().find(R"("lamp":true)") == std::string::npos);
  world.act("hangUp", "\"phoneNo\":1");
  world.act("lift", "\"phoneNo\":1");
  CHECK(gaps_of(world.hear(phone(1), 2000)).empty());
}
