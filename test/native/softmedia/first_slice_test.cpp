#include <fstream>

#include "../../../native/softmedia/wav_file.hpp"
#include "fake_board.hpp"

using namespace fake;

namespace {

void write_wav(const std::string &path, const signals::Samples &signal) {
  const auto samples = signals::pcm(signal);
  const auto header =
      trunkline::softmedia::wav_header({BSDK_FMT_PCM16, 1}, samples.size() * 2, samples.size());
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char *>(header.octets.data()),
             static_cast<std::streamsize>(header.count));
  file.write(reinterpret_cast<const char *>(samples.data()),
             static_cast<std::streamsize>(samples.size() * 2));
}

}  // namespace

TEST_CASE("a WAV file is played into the line and ends with one DONE") {
  Rig rig;
  TemporaryFolder folder;
  write_wav(folder.file("a.wav"), signals::sine(800, -15, 1500));
  rig.seize(kTrunk);
  const std::string path = folder.file("a.wav");
  const bsdk_clip clip{0, BSDK_BOX_WAV, path.c_str(), nullptr, 0, 0};
  const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
  REQUIRE(rig.api->play(rig.handle, kTrunk, 7, &play) == BSDK_OK);
  rig.run(1700);
  CHECK(rig.ends_of(7) == std::vector<int32_t>{BSDK_DONE_OK});
  const std::span<const int16_t> said(rig.said(kTrunk));
  CHECK(signals::level_at(said.subspan(80, 11200), 800) == doctest::Approx(-15).epsilon(0.02));
  CHECK(rig.of_kind(BSDK_EV_AUDIO).empty());
}

TEST_CASE("digits pressed on the line are heard with their length") {
  Rig rig;
  rig.lift(kPhone);
  rig.speak(kPhone, signals::dtmf_string("0123456789*#ABCD"));
  CHECK(rig.digits() == "0123456789*#ABCD");
  for (const bsdk_event &event : rig.of_kind(BSDK_EV_DIGIT)) {
    CHECK(event.arg >= 85);
    CHECK(event.arg <= 115);
  }
}

TEST_CASE("what one channel sends as digits the other hears through a link") {
  Rig rig;
  rig.seize(kTrunk);
  rig.lift(kPhone);
  REQUIRE(rig.api->digits(rig.handle, kTrunk, 5, "4711") == BSDK_OK);
  rig.run(1000);
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
  signals::Samples said(rig.said(kTrunk).begin(), rig.said(kTrunk).end());
  rig.speak(kPhone, said);
  CHECK(rig.digits() == "4711");
}

TEST_CASE("caller ID is read from the FSK burst of an on-hook trunk") {
  for (const signals::Fsk &kind : {signals::Fsk{}, signals::kV23}) {
    Rig rig;
    rig.speak(kTrunk, signals::fsk(signals::mdmf("13900001234", "LI LEI"), kind));
    rig.run(200);
    const auto found = rig.of_kind(BSDK_EV_CALLER_ID);
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == 1);
    CHECK(std::string(found[0].text) == "13900001234");
    CHECK(std::string(found[0].text2) == "LI LEI");
  }
}

TEST_CASE("two linked channels hear each other") {
  Rig rig;
  rig.seize(kTrunk);
  rig.lift(kPhone);
  REQUIRE(rig.api->connect(rig.handle, kTrunk, kPhone, BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A,
                           0) == BSDK_OK);
  rig.queue(kTrunk, signals::sine(500, -20, 400));
  rig.queue(kPhone, signals::sine(900, -20, 400));
  rig.run(400);
  CHECK(signals::level_at(rig.said(kTrunk), 900) == doctest::Approx(-20).epsilon(0.03));
  CHECK(signals::level_at(rig.said(kPhone), 500) == doctest::Approx(-20).epsilon(0.03));
  CHECK(signals::level_at(rig.said(kTrunk), 500) < -50);
}

TEST_CASE("a recording holds the line on the left and what went to it on the right") {
  Rig rig;
  TemporaryFolder folder;
  rig.seize(kTrunk);
  rig.lift(kPhone);
  rig.api->connect(rig.handle, kTrunk, kPhone, BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A, 0);
  const std::string path = folder.file("r.wav");
  const bsdk_record record{sizeof record, 0, 3, "", path.c_str(), BSDK_FMT_PCM16,
                           BSDK_BOX_WAV,  0, 0};
  REQUIRE(rig.api->record(rig.handle, kTrunk, 9, &record) == BSDK_OK);
  rig.queue(kTrunk, signals::sine(500, -20, 1200));
  rig.queue(kPhone, signals::sine(900, -20, 1200));
  rig.run(1200);
  REQUIRE(rig.api->cancel(rig.handle, 9) == BSDK_OK);
  rig.run(30);
  CHECK(rig.ends_of(9) == std::vector<int32_t>{BSDK_DONE_CANCELLED});
  std::ifstream file(path, std::ios::binary);
  std::vector<char> octets((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
  REQUIRE(octets.size() == 44 + 1200 * 8 * 4);
  std::vector<int16_t> samples((octets.size() - 44) / 2), left, right;
  std::memcpy(samples.data(), octets.data() + 44, samples.size() * 2);
  for (size_t n = 0; n < samples.size(); n++) (n % 2 == 0 ? left : right).push_back(samples[n]);
  CHECK(signals::level_at(left, 500) == doctest::Approx(-20).epsilon(0.03));
  CHECK(signals::level_at(right, 900) == doctest::Approx(-20).epsilon(0.03));
  CHECK(signals::level_at(left, 900) < -50);
}
