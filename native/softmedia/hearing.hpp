/*
 * What it does: hears on all off-hook channels at once: takes the echo of what we said out, brings
 * speech to one level where that is asked for, and finds digits and speech.
 *
 *   rx --gain--> EchoBatch --+--> DtmfBatch --> digits
 *   tx of the last tick --^  +--> ToneBatch of the line's plan --> tones of the exchange
 *                            '--> VoiceBatch --> speaking, heard(): for mixing and recording
 *
 * How it works: a channel that is off-hook has a lane in a group; a group without channels is not
 * run, and a step that no lane of a group wants is left out. Digits are sought before the level
 * control, which would lift what is too weak to count.
 *
 * How to use it: begin() when a channel goes off-hook, end() when it goes on-hook, change() its
 * settings; once a tick work(), then heard() and finding() of each channel, then sent() with what
 * went to its line. One thread; nothing is allocated after construction.
 */
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "../dsp/dtmf/dtmf_batch.hpp"
#include "../dsp/echo/echo_batch.hpp"
#include "../dsp/simd/lane_pool.hpp"
#include "../dsp/tones/tone_batch.hpp"
#include "../dsp/voice/voice_batch.hpp"
#include "channel_settings.hpp"
#include "lane_frames.hpp"
#include "tone_plan.hpp"

namespace trunkline::softmedia {

/** What a channel's line said in this tick. */
struct Finding {
  dsp::DigitReports digits;
  char sounding = 0;        // the digit that sounds now
  dsp::ToneReadings tones;  // of channels that hear them
  bool is_speaking = false;
  uint32_t voice_state_ms = 0;  // since speech began, or ended
};

class Hearing {
 public:
  struct Setup {
    size_t channels = 0;
    size_t frame_samples = 80;
    uint32_t echo_tail_ms = 64;
    dsp::Isa isa = dsp::best_isa();
    std::span<const PlanTables> plans = {};  // must outlive it
  };
  Hearing(const Setup &setup, const dsp::DtmfTables &dtmf);

  bool has(size_t channel) const { return ears_[channel].place.has_value(); }
  void begin(size_t channel, const ChannelSettings &settings, bool hears_tones = false);
  void end(size_t channel);
  void change(size_t channel, const ChannelSettings &settings);
  /** The tone that comes next may be much weaker than the last. */
  void forget_tones(size_t channel);

  /** rx of all channels, null where there is none. */
  void work(std::span<const int16_t *const> rx, size_t samples);
  /** The channel's rx of this tick, without echo and at its level. */
  const int16_t *heard(size_t channel, const int16_t *rx) const {
    return ears_[channel].is_changed ? ears_[channel].heard.data() : rx;
  }
  const Finding &finding(size_t channel) const { return ears_[channel].finding; }
  void sent(size_t channel, std::span<const int16_t> tx);

 private:
  struct Ear {
    std::optional<dsp::LanePlace> place;
    bool cancels_echo = false, controls_level = false, is_changed = false;
    float rx_gain = 1.0F;
    bool hears_tones = false;
    uint32_t plan = 0;
    std::array<int16_t, LaneFrame::kMaxSamples> heard{}, sent{};
    Finding finding;
  };
  struct Group {
    Group(const Setup &setup, const dsp::DtmfTables &tables);
    dsp::EchoBatch echo;
    dsp::DtmfBatch dtmf;
    dsp::VoiceBatch voice;
    std::vector<dsp::ToneBatch> tones;  // one a plan
    std::vector<uint32_t> tone_lanes;   // that listen by it
    std::vector<dsp::ToneReadings> readings;
    LaneFrame rx, tx, clean, level;
    std::vector<dsp::DigitReports> digits;
    std::vector<size_t> channels;  // one a lane
    uint32_t echo_lanes = 0, level_lanes = 0;
  };
  void gather(Group &group, uint32_t used, std::span<const int16_t *const> rx, size_t samples);
  void hear_tones(Group &group, const LaneFrame &frame, size_t samples);
  void work(Group &group, uint32_t used, std::span<const int16_t *const> rx, size_t samples);

  std::vector<Ear> ears_;
  dsp::LanePool pool_;
  std::vector<Group> groups_;
};

}  // namespace trunkline::softmedia
