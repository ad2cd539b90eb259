// The commands of SoftBoard: what is checked at once, and to whom the work goes.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>

#include "../dsp/level.hpp"
#include "soft_board.hpp"

namespace trunkline::softmedia {
namespace {

/** A struct of the host's age: what it does not have keeps the defaults of `into`. */
template <typename Struct>
bool read_versioned(const Struct *from, Struct &into) {
  if (from == nullptr || from->struct_size < sizeof(uint32_t)) return false;
  std::memcpy(&into, from, std::min<size_t>(from->struct_size, sizeof into));
  return true;
}

/** Checks the number that a verb came with, and puts it where the verb looks for it. */
int32_t read_play_control(ControlPlay &play, int64_t arg) {
  switch (play.verb) {
    case BSDK_CTL_PAUSE:
    case BSDK_CTL_RESUME:
      return BSDK_OK;
    case BSDK_CTL_GAIN_CDB:
      play.factor =
          dsp::factor_of_gain(static_cast<int32_t>(std::clamp<int64_t>(arg, -6000, 3000)));
      return BSDK_OK;
    case BSDK_CTL_SEEK_MS:
      if (arg < 0 || arg > UINT32_MAX) return BSDK_E_ARG;
      play.ms = static_cast<uint32_t>(arg);
      return BSDK_OK;
    case BSDK_CTL_SPEED_PERCENT:
      if (arg < 50 || arg > 200) return BSDK_E_ARG;
      play.factor = static_cast<float>(arg) / 100.0F;
      return BSDK_OK;
    default:
      return BSDK_E_UNSUPPORTED;
  }
}

bool has_line(uint32_t kind) { return kind == BSDK_KIND_FXO; }

}  // namespace

int32_t SoftBoard::begin(const OnChannel &on, OpKind kind) {
  const int32_t checked = check(on.channel);
  return checked != BSDK_OK ? checked : ops_.begin({on.op, on.channel, kind});
}

int32_t SoftBoard::post(const MediaCommand &command, bsdk_op op) {
  {
    const std::lock_guard lock(commands_mutex_);
    if (engine_->post(command)) return BSDK_OK;
  }
  ops_.withdraw(op);
  return delivery_.is_gone() ? BSDK_E_GONE : BSDK_E_RESOURCE;
}

int32_t SoftBoard::pass(const OnChannel &on, int32_t result) {
  if (result != BSDK_OK) ops_.withdraw(on.op);
  return result;
}

// ---- for the inner board ----------------------------------------------------------------------

int32_t SoftBoard::seize(const OnChannel &on) {
  const int32_t begun = begin(on, OpKind::seize);
  if (begun != BSDK_OK) return begun;
  return pass(on, inner_.call(&bsdk_api::seize, on.channel, on.op));
}

int32_t SoftBoard::ring(const OnChannel &on, const bsdk_ring *ring) {
  const int32_t begun = begin(on, OpKind::inner);
  if (begun != BSDK_OK) return begun;
  return pass(on, inner_.call(&bsdk_api::ring, on.channel, on.op, ring));
}

int32_t SoftBoard::flash(const OnChannel &on, uint32_t ms) {
  const int32_t begun = begin(on, OpKind::inner);
  if (begun != BSDK_OK) return begun;
  return pass(on, inner_.call(&bsdk_api::flash, on.channel, on.op, ms));
}

int32_t SoftBoard::release(const OnChannel &on) {
  const int32_t begun = begin(on, OpKind::release);
  if (begun != BSDK_OK) return begun;
  const bool ours_first = ops_.has_ours(on.channel);
  {
    const std::lock_guard lock(commands_mutex_);
    links_->unlink_all(on.channel);
    conferences_->forget(on.channel);
    if (!engine_->post(ReleaseChannel{{on.channel, ours_first ? on.op : 0}})) {
      ops_.withdraw(on.op);
      return BSDK_E_RESOURCE;
    }
  }
  if (ours_first) return BSDK_OK;  // the delivery passes it on after the last DONE
  return pass(on, inner_.call(&bsdk_api::release, on.channel, on.op));
}

// ---- ours -------------------------------------------------------------------------------------

int32_t SoftBoard::dial(const OnChannel &on, const bsdk_dial *dial) {
  bsdk_dial wanted{};
  if (!read_versioned(dial, wanted)) return BSDK_E_ARG;
  StartDial start;
  static_cast<OnChannel &>(start) = on;
  if (!parse_digits(wanted.digits, start.digits)) return BSDK_E_ARG;
  const int32_t begun = begin(on, OpKind::dial);
  if (begun != BSDK_OK) return begun;
  const bool line = has_line(kinds_[static_cast<size_t>(on.channel)]);
  constexpr uint32_t kFlags = BSDK_DIAL_WAIT_TONE | BSDK_DIAL_BLIND | BSDK_DIAL_AMD;
  if (!line || (wanted.flags & ~kFlags) != 0) return pass(on, BSDK_E_UNSUPPORTED);
  start.flags = wanted.flags;
  if (wanted.dialtone_ms > 0) start.times.dial_tone_ms = wanted.dialtone_ms;
  if (wanted.answer_ms > 0) start.times.answer_ms = wanted.answer_ms;
  const int32_t posted = post(start, on.op);
  if (posted != BSDK_OK) return posted;
  const int32_t seized = inner_.call(&bsdk_api::seize, on.channel, on.op);
  if (seized == BSDK_OK) return BSDK_OK;
  const std::lock_guard lock(commands_mutex_);
  engine_->post_change(Forget{on});
  return pass(on, seized);
}

int32_t SoftBoard::digits(const OnChannel &on, const char *digits) {
  StartDigits start;
  static_cast<OnChannel &>(start) = on;
  if (!parse_digits(digits, start.digits)) return BSDK_E_ARG;
  const int32_t begun = begin(on, OpKind::digits);
  if (begun != BSDK_OK) return begun;
  return has_media(on.channel) ? post(start, on.op) : pass(on, BSDK_E_UNSUPPORTED);
}

int32_t SoftBoard::tone(const OnChannel &on, const bsdk_tone *tone) {
  bsdk_tone wanted{};
  if (!read_versioned(tone, wanted)) return BSDK_E_ARG;
  const int32_t begun = begin(on, OpKind::tone);
  if (begun != BSDK_OK) return begun;
  if (!has_media(on.channel)) return pass(on, BSDK_E_UNSUPPORTED);
  StartTone start;
  static_cast<OnChannel &>(start) = on;
  const TonePlan &plan = tone_plans()[settings_[static_cast<size_t>(on.channel)].plan];
  const double level_dbm0 = wanted.level_cdb == 0 ? plan.level_dbm0 : wanted.level_cdb / 100.0;
  if (level_dbm0 > dsp::kFullScaleSineDbm0) return pass(on, BSDK_E_ARG);
  if (wanted.tone == BSDK_TONE_CUSTOM) {
    if (wanted.f1_hz == 0 || wanted.f1_hz >= 4000 || wanted.f2_hz >= 4000) {
      return pass(on, BSDK_E_ARG);
    }
    start.shape =
        dsp::simple_tone(wanted.f1_hz, wanted.f2_hz, level_dbm0, wanted.on_ms, wanted.off_ms);
  } else {
    const ToneRow *row = row_of_board_tone(plan, static_cast<int32_t>(wanted.tone));
    if (row == nullptr) return pass(on, BSDK_E_UNSUPPORTED);
    start.shape = dsp::shape_of(*row, level_dbm0);
  }
  return post(start, on.op);
}

int32_t SoftBoard::play(const OnChannel &on, const bsdk_play *play) {
  bsdk_play wanted{};
  wanted.repeat = 1;
  if (!read_versioned(play, wanted)) return BSDK_E_ARG;
  const int32_t begun = begin(on, OpKind::play);
  if (begun != BSDK_OK) return begun;
  if (!has_media(on.channel)) return pass(on, BSDK_E_UNSUPPORTED);
  std::unique_ptr<Player> player;
  const int32_t opened = Player::open(wanted, player);
  for (uint32_t c = 0; opened == BSDK_E_FORMAT && c < wanted.clip_count; c++) {
    tell_missing_library(wanted.clips[c].format, opened);
  }
  if (opened != BSDK_OK) return pass(on, opened);
  Player *const running = player.get();
  StartPlay start;
  static_cast<OnChannel &>(start) = on;
  start.player = running;
  files_.add(std::move(player));
  const int32_t posted = post(start, on.op);
  if (posted != BSDK_OK) running->let_go();
  return posted;
}

int32_t SoftBoard::record(const OnChannel &on, const bsdk_record *record) {
  bsdk_record wanted{};
  wanted.sides = BSDK_REC_NEAR | BSDK_REC_FAR;
  if (!read_versioned(record, wanted)) return BSDK_E_ARG;
  const int32_t begun = begin(on, OpKind::record);
  if (begun != BSDK_OK) return begun;
  if (!has_media(on.channel)) return pass(on, BSDK_E_UNSUPPORTED);
  const Durability durability =
      options_.inline_mode ? Durability::process_loss : Durability::power_loss;
  std::unique_ptr<Recorder> recorder;
  uint32_t past_ms = 0;
  {
    const std::lock_guard lock(commands_mutex_);
    past_ms = settings_[static_cast<size_t>(on.channel)].past_ms;
  }
  const Recorder::Where where{on.channel, on.op, durability, past_ms};
  const int32_t opened = Recorder::open(wanted, where, recorder);
  tell_missing_library(wanted.format, opened);
  if (opened != BSDK_OK) return pass(on, opened);
  Recorder *const running = recorder.get();
  StartRecord start;
  static_cast<OnChannel &>(start) = on;
  start.recorder = running;
  files_.add(std::move(recorder));
  const int32_t posted = post(start, on.op);
  if (posted != BSDK_OK) running->end(BSDK_DONE_FAILED, posted);
  return posted;
}

void SoftBoard::tell_missing_library(uint32_t format, int32_t result) const {
  const SpeechFormat *row = find_speech_format(format);
  if (result != BSDK_E_FORMAT || row == nullptr || is_speech_format_available(*row)) return;
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(),
                "cannot use the speech format %u: its library is not on this machine; install "
                "the package %s",
                format, row->package);
  constexpr int kWarning = 1;
  if (host_.log != nullptr) host_.log(host_.ctx, kWarning, text.data());
}

int32_t SoftBoard::cancel(bsdk_op op) {
  if (delivery_.is_gone()) return BSDK_E_GONE;
  const auto running = ops_.find(op);
  if (!running) return BSDK_E_STATE;
  if (!is_ours(running->kind)) return inner_.call(&bsdk_api::cancel, op);
  if (!ops_.cancel(op)) return BSDK_E_STATE;
  const std::lock_guard lock(commands_mutex_);
  return engine_->post_change(CancelOp{{running->channel, op}}) ? BSDK_OK : BSDK_E_RESOURCE;
}

int32_t SoftBoard::control(bsdk_op op, uint32_t verb, int64_t arg, const char *text) {
  const auto running = ops_.find(op);
  if (!running) return BSDK_E_STATE;
  const OnChannel on{running->channel, op};
  const std::lock_guard lock(commands_mutex_);
  const bool sends = running->kind == OpKind::digits || running->kind == OpKind::dial;
  if (sends && verb == BSDK_CTL_APPEND_DIGITS) {
    AppendDigits append{on, {}};
    if (!parse_digits(text, append.digits)) return BSDK_E_ARG;
    return engine_->post(append) ? BSDK_OK : BSDK_E_RESOURCE;
  }
  if (running->kind == OpKind::play) {
    ControlPlay play{on, verb};
    const int32_t read = read_play_control(play, arg);
    if (read != BSDK_OK) return read;
    return engine_->post(play) ? BSDK_OK : BSDK_E_RESOURCE;
  }
  const bool masks = verb == BSDK_CTL_PAUSE || verb == BSDK_CTL_RESUME;
  if (running->kind == OpKind::record && masks) {
    const MaskRecord mask{on, verb == BSDK_CTL_PAUSE};
    return engine_->post(mask) ? BSDK_OK : BSDK_E_RESOURCE;
  }
  if (is_ours(running->kind)) return BSDK_E_UNSUPPORTED;
  return inner_.call(&bsdk_api::control, op, verb, arg, text);
}

int32_t SoftBoard::connect(const Link &link) {
  for (const int32_t channel : {link.a, link.b}) {
    const int32_t checked = check(channel);
    if (checked != BSDK_OK) return checked;
    if (!has_media(channel)) return BSDK_E_UNSUPPORTED;
  }
  const std::lock_guard lock(commands_mutex_);
  const int32_t linked = links_->link(link.a, link.b, link.ways, link.gain_cdb);
  if (linked != BSDK_OK) return linked;
  return engine_->post(link) ? BSDK_OK : BSDK_E_RESOURCE;
}

int32_t SoftBoard::disconnect(const Unlink &unlink) {
  const int32_t checked = std::min(check(unlink.a), check(unlink.b));
  if (checked != BSDK_OK) return checked;
  const std::lock_guard lock(commands_mutex_);
  const int32_t unlinked = links_->unlink(unlink.a, unlink.b, unlink.ways);
  if (unlinked != BSDK_OK) return unlinked;
  return engine_->post(unlink) ? BSDK_OK : BSDK_E_RESOURCE;
}

int32_t SoftBoard::monitor(int32_t channel, bool on) {
  const int32_t checked = check(channel);
  if (checked != BSDK_OK) return checked;
  if (!has_media(channel)) return BSDK_E_UNSUPPORTED;
  const std::lock_guard lock(commands_mutex_);
  std::unique_ptr<MonitorTap> &tap = taps_[static_cast<size_t>(channel)];
  if (tap == nullptr) {
    if (!on) return BSDK_OK;
    auto made = std::make_unique<MonitorTap>();
    if (!engine_->post(PlaceTap{{channel, 0}, made.get()})) return BSDK_E_RESOURCE;
    tap = std::move(made);
  }
  if (on) {
    tap->open();
  } else {
    tap->close();
  }
  return BSDK_OK;
}

int32_t SoftBoard::monitor_read(int32_t channel, std::span<int16_t> pairs) {
  const int32_t checked = check(channel);
  if (checked != BSDK_OK) return checked;
  MonitorTap *tap = nullptr;
  {
    const std::lock_guard lock(commands_mutex_);
    tap = taps_[static_cast<size_t>(channel)].get();
  }
  if (tap == nullptr) return BSDK_E_STATE;
  return static_cast<int32_t>(tap->read(pairs));
}

int32_t SoftBoard::conf_create(uint32_t most_members, int32_t *conference) {
  if (delivery_.is_gone()) return BSDK_E_GONE;
  const std::lock_guard lock(commands_mutex_);
  return conferences_->create(most_members, conference);
}

int32_t SoftBoard::conf_join(const ConferenceJoin &join) {
  const int32_t checked = check(join.channel);
  if (checked != BSDK_OK) return checked;
  if (!has_media(join.channel)) return BSDK_E_UNSUPPORTED;
  const std::lock_guard lock(commands_mutex_);
  const int32_t joined = conferences_->join(join);
  if (joined != BSDK_OK) return joined;
  return engine_->post(JoinConference{join}) ? BSDK_OK : BSDK_E_RESOURCE;
}

int32_t SoftBoard::conf_leave(int32_t conference, int32_t channel) {
  const int32_t checked = check(channel);
  if (checked != BSDK_OK) return checked;
  const std::lock_guard lock(commands_mutex_);
  const int32_t left = conferences_->leave(conference, channel);
  if (left != BSDK_OK) return left;
  return engine_->post_change(LeaveConference{channel}) ? BSDK_OK : BSDK_E_RESOURCE;
}

int32_t SoftBoard::conf_destroy(int32_t conference) {
  if (delivery_.is_gone()) return BSDK_E_GONE;
  const std::lock_guard lock(commands_mutex_);
  for (size_t c = 0; c < kinds_.size(); c++) {
    const auto channel = static_cast<int32_t>(c);
    if (conferences_->is_in(conference, channel)) engine_->post_change(LeaveConference{channel});
  }
  return conferences_->destroy(conference);
}

}  // namespace trunkline::softmedia
