// Media, switching and settings: what a channel's bits promise is kept, what they do not promise is
// refused.
#include <doctest/doctest.h>

#include <array>
#include <filesystem>

#include "test/native/contract/session.hpp"

using contract::Session;

namespace {

/** The first channel with the bit that media works on now: a trunk that is off-hook. */
int32_t media_channel(Session &session, uint32_t bit) {
  for (uint32_t c = 0; c < session.channel_count(); ++c) {
    const auto channel = static_cast<int32_t>(c);
    if (!session.has(channel, bit) || session.info(channel).kind != BSDK_KIND_FXO) continue;
    session.api().seize(session.board(), channel, session.next_op());
    session.pass(5);
    return channel;
  }
  MESSAGE("skipped: this board does not promise it");
  return -1;
}

template <typename Function>
bool serves(Function function) {
  return function != nullptr;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "board-contract-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  std::string file(const std::string &name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("each record format that a channel promises makes a file, the others are refused") {
  Session session;
  session.start();
  const int32_t channel = media_channel(session, BSDK_C_BOARD_RECORD);
  if (channel < 0) return;
  const TemporaryFolder folder;
  for (uint32_t format = BSDK_FMT_ALAW; format <= BSDK_FMT_MP3; ++format) {
    CAPTURE(format);
    const bool promised = (session.info(channel).record_formats & (1U << format)) != 0;
    int accepted = 0;
    for (const uint32_t box : {uint32_t{BSDK_BOX_RAW}, uint32_t{BSDK_BOX_WAV}}) {
      const std::string path = folder.file(std::to_string(format) + "-" + std::to_string(box));
      const bsdk_record record{sizeof record, 0, 3, "", path.c_str(), format, box, 0, 0};
      const uint32_t op = session.next_op();
      const int32_t result = session.api().record(session.board(), channel, op, &record);
      if (result != BSDK_OK) {
        CHECK(result == BSDK_E_FORMAT);
        CHECK(!std::filesystem::exists(path));
        continue;
      }
      ++accepted;
      session.pass(100);
      session.api().cancel(session.board(), op);
      session.pass(10);
      REQUIRE(session.dones(op).size() == 1);
      CHECK(session.dones(op)[0].code == BSDK_DONE_CANCELLED);
      CHECK(session.dones(op)[0].arg >= 900);
      CHECK(std::filesystem::file_size(path) > 0);
      const bsdk_clip clip{format, box, path.c_str(), nullptr, 0, 0};
      const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
      const uint32_t playing = session.next_op();
      REQUIRE(session.api().play(session.board(), channel, playing, &play) == BSDK_OK);
      session.pass(150);
      REQUIRE(session.dones(playing).size() == 1);
      CHECK(session.dones(playing)[0].code == BSDK_DONE_OK);
    }
    CHECK((accepted > 0) == promised);
  }
}

TEST_CASE("a running play takes each verb with a number that is in range, an ended one none") {
  Session session;
  session.start();
  const int32_t channel = media_channel(session, BSDK_C_PLAY_CONTROL);
  if (channel < 0) return;
  const std::array<int16_t, 16000> silence{};
  const bsdk_clip clip{BSDK_FMT_PCM16, BSDK_BOX_RAW, nullptr, silence.data(), 0, sizeof silence};
  const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
  const uint32_t op = session.next_op();
  const auto told = [&](uint32_t verb, int64_t number) {
    return session.api().control(session.board(), op, verb, number, nullptr);
  };
  CHECK(told(BSDK_CTL_PAUSE, 0) == BSDK_E_STATE);
  REQUIRE(session.api().play(session.board(), channel, op, &play) == BSDK_OK);
  session.pass(10);
  CHECK(told(BSDK_CTL_PAUSE, 0) == BSDK_OK);
  session.pass(300);
  CHECK(session.dones(op).empty());
  CHECK(told(BSDK_CTL_SEEK_MS, 1500) == BSDK_OK);
  CHECK(told(BSDK_CTL_SPEED_PERCENT, 200) == BSDK_OK);
  CHECK(told(BSDK_CTL_GAIN_CDB, -600) == BSDK_OK);
  CHECK(told(BSDK_CTL_SEEK_MS, -1) == BSDK_E_ARG);
  CHECK(told(BSDK_CTL_SPEED_PERCENT, 49) == BSDK_E_ARG);
  CHECK(told(BSDK_CTL_RESUME, 0) == BSDK_OK);
  session.pass(60);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].code == BSDK_DONE_OK);
  CHECK(told(BSDK_CTL_PAUSE, 0) == BSDK_E_STATE);
}

TEST_CASE("a running recording is paused and resumed while its time goes on, an ended one is not") {
  Session session;
  session.start();
  const int32_t channel = media_channel(session, BSDK_C_BOARD_RECORD);
  if (channel < 0) return;
  const TemporaryFolder folder;
  const std::string path = folder.file("paused.wav");
  const bsdk_record record{sizeof record, 0, 3, "", path.c_str(), BSDK_FMT_PCM16,
                           BSDK_BOX_WAV,  0, 0};
  const uint32_t op = session.next_op();
  const auto told = [&](uint32_t verb) {
    return session.api().control(session.board(), op, verb, 0, nullptr);
  };
  REQUIRE(session.api().record(session.board(), channel, op, &record) == BSDK_OK);
  session.pass(50);
  CHECK(told(BSDK_CTL_PAUSE) == BSDK_OK);
  session.pass(50);
  CHECK(told(BSDK_CTL_RESUME) == BSDK_OK);
  session.pass(50);
  CHECK(told(BSDK_CTL_SEEK_MS) == BSDK_E_UNSUPPORTED);
  session.api().cancel(session.board(), op);
  session.pass(10);
  REQUIRE(session.dones(op).size() == 1);
  CHECK(session.dones(op)[0].arg >= 1400);
  CHECK(told(BSDK_CTL_PAUSE) == BSDK_E_STATE);
}

TEST_CASE("a phone with a lamp keeps what it was told, in any state; who has none says so") {
  Session session;
  session.start();
  const bsdk_api &api = session.api();
  if (!serves(api.set_param) || !serves(api.get_param)) {
    MESSAGE("skipped: this board has no parameters");
    return;
  }
  for (uint32_t c = 0; c < session.channel_count(); ++c) {
    const auto channel = static_cast<int32_t>(c);
    CAPTURE(channel);
    const auto tell = [&](int64_t value) {
      return api.set_param(session.board(), channel, BSDK_PARAM_MWI, value, nullptr);
    };
    if (!session.has(channel, BSDK_C_MWI_LAMP)) {
      CHECK(tell(1) != BSDK_OK);
      continue;
    }
    for (const int64_t wanted : {1, 0}) {
      CHECK(tell(wanted) == BSDK_OK);
      int64_t read = -1;
      REQUIRE(api.get_param(session.board(), channel, BSDK_PARAM_MWI, &read, nullptr, 0) ==
              BSDK_OK);
      CHECK(read == wanted);
    }
    CHECK(tell(2) == BSDK_E_ARG);
  }
}

TEST_CASE("a conference is made, joined, left and ended; a channel is in one at a time") {
  Session session;
  session.start();
  const int32_t channel = media_channel(session, BSDK_C_CONF);
  if (channel < 0) return;
  const bsdk_api &api = session.api();
  int32_t one = -1, other = -1;
  CHECK(api.conf_create(session.board(), 3, nullptr) == BSDK_E_ARG);
  CHECK(api.conf_create(session.board(), 0, &one) == BSDK_E_ARG);
  REQUIRE(api.conf_create(session.board(), 3, &one) == BSDK_OK);
  REQUIRE(api.conf_create(session.board(), 3, &other) == BSDK_OK);
  CHECK(one != other);
  constexpr uint32_t kBoth = BSDK_CONF_TALK | BSDK_CONF_HEAR;
  CHECK(api.conf_join(session.board(), one, channel, 0x80, 0) == BSDK_E_ARG);
  CHECK(api.conf_join(session.board(), 9999, channel, kBoth, 0) != BSDK_OK);
  CHECK(api.conf_join(session.board(), one, 9999, kBoth, 0) == BSDK_E_CHANNEL);
  CHECK(api.conf_join(session.board(), one, channel, kBoth, 0) == BSDK_OK);
  CHECK(api.conf_join(session.board(), one, channel, BSDK_CONF_HEAR, -600) == BSDK_OK);
  CHECK(api.conf_join(session.board(), other, channel, kBoth, 0) != BSDK_OK);
  session.pass(20);
  CHECK(api.conf_leave(session.board(), one, channel) == BSDK_OK);
  CHECK(api.conf_leave(session.board(), one, channel) == BSDK_E_STATE);
  CHECK(api.conf_join(session.board(), other, channel, kBoth, 0) == BSDK_OK);
  CHECK(api.conf_destroy(session.board(), other) == BSDK_OK);
  CHECK(api.conf_join(session.board(), one, channel, kBoth, 0) == BSDK_OK);
  session.api().release(session.board(), channel, session.next_op());
  session.pass(20);
  CHECK(api.conf_leave(session.board(), one, channel) == BSDK_E_STATE);  // release took it out
  CHECK(api.conf_destroy(session.board(), one) == BSDK_OK);
  CHECK(api.conf_destroy(session.board(), one) != BSDK_OK);
}

TEST_CASE("as many conferences can be open as the board says, and one more is refused") {
  Session session;
  session.start();
  if (media_channel(session, BSDK_C_CONF) < 0) return;
  bsdk_board_info board{};
  board.struct_size = sizeof board;
  REQUIRE(session.api().board_info(session.board(), &board) == BSDK_OK);
  int32_t conference = -1;
  for (uint32_t n = 0; n < board.conf_groups; ++n) {
    CHECK(session.api().conf_create(session.board(), 32, &conference) == BSDK_OK);
  }
  CHECK(session.api().conf_create(session.board(), 32, &conference) == BSDK_E_RESOURCE);
}

TEST_CASE("a channel with a monitor port is heard on it, another says that it has none") {
  Session session;
  session.start();
  const bsdk_api &api = session.api();
  const auto end = reinterpret_cast<const char *>(&api.monitor_read + 1);
  if (end > reinterpret_cast<const char *>(&api) + api.struct_size || !serves(api.monitor)) {
    MESSAGE("skipped: the table is older, or has no monitor ports");
    return;
  }
  for (uint32_t c = 0; c < session.channel_count(); ++c) {
    const auto channel = static_cast<int32_t>(c);
    CAPTURE(channel);
    if (session.has(channel, BSDK_C_MONITOR)) continue;
    CHECK(api.monitor(session.board(), channel, 1) == BSDK_E_UNSUPPORTED);
  }
  const int32_t channel = media_channel(session, BSDK_C_MONITOR);
  if (channel < 0) return;
  std::array<int16_t, 2000> pairs{};
  REQUIRE(api.monitor(session.board(), channel, 1) == BSDK_OK);
  session.pass(10);
  CHECK(api.monitor_read(session.board(), channel, pairs.data(), 100) == 100);
  CHECK(api.monitor_read(session.board(), channel, pairs.data(), 1000) > 0);
  REQUIRE(api.monitor(session.board(), channel, 0) == BSDK_OK);
  CHECK(api.monitor(session.board(), 9999, 1) == BSDK_E_CHANNEL);
}

TEST_CASE(
    "what a channel's bits let one set is kept and read back, beyond its range it is refused") {
  struct Row {
    uint32_t bit, key;
    int64_t good, bad;
  };
  constexpr std::array kRows = {Row{BSDK_C_EC, BSDK_PARAM_EC, 0, 7},
                                Row{BSDK_C_EC, BSDK_PARAM_EC, 1, -1},
                                Row{BSDK_C_AGC, BSDK_PARAM_AGC, 1, 2},
                                Row{BSDK_C_GAIN, BSDK_PARAM_RX_GAIN_CDB, -1200, 99999},
                                Row{BSDK_C_GAIN, BSDK_PARAM_TX_GAIN_CDB, 600, -99999},
                                Row{BSDK_C_PRERECORD, BSDK_PARAM_PRERECORD_MS, 2000, 999999}};
  Session session;
  session.start();
  for (const Row &row : kRows) {
    CAPTURE(row.key);
    const int32_t channel = media_channel(session, row.bit);
    if (channel < 0) continue;
    const bsdk_api &api = session.api();
    CHECK(api.set_param(session.board(), channel, row.key, row.good, nullptr) == BSDK_OK);
    CHECK(api.set_param(session.board(), channel, row.key, row.bad, nullptr) == BSDK_E_ARG);
    int64_t read = -12345;
    REQUIRE(api.get_param(session.board(), channel, row.key, &read, nullptr, 0) == BSDK_OK);
    CHECK(read == row.good);
  }
}
