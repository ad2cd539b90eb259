#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <memory>

#include "../../../native/softmedia/recording_file.hpp"
#include "fake_board.hpp"

using namespace fake;
using namespace trunkline::softmedia;

namespace {

/** Octets in memory that stand for a disk of a certain size. */
struct Disk {
  std::vector<uint8_t> octets;
  size_t room = SIZE_MAX;
  int syncs = 0;
};

class DiskFile final : public WritableFile {
 public:
  explicit DiskFile(Disk &disk) : disk_(&disk) {}
  bool write_at(uint64_t offset, std::span<const uint8_t> octets) override {
    const size_t end = offset + octets.size();
    if (end > disk_->room) return false;
    if (end > disk_->octets.size()) disk_->octets.resize(end);
    std::copy(octets.begin(), octets.end(),
              disk_->octets.begin() + static_cast<std::ptrdiff_t>(offset));
    return true;
  }
  bool sync() override { return ++disk_->syncs > 0; }

 private:
  Disk *disk_;
};

RecordingFile recording_on(Disk &disk, Durability durability = Durability::power_loss) {
  return RecordingFile(std::make_unique<DiskFile>(disk), {BSDK_FMT_PCM16, 2}, durability);
}

std::vector<int16_t> second(int16_t value) { return std::vector<int16_t>(16000, value); }

/** Frames that the header promises; -1 when it is not a WAV header or promises more than is there.
 */
int64_t promised_frames(const std::vector<uint8_t> &octets) {
  if (octets.size() < 44 || std::memcmp(octets.data(), "RIFF", 4) != 0) return -1;
  uint32_t riff_bytes = 0, data_bytes = 0;
  std::memcpy(&riff_bytes, octets.data() + 4, 4);
  std::memcpy(&data_bytes, octets.data() + 40, 4);
  if (riff_bytes != data_bytes + 36 || octets.size() < 44 + size_t{data_bytes}) return -1;
  return data_bytes / 4;
}

int16_t sample_at(const Disk &disk, size_t frame) {
  int16_t sample = 0;
  std::memcpy(&sample, disk.octets.data() + 44 + frame * 4, 2);
  return sample;
}

}  // namespace

TEST_CASE("the header is valid after every write and at most a second behind") {
  Disk disk;
  RecordingFile file = recording_on(disk);
  REQUIRE(file.begin());
  CHECK(promised_frames(disk.octets) == 0);
  const std::vector<int16_t> half(8000, 7);
  for (int n = 1; n <= 9; n++) {
    file.append(half);
    const int64_t promised = promised_frames(disk.octets);
    CHECK(promised >= n * 4000 - 8000 + 1);
    CHECK(disk.syncs >= promised / 8000);  // what is promised survives a loss of power
  }
  file.seal();
  CHECK(promised_frames(disk.octets) == 36000);
}

TEST_CASE("a full disk leaves a gap that is filled with silence when there is room again") {
  Disk disk;
  RecordingFile file = recording_on(disk);
  REQUIRE(file.begin());
  CHECK(file.append(second(5)) == RecordingFile::News::none);
  disk.room = disk.octets.size();
  CHECK(file.append(second(6)) == RecordingFile::News::gap_began);
  CHECK(file.append(second(6)) == RecordingFile::News::none);
  disk.room = SIZE_MAX;
  CHECK(file.append(second(6)) == RecordingFile::News::gap_ended);
  CHECK(file.last_gap_ms() == 2000);
  CHECK(file.append(second(9)) == RecordingFile::News::none);
  file.seal();
  CHECK(promised_frames(disk.octets) == 5 * 8000);
  CHECK(sample_at(disk, 7999) == 5);
  CHECK(sample_at(disk, 8000) == 6);  // what was refused first is kept
  CHECK(sample_at(disk, 16000) == 0);
  CHECK(sample_at(disk, 31999) == 0);
  CHECK(sample_at(disk, 32000) == 9);
}

TEST_CASE("a disk that stays full leaves a valid file of what fitted") {
  Disk disk;
  RecordingFile file = recording_on(disk);
  REQUIRE(file.begin());
  file.append(second(5));
  disk.room = disk.octets.size() + 100;
  for (int n = 0; n < 5; n++) file.append(second(6));
  CHECK(file.seal() == RecordingFile::News::none);
  CHECK(promised_frames(disk.octets) == 8000);
  CHECK(file.duration_ms() == 1000);
}

TEST_CASE("stepped time does not wait for the disk") {
  Disk disk;
  RecordingFile file = recording_on(disk, Durability::process_loss);
  REQUIRE(file.begin());
  for (int n = 0; n < 5; n++) file.append(second(1));
  file.seal();
  CHECK(disk.syncs == 0);
}

TEST_CASE("a recording whose disk fills up goes on, and marks where it lacks speech") {
  Rig rig;
  TemporaryFolder folder;
  const std::string path = folder.file("full.wav");
  rig.lift(kPhone);
  const bsdk_record record{sizeof record, 0, 3, "", path.c_str(), BSDK_FMT_PCM16,
                           BSDK_BOX_WAV,  0, 0};
  REQUIRE(rig.api->record(rig.handle, kPhone, 9, &record) == BSDK_OK);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{40000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);  // files of this process may not grow beyond 40 000 octets
  rig.run(4000);
  auto audio = rig.of_kind(BSDK_EV_AUDIO);
  setrlimit(RLIMIT_FSIZE, &before);
  REQUIRE(audio.size() == 1);
  CHECK(audio[0].code == BSDK_AUDIO_GAP_BEGAN);
  CHECK(audio[0].op == 9);
  CHECK(rig.ends_of(9).empty());
  rig.run(2000);
  audio = rig.of_kind(BSDK_EV_AUDIO);
  REQUIRE(audio.size() == 2);
  CHECK(audio[1].code == BSDK_AUDIO_GAP_ENDED);
  CHECK(audio[1].arg > 2000);
  rig.api->cancel(rig.handle, 9);
  rig.run(20);
  std::ifstream stream(path, std::ios::binary);
  const std::vector<uint8_t> octets((std::istreambuf_iterator<char>(stream)),
                                    std::istreambuf_iterator<char>());
  CHECK(promised_frames(octets) == 6000 * 8);
}

TEST_CASE(
    "a paused recording keeps silence on both sides and its time; other verbs are not for it") {
  Rig rig;
  TemporaryFolder folder;
  const std::string path = folder.file("paused.wav");
  rig.lift(kPhone);
  const bsdk_tone tone{sizeof tone, BSDK_TONE_CUSTOM, 1100, 0, 5000, 0, -1500};
  REQUIRE(rig.api->tone(rig.handle, kPhone, 1, &tone) == BSDK_OK);
  const bsdk_record record{sizeof record, 0, 3, "", path.c_str(), BSDK_FMT_PCM16,
                           BSDK_BOX_WAV,  0, 0};
  REQUIRE(rig.api->record(rig.handle, kPhone, 9, &record) == BSDK_OK);
  rig.queue(kPhone, signals::sine(500, -15, 3000));
  rig.run(1000);
  CHECK(rig.api->control(rig.handle, 9, BSDK_CTL_PAUSE, 0, nullptr) == BSDK_OK);
  CHECK(rig.api->control(rig.handle, 9, BSDK_CTL_SEEK_MS, 0, nullptr) == BSDK_E_UNSUPPORTED);
  rig.run(1000);
  CHECK(rig.api->control(rig.handle, 9, BSDK_CTL_RESUME, 0, nullptr) == BSDK_OK);
  rig.run(1000);
  rig.api->cancel(rig.handle, 9);
  rig.run(20);
  CHECK(rig.api->control(rig.handle, 9, BSDK_CTL_PAUSE, 0, nullptr) == BSDK_E_STATE);
  std::ifstream stream(path, std::ios::binary);
  const std::vector<uint8_t> octets((std::istreambuf_iterator<char>(stream)),
                                    std::istreambuf_iterator<char>());
  REQUIRE(promised_frames(octets) == 3000 * 8);
  std::vector<int16_t> sides[2];
  for (size_t frame = 0; frame < 24000; frame++) {
    for (size_t side = 0; side < 2; side++) {
      int16_t sample = 0;
      std::memcpy(&sample, octets.data() + 44 + frame * 4 + side * 2, 2);
      sides[side].push_back(sample);
    }
  }
  for (const auto &side : sides) {
    const auto second_of = [&](size_t n) { return std::span(side).subspan(n * 8000, 8000); };
    const double hz = &side == &sides[0] ? 500 : 1100;
    CHECK(std::abs(signals::level_at(second_of(0), hz) + 15) < 0.5);
    CHECK(std::all_of(second_of(1).begin(), second_of(1).end(), [](int16_t s) { return s == 0; }));
    CHECK(std::abs(signals::level_at(second_of(2), hz) + 15) < 0.5);
  }
}

TEST_CASE("a recording that a digit ends tells the digit as text and its length") {
  Rig rig;
  TemporaryFolder folder;
  const std::string path = folder.file("digit.wav");
  rig.lift(kPhone);
  const bsdk_record record{sizeof record, 0, 3, "12", path.c_str(), BSDK_FMT_PCM16,
                           BSDK_BOX_WAV,  0, 0};
  REQUIRE(rig.api->record(rig.handle, kPhone, 9, &record) == BSDK_OK);
  rig.run(500);
  rig.speak(kPhone, signals::dtmf_string("92"));
  rig.run(100);
  REQUIRE(rig.ends_of(9) == std::vector<int32_t>{BSDK_DONE_DIGIT});
  const bsdk_event done = rig.of_kind(BSDK_EV_DONE).back();
  CHECK(std::string(done.text) == "2");
  CHECK(done.arg > 500);
  CHECK(done.arg < 1200);
}

TEST_CASE("a recording ends at its limit, and never overwrites a file") {
  Rig rig;
  TemporaryFolder folder;
  const std::string path = folder.file("limit.wav");
  rig.lift(kPhone);
  bsdk_record record{sizeof record, 0, 1, "", path.c_str(), BSDK_FMT_ALAW, BSDK_BOX_WAV, 705, 0};
  REQUIRE(rig.api->record(rig.handle, kPhone, 9, &record) == BSDK_OK);
  rig.run(1000);
  CHECK(rig.ends_of(9) == std::vector<int32_t>{BSDK_DONE_LIMIT});
  CHECK(rig.events.back().arg == 705);
  CHECK(rig.api->record(rig.handle, kPhone, 10, &record) == BSDK_E_IO);
  const std::string nowhere = folder.file("no/such/folder.wav");
  record.path = nowhere.c_str();
  CHECK(rig.api->record(rig.handle, kPhone, 10, &record) == BSDK_E_IO);
  record.format = BSDK_FMT_MP3;
  CHECK(rig.api->record(rig.handle, kPhone, 10, &record) == BSDK_E_FORMAT);
  rig.run(20);
  CHECK(rig.ends_of(10).empty());
}
