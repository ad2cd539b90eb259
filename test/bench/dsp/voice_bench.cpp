// Voice detection with level control a core, beside speexdsp's preprocessor with the same two
// switched on.
#include <speex/speex_preprocess.h>

#include "../../../native/dsp/voice/voice_batch.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using trunkline::dsp::VoiceBatch;

struct Context {
  VoiceBatch batch;
  std::vector<int16_t> sound;
  std::vector<float> frames, out;
  SpeexPreprocessState *speex = speex_preprocess_state_init(160, 8000);
};

double run_ours(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  const size_t lanes = context.batch.lanes(), tick = 80 * lanes;
  for (size_t at = 0; at < context.frames.size(); at += tick) {
    context.batch.control(context.frames.data() + at, context.out.data());
  }
  return static_cast<double>(context.sound.size() * lanes) / 8000.0;
}

double run_speex(void *opaque) {
  auto &context = *static_cast<Context *>(opaque);
  int16_t frame[160];
  for (size_t at = 0; at + 160 <= context.sound.size(); at += 160) {
    std::copy_n(context.sound.begin() + static_cast<std::ptrdiff_t>(at), 160, frame);
    speex_preprocess_run(context.speex, frame);
  }
  return static_cast<double>(context.sound.size()) / 8000.0;
}

}  // namespace

void voice_bench(const Options &) {
  Context context;
  int on = 1, off = 0;
  float level = 4125.0F;  // -18 dBm0 of PCM16
  speex_preprocess_ctl(context.speex, SPEEX_PREPROCESS_SET_DENOISE, &off);
  speex_preprocess_ctl(context.speex, SPEEX_PREPROCESS_SET_AGC, &on);
  speex_preprocess_ctl(context.speex, SPEEX_PREPROCESS_SET_AGC_LEVEL, &level);
  speex_preprocess_ctl(context.speex, SPEEX_PREPROCESS_SET_VAD, &on);
  context.sound = on_line(signals::speech(-24.0, 4000.0, 6), Coding::alaw);
  const size_t lanes = context.batch.lanes(), count = context.sound.size() / 160 * 160;
  context.sound.resize(count);
  context.frames.resize(count * lanes);
  context.out.resize(80 * lanes);
  for (size_t n = 0; n < count; n++) {
    for (size_t lane = 0; lane < lanes; lane++) {
      context.frames[n * lanes + lane] = context.sound[(n + lane * 4001) % count];
    }
  }
  const Paired paired = measure_paired(run_ours, run_speex, &context);
  // 18 operations a sample, at two vectors of 16 a cycle and 2.6 GHz.
  const double limit = 2.6e9 * 2.0 * static_cast<double>(lanes) / 18.0 / 8000.0;
  print(BenchRow{"voice detection and level control", "channels/core", paired.ours, "speexdsp",
                 paired.peer, 5.0, 20.0, limit,
                 std::string(trunkline::dsp::name_of(trunkline::dsp::best_isa()))});
}

}  // namespace compare
