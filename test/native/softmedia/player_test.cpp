#include <fstream>

#include "../../../native/dsp/codec/g711.hpp"
#include "../../../native/softmedia/switch_matrix.hpp"
#include "../../../native/softmedia/wav_file.hpp"
#include "fake_board.hpp"

using namespace fake;
using trunkline::dsp::alaw_of;
using trunkline::softmedia::SwitchMatrix;
using trunkline::softmedia::wav_header;

namespace {

std::string write(const TemporaryFolder &folder, const std::string &name,
                  const std::string &octets) {
  const std::string path = folder.file(name);
  std::ofstream(path, std::ios::binary) << octets;
  return path;
}

std::string alaw_octets(double hz, double ms) {
  std::string octets;
  for (const int16_t sample : signals::pcm(signals::sine(hz, -15, ms))) {
    octets += static_cast<char>(alaw_of(sample));
  }
  return octets;
}

/** For formats of one octet a sample. */
std::string header_octets(uint32_t format, uint64_t frames) {
  const auto header = wav_header({format, 1}, frames, frames);
  return {reinterpret_cast<const char *>(header.octets.data()), header.count};
}

int32_t play_one(Rig &rig, const bsdk_clip &clip, bsdk_op op = 5) {
  const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
  return rig.api->play(rig.handle, kPhone, op, &play);
}

}  // namespace

TEST_CASE("what is missing or no audio is refused at once and starts nothing") {
  Rig rig;
  TemporaryFolder folder;
  rig.lift(kPhone);
  const std::string missing = folder.file("missing.wav");
  const std::string text = write(folder, "text.wav", "this is no audio, however it is called");
  const std::string slow = write(folder, "slow.wav", [] {
    auto header = wav_header({BSDK_FMT_PCM16, 1}, 20, 10);
    header.octets[24] = 0xD0;  // 2000 Hz
    header.octets[25] = 0x07;
    return std::string(reinterpret_cast<const char *>(header.octets.data()), header.count);
  }());
  CHECK(play_one(rig, {0, BSDK_BOX_WAV, missing.c_str(), nullptr, 0, 0}) == BSDK_E_IO);
  CHECK(play_one(rig, {0, BSDK_BOX_WAV, text.c_str(), nullptr, 0, 0}) == BSDK_E_FORMAT);
  CHECK(play_one(rig, {0, BSDK_BOX_WAV, slow.c_str(), nullptr, 0, 0}) == BSDK_E_FORMAT);
  CHECK(play_one(rig, {BSDK_FMT_MP3, BSDK_BOX_RAW, text.c_str(), nullptr, 0, 0}) == BSDK_E_FORMAT);
  CHECK(play_one(rig, {0, BSDK_BOX_WAV, "/", nullptr, 0, 0}) == BSDK_E_IO);
  CHECK(play_one(rig, {0, BSDK_BOX_WAV, nullptr, nullptr, 0, 0}) == BSDK_E_ARG);
  rig.run(50);
  CHECK(rig.ends_of(5).empty());
}

TEST_CASE("a list of raw and WAV clips is played without a break, as often as asked") {
  Rig rig;
  TemporaryFolder folder;
  rig.lift(kPhone);
  const std::string raw = write(folder, "a.al", alaw_octets(500, 400));
  const std::string wav =
      write(folder, "b.wav", header_octets(BSDK_FMT_ALAW, 3200) + alaw_octets(1500, 400));
  const bsdk_clip clips[] = {{BSDK_FMT_ALAW, BSDK_BOX_RAW, raw.c_str(), nullptr, 0, 0},
                             {0, BSDK_BOX_WAV, wav.c_str(), nullptr, 0, 0}};
  const bsdk_play play{sizeof play, 0, "", 2, 0, 2, clips};
  REQUIRE(rig.api->play(rig.handle, kPhone, 5, &play) == BSDK_OK);
  rig.run(1700);
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
  const std::span<const int16_t> said(rig.said(kPhone));
  for (const size_t round : {size_t{0}, size_t{6400}}) {
    CHECK(signals::level_at(said.subspan(round, 3200), 500) == doctest::Approx(-15).epsilon(0.03));
    CHECK(signals::level_at(said.subspan(round + 3200, 3200), 1500) ==
          doctest::Approx(-15).epsilon(0.03));
  }
  CHECK(std::all_of(said.begin() + 12800, said.end(), [](int16_t sample) { return sample == 0; }));
}

TEST_CASE("the header of a WAV file may promise more than the file holds") {
  Rig rig;
  TemporaryFolder folder;
  rig.lift(kPhone);
  const std::string cut =
      write(folder, "cut.wav", header_octets(BSDK_FMT_ALAW, 80000) + alaw_octets(700, 300));
  REQUIRE(play_one(rig, {0, BSDK_BOX_WAV, cut.c_str(), nullptr, 0, 0}) == BSDK_OK);
  rig.run(400);
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
}

TEST_CASE("a clip is paused, made weaker and resumed") {
  Rig rig;
  rig.lift(kPhone);
  const auto samples = signals::pcm(signals::sine(1000, -15, 1000));
  const bsdk_clip clip{BSDK_FMT_PCM16,    BSDK_BOX_RAW, nullptr, samples.data(), 0,
                       samples.size() * 2};
  REQUIRE(play_one(rig, clip) == BSDK_OK);
  rig.run(200);
  CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_PAUSE, 0, nullptr) == BSDK_OK);
  CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_GAIN_CDB, -1000, nullptr) == BSDK_OK);
  rig.run(1000);
  CHECK(rig.ends_of(5).empty());
  CHECK(rig.said(kPhone).back() == 0);
  CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_RESUME, 0, nullptr) == BSDK_OK);
  CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_SEEK_MS, -1, nullptr) == BSDK_E_ARG);
  CHECK(rig.api->control(rig.handle, 5, BSDK_CTL_SPEED_PERCENT, 300, nullptr) == BSDK_E_ARG);
  const auto before = static_cast<std::ptrdiff_t>(rig.said(kPhone).size());
  rig.run(850);
  CHECK(rig.ends_of(5) == std::vector<int32_t>{BSDK_DONE_OK});
  const std::vector<int16_t> rest(rig.said(kPhone).begin() + before, rig.said(kPhone).end());
  CHECK(signals::level_at(std::span(rest).first(6400), 1000) == doctest::Approx(-25).epsilon(0.03));
}

TEST_CASE("several sources are added with their gain, and sums saturate") {
  SwitchMatrix matrix(3);
  CHECK(matrix.link(0, 1, BSDK_LINK_A_HEARS_B, 0) == BSDK_OK);
  CHECK(matrix.link(0, 2, BSDK_LINK_A_HEARS_B, -602) == BSDK_OK);
  const int16_t rx[3][80] = {{}, {10000, 30000, -30000}, {4000, 20000, -20000}};
  int16_t tx[3][80] = {{100}, {}, {}};
  const int16_t *const rx_of[] = {rx[0], rx[1], rx[2]};
  int16_t *const tx_of[] = {tx[0], tx[1], tx[2]};
  matrix.mix(rx_of, tx_of, 80);
  CHECK(tx[0][0] == doctest::Approx(12100).epsilon(0.001));
  CHECK(tx[0][1] == 32767);
  CHECK(tx[0][2] == -32768);
  CHECK(tx[1][0] == 0);
}

TEST_CASE("a tap hears both sides of the other; a link can be taken away") {
  SwitchMatrix matrix(3);
  REQUIRE(matrix.link(1, 2, BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A, 0) == BSDK_OK);
  REQUIRE(matrix.link(0, 1, BSDK_LINK_A_TAPS_B, 0) == BSDK_OK);
  const int16_t rx[3][80] = {{}, {1000}, {200}};
  const int16_t *const rx_of[] = {rx[0], rx[1], rx[2]};
  const auto heard_by_tap = [&] {
    int16_t tx[3][80] = {{}, {30}, {}};
    int16_t *const tx_of[] = {tx[0], tx[1], tx[2]};
    matrix.mix(rx_of, tx_of, 80);
    matrix.mix_taps(rx_of, tx_of, 80);
    return tx[0][0];
  };
  CHECK(heard_by_tap() == 1230);  // its line, its prompt, and the one it talks to
  matrix.unlink_all(2);
  CHECK(heard_by_tap() == 1030);
  CHECK(matrix.unlink(0, 1, BSDK_LINK_A_TAPS_B) == BSDK_OK);
  CHECK(heard_by_tap() == 0);
}

TEST_CASE("who taps and whispers is heard by that one alone, and does not hear himself") {
  SwitchMatrix matrix(3);
  REQUIRE(matrix.link(1, 2, BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A, 0) == BSDK_OK);
  REQUIRE(matrix.link(0, 1, BSDK_LINK_A_TAPS_B | BSDK_LINK_B_HEARS_A, 0) == BSDK_OK);
  const int16_t rx[3][80] = {{5000}, {1000}, {200}};
  int16_t tx[3][80] = {{}, {30}, {}};
  const int16_t *const rx_of[] = {rx[0], rx[1], rx[2]};
  int16_t *const tx_of[] = {tx[0], tx[1], tx[2]};
  matrix.mix(rx_of, tx_of, 80);
  matrix.mix_taps(rx_of, tx_of, 80);
  CHECK(tx[0][0] == 1230);
  CHECK(tx[1][0] == 5230);
  CHECK(tx[2][0] == 1000);
}

TEST_CASE(
    "what is played to one side of a call can be heard by the other side too, or by it alone") {
  SwitchMatrix matrix(3);
  REQUIRE(matrix.link(0, 1, BSDK_LINK_A_HEARS_B | BSDK_LINK_B_HEARS_A, 0) == BSDK_OK);
  const int16_t rx[3][80] = {{7}, {1000}, {}};
  const int16_t *const rx_of[] = {rx[0], rx[1], rx[2]};
  const auto heard = [&](size_t channel) {
    int16_t tx[3][80] = {{}, {30}, {}};  // a prompt for 1
    int16_t *const tx_of[] = {tx[0], tx[1], tx[2]};
    matrix.mix(rx_of, tx_of, 80);
    return tx[channel][0];
  };
  CHECK(heard(0) == 1000);
  CHECK(heard(1) == 37);
  REQUIRE(matrix.link(0, 1, BSDK_LINK_A_HEARS_PLAY_OF_B, 0) == BSDK_OK);
  CHECK(heard(0) == 1030);
  CHECK(heard(1) == 37);
  CHECK(matrix.unlink(0, 1, BSDK_LINK_A_HEARS_B) == BSDK_OK);
  CHECK(heard(0) == 30);
  CHECK(matrix.unlink(0, 1, BSDK_LINK_A_HEARS_PLAY_OF_B) == BSDK_OK);
  CHECK(heard(0) == 0);
}

TEST_CASE("links that cannot be are refused and change nothing") {
  SwitchMatrix matrix(12);
  CHECK(matrix.link(0, 0, BSDK_LINK_A_HEARS_B, 0) == BSDK_E_ARG);
  CHECK(matrix.link(0, 1, 0, 0) == BSDK_E_ARG);
  CHECK(matrix.link(0, 12, BSDK_LINK_A_HEARS_B, 0) == BSDK_E_CHANNEL);
  for (int32_t source = 1; source <= 8; source++) {
    CHECK(matrix.link(0, source, BSDK_LINK_A_HEARS_B, 0) == BSDK_OK);
  }
  CHECK(matrix.link(0, 9, BSDK_LINK_A_HEARS_B, 0) == BSDK_E_RESOURCE);
  CHECK(matrix.link(0, 3, BSDK_LINK_A_HEARS_B, -600) == BSDK_OK);  // only the gain changes
}
