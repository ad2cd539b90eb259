#include "../../../native/dsp/mix/conference_mixer.hpp"

#include <doctest/doctest.h>

#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

/** Runs a conference of those who speak these sounds; what each of them hears. */
std::vector<std::vector<int16_t>> meet(const std::vector<std::vector<int16_t>> &said,
                                       Isa isa = best_isa()) {
  const size_t parties = said.size(), samples = said[0].size();
  ConferenceMixer mixer(parties, isa);
  std::vector<std::vector<int16_t>> heard(parties, std::vector<int16_t>(samples));
  for (size_t p = 0; p < parties; p++) {
    ConferenceParty party;
    party.is_member = true;
    mixer.set(p, party);
  }
  std::vector<const int16_t *> in(parties);
  std::vector<int16_t *> out(parties);
  for (size_t at = 0; at + 80 <= samples; at += 80) {
    for (size_t p = 0; p < parties; p++) {
      in[p] = said[p].data() + at;
      out[p] = heard[p].data() + at;
    }
    mixer.mix(in, out, 80);
  }
  return heard;
}

std::span<const int16_t> later(const std::vector<int16_t> &sound) {
  return std::span(sound).subspan(4000);
}

}  // namespace

TEST_CASE("conference: everybody hears the others at their level and never himself") {
  for (const size_t parties : {size_t{2}, size_t{3}, size_t{8}, size_t{32}, size_t{64}}) {
    std::vector<std::vector<int16_t>> said(parties, std::vector<int16_t>(16000));
    said[0] = signals::pcm(signals::sine(500.0, -16.0, 2000.0));
    said[1] = signals::pcm(signals::sine(900.0, -20.0, 2000.0));
    const auto heard = meet(said);
    CAPTURE(parties);
    CHECK(std::abs(signals::level_at(later(heard[1]), 500.0) + 16.0) < 0.05);
    CHECK(std::abs(signals::level_at(later(heard[0]), 900.0) + 20.0) < 0.05);
    CHECK(signals::level_at(later(heard[0]), 500.0) < -79.0);  // 63 dB under what he said
    CHECK(signals::level_at(later(heard[1]), 900.0) < -83.0);
  }
}

TEST_CASE("conference: three talkers at full level are turned down together and not clipped") {
  std::vector<std::vector<int16_t>> said(5, std::vector<int16_t>(16000));
  for (size_t p = 0; p < 3; p++) {
    said[p] = signals::pcm(signals::sine(400.0 + 170.0 * static_cast<double>(p), 0.0, 2000.0));
  }
  const auto heard = meet(said);
  int most = 0;
  for (const int16_t sample : heard[4]) most = std::max(most, std::abs(static_cast<int>(sample)));
  CHECK(most < 32000);
  CHECK(most > 25000);
}

TEST_CASE("conference: the noise of thirty-two lines does not add up") {
  std::vector<std::vector<int16_t>> said;
  for (uint32_t p = 0; p < 32; p++) said.push_back(signals::pcm(signals::noise(-56.0, 2000.0, p)));
  const auto heard = meet(said);
  double sum = 0.0;
  for (const int16_t sample : later(heard[7])) sum += static_cast<double>(sample) * sample;
  CHECK(sum / 12000.0 < 10.0);
}

TEST_CASE("conference: who may not talk is not heard, who may not hear hears nothing") {
  ConferenceMixer mixer(4);
  const auto tone = signals::pcm(signals::sine(700.0, -10.0, 10.0));
  for (size_t p = 0; p < 4; p++) {
    ConferenceParty party;
    party.is_member = p < 3;
    party.talks = p != 1;
    party.hears = p != 2;
    mixer.set(p, party);
  }
  std::vector<std::vector<int16_t>> heard(4, std::vector<int16_t>(80, 7));
  for (int tick = 0; tick < 3; tick++) {
    mixer.mix(std::array<const int16_t *, 4>{nullptr, tone.data(), nullptr, tone.data()},
              std::array<int16_t *, 4>{heard[0].data(), heard[1].data(), heard[2].data(),
                                       heard[3].data()},
              80);
  }
  CHECK(heard[0] == std::vector<int16_t>(80, 0));
  CHECK(heard[2] == std::vector<int16_t>(80, 0));
  CHECK(heard[3] == std::vector<int16_t>(80, 7));  // no member
}

TEST_CASE("conference: talkers are ranked, the loudest first") {
  ConferenceMixer mixer(6);
  std::vector<std::vector<int16_t>> said(6, std::vector<int16_t>(80));
  said[2] = signals::pcm(signals::noise(-20.0, 10.0, 1));
  said[4] = signals::pcm(signals::noise(-12.0, 10.0, 2));
  std::vector<const int16_t *> in(6);
  std::vector<int16_t *> out(6, nullptr);
  for (size_t p = 0; p < 6; p++) {
    ConferenceParty party;
    party.is_member = true;
    mixer.set(p, party);
    in[p] = said[p].data();
  }
  for (int tick = 0; tick < 50; tick++) mixer.mix(in, out, 80);
  std::array<size_t, 6> ranked{};
  REQUIRE(mixer.talkers(ranked) == 2);
  CHECK(ranked[0] == 4);
  CHECK(ranked[1] == 2);
}

TEST_CASE("conference: every instruction set gives the same bits") {
  std::vector<std::vector<int16_t>> said;
  for (uint32_t p = 0; p < 7; p++) said.push_back(signals::pcm(signals::speech(-15.0, 1000.0, p)));
  const auto expected = meet(said, Isa::baseline);
  const auto isas = runnable_isas();
  for (size_t i = 1; i < isas.count; i++) CHECK(meet(said, isas.list[i]) == expected);
}
