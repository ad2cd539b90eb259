// One whole busy channel a core: echo canceller of 64 ms with its suppressor, DTMF receiver, tones
// of the China plan, voice detection and level control, a stereo recording in A-law, and a mix of
// all the others. The peers do the same: speexdsp's canceller and preprocessor, spandsp's DTMF and
// tone receivers and G.711, and a plain sum.
//
//   near, far -> lanes -> echo -> DTMF -> level -> channels -> mix, A-law of both sides
//                   '---> tones
#include <spandsp.h>
#include <speex/speex_echo.h>
#include <speex/speex_preprocess.h>

#include <array>

#include "../../../native/dsp/codec/g711.hpp"
#include "../../../native/dsp/dtmf/dtmf_batch.hpp"
#include "../../../native/dsp/echo/echo_batch.hpp"
#include "../../../native/dsp/mix/conference_mixer.hpp"
#include "../../../native/dsp/tones/signal_namer.hpp"
#include "../../../native/dsp/tones/tone_batch.hpp"
#include "../../../native/dsp/voice/voice_batch.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using trunkline::dsp::ConferenceMixer;
using trunkline::dsp::DtmfBatch;
using trunkline::dsp::EchoBatch;
using trunkline::dsp::PlanTables;
using trunkline::dsp::SignalNamer;
using trunkline::dsp::ToneBatch;
using trunkline::dsp::VoiceBatch;

constexpr size_t kTick = 80, kMostLanes = 16;
using Tick = std::array<int16_t, kTick>;

/** One call as it comes from the board: both directions, a tick after the other. */
struct Call {
  std::vector<int16_t> near, far;
};

struct Ours {
  EchoBatch echo{{}};
  trunkline::dsp::DtmfTables dtmf_tables;
  DtmfBatch dtmf{dtmf_tables};
  VoiceBatch voice;
  PlanTables plan{trunkline::dsp::tone_plans()[0]};
  ToneBatch tones{plan.tones()};
  std::vector<SignalNamer> namers;
  std::vector<trunkline::dsp::ToneReadings> readings{echo.lanes()};
  std::vector<trunkline::dsp::DigitReports> digits{echo.lanes()};
  ConferenceMixer mixer{echo.lanes()};
  alignas(64) std::array<float, kTick * kMostLanes> near{}, far{};
  std::array<Tick, kMostLanes> cleaned{}, heard{};
  std::array<std::array<uint8_t, 2 * kTick>, kMostLanes> record{};
};

struct Peers {
  SpeexEchoState *echo = speex_echo_state_init(160, 512);
  SpeexPreprocessState *level = speex_preprocess_state_init(160, 8000);
  dtmf_rx_state_t *dtmf = dtmf_rx_init(nullptr, nullptr, nullptr);
  super_tone_rx_state_t *tones = nullptr;
  g711_state_t *alaw = g711_init(nullptr, G711_ALAW);
};

struct Context {
  std::vector<Call> calls;
  Ours ours;
  Peers peers;
  size_t found = 0;
};

void gather(float *lanes_frame, size_t lanes, const std::vector<Call> &calls, size_t at,
            std::vector<int16_t> Call::*side) {
  for (size_t lane = 0; lane < lanes; lane++) {
    const int16_t *from = (calls[lane].*side).data() + at;
    for (size_t n = 0; n < kTick; n++) lanes_frame[n * lanes + lane] = from[n];
  }
}

void scatter(const float *lane_frame, size_t lanes, std::span<Tick> to) {
  for (size_t lane = 0; lane < lanes; lane++) {
    for (size_t n = 0; n < kTick; n++) {
      const float bounded = std::clamp(lane_frame[n * lanes + lane], -32768.0F, 32767.0F);
      // The sum has no bits behind the point: rounded to the nearest.
      to[lane][n] = static_cast<int16_t>(bounded + 12582912.0F - 12582912.0F);
    }
  }
}

double run_ours(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  Ours &ours = context.ours;
  const size_t lanes = ours.echo.lanes(), count = context.calls[0].near.size();
  const auto all = static_cast<uint32_t>((uint64_t{1} << lanes) - 1);
  std::array<const int16_t *, kMostLanes> said{};
  std::array<int16_t *, kMostLanes> heard{};
  for (size_t lane = 0; lane < lanes; lane++) {
    said[lane] = ours.cleaned[lane].data();
    heard[lane] = ours.heard[lane].data();
  }
  for (size_t at = 0; at + kTick <= count; at += kTick) {
    gather(ours.near.data(), lanes, context.calls, at, &Call::near);
    gather(ours.far.data(), lanes, context.calls, at, &Call::far);
    ours.tones.feed(ours.near.data(), kTick, all, ours.readings);
    for (size_t lane = 0; lane < lanes; lane++) {
      const auto signal = ours.namers[lane].take(ours.readings[lane]);
      context.found += signal != trunkline::dsp::Signal::none;
    }
    ours.echo.feed(ours.far.data(), ours.near.data(), ours.near.data());
    ours.dtmf.feed(ours.near.data(), kTick, all, ours.digits);
    for (const auto &reports : ours.digits) context.found += reports.count;
    ours.voice.control(ours.near.data(), ours.near.data());
    scatter(ours.near.data(), lanes, ours.cleaned);
    ours.mixer.mix(std::span(said).first(lanes), std::span(heard).first(lanes), kTick);
    for (size_t lane = 0; lane < lanes; lane++) {
      const std::span record(ours.record[lane]);
      trunkline::dsp::encode_alaw(ours.cleaned[lane], record.first(kTick));
      trunkline::dsp::encode_alaw(ours.heard[lane], record.last(kTick));
    }
  }
  return static_cast<double>(count * lanes) / 8000.0;
}

double run_peers(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  Peers &peers = context.peers;
  const Call &call = context.calls[0], &other = context.calls[1];
  const size_t count = call.near.size();
  int16_t cleaned[160], heard[160];
  uint8_t record[320];
  char digits[129];
  for (size_t at = 0; at + 160 <= count; at += 160) {
    super_tone_rx(peers.tones, call.near.data() + at, 160);
    speex_echo_cancellation(peers.echo, call.near.data() + at, call.far.data() + at, cleaned);
    dtmf_rx(peers.dtmf, cleaned, 160);
    context.found += dtmf_rx_get(peers.dtmf, digits, 128);
    speex_preprocess_run(peers.level, cleaned);
    for (size_t n = 0; n < 160; n++) {
      const int sum = cleaned[n] + other.far[at + n];
      heard[n] = static_cast<int16_t>(std::clamp(sum, -32768, 32767));
    }
    g711_encode(peers.alaw, record, cleaned, 160);
    g711_encode(peers.alaw, record + 160, heard, 160);
  }
  return static_cast<double>(count) / 8000.0;
}

void start_peers(Context &context) {
  super_tone_rx_descriptor_t *plan = super_tone_rx_make_descriptor(nullptr);
  for (const auto &[on_ms, off_ms] : {std::pair{350, 350}, {700, 700}, {1000, 4000}}) {
    const int tone = super_tone_rx_add_tone(plan);
    super_tone_rx_add_element(plan, tone, 450, -1, on_ms * 9 / 10, on_ms * 11 / 10);
    super_tone_rx_add_element(plan, tone, -1, -1, off_ms * 9 / 10, off_ms * 11 / 10);
  }
  context.peers.tones = super_tone_rx_init(
      nullptr, plan, [](void *, int, int, int) {}, &context);
  int on = 1;
  float level = 4125.0F;  // -18 dBm0 of PCM16
  SpeexPreprocessState *state = context.peers.level;
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_AGC, &on);
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_AGC_LEVEL, &level);
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_VAD, &on);
  // With its suppressor of what the canceller leaves, as ours has one.
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_ECHO_STATE, context.peers.echo);
}

/** A call in which both speak, with an echo of the far side and digits of the near one. */
Call call_of(uint32_t seed) {
  constexpr double kMs = 4000.0;
  const Samples far = signals::speech(-16.0, kMs, seed + 3);
  Samples near(far.size(), 0.0);
  for (size_t n = 60; n < near.size(); n++) near[n] = 0.3 * far[n - 60] - 0.15 * far[n - 47];
  signals::add(near, signals::noise(-58.0, kMs, seed + 4));
  signals::add(near, signals::joined({signals::silence(1000.0 + 50.0 * seed),
                                      signals::speech(-20.0, 1200.0, seed + 5),
                                      signals::dtmf_string("159D", {})}));
  Call call{on_line(near, Coding::alaw), on_line(far, Coding::alaw)};
  call.near.resize(call.near.size() / 160 * 160);
  call.far.resize(call.near.size());
  return call;
}

}  // namespace

void whole_bench(const Options &) {
  Context context;
  const size_t lanes = context.ours.echo.lanes();
  for (uint32_t lane = 0; lane < lanes; lane++) {
    context.calls.push_back(call_of(lane));
    context.ours.namers.emplace_back(context.ours.plan);
    trunkline::dsp::ConferenceParty party;
    party.is_member = true;
    context.ours.mixer.set(lane, party);
  }
  start_peers(context);
  const Paired paired = measure_paired(run_ours, run_peers, &context);
  // The parts' limits together: 490 operations a sample for the echo, 61 for the digits, 18 for
  // the level, 20 for the tones at a quarter of the rate, 8 for the mix, 12 for two codes; at two
  // vectors of 16 a cycle and 2.6 GHz.
  const double limit = 2.6e9 * 2.0 * static_cast<double>(lanes) / 609.0 / 8000.0;
  const std::string isa(trunkline::dsp::name_of(trunkline::dsp::best_isa()));
  print(BenchRow{"whole busy channel", "channels/core", paired.ours, "", 0.0, 2000.0, 4000.0, limit,
                 isa});
  print(BenchRow{"whole busy channel, beside the libraries", "channels/core", paired.ours,
                 "speexdsp and spandsp", paired.peer, 2000.0 / 700.0, 4000.0 / 700.0, limit, isa});
}

}  // namespace compare
