// dtmf: which keys were pressed in a recording.
#include <array>
#include <cstdio>

#include "../../dsp/dtmf/dtmf_detector.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {

int run_dtmf(Arguments &arguments) {
  SoundInput input(arguments, 1);
  arguments.end();
  const dsp::DtmfTables tables;
  dsp::DtmfDetector detector(tables);
  std::array<int16_t, 40> frame{};
  unsigned long long consumed = 0;
  for (size_t count = frame.size(); count == frame.size();) {
    count = input.read(frame);
    consumed += count;
    const dsp::DigitReports reports = detector.feed(std::span(frame).first(count));
    for (size_t r = 0; r < reports.count; r++) {
      if (reports.list[r].ended) continue;
      std::printf("%c %llu\n", reports.list[r].digit, consumed);
      std::fflush(stdout);
    }
  }
  return 0;
}

}  // namespace trunkline::tools
