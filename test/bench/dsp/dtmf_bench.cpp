// DTMF receivers a core: a third of the time digits, a third speech, a third silence, A-law.
#include <spandsp.h>

#include "../../../native/dsp/dtmf/dtmf_batch.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using trunkline::dsp::DtmfBatch;

struct Context {
  trunkline::dsp::DtmfTables tables;
  DtmfBatch batch{tables};
  std::vector<int16_t> sound;
  std::vector<float> frames;
  std::vector<trunkline::dsp::DigitReports> reports{batch.lanes()};
  dtmf_rx_state_t *peer = dtmf_rx_init(nullptr, nullptr, nullptr);
  size_t digits = 0;
};

double run_ours(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  const size_t lanes = context.batch.lanes();
  const size_t ticks = context.sound.size() / 80;
  for (size_t t = 0; t < ticks; t++) {
    context.batch.feed(context.frames.data() + t * 80 * lanes, 80, (1ULL << lanes) - 1,
                       context.reports);
    for (const auto &reports : context.reports) context.digits += reports.count;
  }
  return static_cast<double>(context.sound.size() * lanes) / 8000.0;
}

double run_spandsp(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  char got[129];
  for (size_t at = 0; at + 160 <= context.sound.size(); at += 160) {
    dtmf_rx(context.peer, context.sound.data() + at, 160);
    while (dtmf_rx_get(context.peer, got, 128) > 0) context.digits++;
  }
  return static_cast<double>(context.sound.size()) / 8000.0;
}

}  // namespace

void dtmf_bench(const Options &) {
  Context context;
  Samples signal;
  for (int part = 0; part < 4; part++) {
    signals::append(signal, signals::dtmf_string("123A456B", {}));
    signals::append(signal, signals::speech(-18.0, 1600.0, static_cast<uint32_t>(part + 1)));
    signals::append(signal, signals::noise(-60.0, 1600.0, static_cast<uint32_t>(part + 9)));
  }
  context.sound = on_line(signal, Coding::alaw);
  context.sound.resize(context.sound.size() / 160 * 160);
  const size_t lanes = context.batch.lanes(), count = context.sound.size();
  context.frames.resize(count * lanes);
  for (size_t n = 0; n < count; n++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      context.frames[n * lanes + lane] = context.sound[(n + lane * 7919) % count];
    }
  }
  const Paired paired = measure_paired(run_ours, run_spandsp, &context);
  // Eight frequencies, a multiplication and an addition for each of two parts: 32, the filters 27,
  // the power 2: 61 operations a sample, at two vectors of 16 a cycle and 2.6 GHz.
  const double limit = 2.6e9 * 2.0 * static_cast<double>(lanes) / 61.0 / 8000.0;
  print(BenchRow{"dtmf receiver", "channels/core", paired.ours, "spandsp", paired.peer, 2.0, 4.0,
                 limit, std::string(trunkline::dsp::name_of(trunkline::dsp::best_isa()))});
}

}  // namespace compare
