// Echo cancellers of 64 ms a core, with double-talk control, non-linear processor and comfort
// noise.
#include <fcntl.h>
#include <spandsp.h>
#include <speex/speex_echo.h>
#include <unistd.h>

#include <cstdio>

#include "../../../native/dsp/echo/echo_batch.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using trunkline::dsp::EchoBatch;

struct Context {
  EchoBatch batch{{}};
  std::vector<int16_t> far, near;
  std::vector<float> far_frames, near_frames, out;
  echo_can_state_t *spandsp = echo_can_init(
      512, ECHO_CAN_USE_ADAPTION | ECHO_CAN_USE_NLP | ECHO_CAN_USE_CNG | ECHO_CAN_USE_TX_HPF);
  SpeexEchoState *speex = speex_echo_state_init(160, 512);
  int sink = 0;
};

double seconds(const Context &context) { return static_cast<double>(context.far.size()) / 8000.0; }

double run_ours(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  const size_t lanes = context.batch.lanes(), tick = 80 * lanes;
  for (size_t at = 0; at < context.far_frames.size(); at += tick) {
    context.batch.feed(context.far_frames.data() + at, context.near_frames.data() + at,
                       context.out.data());
  }
  return seconds(context) * static_cast<double>(lanes);
}

double run_spandsp(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  // A tenth is enough for a figure.
  const size_t count = context.far.size() / 10;
  for (size_t n = 0; n < count; n++) {
    context.sink += echo_can_update(context.spandsp, context.far[n], context.near[n]);
  }
  return static_cast<double>(count) / 8000.0;
}

double run_speex(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  int16_t out[160];
  for (size_t at = 0; at + 160 <= context.far.size(); at += 160) {
    speex_echo_cancellation(context.speex, context.near.data() + at, context.far.data() + at, out);
    context.sink += out[0];
  }
  return seconds(context);
}

/** Debian's spandsp prints two lines a sample: they go nowhere while it runs. */
class Silenced {
 public:
  Silenced() : kept_(dup(1)) {
    std::fflush(stdout);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    close(nowhere);
  }
  ~Silenced() {
    std::fflush(stdout);
    dup2(kept_, 1);
    close(kept_);
  }

 private:
  int kept_;
};

}  // namespace

void echo_bench(const Options &options) {
  Context context;
  Samples far = signals::speech(-16.0, 4000.0, 3);
  const auto recorded = load_speech(options, "speech-0", 32000);
  if (recorded.size() == 32000) far.assign(recorded.begin(), recorded.end());
  Samples near(far.size(), 0.0);
  for (size_t n = 60; n < near.size(); n++) near[n] = 0.3 * far[n - 60] - 0.15 * far[n - 47];
  signals::add(near, signals::noise(-55.0, 4000.0, 4));
  context.far = on_line(far, Coding::alaw);
  context.near = on_line(near, Coding::alaw);
  context.far.resize(context.far.size() / 160 * 160);
  context.near.resize(context.far.size());
  const size_t lanes = context.batch.lanes(), count = context.far.size();
  context.far_frames.resize(count * lanes);
  context.near_frames.resize(count * lanes);
  context.out.resize(80 * lanes);
  for (size_t n = 0; n < count; n++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      context.far_frames[n * lanes + lane] = context.far[(n + lane * 4001) % count];
      context.near_frames[n * lanes + lane] = context.near[(n + lane * 4001) % count];
    }
  }
  // Five transforms of 160 points (3 300 operations each), 7 partitions of 81 bins with 40
  // operations each: 490 operations a sample, at two vectors of 16 a cycle and 2.6 GHz.
  const double limit = 2.6e9 * 2.0 * static_cast<double>(lanes) / 490.0 / 8000.0;
  const std::string isa(trunkline::dsp::name_of(trunkline::dsp::best_isa()));
  Paired paired;
  {
    const Silenced silenced;
    paired = measure_paired(run_ours, run_spandsp, &context);
  }
  print(BenchRow{"echo canceller 64 ms", "channels/core", paired.ours, "spandsp (prints included)",
                 paired.peer, 10.0, 25.0, limit, isa});
  paired = measure_paired(run_ours, run_speex, &context);
  print(BenchRow{"echo canceller 64 ms", "channels/core", paired.ours, "speexdsp", paired.peer, 3.0,
                 7.5, limit, isa});
}

}  // namespace compare
