// Encoders a core, beside spandsp's.
#include <spandsp.h>

#include "../../../native/dsp/codec/adpcm_batch.hpp"
#include "../../../native/dsp/codec/g711.hpp"
#include "../../../native/dsp/codec/ima_adpcm.hpp"
#include "../../../native/dsp/codec/vox_adpcm.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

struct Context {
  std::vector<int16_t> sound;
  std::vector<uint8_t> octets = std::vector<uint8_t>(1 << 16);
  g711_state_t *alaw = g711_init(nullptr, G711_ALAW);
  oki_adpcm_state_t *oki = oki_adpcm_init(nullptr, 32000);
  ima_adpcm_state_t *ima = ima_adpcm_init(nullptr, IMA_ADPCM_IMA4, 0);
  trunkline::dsp::VoxAdpcm vox;
  trunkline::dsp::ImaAdpcm own_ima;
  trunkline::dsp::AdpcmBatch vox_batch{trunkline::dsp::kVoxForm},
      ima_batch{trunkline::dsp::kImaForm};
  double seconds() const { return static_cast<double>(sound.size()) / 8000.0; }
};
Context &of(void *opaque) { return *static_cast<Context *>(opaque); }

double alaw_ours(void *opaque) {
  Context &context = of(opaque);
  trunkline::dsp::encode_alaw(context.sound, std::span(context.octets).first(context.sound.size()));
  return context.seconds();
}
double alaw_spandsp(void *opaque) {
  Context &context = of(opaque);
  g711_encode(context.alaw, context.octets.data(), context.sound.data(),
              static_cast<int>(context.sound.size()));
  return context.seconds();
}
template <typename Adpcm>
double adpcm(Context &context, Adpcm &coder) {
  for (size_t n = 0; n + 1 < context.sound.size(); n += 2) {
    const uint8_t first = coder.encode(context.sound[n]);
    context.octets[n / 2] = static_cast<uint8_t>(first << 4 | coder.encode(context.sound[n + 1]));
  }
  return context.seconds();
}
/** As many channels as there are lanes, each with a sound and octets of its own. */
double side_by_side(Context &context, trunkline::dsp::AdpcmBatch &batch) {
  const size_t lanes = batch.lanes(), each = context.sound.size() / 64 * 2;
  std::vector<const int16_t *> sounds(lanes);
  std::vector<uint8_t *> octets(lanes);
  for (size_t lane = 0; lane < lanes; lane++) {
    sounds[lane] = context.sound.data() + lane * each;
    octets[lane] = context.octets.data() + lane * each / 2;
  }
  batch.encode(sounds, each, octets);
  return static_cast<double>(each * lanes) / 8000.0;
}
double vox_side_by_side(void *opaque) { return side_by_side(of(opaque), of(opaque).vox_batch); }
double ima_side_by_side(void *opaque) { return side_by_side(of(opaque), of(opaque).ima_batch); }
double vox_ours(void *opaque) { return adpcm(of(opaque), of(opaque).vox); }
double ima_ours(void *opaque) { return adpcm(of(opaque), of(opaque).own_ima); }
double vox_spandsp(void *opaque) {
  Context &context = of(opaque);
  oki_adpcm_encode(context.oki, context.octets.data(), context.sound.data(),
                   static_cast<int>(context.sound.size()));
  return context.seconds();
}
double ima_spandsp(void *opaque) {
  Context &context = of(opaque);
  ima_adpcm_encode(context.ima, context.octets.data(), context.sound.data(),
                   static_cast<int>(context.sound.size()));
  return context.seconds();
}

}  // namespace

void codec_bench(const Options &) {
  Context context;
  context.sound = signals::pcm(signals::speech(-16.0, 4000.0, 2));
  const auto row = [&](const char *name, double (*own)(void *), double (*peer)(void *), double must,
                       double goal) {
    const bool is_plain = must == 0.0;
    const Paired paired = measure_paired(own, peer, &context);
    print(BenchRow{
        name, "channels/core", paired.ours, "spandsp", paired.peer, must, goal, 0.0,
        is_plain ? "plain" : std::string(trunkline::dsp::name_of(trunkline::dsp::best_isa()))});
  };
  row("A-law encode", alaw_ours, alaw_spandsp, 2.0, 4.0);
  row("VOX encode, side by side", vox_side_by_side, vox_spandsp, 1.5, 2.0);
  row("VOX encode, one stream", vox_ours, vox_spandsp, 0.0, 0.0);
  row("IMA encode, side by side", ima_side_by_side, ima_spandsp, 1.5, 2.0);
  row("IMA encode, one stream", ima_ours, ima_spandsp, 0.0, 0.0);
}

}  // namespace compare
