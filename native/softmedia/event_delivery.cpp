#include "event_delivery.hpp"

#include <pthread.h>

#include <algorithm>

namespace trunkline::softmedia {
namespace {

constexpr size_t kInnerEvents = 4096, kAudioEvents = 4096, kFileEvents = 1024;
constexpr uint32_t kFlashMs = 500;  // Synway's default towards the exchange

}  // namespace

EventDelivery::EventDelivery(const bsdk_host &host, const InnerBoard &inner, OpRegistry &ops)
    : host_(host),
      inner_(inner),
      ops_(ops),
      inner_lane_(kInnerEvents, bell_),
      audio_lane_(kAudioEvents, bell_),
      file_lane_(kFileEvents, bell_) {}

void EventDelivery::attach(AudioEngine &engine, std::mutex &commands_mutex,
                           std::span<const uint32_t> kinds) {
  engine_ = &engine;
  commands_mutex_ = &commands_mutex;
  kinds_.assign(kinds.begin(), kinds.end());
}

void EventDelivery::take_inner(const bsdk_event &event) {
  inner_lane_.post(event);
  inner_lane_.ring_if_posted();
}

void EventDelivery::start() {
  thread_ = std::thread([this] { run(); });
  pthread_setname_np(thread_.native_handle(), "media-events");
}

void EventDelivery::run() {
  while (!stopping_.load(std::memory_order_acquire)) {
    bell_.wait();
    deliver_due();
  }
}

void EventDelivery::stop() {
  stopping_.store(true, std::memory_order_release);
  if (thread_.joinable()) {
    bell_.ring();
    thread_.join();
  }
  deliver_due();
}

void EventDelivery::end_rest(int32_t code, int32_t arg) {
  for (const RunningOp &op : ops_.all()) {
    if (ops_.end(op.op)) deliver(event_of(BSDK_EV_DONE, op.channel, op.op, code, arg));
  }
}

bool EventDelivery::deliver_due() {
  const bool inner = drain(inner_lane_, &EventDelivery::on_inner);
  const bool audio = drain(audio_lane_, &EventDelivery::on_ours);
  const bool file = drain(file_lane_, &EventDelivery::on_ours);
  if (!releases_.empty()) release_when_quiet();
  return inner || audio || file;
}

bool EventDelivery::drain(OutgoingLane &lane, void (EventDelivery::*handle)(const Outgoing &)) {
  bool any = false;
  for (Outgoing outgoing; lane.take(outgoing); any = true) (this->*handle)(outgoing);
  const uint32_t lost = lane.take_lost();
  if (lost > 0) {
    deliver(event_of(BSDK_EV_DISCONTINUITY, -1, 0, 0, static_cast<int32_t>(lost)));
  }
  return any;
}

// ---- from the inner board ---------------------------------------------------------------------

void EventDelivery::on_inner(const Outgoing &outgoing) {
  const bsdk_event &event = outgoing.event;
  if (event.kind == BSDK_EV_DONE) {
    on_inner_done(event);
    return;
  }
  deliver(event);
  if (event.kind == BSDK_EV_BOARD && event.code < 0) on_board_lost();
  on_line_event(event);
}

void EventDelivery::on_line_event(const bsdk_event &event) {
  if (event.channel < 0 || static_cast<size_t>(event.channel) >= kinds_.size()) return;
  LineChange change;
  change.channel = event.channel;
  change.code = event.code;
  switch (event.kind) {
    case BSDK_EV_HOOK:
      change.kind = event.code == 1 ? LineChange::Kind::off_hook : LineChange::Kind::on_hook;
      break;
    case BSDK_EV_POLARITY:
      change.kind = LineChange::Kind::polarity;
      break;
    case BSDK_EV_REMOTE_GONE:
      change.kind = LineChange::Kind::remote_gone;
      break;
    case BSDK_EV_RING:
      if (event.code != 0) return;
      change.kind = LineChange::Kind::caller_gone;
      break;
    default:
      return;
  }
  tell_audio(change);
}

void EventDelivery::on_inner_done(const bsdk_event &event) {
  const auto op = ops_.find(event.op);
  if (!op)
    return;  // ended already, for instance a dial that was cancelled while the line was seized
  if (std::find(flashing_.begin(), flashing_.end(), event.op) != flashing_.end()) {
    end_flash(event);
    return;
  }
  const bool seizes = op->kind == OpKind::seize || op->kind == OpKind::dial;
  const bool trunk = kinds_[static_cast<size_t>(op->channel)] == BSDK_KIND_FXO;
  if (seizes && trunk && event.code == BSDK_DONE_OK) {
    LineChange change;
    change.channel = op->channel;
    change.kind = LineChange::Kind::off_hook;
    tell_audio(change);
  }
  if (op->kind == OpKind::dial) {
    tell_audio(DialSeized{{op->channel, event.op}, event.code, event.arg});
    return;
  }
  ops_.end(event.op);
  deliver(event);
}

void EventDelivery::end_flash(const bsdk_event &done) {
  std::erase(flashing_, done.op);
  const auto op = ops_.find(done.op);
  if (!op) return;
  tell_audio(FlashEnded{{op->channel, done.op}});
  if (done.code != BSDK_DONE_OK) fail({op->channel, done.op}, done.arg);
}

void EventDelivery::on_board_lost() {
  gone_.store(true, std::memory_order_release);
  end_media(BSDK_DONE_FAILED, BSDK_E_GONE);
  for (const RunningOp &op : ops_.all()) {
    if (is_ours(op.kind) || !ops_.end(op.op)) continue;  // ours come through their lanes
    deliver(event_of(BSDK_EV_DONE, op.channel, op.op, BSDK_DONE_FAILED, BSDK_E_GONE));
  }
  releases_.clear();
}

void EventDelivery::end_media(int32_t code, int32_t arg) {
  const std::lock_guard once(end_media_mutex_);
  if (media_ended_ || engine_ == nullptr) return;
  media_ended_ = true;
  engine_->seize();
  const std::lock_guard no_more_commands(*commands_mutex_);
  engine_->end_all(code, arg);
}

// ---- from the audio and file threads ----------------------------------------------------------

void EventDelivery::on_ours(const Outgoing &outgoing) {
  const bsdk_event &event = outgoing.event;
  switch (outgoing.kind) {
    case Outgoing::Kind::event:
      if (event.kind == BSDK_EV_DONE) {
        on_our_done(event);
      } else if (event.op == 0 || ops_.find(event.op)) {
        deliver(event);
      }
      return;
    case Outgoing::Kind::channel_ended:
      releases_.push_back({event.channel, event.op});
      return;
    case Outgoing::Kind::flash_wanted:
      flash(event);
      return;
  }
}

void EventDelivery::on_our_done(bsdk_event event) {
  const auto op = ops_.end(event.op);
  if (!op) return;
  // A cancel that was accepted ends as such, also when the natural end was on its way already.
  if (op->cancelled && event.code != BSDK_DONE_FAILED && event.code != BSDK_DONE_HANGUP) {
    event.code = BSDK_DONE_CANCELLED;
  }
  deliver(event);
}

void EventDelivery::flash(const bsdk_event &wanted) {
  flashing_.push_back(wanted.op);  // before the call: its DONE may come first
  const int32_t result = inner_.call(&bsdk_api::flash, wanted.channel, wanted.op, kFlashMs);
  if (result == BSDK_OK) return;
  std::erase(flashing_, wanted.op);
  fail({wanted.channel, wanted.op}, result);
}

void EventDelivery::fail(const OnChannel &op, int32_t error) {
  tell_audio(Forget{op});
  if (ops_.end(op.op)) {
    deliver(event_of(BSDK_EV_DONE, op.channel, op.op, BSDK_DONE_FAILED, error));
  }
}

void EventDelivery::release_when_quiet() {
  // Taken out first: the inner board may report the end at once, and the host release the next one.
  const auto quiet = std::stable_partition(
      releases_.begin(), releases_.end(),
      [this](const OnChannel &release) { return ops_.has_ours(release.channel); });
  const std::vector<OnChannel> due(quiet, releases_.end());
  releases_.erase(quiet, releases_.end());
  for (const OnChannel &release : due) {
    const int32_t result = inner_.call(&bsdk_api::release, release.channel, release.op);
    if (result == BSDK_OK || !ops_.end(release.op)) continue;
    deliver(event_of(BSDK_EV_DONE, release.channel, release.op, BSDK_DONE_FAILED, result));
  }
}

void EventDelivery::tell_audio(const MediaCommand &command) {
  if (engine_ == nullptr) return;
  const std::lock_guard lock(*commands_mutex_);
  if (!engine_->post_change(command) && host_.log != nullptr) {
    host_.log(host_.ctx, 3, "softmedia: the audio thread does not take line changes any more");
  }
}

void EventDelivery::deliver(bsdk_event event) {
  event.struct_size = sizeof event;
  event.seq = ++last_seq_;
  if (event.time_us == 0) event.time_us = host_.now_us(host_.ctx);
  host_.on_event(host_.ctx, &event);
}

}  // namespace trunkline::softmedia
