// answer: who has answered, from a recording that begins with the answer.
#include <algorithm>
#include <array>
#include <cstdio>

#include "../../dsp/voice/answer_classifier.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {

int run_answer(Arguments &arguments) {
  using Finding = dsp::AnswerClassifier::Finding;
  SoundInput input(arguments, 1);
  arguments.end();
  dsp::AnswerClassifier classifier;
  std::array<int16_t, dsp::AnswerClassifier::kFrame> frame{};
  unsigned long long consumed = 0;
  bool has_beep = false;
  const auto say = [&](Finding finding) {
    constexpr std::array<const char *, 5> kWords = {"", "HUMAN", "MACHINE", "NOTSURE", "BEEP"};
    std::printf("%s %llu\n", kWords[static_cast<size_t>(finding)], consumed);
    std::fflush(stdout);
  };
  for (size_t count = frame.size(); count == frame.size();) {
    count = input.read(frame);
    if (count == 0) break;
    std::fill(frame.begin() + static_cast<std::ptrdiff_t>(count), frame.end(), int16_t{0});
    consumed += count;
    const Finding finding = classifier.feed(frame);
    if (finding == Finding::nothing) continue;
    // A beep that comes before anything was decided is a machine's.
    if (finding == Finding::beep && (has_beep || classifier.answer() == Finding::nothing)) continue;
    has_beep = has_beep || finding == Finding::beep;
    say(finding);
  }
  if (classifier.answer() == Finding::nothing) say(Finding::not_sure);
  return 0;
}

}  // namespace trunkline::tools
