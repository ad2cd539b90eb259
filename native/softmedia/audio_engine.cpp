#include "audio_engine.hpp"

#include <algorithm>
#include <thread>

namespace trunkline::softmedia {

AudioEngine::AudioEngine(const Setup &setup, OutgoingLane &lane)
    : lane_(&lane),
      plans_(tone_plans().begin(), tone_plans().end()),
      hearing_({.channels = setup.kinds.size(),
                .frame_samples = setup.frame_samples,
                .echo_tail_ms = setup.echo_tail_ms,
                .plans = plans_},
               dtmf_),
      heard_(setup.kinds.size()),
      matrix_(setup.kinds.size()),
      conferences_(setup.kinds.size()),
      commands_(kRingCommands) {
  channels_.reserve(setup.kinds.size());
  for (size_t c = 0; c < setup.kinds.size(); c++) {
    const ChannelMedia::Setup channel{static_cast<int32_t>(c), setup.kinds[c], &dtmf_, plans_,
                                      setup.settings};
    channels_.emplace_back(channel, lane);
  }
}

bool AudioEngine::post(const MediaCommand &command) {
  return !ended_ && commands_.room() > commands_.capacity() / 4 && commands_.push(command);
}

void AudioEngine::block(const Tick &tick) {
  const auto &[rx, tx, samples, time_us] = tick;
  // Acquire: sees what the thread that let go had written. Nobody waits here: when the engine was
  // seized, the tick is silent.
  if (busy_.exchange(true, std::memory_order_acquire)) return;
  lane_->set_time(time_us);
  take_commands();
  const size_t count = std::min(channels_.size(), rx.size());
  hear(rx.first(count), samples);
  for (size_t c = 0; c < count; c++) {
    if (tx[c] != nullptr) channels_[c].say({tx[c], samples});
  }
  matrix_.mix(std::span(heard_).first(count), tx.first(count), samples);
  conferences_.mix(std::span(heard_).first(count), tx.first(count), samples);
  matrix_.mix_taps(std::span(heard_).first(count), tx.first(count), samples);
  for (size_t c = 0; c < count; c++) {
    if (heard_[c] == nullptr || tx[c] == nullptr) continue;
    channels_[c].finish(std::span(tx[c], samples));
    channels_[c].record({heard_[c], samples}, {tx[c], samples});
    hearing_.sent(c, {tx[c], samples});
  }
  lane_->ring_if_posted();
  busy_.store(false, std::memory_order_release);
}

void AudioEngine::hear(std::span<const int16_t *const> rx, uint32_t samples) {
  for (size_t c = 0; c < rx.size(); c++) {
    const bool is_wanted = rx[c] != nullptr && channels_[c].is_off_hook();
    if (is_wanted == hearing_.has(c)) continue;
    if (is_wanted) {
      hearing_.begin(c, channels_[c].settings(), channels_[c].hears_tones());
    } else {
      hearing_.end(c);
    }
  }
  for (size_t c = 0; c < rx.size(); c++) {
    if (channels_[c].take_forgets_tones()) hearing_.forget_tones(c);
  }
  hearing_.work(rx, samples);
  for (size_t c = 0; c < rx.size(); c++) {
    heard_[c] = rx[c] == nullptr ? nullptr : hearing_.heard(c, rx[c]);
    if (heard_[c] == nullptr) continue;
    channels_[c].hear({heard_[c], samples}, hearing_.finding(c));
    conferences_.set_pressing(static_cast<int32_t>(c), hearing_.finding(c).sounding != 0);
  }
}

void AudioEngine::seize() {
  while (busy_.exchange(true, std::memory_order_acquire)) std::this_thread::yield();
}

void AudioEngine::end_all(int32_t code, int32_t arg) {
  lane_->set_time(0);
  ended_ = true;
  take_commands();
  for (ChannelMedia &channel : channels_) channel.end_all(code, arg);
  lane_->ring_if_posted();
}

void AudioEngine::take_commands() {
  MediaCommand command;
  while (commands_.pop(command)) carry_out(command);
}

void AudioEngine::carry_out(const MediaCommand &command) {
  const auto channel = [this](const OnChannel &on) -> ChannelMedia & {
    return channels_[static_cast<size_t>(on.channel)];
  };
  struct Visitor {
    AudioEngine &engine;
    const decltype(channel) &of;
    void operator()(const StartPlay &c) const { of(c).start(c); }
    void operator()(const StartRecord &c) const { of(c).start(c); }
    void operator()(const StartTone &c) const { of(c).start(c); }
    void operator()(const StartDigits &c) const { of(c).start(c); }
    void operator()(const StartDial &c) const { of(c).start(c); }
    void operator()(const DialSeized &c) const { of(c).dial_seized(c); }
    void operator()(const Forget &c) const { of(c).forget(c.op); }
    void operator()(const FlashEnded &c) const { of(c).flash_ended(c.op); }
    void operator()(const CancelOp &c) const { of(c).cancel(c.op); }
    void operator()(const ReleaseChannel &c) const { engine.release(c); }
    void operator()(const ControlPlay &c) const { of(c).control(c); }
    void operator()(const MaskRecord &c) const { of(c).mask(c); }
    void operator()(const AppendDigits &c) const { of(c).append(c); }
    void operator()(const Link &c) const { engine.matrix_.link(c.a, c.b, c.ways, c.gain_cdb); }
    void operator()(const Unlink &c) const { engine.matrix_.unlink(c.a, c.b, c.ways); }
    void operator()(const JoinConference &c) const { engine.conferences_.join(c); }
    void operator()(const LeaveConference &c) const { engine.conferences_.leave(c.channel); }
    void operator()(const LineChange &c) const { of(c).change_line(c); }
    void operator()(const KeepPast &c) const { of(c).keep_past(c.past); }
    void operator()(const PlaceTap &c) const { of(c).place_tap(c.tap); }
    void operator()(const ChangeSettings &c) const {
      of(c).change_settings(c.settings);
      engine.hearing_.change(static_cast<size_t>(c.channel), c.settings);
    }
  };
  std::visit(Visitor{*this, channel}, command);
}

void AudioEngine::release(const ReleaseChannel &command) {
  ChannelMedia &channel = channels_[static_cast<size_t>(command.channel)];
  channel.end_all(BSDK_DONE_HANGUP, 0);
  channel.release_line();
  matrix_.unlink_all(command.channel);
  conferences_.leave(command.channel);
  if (command.op == 0) return;  // nobody waits for it
  Outgoing ended;
  ended.kind = Outgoing::Kind::channel_ended;
  ended.event = event_of(0, command.channel, command.op, 0, 0);
  lane_->post(ended);
}

}  // namespace trunkline::softmedia
