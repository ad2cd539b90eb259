// echo: takes the echo of one side of a call out of the other.
#include <array>

#include "../../dsp/echo/echo_batch.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {

int run_echo(Arguments &arguments) {
  dsp::EchoSettings settings;
  settings.suppresses_rest = arguments.integer("nlp", 0, 1, 1) == 1;
  settings.tail_ms = static_cast<uint32_t>(
      arguments.integer("tail-ms", dsp::kLeastEchoTailMs, dsp::kMostEchoTailMs, 64));
  SoundInput input(arguments, 2);
  arguments.end();
  dsp::EchoCanceller canceller(settings);
  std::array<int16_t, 2 * dsp::kEchoBlock> pairs{};
  for (size_t count = dsp::kEchoBlock; count == dsp::kEchoBlock;) {
    count = input.read(pairs);
    std::array<int16_t, dsp::kEchoBlock> far{}, near{}, out{};
    for (size_t n = 0; n < count; n++) {
      far[n] = pairs[2 * n];
      near[n] = pairs[2 * n + 1];
    }
    if (count > 0) canceller.feed(far, near, out);
    write_sound(std::span(out).first(count));
  }
  return 0;
}

}  // namespace trunkline::tools
