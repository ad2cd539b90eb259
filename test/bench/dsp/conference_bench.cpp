// Parties of conferences of 32 a core: three talk, the rest are lines with noise.
#include "../../../native/dsp/mix/conference_mixer.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

constexpr size_t kParties = 32, kTicks = 200;

struct Context {
  trunkline::dsp::ConferenceMixer mixer{kParties};
  std::vector<std::vector<int16_t>> said, heard;
};

double run_ours(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  std::vector<const int16_t *> in(kParties);
  std::vector<int16_t *> out(kParties);
  for (size_t t = 0; t < kTicks; t++) {
    for (size_t p = 0; p < kParties; p++) {
      in[p] = context.said[p].data() + t * 80;
      out[p] = context.heard[p].data();
    }
    context.mixer.mix(in, out, 80);
  }
  return static_cast<double>(kParties * kTicks) / 100.0;
}

}  // namespace

void conference_bench(const Options &) {
  Context context;
  for (uint32_t p = 0; p < kParties; p++) {
    const double ms = kTicks * 10.0;
    context.said.push_back(
        signals::pcm(p < 3 ? signals::speech(-16.0, ms, p + 1) : signals::noise(-58.0, ms, p + 1)));
    context.heard.emplace_back(80);
    trunkline::dsp::ConferenceParty party;
    party.is_member = true;
    context.mixer.set(p, party);
  }
  const Paired paired = measure_paired(run_ours, nullptr, &context);
  // Energy, share and rest: 8 operations a sample, at two vectors of 16 a cycle and 2.6 GHz.
  const double limit = 2.6e9 * 2.0 * 16.0 / 8.0 / 8000.0;
  print(BenchRow{"conference of 32", "parties/core", paired.ours, "", 0.0, 100'000.0, 250'000.0,
                 limit, std::string(trunkline::dsp::name_of(trunkline::dsp::best_isa()))});
}

}  // namespace compare
