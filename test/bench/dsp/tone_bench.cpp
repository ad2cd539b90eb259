// Tone receivers a core: busy, ringback, speech and silence in turn, A-law, rhythm and names
// included; ours with the whole Chinese plan, beside spandsp with its 450 Hz alone and whole.
#include "../../../native/dsp/tones/signal_namer.hpp"
#include "../../../native/dsp/tones/tone_batch.hpp"
#include "areas.hpp"
#include "tone_peer.hpp"

namespace compare {
namespace {

namespace dsp = trunkline::dsp;

struct Context {
  Context(const char *plan, double peer_first_hz)
      : tables(dsp::tone_plans()[static_cast<size_t>(dsp::tone_plan_index(plan))]),
        namers(batch.lanes(), dsp::SignalNamer(tables)),
        peer(line_plans()[static_cast<size_t>(dsp::tone_plan_index(plan))], peer_first_hz) {}
  dsp::PlanTables tables;
  dsp::ToneBatch batch{tables.tones()};
  std::vector<dsp::SignalNamer> namers;
  std::vector<dsp::ToneReadings> readings{batch.lanes()};
  TonePeer peer;
  std::vector<int16_t> sound;
  std::vector<float> frames;
  size_t named = 0;
};

double run_ours(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  const size_t lanes = context.batch.lanes(), ticks = context.sound.size() / 80;
  const auto active = static_cast<uint32_t>((1ULL << lanes) - 1);
  for (size_t t = 0; t < ticks; t++) {
    context.batch.feed(context.frames.data() + t * 80 * lanes, 80, active, context.readings);
    for (size_t lane = 0; lane < lanes; lane++) {
      const dsp::Signal signal = context.namers[lane].take(context.readings[lane]);
      context.named += signal != dsp::Signal::none ? 1 : 0;
    }
  }
  return static_cast<double>(ticks * 80 * lanes) / 8000.0;
}

double run_spandsp(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  context.peer.feed(context.sound);
  return static_cast<double>(context.sound.size()) / 8000.0;
}

void bench(const char *name, const char *plan, double peer_first_hz, double must, double goal) {
  Context context(plan, peer_first_hz);
  const LinePlan &line = line_plans()[static_cast<size_t>(dsp::tone_plan_index(plan))];
  Samples signal;
  for (const LineTone &tone : line.tones.subspan(0, 4)) {
    signals::append(signal, bent_tone(tone, {}, 3000.0, 1));
    signals::append(signal, signals::speech(-18.0, 3000.0, 2));
    signals::append(signal, signals::noise(-60.0, 2000.0, 3));
  }
  context.sound = on_line(signal, Coding::alaw);
  context.sound.resize(context.sound.size() / 80 * 80);
  const size_t lanes = context.batch.lanes(), count = context.sound.size();
  context.frames.resize(count * lanes);
  for (size_t n = 0; n < count; n++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      context.frames[n * lanes + lane] = context.sound[(n + lane * 7919) % count];
    }
  }
  const Paired paired = measure_paired(run_ours, run_spandsp, &context);
  // A sample: high-pass 14 operations, folding and energy 3, at each frequency two multiplications
  // and additions for half of the samples, a hop's reading about 100 for each; at two vectors a
  // cycle and 2.6 GHz.
  const auto frequencies = static_cast<double>(context.tables.tones().constants().frequency_count);
  const double operations = 17.0 + frequencies * (2.0 + 100.0 / 80.0);
  const double limit = 2.6e9 * 2.0 * static_cast<double>(lanes) / operations / 8000.0;
  print(BenchRow{name, "channels/core", paired.ours, "spandsp", paired.peer, must, goal, limit,
                 std::string(dsp::name_of(dsp::best_isa()))});
}

}  // namespace

void tone_bench(const Options &) {
  bench("tone receiver, China; peer 450 Hz only", "cn", 450.0, 1.5, 3.0);
  bench("tone receiver, China; peer the same", "cn", 0.0, 1.5, 3.0);
  bench("tone receiver, North America", "us", 0.0, 1.5, 3.0);
}

}  // namespace compare
