// dtmf: which keys were pressed in a recording. dtmf-generate: the sound of keys.
#include <array>
#include <cctype>
#include <cstdio>

#include "../../dsp/dtmf/dtmf_detector.hpp"
#include "../../dsp/dtmf/dtmf_generator.hpp"
#include "../../dsp/level.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

char upper_of(char digit) {
  return static_cast<char>(std::toupper(static_cast<unsigned char>(digit)));
}

}  // namespace

int run_dtmf(Arguments &arguments) {
  SoundInput input(arguments, 1);
  arguments.end();
  const dsp::DtmfTables tables;
  dsp::DtmfDetector detector(tables);
  std::array<int16_t, dsp::kDtmfHop> frame{};
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

int run_dtmf_generate(Arguments &arguments) {
  const std::string digits = arguments.text("digits").value_or("");
  dsp::DtmfTiming timing;
  timing.on_ms = static_cast<uint32_t>(arguments.integer("on-ms", 1, 60'000, 100));
  timing.off_ms = static_cast<uint32_t>(arguments.integer("off-ms", 0, 60'000, 100));
  timing.low_level_dbm0 = arguments.number("low-dbm0", -70.0, 3.0, -9.0);
  timing.high_over_low_db = arguments.number("twist-db", -30.0, 30.0, 2.0);
  arguments.end();
  if (timing.low_level_dbm0 + timing.high_over_low_db > dsp::kFullScaleSineDbm0) {
    refuse("--low-dbm0 and --twist-db together expect at most %g dBm0 of the high tone, got %g",
           dsp::kFullScaleSineDbm0, timing.low_level_dbm0 + timing.high_over_low_db);
  }
  if (digits.empty() || digits.size() > 1000) refuse("--digits expects 1 to 1000 of 0-9*#A-D");
  for (const char digit : digits) {
    if (!dsp::is_dtmf_digit(upper_of(digit))) {
      refuse("--digits expects 0-9*#A-D, got %c", digit);
    }
  }
  for (const char digit : digits) {
    dsp::DtmfGenerator generator;
    generator.begin(upper_of(digit), timing);
    std::array<int16_t, 80> frame{};
    while (!generator.done()) write_sound(std::span(frame).first(generator.fill(frame)));
  }
  return 0;
}

}  // namespace trunkline::tools
