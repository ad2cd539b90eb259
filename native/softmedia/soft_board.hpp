/*
 * What it does: one board with media, as the functions of the table see it: checks each command,
 * keeps the registry of operations, and hands the work to the audio engine, the file service or the
 * inner board.
 *
 * How it works: commands may come from any thread; one mutex, never taken by the audio thread, puts
 * them in order. Close order: no more commands, no more blocks, end media, seal files, close the
 * inner board, deliver the rest.
 */
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "audio_engine.hpp"
#include "event_delivery.hpp"
#include "file_service.hpp"
#include "inner_board.hpp"
#include "op_registry.hpp"
#include "softmedia.hpp"

namespace trunkline::softmedia {

class SoftBoard {
 public:
  SoftBoard(const bsdk_api *inner, const Options &options, const bsdk_host &host);
  SoftBoard(const SoftBoard &) = delete;
  SoftBoard &operator=(const SoftBoard &) = delete;

  // life cycle
  int32_t open(const char *config_utf8);
  int32_t start();
  void close();
  bool pump();
  int32_t channel_info(int32_t channel, bsdk_channel_info *out);
  const InnerBoard &inner() const { return inner_; }

  // operations that the inner board carries out
  int32_t seize(const OnChannel &on);
  int32_t release(const OnChannel &on);
  int32_t ring(const OnChannel &on, const bsdk_ring *ring);
  int32_t flash(const OnChannel &on, uint32_t ms);
  // operations of ours
  int32_t dial(const OnChannel &on, const bsdk_dial *dial);
  int32_t digits(const OnChannel &on, const char *digits);
  int32_t tone(const OnChannel &on, const bsdk_tone *tone);
  int32_t play(const OnChannel &on, const bsdk_play *play);
  int32_t record(const OnChannel &on, const bsdk_record *record);
  int32_t cancel(bsdk_op op);
  int32_t control(bsdk_op op, uint32_t verb, int64_t arg, const char *text);

  int32_t connect(const Link &link);
  int32_t disconnect(const Unlink &unlink);
  int32_t conf_create(uint32_t most_members, int32_t *conference);
  int32_t conf_join(const ConferenceJoin &join);
  int32_t conf_leave(int32_t conference, int32_t channel);
  int32_t conf_destroy(int32_t conference);
  int32_t monitor(int32_t channel, bool on);
  int32_t monitor_read(int32_t channel, std::span<int16_t> pairs);
  int32_t board_info(bsdk_board_info *out);
  int32_t set_param(int32_t channel, uint32_t key, int64_t value, const char *text);
  int32_t get_param(int32_t channel, uint32_t key, int64_t *value, std::span<char> text);

 private:
  static void on_block(void *ctx, uint32_t channel_count, const int16_t *const *rx,
                       int16_t *const *tx, uint32_t samples, uint64_t time_us);
  static void on_inner_event(void *ctx, const bsdk_event *event);
  static void on_inner_log(void *ctx, int level, const char *utf8);
  static uint64_t on_inner_now_us(void *ctx);

  int32_t check(int32_t channel) const;
  bool has_media(int32_t channel) const;
  int32_t begin(const OnChannel &on, OpKind kind);
  /** Posts the start of an operation that is registered; takes it out again when that fails. */
  int32_t post(const MediaCommand &command, bsdk_op op);
  int32_t pass(const OnChannel &on, int32_t result);
  void tell_missing_library(uint32_t format, int32_t result) const;
  /** commands_mutex_ is held. */
  int32_t begin_to_keep_past(int32_t channel);
  int32_t apply(const ChannelSettings &settings, int32_t channel);
  static int32_t change(ChannelSettings &settings, uint32_t key, int64_t value, const char *text);

  Options options_;
  bsdk_host host_, inner_host_;
  InnerBoard inner_;
  OpRegistry ops_;
  EventDelivery delivery_;
  FileService files_;
  std::vector<uint32_t> kinds_;  // EMPTY where there is no host audio
  std::unique_ptr<AudioEngine> engine_;
  bsdk_audio audio_;
  std::mutex commands_mutex_;            // who posts to the engine, and the mirrors below
  std::unique_ptr<SwitchMatrix> links_;  // what the engine's matrix holds, for checking
  std::unique_ptr<ConferenceBook> conferences_;
  std::vector<ChannelSettings> settings_;          // what the engine's channels were told
  std::vector<std::unique_ptr<PastSound>> pasts_;  // of the channels that keep it
  std::vector<std::unique_ptr<MonitorTap>> taps_;  // of the channels that were ever listened to
  std::atomic<bool> started_{false}, closing_{false};
};

}  // namespace trunkline::softmedia
