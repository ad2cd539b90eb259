// resample, conceal, noise: sound at another rate, with its gaps hidden, in place of silence.
#include <algorithm>
#include <array>
#include <vector>

#include "../../dsp/conceal/gap_concealer.hpp"
#include "../../dsp/noise/comfort_noise.hpp"
#include "../../dsp/resample/resampler.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

constexpr size_t kFrame = 160;

}  // namespace

int run_resample(Arguments &arguments) {
  using dsp::Resampler;
  const auto rate = [&](const char *name) {
    return static_cast<uint32_t>(
        arguments.integer(name, Resampler::kLeastHz, Resampler::kMostHz, 8000));
  };
  const uint32_t from_hz = rate("from-hz"), to_hz = rate("to-hz");
  SoundInput input(arguments, 1);
  arguments.end();
  Resampler resampler(from_hz, to_hz);
  std::array<int16_t, 1024> piece{};
  std::vector<int16_t> out(resampler.most_output(std::max(piece.size(), resampler.reach() + 1)));
  for (size_t count = piece.size(); count == piece.size();) {
    count = input.read(piece);
    const size_t made = resampler.feed(std::span(piece).first(count), out);
    write_sound(std::span(out).first(made));
  }
  write_sound(std::span(out).first(resampler.finish(out)));
  return 0;
}

int run_conceal(Arguments &arguments) {
  const long every = arguments.integer("every", 2, 10'000, 10);
  const long frames = arguments.integer("frames", 1, 100, 1);
  SoundInput input(arguments, 1);
  arguments.end();
  dsp::GapConcealer concealer;
  std::array<int16_t, kFrame> frame{};
  long number = 0;
  for (size_t count = frame.size(); count == frame.size(); number++) {
    count = input.read(frame);
    const auto part = std::span(frame).first(count);
    // The first frames come: there must be something to go on from.
    if (number >= every && number % every < frames) {
      concealer.lost(part);
    } else {
      concealer.good(part);
    }
    write_sound(part);
  }
  return 0;
}

int run_noise(Arguments &arguments) {
  const double level_dbm0 = arguments.number("level-dbm0", -90.0, -10.0, -60.0);
  const std::string shape = arguments.choice("shape", {"room", "white"});
  const double seconds = arguments.number("seconds", 0.0, 3600.0, 10.0);
  arguments.end();
  dsp::ComfortNoise noise;
  noise.set_level(level_dbm0);
  noise.set_tilt(shape == "room" ? dsp::ComfortNoise::kRoom : dsp::ComfortNoise::kWhite);
  std::array<int16_t, kFrame> frame{};
  for (auto left = static_cast<size_t>(seconds * 8000.0); left > 0;) {
    const auto part = std::span(frame).first(std::min(left, frame.size()));
    noise.fill(part);
    write_sound(part);
    left -= part.size();
  }
  return 0;
}

}  // namespace trunkline::tools
