// vad: where somebody speaks. agc: speech at one level.
#include <algorithm>
#include <array>
#include <cstdio>

#include "../../dsp/voice/voice_batch.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {

int run_vad(Arguments &arguments) {
  SoundInput input(arguments, 1);
  arguments.end();
  dsp::VoiceLevel voice;
  std::array<int16_t, 2 * dsp::kVoiceTick> frame{};
  for (size_t count = frame.size(); count == frame.size();) {
    count = input.read(frame);
    if (count == 0) break;
    std::fill(frame.begin() + static_cast<std::ptrdiff_t>(count), frame.end(), int16_t{0});
    bool speaks = false;
    for (size_t at = 0; at < count; at += dsp::kVoiceTick) {
      voice.listen(std::span(frame).subspan(at, dsp::kVoiceTick));
      speaks = speaks || voice.is_speaking();
    }
    std::fputc(speaks ? '1' : '0', stdout);
    std::fflush(stdout);
  }
  std::fputc('\n', stdout);
  return 0;
}

int run_agc(Arguments &arguments) {
  const double target_dbm0 = arguments.number("target-dbm0", -40.0, -6.0, -18.0);
  SoundInput input(arguments, 1);
  arguments.end();
  dsp::VoiceLevel voice(target_dbm0);
  std::array<int16_t, dsp::kVoiceTick> tick{};
  for (size_t count = tick.size(); count == tick.size();) {
    count = input.read(tick);
    if (count == 0) break;
    std::fill(tick.begin() + static_cast<std::ptrdiff_t>(count), tick.end(), int16_t{0});
    voice.control(tick, tick);
    write_sound(std::span(tick).first(count));
  }
  return 0;
}

}  // namespace trunkline::tools
