#include "softmedia.hpp"

#include <memory>

#include "soft_board.hpp"

namespace trunkline::softmedia {
namespace {

// The handle of the table is opaque: it is our board under another name.
SoftBoard &of(bsdk_board *board) { return *static_cast<SoftBoard *>(static_cast<void *>(board)); }

int32_t start(bsdk_board *board) { return of(board).start(); }

void close(bsdk_board *board) {
  const std::unique_ptr<SoftBoard> owned(&of(board));
  owned->close();
}

int32_t board_info(bsdk_board *board, bsdk_board_info *out) { return of(board).board_info(out); }
int32_t channel_info(bsdk_board *board, int32_t channel, bsdk_channel_info *out) {
  return of(board).channel_info(channel, out);
}

int32_t seize(bsdk_board *board, int32_t channel, bsdk_op op) {
  return of(board).seize({channel, op});
}
int32_t release(bsdk_board *board, int32_t channel, bsdk_op op) {
  return of(board).release({channel, op});
}
int32_t dial(bsdk_board *board, int32_t channel, bsdk_op op, const bsdk_dial *dial) {
  return of(board).dial({channel, op}, dial);
}
int32_t ring(bsdk_board *board, int32_t channel, bsdk_op op, const bsdk_ring *ring) {
  return of(board).ring({channel, op}, ring);
}
int32_t flash(bsdk_board *board, int32_t channel, bsdk_op op, uint32_t ms) {
  return of(board).flash({channel, op}, ms);
}
int32_t digits(bsdk_board *board, int32_t channel, bsdk_op op, const char *digits) {
  return of(board).digits({channel, op}, digits);
}
int32_t tone(bsdk_board *board, int32_t channel, bsdk_op op, const bsdk_tone *tone) {
  return of(board).tone({channel, op}, tone);
}
int32_t play(bsdk_board *board, int32_t channel, bsdk_op op, const bsdk_play *play) {
  return of(board).play({channel, op}, play);
}
int32_t record(bsdk_board *board, int32_t channel, bsdk_op op, const bsdk_record *record) {
  return of(board).record({channel, op}, record);
}

int32_t cancel(bsdk_board *board, bsdk_op op) { return of(board).cancel(op); }
int32_t control(bsdk_board *board, bsdk_op op, uint32_t verb, int64_t arg, const char *text) {
  return of(board).control(op, verb, arg, text);
}

int32_t connect(bsdk_board *board, int32_t a, int32_t b, uint32_t ways, int32_t gain_cdb) {
  return of(board).connect({a, b, ways, gain_cdb});
}
int32_t disconnect(bsdk_board *board, int32_t a, int32_t b, uint32_t ways) {
  return of(board).disconnect({a, b, ways});
}

int32_t conf_create(bsdk_board *board, uint32_t max_members, int32_t *conference) {
  return of(board).conf_create(max_members, conference);
}
int32_t conf_join(bsdk_board *board, int32_t conference, int32_t channel, uint32_t mode,
                  int32_t gain_cdb) {
  return of(board).conf_join({conference, channel, mode, gain_cdb});
}
int32_t conf_leave(bsdk_board *board, int32_t conference, int32_t channel) {
  return of(board).conf_leave(conference, channel);
}
int32_t conf_destroy(bsdk_board *board, int32_t conference) {
  return of(board).conf_destroy(conference);
}

int32_t set_param(bsdk_board *board, int32_t channel, uint32_t key, int64_t value,
                  const char *text) {
  return of(board).set_param(channel, key, value, text);
}
int32_t get_param(bsdk_board *board, int32_t channel, uint32_t key, int64_t *value, char *text,
                  uint32_t cap) {
  return of(board).get_param(channel, key, value, {text, text == nullptr ? 0 : cap});
}
int32_t vendor_call(bsdk_board *board, const char *name, const char *in_json, char *out_json,
                    uint32_t cap) {
  return of(board).inner().call(&bsdk_api::vendor_call, name, in_json, out_json, cap);
}

int32_t monitor(bsdk_board *board, int32_t channel, uint32_t on) {
  return of(board).monitor(channel, on != 0);
}
int32_t monitor_read(bsdk_board *board, int32_t channel, int16_t *pairs, uint32_t capacity) {
  if (pairs == nullptr) return BSDK_E_ARG;
  return of(board).monitor_read(channel, {pairs, size_t{capacity} * 2});
}

// open is NULL: a board comes from open_over. audio is NULL: softmedia uses the inner board's
// itself.
constexpr bsdk_api kApi = {
    .struct_size = sizeof(bsdk_api),
    .abi_major = BSDK_ABI_MAJOR,
    .abi_minor = BSDK_ABI_MINOR,
    .reserved = 0,
    .name = "softmedia",
    .open = nullptr,
    .start = start,
    .close = close,
    .board_info = board_info,
    .channel_info = channel_info,
    .seize = seize,
    .release = release,
    .dial = dial,
    .ring = ring,
    .flash = flash,
    .digits = digits,
    .tone = tone,
    .play = play,
    .record = record,
    .audio = nullptr,
    .cancel = cancel,
    .control = control,
    .connect = connect,
    .disconnect = disconnect,
    .conf_create = conf_create,
    .conf_join = conf_join,
    .conf_leave = conf_leave,
    .conf_destroy = conf_destroy,
    .set_param = set_param,
    .get_param = get_param,
    .vendor_call = vendor_call,
    .monitor = monitor,
    .monitor_read = monitor_read,
};

}  // namespace

const bsdk_api *api() { return &kApi; }

int32_t open_over(const bsdk_api *inner, const Options &options, const char *config_utf8,
                  const bsdk_host *host, bsdk_board **out) {
  if (inner == nullptr || host == nullptr || out == nullptr) return BSDK_E_ARG;
  if (host->on_event == nullptr || host->now_us == nullptr) return BSDK_E_ARG;
  if (options.frame_samples < 80 || options.frame_samples > 160) return BSDK_E_ARG;
  if (options.echo_tail_ms < 8 || options.echo_tail_ms > 128) return BSDK_E_ARG;
  if (options.tone_plan == nullptr || tone_plan_index(options.tone_plan) < 0) return BSDK_E_ARG;
  if (inner->abi_major != BSDK_ABI_MAJOR) return BSDK_E_VERSION;
  auto board = std::make_unique<SoftBoard>(inner, options, *host);
  const int32_t opened = board->open(config_utf8);
  if (opened != BSDK_OK) {
    board->close();
    return opened;
  }
  *out = static_cast<bsdk_board *>(static_cast<void *>(board.release()));
  return BSDK_OK;
}

bool pump(bsdk_board *board) { return of(board).pump(); }

}  // namespace trunkline::softmedia
