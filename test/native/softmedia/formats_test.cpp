// Every format in which speech is recorded and played, and what a play can be told on its way.
#include <fstream>
#include <iterator>

#include "../../../native/softmedia/clip_reader.hpp"
#include "../../../native/softmedia/speech_format.hpp"
#include "../../../native/softmedia/wav_file.hpp"
#include "fake_board.hpp"

using namespace fake;
using namespace trunkline::softmedia;

namespace {

constexpr double kNearHz = 500, kFarHz = 1100, kDbm0 = -15;

struct Kept {
  const char *name;
  uint32_t format, box;
  uint32_t octets_a_second;  // of a recording of both sides
  double most_error_db;      // of a tone's level
  double most_delay_ms;      // that the coder adds
  bool keeps_apart = false;  // the sides; played, each has half of its amplitude

  double played_dbm0() const { return keeps_apart ? kDbm0 - 6.02 : kDbm0; }
};

constexpr Kept kKept[] = {
    {"pcm.wav", BSDK_FMT_PCM16, BSDK_BOX_WAV, 32000, 0.3, 0, true},
    {"pcm.raw", BSDK_FMT_PCM16, BSDK_BOX_RAW, 16000, 0.3, 0},
    {"alaw.wav", BSDK_FMT_ALAW, BSDK_BOX_WAV, 16000, 0.3, 0, true},
    {"alaw.raw", BSDK_FMT_ALAW, BSDK_BOX_RAW, 8000, 0.3, 0},
    {"ulaw.wav", BSDK_FMT_ULAW, BSDK_BOX_WAV, 16000, 0.3, 0, true},
    {"ima.wav", BSDK_FMT_IMA_ADPCM, BSDK_BOX_WAV, 8111, 0.5, 0, true},
    {"speech.vox", BSDK_FMT_VOX_ADPCM, BSDK_BOX_RAW, 4000, 0.8, 0},
    {"gsm.wav", BSDK_FMT_GSM610, BSDK_BOX_WAV, 1625, 3.0, 0},
    {"speech.gsm", BSDK_FMT_GSM610, BSDK_BOX_RAW, 1650, 3.0, 0},
    {"speech.mp3", BSDK_FMT_MP3, BSDK_BOX_RAW, 4000, 1.0, 150, true},
};

bool is_available(const Kept &kept) {
  return is_speech_format_available(*find_speech_format(kept.format));
}

bsdk_record recording(const std::string &path, const Kept &kept, uint32_t flags = 0) {
  return {sizeof(bsdk_record), flags, 3, "", path.c_str(), kept.format, kept.box, 0, 0};
}

/** Two seconds of a tone from the line while another goes to it, recorded. */
void record_talk(Rig &rig, const std::string &path, const Kept &kept, uint32_t flags = 0) {
  const bsdk_tone tone{sizeof tone,
                       BSDK_TONE_CUSTOM,
                       static_cast<uint32_t>(kFarHz),
                       0,
                       2000,
                       0,
                       static_cast<int32_t>(kDbm0 * 100)};
  const bsdk_record record = recording(path, kept, flags);
  REQUIRE(rig.api->tone(rig.handle, kPhone, 1, &tone) == BSDK_OK);
  REQUIRE(rig.api->record(rig.handle, kPhone, 2, &record) == BSDK_OK);
  rig.speak(kPhone, signals::sine(kNearHz, kDbm0, 2000));
  rig.api->cancel(rig.handle, 1);
  rig.api->cancel(rig.handle, 2);
  rig.run(30);
}

std::vector<int16_t> decoded(const std::string &path, const Kept &kept) {
  ClipReader reader;
  const bsdk_clip clip{kept.format, kept.box, path.c_str(), nullptr, 0, 0};
  REQUIRE(reader.open(clip) == BSDK_OK);
  std::vector<int16_t> all, part(1000);
  for (int32_t got = reader.read(part); got > 0; got = reader.read(part)) {
    all.insert(all.end(), part.begin(), part.begin() + got);
  }
  return all;
}

std::vector<int16_t> tone_of(double hz, double ms) {
  return signals::pcm(signals::sine(hz, kDbm0, ms));
}

int32_t play_samples(Rig &rig, const std::vector<int16_t> &samples, uint32_t repeat = 1) {
  const bsdk_clip clip{BSDK_FMT_PCM16,    BSDK_BOX_RAW, nullptr, samples.data(), 0,
                       samples.size() * 2};
  const bsdk_play play{sizeof play, 0, "", repeat, 0, 1, &clip};
  return rig.api->play(rig.handle, kPhone, 5, &play);
}

/** Of the last so many ms that went to the phone. */
double level_said(Rig &rig, double hz, double ms) {
  const std::vector<int16_t> &said = rig.said(kPhone);
  return signals::level_at(std::span(said).last(signals::samples_of(ms)), hz);
}

}  // namespace

TEST_CASE("each format keeps both sides of a talk, at its own size") {
  for (const Kept &kept : kKept) {
    if (!is_available(kept)) continue;
    CAPTURE(kept.name);
    Rig rig;
    TemporaryFolder folder;
    rig.lift(kPhone);
    const std::string path = folder.file(kept.name);
    record_talk(rig, path, kept);
    REQUIRE(rig.ends_of(2) == std::vector<int32_t>{BSDK_DONE_CANCELLED});
    const double seconds =
        static_cast<double>(std::filesystem::file_size(path)) / kept.octets_a_second;
    CHECK(seconds == doctest::Approx(2.0).epsilon(kept.format == BSDK_FMT_MP3 ? 0.2 : 0.05));
    const std::vector<int16_t> speech = decoded(path, kept);
    const double length_ms = static_cast<double>(speech.size()) / 8.0;
    CHECK(length_ms >= 1990);
    CHECK(length_ms <= 2100 + kept.most_delay_ms);
    const auto middle = std::span(speech).subspan(4000, 8000);
    // Two tones in one side code worse than speech; what matters is that both are there.
    for (const double hz : {kNearHz, kFarHz}) {
      CAPTURE(hz);
      CHECK(std::abs(signals::level_at(middle, hz) - kept.played_dbm0()) <
            kept.most_error_db + 0.7);
    }
  }
}

TEST_CASE("what was recorded in any format is played again") {
  for (const Kept &kept : kKept) {
    if (!is_available(kept)) continue;
    CAPTURE(kept.name);
    Rig rig;
    TemporaryFolder folder;
    rig.lift(kPhone);
    const std::string path = folder.file(kept.name);
    record_talk(rig, path, kept);
    const bsdk_clip clip{kept.format, kept.box, path.c_str(), nullptr, 0, 0};
    const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
    REQUIRE(rig.api->play(rig.handle, kPhone, 5, &play) == BSDK_OK);
    rig.run(1500);
    CHECK(std::abs(level_said(rig, kNearHz, 800) - kept.played_dbm0()) < kept.most_error_db + 0.7);
    rig.run(900);
    CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
  }
}

TEST_CASE("channels record in different formats at the same time") {
  Rig rig;
  TemporaryFolder folder;
  const std::string one = folder.file("one.wav"), other = folder.file("other.vox");
  rig.lift(kPhone);
  rig.seize(kTrunk);
  const bsdk_record as_ima = recording(one, kKept[5]), as_vox = recording(other, kKept[6]);
  REQUIRE(rig.api->record(rig.handle, kPhone, 2, &as_ima) == BSDK_OK);
  REQUIRE(rig.api->record(rig.handle, kTrunk, 3, &as_vox) == BSDK_OK);
  rig.queue(kPhone, signals::sine(700, kDbm0, 1000));
  rig.speak(kTrunk, signals::sine(900, kDbm0, 1000));
  rig.api->cancel(rig.handle, 2);
  rig.api->cancel(rig.handle, 3);
  rig.run(30);
  const std::vector<int16_t> first = decoded(one, kKept[5]), second = decoded(other, kKept[6]);
  CHECK(signals::level_at(std::span(first).first(7000), 700) ==
        doctest::Approx(kDbm0 - 6.02).epsilon(0.05));
  CHECK(signals::level_at(std::span(second).first(7000), 900) ==
        doctest::Approx(kDbm0).epsilon(0.05));
}

TEST_CASE("a recording can be gone on with, but not in another format") {
  for (const Kept &kept : kKept) {
    if (!is_available(kept)) continue;
    CAPTURE(kept.name);
    Rig rig;
    TemporaryFolder folder;
    rig.lift(kPhone);
    const std::string path = folder.file(kept.name);
    record_talk(rig, path, kept, BSDK_REC_APPEND);  // there is none yet
    if (kept.format == BSDK_FMT_VOX_ADPCM) {
      const bsdk_record again = recording(path, kept, BSDK_REC_APPEND);
      CHECK(rig.api->record(rig.handle, kPhone, 2, &again) == BSDK_E_FORMAT);
      continue;  // the coder's state at the end of the file is not in the file
    }
    record_talk(rig, path, kept, BSDK_REC_APPEND);
    const std::vector<int16_t> speech = decoded(path, kept);
    CHECK(static_cast<double>(speech.size()) / 8.0 >= 3980);
    CHECK(static_cast<double>(speech.size()) / 8.0 <= 4200 + 2 * kept.most_delay_ms);
    if (kept.box != BSDK_BOX_WAV) continue;
    const Kept &different = kKept[kept.format == BSDK_FMT_ALAW ? 0 : 2];
    const bsdk_record other = recording(path, different, BSDK_REC_APPEND);
    CHECK(rig.api->record(rig.handle, kPhone, 9, &other) == BSDK_E_FORMAT);
  }
}

TEST_CASE("a recording begins before it was asked for when the channel keeps its past") {
  Rig rig;
  TemporaryFolder folder;
  const std::string path = folder.file("past.wav");
  rig.lift(kPhone);
  REQUIRE(rig.api->set_param(rig.handle, kPhone, BSDK_PARAM_PRERECORD_MS, 1500, nullptr) ==
          BSDK_OK);
  CHECK(rig.api->set_param(rig.handle, kPhone, BSDK_PARAM_PRERECORD_MS, 20000, nullptr) ==
        BSDK_E_ARG);
  rig.speak(kPhone, signals::sine(700, kDbm0, 2000));
  const bsdk_record record = recording(path, kKept[0]);
  REQUIRE(rig.api->record(rig.handle, kPhone, 2, &record) == BSDK_OK);
  rig.speak(kPhone, signals::sine(1200, kDbm0, 500));
  rig.api->cancel(rig.handle, 2);
  rig.run(30);
  const std::vector<int16_t> speech = decoded(path, kKept[0]);
  CHECK(static_cast<double>(speech.size()) / 8.0 == doctest::Approx(2000).epsilon(0.01));
  CHECK(signals::level_at(std::span(speech).first(11000), 700) ==
        doctest::Approx(kDbm0 - 6.02).epsilon(0.03));
  CHECK(signals::level_at(std::span(speech).last(3800), 1200) ==
        doctest::Approx(kDbm0 - 6.02).epsilon(0.03));
}

TEST_CASE("both parties are told of a recording with a beep, if wanted") {
  Rig rig;
  TemporaryFolder folder;
  const std::string path = folder.file("beep.wav");
  rig.lift(kPhone);
  const bsdk_record record = recording(path, kKept[0], BSDK_REC_BEEP);
  REQUIRE(rig.api->record(rig.handle, kPhone, 2, &record) == BSDK_OK);
  rig.run(200);
  CHECK(level_said(rig, 1000, 150) == doctest::Approx(-15).epsilon(0.05));
  rig.run(200);
  CHECK(level_said(rig, 1000, 100) < -60);
}

TEST_CASE("a play goes to the place it is told to, forth and back, in clips with state too") {
  Rig rig;
  rig.lift(kPhone);
  std::vector<int16_t> samples = tone_of(500, 3000);
  for (const double hz : {800, 1300, 1900}) {
    const std::vector<int16_t> more = tone_of(hz, 3000);
    samples.insert(samples.end(), more.begin(), more.end());
  }
  REQUIRE(play_samples(rig, samples) == BSDK_OK);
  rig.run(300);
  CHECK(level_said(rig, 500, 200) == doctest::Approx(kDbm0).epsilon(0.03));
  const auto sought = [&](int64_t ms, double hz) {
    CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_SEEK_MS, ms, nullptr) == BSDK_OK);
    rig.run(350);
    CHECK(level_said(rig, hz, 200) == doctest::Approx(kDbm0).epsilon(0.03));
  };
  sought(6500, 1300);
  sought(3500, 800);
  sought(9500, 1900);
  sought(0, 500);
  CHECK(rig.of_kind(BSDK_EV_AUDIO).empty());  // no underrun on the way
  sought(11400, 1900);
  rig.run(400);
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
}

TEST_CASE("a play can be sought in after its last sample was read") {
  Rig rig;
  rig.lift(kPhone);
  REQUIRE(play_samples(rig, tone_of(500, 900)) == BSDK_OK);  // all of it fits into the ring
  rig.run(600);
  REQUIRE(rig.api->control(rig.handle, 5, BSDK_CTL_SEEK_MS, 0, nullptr) == BSDK_OK);
  rig.run(800);
  CHECK(rig.ends_of(5).empty());
  rig.run(250);
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
}

TEST_CASE("speech is played quicker and slower at the same pitch") {
  for (const int percent : {50, 80, 125, 150, 200}) {
    CAPTURE(percent);
    Rig rig;
    rig.lift(kPhone);
    REQUIRE(play_samples(rig, tone_of(700, 3000)) == BSDK_OK);
    REQUIRE(rig.api->control(rig.handle, 5, BSDK_CTL_SPEED_PERCENT, percent, nullptr) == BSDK_OK);
    const double expected_ms = 3000.0 * 100.0 / percent;
    rig.run(expected_ms - 200);
    CHECK(rig.ends_of(5).empty());
    CHECK(level_said(rig, 700, 500) == doctest::Approx(kDbm0).epsilon(0.06));
    rig.run(400);
    CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
    CHECK(rig.of_kind(BSDK_EV_AUDIO).empty());
  }
}

TEST_CASE("a WAV file whose IMA blocks are no blocks is refused") {
  TemporaryFolder folder;
  for (const uint16_t block : {0, 4, 7, 4096}) {
    WavHeader header = wav_header({BSDK_FMT_IMA_ADPCM, 1}, 2560, 5050);
    std::memcpy(&header.octets[32], &block, 2);
    const std::string path = folder.file("block.wav");
    std::ofstream(path, std::ios::binary)
        << std::string(reinterpret_cast<const char *>(header.octets.data()), header.count)
        << std::string(2560, 'x');
    ClipReader reader;
    CHECK(reader.open({0, BSDK_BOX_WAV, path.c_str(), nullptr, 0, 0}) == BSDK_E_FORMAT);
  }
}

TEST_CASE("a WAV file of any rate is played at its own pitch and length") {
  for (const uint32_t rate_hz : {8000U, 16000U, 22050U, 44100U, 48000U}) {
    CAPTURE(rate_hz);
    Rig rig;
    TemporaryFolder folder;
    rig.lift(kPhone);
    std::string octets;
    for (uint32_t n = 0; n < rate_hz * 2; n++) {
      const double turn = 2.0 * signals::kPi * 700.0 * n / rate_hz;
      const auto sample =
          static_cast<int16_t>(std::lround(signals::peak_of(kDbm0) * std::sin(turn)));
      for (int side = 0; side < 2; side++) {
        octets += static_cast<char>(sample & 0xFF);
        octets += static_cast<char>(sample >> 8);
      }
    }
    WavHeader header = wav_header({BSDK_FMT_PCM16, 2}, octets.size(), rate_hz * 2);
    std::memcpy(&header.octets[24], &rate_hz, 4);
    const std::string path = folder.file("prompt.wav");
    std::ofstream(path, std::ios::binary)
        << std::string(reinterpret_cast<const char *>(header.octets.data()), header.count)
        << octets;
    const bsdk_clip clip{0, BSDK_BOX_WAV, path.c_str(), nullptr, 0, 0};
    const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
    REQUIRE(rig.api->play(rig.handle, kPhone, 5, &play) == BSDK_OK);
    rig.run(500);
    CHECK(level_said(rig, 700, 300) == doctest::Approx(kDbm0).epsilon(0.02));
    CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_SEEK_MS, 1500, nullptr) == BSDK_OK);
    rig.run(300);
    CHECK(level_said(rig, 700, 150) == doctest::Approx(kDbm0).epsilon(0.02));
    CHECK(rig.ends_of(5).empty());
    rig.run(320);
    CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
  }
}
