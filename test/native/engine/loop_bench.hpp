/*
 * What it does: the signalling loop over the recording board, in stepped time, on the test's
 * thread: posts commands, raises the board's events, and tells in words what came of it.
 */
#pragma once
#include "native/engine/signalling_loop.hpp"
#include "recording_board.hpp"

namespace trunkline::engine {

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
             uint32_t operation = 0, int32_t arg = 0) {
    bsdk_event event{};
    event.struct_size = sizeof(event);
    event.kind = kind;
    event.channel = channel;
    event.code = code;
    event.arg = arg;
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
                int32_t a = 0, int32_t b = 0) {
    ChannelCommand command;
    command.kind = kind;
    command.channel = channel;
    command.a = a;
    command.b = b;
    command.texts = std::move(texts);
    return post(std::move(command));
  }
  uint32_t post(ChannelCommand command) {
    command.id = ++last_id_;
    loop_.post(std::make_unique<ChannelCommand>(std::move(command)));
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
  /** What the board was asked for since the last call: function, channel, and what matters of it.
   */
  std::string asked() {
    std::string out;
    for (const RecordedCall &each : board.calls) {
      if (!out.empty()) out += "; ";
      out += each.what;
      if (each.channel >= 0) out += " " + std::to_string(each.channel);
      if (!each.text.empty()) out += " " + each.text;
    }
    board.calls.clear();
    return out;
  }
  /** A trunk in the talk path. */
  void talk(int32_t trunk) {
    raise(BSDK_EV_RING, trunk, 1);
    raise(BSDK_EV_CALLER_ID, trunk, 1, "1");
    done(trunk, post(CommandKind::kAnswer, trunk), BSDK_DONE_OK);
  }
  /** A phone in the talk path. */
  void lift(int32_t phone) {
    const uint32_t ring = post(CommandKind::kRing, phone, {"", ""});
    raise(BSDK_EV_HOOK, phone, 1);
    done(phone, ring, BSDK_DONE_ANSWERED);
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
