// conference: what each party of a conference hears.
#include <array>
#include <vector>

#include "../../dsp/mix/conference_mixer.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {

int run_conference(Arguments &arguments) {
  const auto parties = static_cast<size_t>(arguments.integer("parties", 2, 64, 3));
  SoundInput input(arguments, parties);
  arguments.end();
  constexpr size_t kTick = 80;
  dsp::ConferenceMixer mixer(parties);
  std::vector<std::array<int16_t, kTick>> said(parties), heard(parties);
  std::vector<const int16_t *> in;
  std::vector<int16_t *> out;
  for (size_t p = 0; p < parties; p++) {
    dsp::ConferenceParty party;
    party.is_member = true;
    mixer.set(p, party);
    in.push_back(said[p].data());
    out.push_back(heard[p].data());
  }
  std::vector<int16_t> frames(kTick * parties);
  for (size_t count = kTick; count == kTick;) {
    count = input.read(frames);
    if (count == 0) break;
    for (size_t n = 0; n < count * parties; n++) said[n % parties][n / parties] = frames[n];
    mixer.mix(in, out, count);
    for (size_t n = 0; n < count * parties; n++) frames[n] = heard[n % parties][n / parties];
    write_sound(std::span(frames).first(count * parties));
  }
  return 0;
}

}  // namespace trunkline::tools
