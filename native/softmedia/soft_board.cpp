#include "soft_board.hpp"

#include <algorithm>
#include <cstring>

namespace trunkline::softmedia {
namespace {

constexpr uint32_t kMaxFrame = 160;
constexpr uint64_t kAddedCaps =
    BSDK_CAP(BSDK_C_DTMF_RX) | BSDK_CAP(BSDK_C_DTMF_TX) | BSDK_CAP(BSDK_C_TONE_TX) |
    BSDK_CAP(BSDK_C_BOARD_PLAY) | BSDK_CAP(BSDK_C_BOARD_RECORD) | BSDK_CAP(BSDK_C_PLAY_AND_RECORD) |
    BSDK_CAP(BSDK_C_PLAY_KEEPS_LINK) | BSDK_CAP(BSDK_C_RECORD_BOTH) | BSDK_CAP(BSDK_C_CONNECT) |
    BSDK_CAP(BSDK_C_CONNECT_GAIN) | BSDK_CAP(BSDK_C_EC) | BSDK_CAP(BSDK_C_CONF) |
    BSDK_CAP(BSDK_C_CONF_LISTEN) | BSDK_CAP(BSDK_C_CONF_RECORD) | BSDK_CAP(BSDK_C_AGC) |
    BSDK_CAP(BSDK_C_GAIN) | BSDK_CAP(BSDK_C_PRERECORD) | BSDK_CAP(BSDK_C_MONITOR) |
    BSDK_CAP(BSDK_C_PLAY_CONTROL) | BSDK_CAP(BSDK_C_MULTI_SOURCE) | BSDK_CAP(BSDK_C_TAP_BOTH);
constexpr uint64_t kAddedTrunkCaps = BSDK_CAP(BSDK_C_CID_RX) | BSDK_CAP(BSDK_C_TONE_RX) |
                                     BSDK_CAP(BSDK_C_CPA) | BSDK_CAP(BSDK_C_FAX_RX) |
                                     BSDK_CAP(BSDK_C_AMD);

}  // namespace

SoftBoard::SoftBoard(const bsdk_api *inner, const Options &options, const bsdk_host &host)
    : options_(options),
      host_(host),
      inner_host_{sizeof(bsdk_host), this, &SoftBoard::on_inner_event, &SoftBoard::on_inner_log,
                  &SoftBoard::on_inner_now_us},
      inner_(inner),
      delivery_(host_, inner_, ops_),
      files_(delivery_.file_lane()),
      audio_{sizeof(bsdk_audio), options.frame_samples, this, &SoftBoard::on_block} {}

void SoftBoard::on_inner_event(void *ctx, const bsdk_event *event) {
  static_cast<SoftBoard *>(ctx)->delivery_.take_inner(*event);
}

// The inner board's context is this object, so the host's own call-backs cannot be handed on as
// they are.
void SoftBoard::on_inner_log(void *ctx, int level, const char *utf8) {
  const bsdk_host &host = static_cast<SoftBoard *>(ctx)->host_;
  if (host.log != nullptr) host.log(host.ctx, level, utf8);
}

uint64_t SoftBoard::on_inner_now_us(void *ctx) {
  const bsdk_host &host = static_cast<SoftBoard *>(ctx)->host_;
  return host.now_us(host.ctx);
}

void SoftBoard::on_block(void *ctx, uint32_t channel_count, const int16_t *const *rx,
                         int16_t *const *tx, uint32_t samples, uint64_t time_us) {
  if (samples > kMaxFrame) return;  // board_sdk.h allows 80 to 160
  static_cast<SoftBoard *>(ctx)->engine_->block(
      {{rx, channel_count}, {tx, channel_count}, samples, time_us});
}

// ---- life cycle -------------------------------------------------------------------------------

int32_t SoftBoard::open(const char *config_utf8) {
  const int32_t opened = inner_.open(config_utf8, &inner_host_);
  if (opened != BSDK_OK) return opened;
  bsdk_board_info board{};
  board.struct_size = sizeof board;
  const int32_t asked = inner_.call(&bsdk_api::board_info, &board);
  if (asked != BSDK_OK) return asked;
  for (uint32_t c = 0; c < board.channel_count; c++) {
    bsdk_channel_info channel{};
    channel.struct_size = sizeof channel;
    const int32_t known = inner_.call(&bsdk_api::channel_info, static_cast<int32_t>(c), &channel);
    const bool audio = (channel.caps & BSDK_CAP(BSDK_C_HOST_AUDIO)) != 0;
    kinds_.push_back(known == BSDK_OK && audio ? channel.kind : uint32_t{BSDK_KIND_EMPTY});
  }
  ChannelSettings settings;
  settings.plan = static_cast<uint32_t>(tone_plan_index(options_.tone_plan));
  settings.cancels_echo = options_.cancels_echo;
  settings.controls_level = options_.controls_level;
  settings_.assign(kinds_.size(), settings);
  pasts_.resize(kinds_.size());
  taps_.resize(kinds_.size());
  links_ = std::make_unique<SwitchMatrix>(kinds_.size());
  conferences_ = std::make_unique<ConferenceBook>(kinds_.size());
  const AudioEngine::Setup setup{kinds_, settings, options_.frame_samples, options_.echo_tail_ms};
  engine_ = std::make_unique<AudioEngine>(setup, delivery_.audio_lane());
  delivery_.attach(*engine_, commands_mutex_, kinds_);
  return BSDK_OK;
}

int32_t SoftBoard::start() {
  const int32_t attached = inner_.call(&bsdk_api::audio, &audio_);
  const bool any_audio = std::any_of(kinds_.begin(), kinds_.end(),
                                     [](uint32_t kind) { return kind != BSDK_KIND_EMPTY; });
  if (attached != BSDK_OK && any_audio) return attached;
  const int32_t started = inner_.call(&bsdk_api::start);
  if (started != BSDK_OK) {
    inner_.call(&bsdk_api::audio, static_cast<const bsdk_audio *>(nullptr));
    return started;
  }
  if (!options_.inline_mode) {
    delivery_.start();
    files_.start();
  }
  started_.store(true, std::memory_order_release);
  return BSDK_OK;
}

void SoftBoard::close() {
  closing_.store(true, std::memory_order_release);
  inner_.call(&bsdk_api::audio, static_cast<const bsdk_audio *>(nullptr));
  delivery_.end_media(BSDK_DONE_CANCELLED, 0);
  files_.stop();
  inner_.close();
  delivery_.stop();
  delivery_.end_rest(BSDK_DONE_CANCELLED, 0);
}

bool SoftBoard::pump() {
  if (!options_.inline_mode) return false;
  const bool worked = files_.run_once();
  return delivery_.deliver_due() || worked;
}

int32_t SoftBoard::board_info(bsdk_board_info *out) {
  if (out == nullptr) return BSDK_E_ARG;
  bsdk_board_info full{};
  full.struct_size = sizeof full;
  const int32_t asked = inner_.call(&bsdk_api::board_info, &full);
  if (asked != BSDK_OK) return asked;
  full.conf_groups = ConferenceBook::kRooms;
  full.conf_ports = ConferenceBook::kRooms * ConferenceBook::kMostMembers;
  const uint32_t size = out->struct_size;
  std::memcpy(out, &full, std::min<size_t>(size, sizeof full));
  out->struct_size = size;
  return BSDK_OK;
}

int32_t SoftBoard::channel_info(int32_t channel, bsdk_channel_info *out) {
  if (out == nullptr) return BSDK_E_ARG;
  bsdk_channel_info full{};
  full.struct_size = sizeof full;
  const int32_t asked = inner_.call(&bsdk_api::channel_info, channel, &full);
  if (asked != BSDK_OK) return asked;
  if (has_media(channel)) {
    full.caps |= kAddedCaps | (full.kind == BSDK_KIND_FXO ? kAddedTrunkCaps : 0);
    full.play_formats = full.record_formats = available_speech_formats();
    full.group = 0;  // the matrix joins any two
    full.max_sources = SwitchMatrix::kMaxSources;
  }
  const uint32_t size = out->struct_size;
  std::memcpy(out, &full, std::min<size_t>(size, sizeof full));
  out->struct_size = size;
  return BSDK_OK;
}

bool SoftBoard::has_media(int32_t channel) const {
  return channel >= 0 && static_cast<size_t>(channel) < kinds_.size() &&
         kinds_[static_cast<size_t>(channel)] != BSDK_KIND_EMPTY;
}

int32_t SoftBoard::check(int32_t channel) const {
  if (delivery_.is_gone()) return BSDK_E_GONE;
  if (!started_.load(std::memory_order_acquire) || closing_.load(std::memory_order_acquire)) {
    return BSDK_E_STATE;
  }
  return channel < 0 || static_cast<size_t>(channel) >= kinds_.size() ? BSDK_E_CHANNEL : BSDK_OK;
}

// ---- settings ---------------------------------------------------------------------------------

int32_t SoftBoard::change(ChannelSettings &settings, uint32_t key, int64_t value,
                          const char *text) {
  if (key == BSDK_PARAM_TONE_PLAN) {
    const int32_t plan = text == nullptr ? -1 : tone_plan_index(text);
    if (plan < 0) return BSDK_E_ARG;
    settings.plan = static_cast<uint32_t>(plan);
    return BSDK_OK;
  }
  const ChannelParameter *parameter = find_parameter(key);
  if (parameter == nullptr) return BSDK_E_UNSUPPORTED;
  if (value < parameter->least || value > parameter->most) return BSDK_E_ARG;
  parameter->write(settings, value);
  return BSDK_OK;
}

int32_t SoftBoard::set_param(int32_t channel, uint32_t key, int64_t value, const char *text) {
  ChannelSettings probe;
  const int32_t known = change(probe, key, value, text);
  if (known == BSDK_E_UNSUPPORTED) {
    return inner_.call(&bsdk_api::set_param, channel, key, value, text);
  }
  if (known != BSDK_OK) return known;
  if (channel != -1 && !has_media(channel)) return BSDK_E_CHANNEL;
  const std::lock_guard lock(commands_mutex_);
  for (int32_t c = 0; c < static_cast<int32_t>(settings_.size()); c++) {
    if (channel != -1 && channel != c) continue;
    ChannelSettings &settings = settings_[static_cast<size_t>(c)];
    change(settings, key, value, text);
    if (settings.past_ms > 0 && begin_to_keep_past(c) != BSDK_OK) return BSDK_E_RESOURCE;
    if (!engine_->post(ChangeSettings{{c, 0}, settings})) return BSDK_E_RESOURCE;
  }
  return BSDK_OK;
}

int32_t SoftBoard::begin_to_keep_past(int32_t channel) {
  std::unique_ptr<PastSound> &past = pasts_[static_cast<size_t>(channel)];
  if (past != nullptr) return BSDK_OK;
  auto made = std::make_unique<PastSound>();
  if (!engine_->post(KeepPast{{channel, 0}, made.get()})) return BSDK_E_RESOURCE;
  past = std::move(made);
  return BSDK_OK;
}

int32_t SoftBoard::get_param(int32_t channel, uint32_t key, int64_t *value, std::span<char> text) {
  const ChannelParameter *parameter = find_parameter(key);
  if (parameter == nullptr && key != BSDK_PARAM_TONE_PLAN) {
    return inner_.call(&bsdk_api::get_param, channel, key, value, text.data(),
                       static_cast<uint32_t>(text.size()));
  }
  if (!has_media(channel)) return BSDK_E_CHANNEL;
  const std::lock_guard lock(commands_mutex_);
  const ChannelSettings &settings = settings_[static_cast<size_t>(channel)];
  if (parameter != nullptr) {
    if (value != nullptr) *value = parameter->read(settings);
    return value != nullptr ? BSDK_OK : BSDK_E_ARG;
  }
  const std::string_view name = tone_plans()[settings.plan].name;
  if (text.size() <= name.size()) return BSDK_E_ARG;
  *std::copy(name.begin(), name.end(), text.begin()) = '\0';
  return BSDK_OK;
}

}  // namespace trunkline::softmedia
