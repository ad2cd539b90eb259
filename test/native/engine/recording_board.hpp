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

#include "native/abi/board_sdk.h"

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
  std::map<std::string, int32_t> refusals; /* function, or it and its text, to BSDK_E_ */
  int32_t last_conference = 6;
  uint32_t last_tone = 0; /* operation */

  int32_t note(const char *what, int32_t channel, uint32_t operation, std::string text = "") {
    for (const std::string &refused : {std::string(what), what + (" " + text)}) {
      const auto refusal = refusals.find(refused);
      if (refusal != refusals.end()) return refusal->second;
    }
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
      info->caps = channel < 2 ? 0 : BSDK_CAP(BSDK_C_HOOK_TX) | BSDK_CAP(BSDK_C_MWI_LAMP);
      info->max_sources = 2;
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
      RecordingBoard::of(b)->last_tone = op;
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
    table.disconnect = [](bsdk_board *b, int32_t first, int32_t second, uint32_t ways) -> int32_t {
      return RecordingBoard::of(b)->note("disconnect", first, 0,
                                         std::to_string(second) + " " + std::to_string(ways));
    };
    table.record = [](bsdk_board *b, int32_t channel, bsdk_op op,
                      const bsdk_record *record) -> int32_t {
      std::string text = std::to_string(record->format);
      for (const uint32_t each :
           {record->sides, record->flags, record->max_ms, record->silence_ms}) {
        text += " " + std::to_string(each);
      }
      return RecordingBoard::of(b)->note("record", channel, op, text + " " + record->stop_digits);
    };
    table.control = [](bsdk_board *b, bsdk_op op, uint32_t verb, int64_t arg,
                       const char *) -> int32_t {
      return RecordingBoard::of(b)->note("control", -1, op,
                                         std::to_string(verb) + " " + std::to_string(arg));
    };
    table.conf_create = [](bsdk_board *b, uint32_t members, int32_t *conference) -> int32_t {
      RecordingBoard *board = RecordingBoard::of(b);
      *conference = board->last_conference + 1;
      const int32_t result = board->note("conf_create", -1, 0, std::to_string(members));
      if (result == BSDK_OK) ++board->last_conference;
      return result;
    };
    table.conf_join = [](bsdk_board *b, int32_t conference, int32_t channel, uint32_t mode,
                         int32_t) -> int32_t {
      return RecordingBoard::of(b)->note("conf_join", channel, 0,
                                         std::to_string(conference) + " " + std::to_string(mode));
    };
    table.conf_leave = [](bsdk_board *b, int32_t conference, int32_t channel) -> int32_t {
      return RecordingBoard::of(b)->note("conf_leave", channel, 0, std::to_string(conference));
    };
    table.conf_destroy = [](bsdk_board *b, int32_t conference) -> int32_t {
      return RecordingBoard::of(b)->note("conf_destroy", -1, 0, std::to_string(conference));
    };
    table.set_param = [](bsdk_board *b, int32_t channel, uint32_t key, int64_t value,
                         const char *) -> int32_t {
      return RecordingBoard::of(b)->note("set_param", channel, 0,
                                         std::to_string(key) + " " + std::to_string(value));
    };
    return table;
  }();
  return &api;
}

}  // namespace trunkline::engine
