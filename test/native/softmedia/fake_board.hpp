/*
 * What it does: a board of a few channels that only moves audio, whose lines the test speaks into
 * and listens to. Inline: time passes in run() only.
 *
 * How to use it: Rig opens softmedia over it; speak() queues what a channel's line says, run()
 * passes time, said() is what went to the line, events the host's record.
 */
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "../../../native/softmedia/softmedia.hpp"
#include "../dsp/signals.hpp"

namespace fake {

constexpr uint32_t kFrame = 80;
constexpr int32_t kTrunk = 0, kOtherTrunk = 1, kPhone = 2, kBare = 3;

/** The inner board. One a test; its table finds it through the board handle. */
struct Board {
  bsdk_host host{};
  bsdk_audio audio{};
  bool attached = false, gone = false;
  uint32_t seq = 0;
  uint64_t time_us = 0;
  int32_t seize_result = BSDK_OK;
  bool holds_seize = false;  // the DONE of a seize waits for finish_seize()
  bsdk_op seizing = 0;
  std::vector<std::string> calls;
  std::vector<uint32_t> kinds{BSDK_KIND_FXO, BSDK_KIND_FXO, BSDK_KIND_FXS, BSDK_KIND_FXS};
  std::vector<std::deque<int16_t>> lines{4};
  std::vector<std::vector<int16_t>> said{4};

  void emit(uint16_t kind, int32_t channel, bsdk_op op, int32_t code, int32_t arg = 0) {
    bsdk_event event{};
    event.struct_size = sizeof event;
    event.kind = kind;
    event.channel = channel;
    event.op = op;
    event.code = code;
    event.arg = arg;
    event.seq = ++seq;
    event.time_us = host.now_us(host.ctx);  // the inner board has its own context
    host.on_event(host.ctx, &event);
  }
  void finish_seize(int32_t channel, int32_t code = BSDK_DONE_OK, int32_t arg = 0) {
    emit(BSDK_EV_DONE, channel, seizing, code, arg);
  }
  void step() {
    time_us += kFrame * 125;
    std::vector<std::vector<int16_t>> rx(4, std::vector<int16_t>(kFrame)), tx = rx;
    std::vector<const int16_t *> rx_of(4);
    std::vector<int16_t *> tx_of(4);
    for (size_t c = 0; c < 4; c++) {
      for (int16_t &sample : rx[c]) {
        if (lines[c].empty()) break;
        sample = lines[c].front();
        lines[c].pop_front();
      }
      rx_of[c] = c == kBare ? nullptr : rx[c].data();
      tx_of[c] = c == kBare ? nullptr : tx[c].data();
    }
    if (attached && !gone) audio.block(audio.ctx, 4, rx_of.data(), tx_of.data(), kFrame, time_us);
    for (size_t c = 0; c < 4; c++) said[c].insert(said[c].end(), tx[c].begin(), tx[c].end());
  }
};

inline Board *&opening() {
  static Board *board = nullptr;  // handed to the table's open()
  return board;
}
inline Board &of(bsdk_board *board) { return *static_cast<Board *>(static_cast<void *>(board)); }

inline const bsdk_api *table() {
  static bsdk_api api = [] {
    bsdk_api made{};
    made.struct_size = sizeof made;
    made.abi_major = BSDK_ABI_MAJOR;
    made.name = "fake";
    made.open = [](const char *config, const bsdk_host *host, bsdk_board **out) {
      if (std::strcmp(config, "bad") == 0) return int32_t{BSDK_E_CONFIG};
      opening()->host = *host;
      *out = static_cast<bsdk_board *>(static_cast<void *>(opening()));
      return int32_t{BSDK_OK};
    };
    made.start = [](bsdk_board *b) {
      of(b).emit(BSDK_EV_BOARD, -1, 0, 1);
      return int32_t{BSDK_OK};
    };
    made.close = [](bsdk_board *b) { of(b).calls.emplace_back("close"); };
    made.board_info = [](bsdk_board *, bsdk_board_info *out) {
      out->channel_count = 4;
      return int32_t{BSDK_OK};
    };
    made.channel_info = [](bsdk_board *b, int32_t channel, bsdk_channel_info *out) {
      if (channel < 0 || channel > 3) return int32_t{BSDK_E_CHANNEL};
      out->kind = of(b).kinds[static_cast<size_t>(channel)];
      out->caps = BSDK_CAP(BSDK_C_FLASH_TX);
      if (channel != kBare) out->caps |= BSDK_CAP(BSDK_C_HOST_AUDIO);
      return int32_t{BSDK_OK};
    };
    made.seize = [](bsdk_board *b, int32_t channel, bsdk_op op) {
      of(b).calls.push_back("seize " + std::to_string(channel));
      if (of(b).seize_result != BSDK_OK) return of(b).seize_result;
      of(b).seizing = op;
      if (!of(b).holds_seize) of(b).finish_seize(channel);
      return int32_t{BSDK_OK};
    };
    made.release = [](bsdk_board *b, int32_t channel, bsdk_op op) {
      of(b).calls.push_back("release " + std::to_string(channel));
      of(b).emit(BSDK_EV_DONE, channel, op, BSDK_DONE_OK);
      return int32_t{BSDK_OK};
    };
    made.flash = [](bsdk_board *b, int32_t channel, bsdk_op op, uint32_t) {
      of(b).calls.push_back("flash " + std::to_string(channel));
      of(b).emit(BSDK_EV_DONE, channel, op, BSDK_DONE_OK);
      return int32_t{BSDK_OK};
    };
    made.audio = [](bsdk_board *b, const bsdk_audio *audio) {
      of(b).attached = audio != nullptr;
      if (audio != nullptr) of(b).audio = *audio;
      return int32_t{BSDK_OK};
    };
    made.vendor_call = [](bsdk_board *b, const char *name, const char *, char *, uint32_t) {
      if (std::strcmp(name, "clock.step") != 0) return int32_t{BSDK_E_UNSUPPORTED};
      of(b).step();
      return int32_t{BSDK_OK};
    };
    return made;
  }();
  return &api;
}

/** softmedia over the fake board, inline. */
class Rig {
 public:
  Rig() {
    opening() = &board;
    trunkline::softmedia::Options options;
    options.inline_mode = true;
    options.frame_samples = kFrame;
    REQUIRE(trunkline::softmedia::open_over(table(), options, "", &host_, &handle) == BSDK_OK);
    REQUIRE(api->start(handle) == BSDK_OK);
    trunkline::softmedia::pump(handle);
  }
  Rig(const Rig &) = delete;
  Rig &operator=(const Rig &) = delete;
  ~Rig() { close(); }
  void close() {
    if (handle != nullptr) api->close(handle);
    handle = nullptr;
  }

  void run(double ms) {
    for (double passed = 0.0; passed < ms; passed += kFrame / 8.0) {
      api->vendor_call(handle, "clock.step", "{\"frames\":1}", nullptr, 0);
      trunkline::softmedia::pump(handle);
    }
  }
  /** Queues what the line says and passes that much time. */
  void speak(int32_t channel, const signals::Samples &signal) {
    queue(channel, signal);
    run(static_cast<double>(signal.size()) / 8.0);
  }
  void queue(int32_t channel, const signals::Samples &signal) {
    const auto samples = signals::pcm(signal);
    auto &line = board.lines[static_cast<size_t>(channel)];
    line.insert(line.end(), samples.begin(), samples.end());
  }
  std::vector<int16_t> &said(int32_t channel) { return board.said[static_cast<size_t>(channel)]; }

  std::vector<bsdk_event> of_kind(uint16_t kind) const {
    std::vector<bsdk_event> found;
    std::copy_if(events.begin(), events.end(), std::back_inserter(found),
                 [&](const bsdk_event &event) { return event.kind == kind; });
    return found;
  }
  /** Codes of the DONEs of an operation; one entry unless something is wrong. */
  std::vector<int32_t> ends_of(bsdk_op op) const {
    std::vector<int32_t> codes;
    for (const bsdk_event &event : of_kind(BSDK_EV_DONE)) {
      if (event.op == op) codes.push_back(event.code);
    }
    return codes;
  }
  std::string digits() const {
    std::string all;
    for (const bsdk_event &event : of_kind(BSDK_EV_DIGIT)) all += event.text;
    return all;
  }
  /** Makes a trunk's line live. */
  void seize(int32_t channel, bsdk_op op = 1000) {
    REQUIRE(api->seize(handle, channel, op) == BSDK_OK);
    trunkline::softmedia::pump(handle);
  }
  void lift(int32_t channel) {
    board.emit(BSDK_EV_HOOK, channel, 0, 1);
    trunkline::softmedia::pump(handle);
  }

  Board board;
  const bsdk_api *api = trunkline::softmedia::api();
  bsdk_board *handle = nullptr;
  std::vector<bsdk_event> events;

 private:
  bsdk_host host_{
      sizeof(bsdk_host), this,
      [](void *ctx, const bsdk_event *event) { static_cast<Rig *>(ctx)->events.push_back(*event); },
      [](void *, int, const char *) {},
      [](void *ctx) { return static_cast<Rig *>(ctx)->board.time_us; }};
};

/** A folder that disappears with the test. */
class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "softmedia-test-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  std::string file(const std::string &name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace fake
