/*
 * What it does: a board for tests that accepts operations, writes them down, and ends none by
 * itself: the test says what happens next. Channels 0 and 1 are trunks, 2 and 3 phones with headset
 * circuits.
 */
#pragma once
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "native/engine/signalling_loop.hpp"

namespace trunkline::engine {

struct RecordedCall {
  std::string what;
  int32_t channel;
  uint32_t operation;
  std::string text;
};

/** What the table below writes to; a bsdk_board * of this board is one of these. */
struct RecordingBoard {
  std::vector<RecordedCall> calls;
  std::map<std::string, int32_t> refusals; /* function name to BSDK_E_ */

  int32_t note(const char *what, int32_t channel, uint32_t operation, std::string text = "") {
    const auto refusal = refusals.find(what);
    if (refusal != refusals.end()) return refusal->second;
    calls.push_back({what, channel, operation, std::move(text)});
    return BSDK_OK;
  }

  static RecordingBoard *of(bsdk_board *board) { return reinterpret_cast<RecordingBoard *>(board); }
};

inline const bsdk_api *recording_table(RecordingBoard *opened) {
  static RecordingBoard *next = nullptr; /* what open() hands out */
  next = opened;
  static bsdk_api api = [] {
    bsdk_api table{};
    table.struct_size = sizeof(table);
    table.abi_major = BSDK_ABI_MAJOR;
    table.open = [](const char *, const bsdk_host *, bsdk_board **out) -> int32_t {
      *out = reinterpret_cast<bsdk_board *>(next);
      return BSDK_OK;
    };
    table.start = [](bsdk_board *) -> int32_t { return BSDK_OK; };
    table.close = [](bsdk_board *) {};
    table.board_info = [](bsdk_board *, bsdk_board_info *info) -> int32_t {
      info->channel_count = 4;
      return BSDK_OK;
    };
    table.channel_info = [](bsdk_board *, int32_t channel, bsdk_channel_info *info) -> int32_t {
      info->kind = channel < 2 ? BSDK_KIND_FXO : BSDK_KIND_FXS;
      info->caps = channel < 2 ? 0 : BSDK_CAP(BSDK_C_HOOK_TX);
      return BSDK_OK;
    };
    table.seize = [](bsdk_board *b, int32_t channel, bsdk_op op) -> int32_t {
      return RecordingBoard::of(b)->note("seize", channel, op);
    };
    table.release = [](bsdk_board *b, int32_t channel, bsdk_op op) -> int32_t {
      return RecordingBoard::of(b)->note("release", channel, op);
    };
    table.dial = [](bsdk_board *b, int32_t channel, bsdk_op op, const bsdk_dial *dial) -> int32_t {
      return RecordingBoard::of(b)->note(
          "dial", channel, op, std::string(dial->digits) + " " + std::to_string(dial->answer_ms));
    };
    table.ring = [](bsdk_board *b, int32_t channel, bsdk_op op, const bsdk_ring *ring) -> int32_t {
      return RecordingBoard::of(b)->note("ring", channel, op, std::to_string(ring->timeout_ms));
    };
    table.tone = [](bsdk_board *b, int32_t channel, bsdk_op op, const bsdk_tone *tone) -> int32_t {
      return RecordingBoard::of(b)->note("tone", channel, op, std::to_string(tone->tone));
    };
    table.play = [](bsdk_board *b, int32_t channel, bsdk_op op, const bsdk_play *play) -> int32_t {
      return RecordingBoard::of(b)->note("play", channel, op, play->clips[0].path);
    };
    table.cancel = [](bsdk_board *b, bsdk_op op) -> int32_t {
      return RecordingBoard::of(b)->note("cancel", -1, op);
    };
    table.connect = [](bsdk_board *b, int32_t first, int32_t second, uint32_t ways,
                       int32_t) -> int32_t {
      return RecordingBoard::of(b)->note("connect", first, 0,
                                         std::to_string(second) + " " + std::to_string(ways));
    };
    table.disconnect = [](bsdk_board *b, int32_t first, int32_t second, uint32_t) -> int32_t {
      return RecordingBoard::of(b)->note("disconnect", first, 0, std::to_string(second));
    };
    return table;
  }();
  return &api;
}

/** The signalling loop over that board, in stepped time, on the test's thread. */
class LoopBench {
 public:
  enum class Board { kUp, kNotYetUp };
  explicit LoopBench(uint32_t ring_capacity = 256, uint32_t inbox_capacity = 256,
                     Board state = Board::kUp)
      : options_(make_options(ring_capacity, inbox_capacity)),
        outbox_(options_.ring_capacity),
        loop_(options_, clock_, port_, outbox_, log_) {
    port_.open_table(recording_table(&board), options_, host_);
    loop_.make_channels();
    if (state == Board::kUp) raise(BSDK_EV_BOARD, -1, 1);
  }

  RecordingBoard board;

  void raise(uint16_t kind, int32_t channel, int32_t code, const char *text = "",
             uint32_t operation = 0) {
    bsdk_event event{};
    event.struct_size = sizeof(event);
    event.kind = kind;
    event.channel = channel;
    event.code = code;
    event.op = operation;
    event.time_us = clock_.now_us();
    copy_text(text, event.text, sizeof(event.text));
    loop_.on_driver_event(event);
  }
  void done(int32_t channel, uint32_t operation, int32_t code, const char *text = "") {
    raise(BSDK_EV_DONE, channel, code, text, operation);
    settle();
  }
  /** The id, which is also the board's operation. */
  uint32_t post(CommandKind kind, int32_t channel, std::vector<std::string> texts = {},
                int32_t a = 0) {
    auto command = std::make_unique<ChannelCommand>();
    command->id = ++last_id_;
    command->kind = kind;
    command->channel = channel;
    command->a = a;
    command->texts = std::move(texts);
    loop_.post(std::move(command));
    settle();
    return last_id_;
  }
  void pass_ms(uint64_t ms) {
    clock_.advance(ms * 1000);
    settle();
  }
  void settle() {
    while (loop_.turn()) {
    }
  }
  /** What was told since the last call, one word an event: kind, channel, and what matters of it.
   */
  std::string told();
  std::string state_of(int32_t channel) {
    settle();
    return line::kStateNames[outbox_.snapshot().channels[static_cast<size_t>(channel)].state];
  }
  EventOutbox &outbox() { return outbox_; }
  SignallingLoop &loop() { return loop_; }
  LogBook &log() { return log_; }
  BoardPort &port() { return port_; }

 private:
  static EngineOptions make_options(uint32_t ring_capacity, uint32_t inbox_capacity) {
    EngineOptions options;
    options.media = MediaKind::kBoard;
    options.ring_capacity = ring_capacity;
    options.inbox_capacity = inbox_capacity;
    options.max_dialled_digits = 8;
    return options;
  }

  EngineOptions options_;
  rt::SteppedClock clock_;
  bsdk_host host_{};
  LogBook log_;
  EventOutbox outbox_;
  BoardPort port_;
  SignallingLoop loop_;
  uint32_t last_id_ = 0;
};

inline std::string LoopBench::told() {
  settle();
  std::string out;
  EventRecord record;
  while (outbox_.drain({&record, 1}) == 1) {
    const auto kind = static_cast<EventKind>(record.kind);
    if (!out.empty()) out += "; ";
    out += kEventKindNames[record.kind];
    if (record.channel >= 0) out += " " + std::to_string(record.channel);
    if (kind == EventKind::kStateChanged) out += std::string(" ") + line::kStateNames[record.a];
    if (kind == EventKind::kCommandCompleted) {
      out += " #" + std::to_string(record.command_id) + " " + kCommandResultNames[record.a];
      if (record.c != 0) out += " " + std::to_string(record.c);
    }
    if (record.text[0] != '\0') out += std::string(" ") + record.text;
  }
  return out;
}

}  // namespace trunkline::engine
