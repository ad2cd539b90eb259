// tones: which signals of the exchange sound in a recording. tone-generate: their sound.
#include <algorithm>
#include <array>
#include <cstdio>

#include "../../dsp/tones/tone_listener.hpp"
#include "../../dsp/tones/tone_plan.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

const dsp::TonePlan &read_plan(Arguments &arguments) {
  const std::string name = arguments.text("plan").value_or("cn");
  const int32_t index = dsp::tone_plan_index(name);
  if (index >= 0) return dsp::tone_plans()[static_cast<size_t>(index)];
  std::string known;
  for (const dsp::TonePlan &plan : dsp::tone_plans()) known += " " + std::string(plan.name);
  refuse("--plan expects one of%s, got %s", known.c_str(), name.c_str());
}

}  // namespace

int run_tones(Arguments &arguments) {
  const dsp::PlanTables tables(read_plan(arguments));
  const auto cycles = static_cast<uint32_t>(arguments.integer("cycles", 1, 15, 3));
  SoundInput input(arguments, 1);
  arguments.end();
  dsp::ToneListener listener(tables, cycles);
  std::array<int16_t, 80> frame{};
  unsigned long long consumed = 0;
  for (size_t count = frame.size(); count == frame.size();) {
    count = input.read(frame);
    consumed += count;
    const dsp::Signal signal = listener.hear(std::span(frame).first(count));
    if (signal == dsp::Signal::none) continue;
    std::printf("%s %llu\n", dsp::word_of(signal).data(), consumed);
    std::fflush(stdout);
  }
  return 0;
}

int run_tone_generate(Arguments &arguments) {
  const dsp::TonePlan &plan = read_plan(arguments);
  const std::string word = arguments.text("tone").value_or("dial");
  const double level_dbm0 = arguments.number("level-dbm0", -70.0, 3.0, plan.level_dbm0);
  const double seconds = arguments.number("seconds", 0.01, 3600.0, 10.0);
  arguments.end();
  const dsp::ToneRow *row = dsp::find_row(plan, dsp::signal_of(word));
  if (row == nullptr) {
    std::string known;
    for (const dsp::ToneRow &each : plan.rows)
      known += " " + std::string(dsp::word_of(each.signal));
    refuse("--tone expects one of%s in this plan, got %s", known.c_str(), word.c_str());
  }
  dsp::ToneGenerator generator(dsp::shape_of(*row, level_dbm0));
  std::array<int16_t, 80> frame{};
  for (auto left = static_cast<size_t>(seconds * 8000.0); left > 0;) {
    const size_t count = std::min(left, frame.size());
    generator.fill(std::span(frame).first(count));
    write_sound(std::span(frame).first(count));
    left -= count;
  }
  return 0;
}

}  // namespace trunkline::tools
