// What it does: the smallest driver that obeys the board ABI. Its board has two channels that can
// do nothing: only its life cycle works, everything else answers BSDK_E_UNSUPPORTED.
//
// How to use it: as a start for a driver of a real board, and as the lower bound that the contract
// suite runs over.
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "native/abi/board_sdk.h"

struct bsdk_board {
  bsdk_host host{};
  std::mutex mutex;  // guards `started`
  bool started = false;
  uint32_t seq = 0;          // written by the one thread that delivers at a time
  std::thread event_thread;  // delivers BOARD up, then ends
};

namespace {

constexpr int32_t kChannels = 2;
constexpr int kLogError = 1;

void deliver_board(bsdk_board &board, int32_t code) {
  bsdk_event event;
  std::memset(&event, 0, sizeof event);
  event.struct_size = sizeof event;
  event.kind = BSDK_EV_BOARD;
  event.channel = -1;
  event.code = code;
  event.seq = ++board.seq;
  event.time_us = board.host.now_us(board.host.ctx);
  board.host.on_event(board.host.ctx, &event);
}

int32_t open_board(const char *config, const bsdk_host *host, bsdk_board **out) {
  if (out == nullptr || host == nullptr || host->struct_size < sizeof(bsdk_host)) return BSDK_E_ARG;
  if (host->on_event == nullptr || host->now_us == nullptr) return BSDK_E_ARG;
  *out = nullptr;
  const std::string_view text = config == nullptr ? "" : config;
  if (!text.empty() && text != "{}") {
    if (host->log != nullptr)
      host->log(host->ctx, kLogError, "null driver: open refused: it has nothing to configure");
    return BSDK_E_CONFIG;
  }
  auto board = std::make_unique<bsdk_board>();
  board->host = *host;
  *out = board.release();  // owned by the host until close
  return BSDK_OK;
}

int32_t start_board(bsdk_board *board) {
  if (board == nullptr) return BSDK_E_ARG;
  const std::scoped_lock lock(board->mutex);
  if (board->started) return BSDK_E_STATE;
  board->started = true;
  board->event_thread = std::thread([board] { deliver_board(*board, 1); });
  return BSDK_OK;
}

void close_board(bsdk_board *board) {
  if (board == nullptr) return;
  const std::unique_ptr<bsdk_board> owned(board);
  if (owned->event_thread.joinable()) owned->event_thread.join();
  if (owned->started) deliver_board(*owned, 0);
}

template <typename Struct>
int32_t give_struct(const Struct &from, Struct *into) {
  if (into == nullptr || into->struct_size < sizeof(uint32_t)) return BSDK_E_ARG;
  const uint32_t size = into->struct_size;
  std::memcpy(static_cast<void *>(into), &from, size < sizeof from ? size : sizeof from);
  into->struct_size = size;
  return BSDK_OK;
}

int32_t board_info(bsdk_board *board, bsdk_board_info *out) {
  if (board == nullptr) return BSDK_E_ARG;
  bsdk_board_info info{};
  info.channel_count = kChannels;
  std::strcpy(info.vendor, "Trunkline");
  std::strcpy(info.model, "null");
  std::strcpy(info.driver_version, "1.0");
  return give_struct(info, out);
}

int32_t channel_info(bsdk_board *board, int32_t channel, bsdk_channel_info *out) {
  if (board == nullptr) return BSDK_E_ARG;
  if (channel < 0 || channel >= kChannels) return BSDK_E_CHANNEL;
  bsdk_channel_info info{};
  info.kind = BSDK_KIND_OTHER;
  return give_struct(info, out);
}

template <typename... Rest>
int32_t unsupported(bsdk_board *board, int32_t channel, Rest...) {
  if (board == nullptr) return BSDK_E_ARG;
  return channel >= 0 && channel < kChannels ? BSDK_E_UNSUPPORTED : BSDK_E_CHANNEL;
}

int32_t no_audio(bsdk_board *board, const bsdk_audio *) {
  return board == nullptr ? BSDK_E_ARG : BSDK_E_UNSUPPORTED;
}

// No operation can run, so none can be cancelled.
int32_t cancel(bsdk_board *board, bsdk_op) { return board == nullptr ? BSDK_E_ARG : BSDK_E_STATE; }

int32_t vendor_call(bsdk_board *, const char *, const char *, char *, uint32_t) {
  return BSDK_E_UNSUPPORTED;
}

constexpr bsdk_api make_table() {
  bsdk_api table{};
  table.struct_size = sizeof(bsdk_api);
  table.abi_major = BSDK_ABI_MAJOR;
  table.abi_minor = BSDK_ABI_MINOR;
  table.name = "null";
  table.open = open_board;
  table.start = start_board;
  table.close = close_board;
  table.board_info = board_info;
  table.channel_info = channel_info;
  table.seize = unsupported<bsdk_op>;
  table.release = unsupported<bsdk_op>;
  table.dial = unsupported<bsdk_op, const bsdk_dial *>;
  table.ring = unsupported<bsdk_op, const bsdk_ring *>;
  table.flash = unsupported<bsdk_op, uint32_t>;
  table.digits = unsupported<bsdk_op, const char *>;
  table.tone = unsupported<bsdk_op, const bsdk_tone *>;
  table.audio = no_audio;
  table.cancel = cancel;
  table.set_param = unsupported<uint32_t, int64_t, const char *>;
  table.get_param = unsupported<uint32_t, int64_t *, char *, uint32_t>;
  table.vendor_call = vendor_call;
  return table;
}

constexpr bsdk_api kTable = make_table();

}  // namespace

#if defined(_WIN32)
#define TRUNKLINE_EXPORT __declspec(dllexport)
#else
#define TRUNKLINE_EXPORT __attribute__((visibility("default")))
#endif

extern "C" TRUNKLINE_EXPORT const bsdk_api *bsdk_query(uint32_t abi_major) {
  return abi_major == BSDK_ABI_MAJOR ? &kTable : nullptr;
}
