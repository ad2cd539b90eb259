// The drop-in: the board ABI's table over a virtual board, and the library's one exported symbol.
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>

#include "board-sim/control/sim_control.h"
#include "board-sim/sdk/board_registry.hpp"
#include "board-sim/sdk/control_entry.hpp"
#include "board-sim/sdk/vendor_calls.hpp"
#include "native/abi/board_sdk.h"

struct bsdk_board {
  std::shared_ptr<boardsim::VirtualBoard> board;
};

namespace boardsim {
namespace {

constexpr int kLogError = 1;
constexpr uint64_t kTrunkCaps = BSDK_CAP(BSDK_C_RING_RX) | BSDK_CAP(BSDK_C_POLARITY_RX) |
                                BSDK_CAP(BSDK_C_LOOPDROP_RX) | BSDK_CAP(BSDK_C_FLASH_TX) |
                                BSDK_CAP(BSDK_C_HOST_AUDIO);
constexpr uint64_t kPhoneCaps = BSDK_CAP(BSDK_C_RING_TX) | BSDK_CAP(BSDK_C_CID_TX) |
                                BSDK_CAP(BSDK_C_FLASH_RX) | BSDK_CAP(BSDK_C_HOOK_TX) |
                                BSDK_CAP(BSDK_C_MWI_LAMP) | BSDK_CAP(BSDK_C_HOST_AUDIO);

// Takes what the host's structure holds; members behind its struct_size stay zero. False: not even
// a size.
template <typename Struct>
bool take_struct(const Struct *from, Struct &into) {
  into = Struct{};
  if (from == nullptr || from->struct_size < sizeof(uint32_t)) return false;
  std::memcpy(static_cast<void *>(&into), from,
              std::min<size_t>(from->struct_size, sizeof(Struct)));
  return true;
}

// Gives what the host's structure has room for, and keeps its struct_size.
template <typename Struct>
int32_t give_struct(const Struct &from, Struct *into) {
  if (into == nullptr || into->struct_size < sizeof(uint32_t)) return BSDK_E_ARG;
  const uint32_t size = into->struct_size;
  std::memcpy(static_cast<void *>(into), &from, std::min<size_t>(size, sizeof(Struct)));
  into->struct_size = size;
  return BSDK_OK;
}

template <size_t Size>
void copy_text(char (&into)[Size], const std::string &text) {
  std::memcpy(into, text.c_str(), std::min(Size - 1, text.size()));
}

int32_t refuse_open(const bsdk_host &host, const std::string &why) {
  if (host.log != nullptr)
    host.log(host.ctx, kLogError, ("board-sim: open refused: " + why).c_str());
  return BSDK_E_CONFIG;
}

int32_t open_board(const char *config_text, const bsdk_host *host_given, bsdk_board **out) {
  bsdk_host host;
  if (out == nullptr || !take_struct(host_given, host) || host.on_event == nullptr ||
      host.now_us == nullptr)
    return BSDK_E_ARG;
  *out = nullptr;
  const ConfigOutcome outcome = read_config(config_text == nullptr ? "" : config_text);
  if (!outcome.mistake.empty()) return refuse_open(host, outcome.mistake);
  if (outcome.config.fail_open == FailOpen::error) {
    if (host.log != nullptr)
      host.log(host.ctx, kLogError, "board-sim: open fails because the configuration says so");
    return BSDK_E_IO;
  }
  if (outcome.config.fail_open == FailOpen::crash) std::raise(SIGSEGV);
  auto board = std::make_shared<VirtualBoard>(outcome.config, host);
  if (!register_board(board))
    return refuse_open(host, "a board named \"" + outcome.config.name + "\" is open already");
  *out = std::make_unique<bsdk_board>(bsdk_board{std::move(board)})
             .release();  // owned by the host until close
  return BSDK_OK;
}

int32_t start_board(bsdk_board *board) {
  return board == nullptr ? BSDK_E_ARG : board->board->start();
}

void close_board(bsdk_board *board) {
  if (board == nullptr) return;
  const std::unique_ptr<bsdk_board> owned(board);
  unregister_board(*owned->board);
  owned->board->close();
}

int32_t board_info(bsdk_board *board, bsdk_board_info *out) {
  if (board == nullptr) return BSDK_E_ARG;
  if (board->board->gone()) return BSDK_E_GONE;
  bsdk_board_info info{};
  const BoardConfig &config = board->board->config();
  info.channel_count = static_cast<uint32_t>(config.trunks + config.extensions);
  copy_text(info.vendor, "Trunkline");
  copy_text(info.model, "board-sim");
  copy_text(info.serial, config.name);
  copy_text(info.driver_version, "1.0");
  return give_struct(info, out);
}

int32_t channel_info(bsdk_board *board, int32_t channel, bsdk_channel_info *out) {
  if (board == nullptr) return BSDK_E_ARG;
  if (board->board->gone()) return BSDK_E_GONE;
  const BoardConfig &config = board->board->config();
  if (channel < 0 || channel >= config.trunks + config.extensions) return BSDK_E_CHANNEL;
  const bool trunk = channel < config.trunks;
  bsdk_channel_info info{};
  info.kind = trunk ? BSDK_KIND_FXO : BSDK_KIND_FXS;
  info.caps = trunk ? kTrunkCaps : kPhoneCaps;
  const int64_t no = trunk ? channel + 1 : channel - config.trunks + 1;
  copy_text(info.label, (trunk ? "trunk " : "phone ") + std::to_string(no));
  return give_struct(info, out);
}

// Runs `on_trunk` or `on_phone` with the channel under the board's lock, after the checks that all
// operations share.
template <typename OnTrunk, typename OnPhone>
int32_t operate(bsdk_board *board, int32_t channel, bsdk_op op, OnTrunk on_trunk,
                OnPhone on_phone) {
  if (board == nullptr) return BSDK_E_ARG;
  return board->board->with_world([&](World &world) -> int32_t {
    TrunkChannel *trunk = channel < 0 ? nullptr : world.trunk_at(channel);
    PhoneChannel *phone = channel < 0 ? nullptr : world.phone_at(channel);
    if (trunk == nullptr && phone == nullptr) return BSDK_E_CHANNEL;
    if (op == 0 || world.runs(op)) return BSDK_E_ARG;
    return trunk != nullptr ? on_trunk(*trunk) : on_phone(*phone);
  });
}

int32_t seize(bsdk_board *board, int32_t channel, bsdk_op op) {
  const auto take = [op](auto &each) { return each.seize(op); };
  return operate(board, channel, op, take, take);
}

int32_t release(bsdk_board *board, int32_t channel, bsdk_op op) {
  const auto let_go = [op](auto &each) { return each.release(op); };
  return operate(board, channel, op, let_go, let_go);
}

int32_t ring(bsdk_board *board, int32_t channel, bsdk_op op, const bsdk_ring *given) {
  bsdk_ring asked;
  if (given != nullptr && !take_struct(given, asked)) return BSDK_E_ARG;
  if (given == nullptr) asked = bsdk_ring{};
  return operate(
      board, channel, op, [](TrunkChannel &) { return BSDK_E_UNSUPPORTED; },
      [&](PhoneChannel &phone) {
        if (asked.cadence != 0) return static_cast<int32_t>(BSDK_E_UNSUPPORTED);
        const std::string_view number = asked.cid_number == nullptr ? "" : asked.cid_number;
        return phone.ring(op, {number, asked.timeout_ms});
      });
}

int32_t flash(bsdk_board *board, int32_t channel, bsdk_op op, uint32_t ms) {
  return operate(
      board, channel, op, [&](TrunkChannel &trunk) { return trunk.flash(op, ms); },
      [](PhoneChannel &) { return BSDK_E_UNSUPPORTED; });
}

// Softmedia's work: a board that only moves audio can never do these.
template <typename... Rest>
int32_t unsupported(bsdk_board *board, int32_t channel, Rest...) {
  if (board == nullptr) return BSDK_E_ARG;
  return board->board->with_world([&](World &world) -> int32_t {
    const bool known = channel >= 0 && channel < static_cast<int32_t>(world.channel_count());
    return known ? BSDK_E_UNSUPPORTED : BSDK_E_CHANNEL;
  });
}

int32_t attach_audio(bsdk_board *board, const bsdk_audio *given) {
  if (board == nullptr) return BSDK_E_ARG;
  if (given == nullptr) return board->board->attach_audio(nullptr);
  bsdk_audio audio;
  if (!take_struct(given, audio) || audio.block == nullptr) return BSDK_E_ARG;
  const auto frame = static_cast<uint32_t>(board->board->config().frame_samples);
  if (audio.frame_samples != 0 && audio.frame_samples != frame) {
    board->board->log(kLogError, "board-sim: audio refused: frames are " + std::to_string(frame) +
                                     " samples, as frameSamples says");
    return BSDK_E_ARG;
  }
  return board->board->attach_audio(&audio);
}

int32_t cancel(bsdk_board *board, bsdk_op op) {
  if (board == nullptr) return BSDK_E_ARG;
  return board->board->with_world(
      [op](World &world) { return op != 0 && world.cancel(op) ? BSDK_OK : BSDK_E_STATE; });
}

int32_t set_param(bsdk_board *board, int32_t channel, uint32_t key, int64_t value, const char *) {
  if (board == nullptr) return BSDK_E_ARG;
  return board->board->with_world([&](World &world) -> int32_t {
    TrunkChannel *trunk = channel < 0 ? nullptr : world.trunk_at(channel);
    PhoneChannel *phone = channel < 0 ? nullptr : world.phone_at(channel);
    if (trunk == nullptr && phone == nullptr) return BSDK_E_CHANNEL;
    if (phone == nullptr || key != BSDK_PARAM_MWI) return BSDK_E_UNSUPPORTED;
    if (value != 0 && value != 1) return BSDK_E_ARG;
    phone->phone().light_lamp(value == 1);
    return BSDK_OK;
  });
}

int32_t get_param(bsdk_board *board, int32_t channel, uint32_t key, int64_t *value, char *,
                  uint32_t) {
  if (board == nullptr || value == nullptr) return BSDK_E_ARG;
  return board->board->with_world([&](World &world) -> int32_t {
    TrunkChannel *trunk = channel < 0 ? nullptr : world.trunk_at(channel);
    PhoneChannel *phone = channel < 0 ? nullptr : world.phone_at(channel);
    if (trunk == nullptr && phone == nullptr) return BSDK_E_CHANNEL;
    if (key == BSDK_PARAM_MWI && phone != nullptr) {
      *value = phone->phone().view().lamp ? 1 : 0;
      return BSDK_OK;
    }
    if (key != BSDK_PARAM_HOOK) return BSDK_E_UNSUPPORTED;
    *value = (trunk != nullptr ? trunk->line().hook_off() : phone->phone().hook_off()) ? 1 : 0;
    return BSDK_OK;
  });
}

int32_t vendor_call(bsdk_board *board, const char *name, const char *in_json, char *out_json,
                    uint32_t cap) {
  return call_by_name(board == nullptr ? nullptr : board->board.get(), name, in_json,
                      {out_json, cap});
}

constexpr bsdk_api make_table() {
  bsdk_api table{};
  table.struct_size = sizeof(bsdk_api);
  table.abi_major = BSDK_ABI_MAJOR;
  table.abi_minor = BSDK_ABI_MINOR;
  table.name = "board-sim";
  table.open = open_board;
  table.start = start_board;
  table.close = close_board;
  table.board_info = board_info;
  table.channel_info = channel_info;
  table.seize = seize;
  table.release = release;
  table.dial = unsupported<bsdk_op, const bsdk_dial *>;
  table.ring = ring;
  table.flash = flash;
  table.digits = unsupported<bsdk_op, const char *>;
  table.tone = unsupported<bsdk_op, const bsdk_tone *>;
  table.play = unsupported<bsdk_op, const bsdk_play *>;
  table.record = unsupported<bsdk_op, const bsdk_record *>;
  table.audio = attach_audio;
  table.cancel = cancel;
  table.connect = unsupported<int32_t, uint32_t, int32_t>;
  table.disconnect = unsupported<int32_t, uint32_t>;
  table.set_param = set_param;
  table.get_param = get_param;
  table.vendor_call = vendor_call;
  return table;
}

constexpr bsdk_api kTable = make_table();

}  // namespace
}  // namespace boardsim

#if defined(_WIN32)
#define BOARD_SIM_EXPORT __declspec(dllexport)
#else
#define BOARD_SIM_EXPORT __attribute__((visibility("default")))
#endif

extern "C" BOARD_SIM_EXPORT const bsdk_api *bsdk_query(uint32_t abi_major) {
  if (abi_major == BSDK_ABI_MAJOR) return &boardsim::kTable;
  // Not a bsdk_api: the caller that knows this number casts it back, see control/sim_control.h.
  if (abi_major == SIM_CONTROL_MAJOR)
    return static_cast<const bsdk_api *>(boardsim::control_table());
  return nullptr;
}
