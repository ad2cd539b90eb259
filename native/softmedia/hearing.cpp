#include "hearing.hpp"

#include <algorithm>
#include <bit>

#include "../dsp/level.hpp"

namespace trunkline::softmedia {
namespace {

constexpr double kSpeechDbm0 = -18.0;  // where the level control brings speech

}  // namespace

Hearing::Group::Group(const Setup &setup, const dsp::DtmfTables &tables)
    : echo({setup.echo_tail_ms, true, true}, setup.frame_samples, setup.isa),
      dtmf(tables, setup.isa),
      voice(kSpeechDbm0, setup.frame_samples, setup.isa),
      tone_lanes(setup.plans.size()),
      readings(echo.lanes()),
      rx(echo.lanes()),
      tx(echo.lanes()),
      clean(echo.lanes()),
      level(echo.lanes()),
      digits(echo.lanes()),
      channels(echo.lanes()) {
  tones.reserve(setup.plans.size());
  for (const PlanTables &plan : setup.plans) tones.emplace_back(plan.tones(), setup.isa);
}

Hearing::Hearing(const Setup &setup, const dsp::DtmfTables &dtmf)
    : ears_(setup.channels), pool_(setup.channels, dsp::echo_kernel(setup.isa).lanes) {
  groups_.reserve(pool_.groups());
  for (size_t g = 0; g < pool_.groups(); g++) groups_.emplace_back(setup, dtmf);
}

void Hearing::begin(size_t channel, const ChannelSettings &settings, bool hears_tones) {
  Ear &ear = ears_[channel];
  ear.place = pool_.take();
  ear.hears_tones = hears_tones;
  ear.plan = settings.plan;
  ear.sent.fill(0);
  ear.finding = {};
  Group &group = groups_[ear.place->group];
  group.channels[ear.place->lane] = channel;
  group.echo.reset(ear.place->lane);
  group.dtmf.reset(ear.place->lane);
  group.voice.reset(ear.place->lane);
  forget_tones(channel);
  change(channel, settings);
}

void Hearing::end(size_t channel) {
  Ear &ear = ears_[channel];
  if (!ear.place) return;
  Group &group = groups_[ear.place->group];
  const uint32_t lane = 1U << ear.place->lane;
  group.echo_lanes &= ~lane;
  group.level_lanes &= ~lane;
  for (uint32_t &lanes : group.tone_lanes) lanes &= ~lane;
  for (LaneFrame *frame : {&group.rx, &group.tx}) {
    frame->silence(ear.place->lane, LaneFrame::kMaxSamples);
  }
  pool_.give_back(*ear.place);
  ear.place.reset();
  ear.is_changed = false;
  ear.finding = {};
}

void Hearing::change(size_t channel, const ChannelSettings &settings) {
  Ear &ear = ears_[channel];
  if (!ear.place) return;
  Group &group = groups_[ear.place->group];
  const uint32_t lane = 1U << ear.place->lane;
  for (uint32_t &lanes : group.tone_lanes) lanes &= ~lane;
  if (ear.hears_tones && settings.plan != ear.plan) {
    ear.plan = settings.plan;
    forget_tones(channel);
  }
  if (ear.hears_tones) group.tone_lanes[ear.plan] |= lane;
  if (settings.cancels_echo && !ear.cancels_echo) group.echo.reset(ear.place->lane);
  ear.cancels_echo = settings.cancels_echo;
  ear.controls_level = settings.controls_level;
  ear.rx_gain = dsp::factor_of_gain(settings.rx_gain_cdb);
  ear.is_changed = ear.cancels_echo || ear.controls_level || settings.rx_gain_cdb != 0;
  group.echo_lanes = ear.cancels_echo ? group.echo_lanes | lane : group.echo_lanes & ~lane;
  group.level_lanes = ear.controls_level ? group.level_lanes | lane : group.level_lanes & ~lane;
}

void Hearing::forget_tones(size_t channel) {
  const Ear &ear = ears_[channel];
  if (!ear.place || !ear.hears_tones) return;
  groups_[ear.place->group].tones[ear.plan].reset(ear.place->lane);
}

void Hearing::work(std::span<const int16_t *const> rx, size_t samples) {
  for (size_t g = 0; g < groups_.size(); g++) {
    if (const uint32_t used = pool_.used(g); used != 0) work(groups_[g], used, rx, samples);
  }
}

void Hearing::gather(Group &group, uint32_t used, std::span<const int16_t *const> rx,
                     size_t samples) {
  for (uint32_t left = used; left != 0; left &= left - 1) {
    const auto lane = static_cast<size_t>(std::countr_zero(left));
    const size_t channel = group.channels[lane];
    const Ear &ear = ears_[channel];
    if (rx[channel] == nullptr) {
      group.rx.silence(lane, samples);
    } else {
      group.rx.gather(lane, {rx[channel], samples}, ear.rx_gain);
    }
    if (ear.cancels_echo) group.tx.gather(lane, std::span(ear.sent).first(samples));
  }
}

void Hearing::work(Group &group, uint32_t used, std::span<const int16_t *const> rx,
                   size_t samples) {
  gather(group, used, rx, samples);
  LaneFrame *frame = &group.rx;
  if (group.echo_lanes != 0) {
    group.echo.feed(group.tx.samples(), group.rx.samples(), group.clean.samples());
    for (uint32_t left = used & ~group.echo_lanes; left != 0; left &= left - 1) {
      group.clean.copy_lane(static_cast<size_t>(std::countr_zero(left)), group.rx, samples);
    }
    frame = &group.clean;
  }
  group.dtmf.feed(frame->samples(), samples, used, group.digits);
  hear_tones(group, *frame, samples);
  if (group.level_lanes != 0) {
    group.voice.control(frame->samples(), group.level.samples());
  } else {
    group.voice.listen(frame->samples());
  }
  for (uint32_t left = used; left != 0; left &= left - 1) {
    const auto lane = static_cast<size_t>(std::countr_zero(left));
    Ear &ear = ears_[group.channels[lane]];
    ear.finding.digits = group.digits[lane];
    ear.finding.sounding = group.dtmf.sounding(lane);
    ear.finding.is_speaking = group.voice.is_speaking(lane);
    ear.finding.voice_state_ms = group.voice.state_ms(lane);
    if (!ear.is_changed) continue;
    const LaneFrame &from = ear.controls_level ? group.level : *frame;
    from.scatter(lane, std::span(ear.heard).first(samples));
  }
}

void Hearing::hear_tones(Group &group, const LaneFrame &frame, size_t samples) {
  for (size_t plan = 0; plan < group.tones.size(); plan++) {
    const uint32_t lanes = group.tone_lanes[plan];
    if (lanes == 0) continue;
    group.tones[plan].feed(frame.samples(), samples, lanes, group.readings);
    for (uint32_t left = lanes; left != 0; left &= left - 1) {
      const auto lane = static_cast<size_t>(std::countr_zero(left));
      ears_[group.channels[lane]].finding.tones = group.readings[lane];
    }
  }
}

void Hearing::sent(size_t channel, std::span<const int16_t> tx) {
  Ear &ear = ears_[channel];
  if (ear.place && ear.cancels_echo) std::copy(tx.begin(), tx.end(), ear.sent.begin());
}

}  // namespace trunkline::softmedia
