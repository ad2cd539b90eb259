// The conference mixer beside a plain sum of the others, which is what small systems do.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "../../../native/dsp/mix/conference_mixer.hpp"
#include "voice_calls.hpp"

namespace compare {
namespace {

using Pcm = std::vector<int16_t>;
using Parties = std::vector<Pcm>;

constexpr size_t kTick = 80;

Parties mixed(const Parties &said) {
  trunkline::dsp::ConferenceMixer mixer(said.size());
  Parties heard(said.size(), Pcm(said[0].size()));
  for (size_t p = 0; p < said.size(); p++) {
    trunkline::dsp::ConferenceParty party;
    party.is_member = true;
    mixer.set(p, party);
  }
  std::vector<const int16_t *> in(said.size());
  std::vector<int16_t *> out(said.size());
  for (size_t at = 0; at + kTick <= said[0].size(); at += kTick) {
    for (size_t p = 0; p < said.size(); p++) {
      in[p] = said[p].data() + at;
      out[p] = heard[p].data() + at;
    }
    mixer.mix(in, out, kTick);
  }
  return heard;
}

Parties plain_sum(const Parties &said) {
  Parties heard(said.size(), Pcm(said[0].size()));
  for (size_t n = 0; n < said[0].size(); n++) {
    int all = 0;
    for (const Pcm &party : said) all += party[n];
    for (size_t p = 0; p < said.size(); p++) {
      heard[p][n] = static_cast<int16_t>(std::clamp(all - said[p][n], -32768, 32767));
    }
  }
  return heard;
}

Parties silent(size_t parties, double ms) { return Parties(parties, Pcm(signals::samples_of(ms))); }
std::span<const int16_t> later(const Pcm &sound) { return std::span(sound).subspan(4000); }
double dbm0_of(std::span<const int16_t> sound) {
  const Samples samples(sound.begin(), sound.end());
  return std::max(-120.0, level_of(samples, 0, samples.size()));  // -120: silence
}

struct Worst {
  double own_db = -200.0, gain_db = 0.0;
};
/** Two tones of two parties: what comes back to them, what reaches the others. */
Worst worst_of(Parties (*mix)(const Parties &)) {
  Worst worst;
  for (const size_t parties : {2U, 3U, 4U, 8U, 16U, 32U, 64U}) {
    Parties said = silent(parties, 2000.0);
    said[0] = signals::pcm(signals::sine(500.0, -16.0, 2000.0));
    said[parties - 1] = signals::pcm(signals::sine(900.0, -20.0, 2000.0));
    const Parties heard = mix(said);
    const auto at = [&](size_t party, double hz) {
      return signals::level_at(later(heard[party]), hz);
    };
    worst.own_db = std::max({worst.own_db, at(0, 500.0) + 16.0, at(parties - 1, 900.0) + 20.0});
    for (size_t p = 0; p < parties; p++) {
      if (p != 0) worst.gain_db = std::max(worst.gain_db, std::abs(at(p, 500.0) + 16.0));
      if (p + 1 != parties) worst.gain_db = std::max(worst.gain_db, std::abs(at(p, 900.0) + 20.0));
    }
  }
  return worst;
}

/** Samples at the ends of the range, of what a listener hears of three talkers at -3 dBm0. */
std::string clipped(const Parties &heard, size_t &count) {
  count = 0;
  for (const int16_t sample : heard[4]) count += sample >= 32766 || sample <= -32767;
  return percent(count, heard[4].size());
}

/** Levels of the first 100 ms of each of eight who speak in turn, against what they said. */
double worst_beginning_db(Parties (*mix)(const Parties &), const std::vector<Samples> &voices) {
  constexpr size_t kParties = 9;
  Parties said = silent(kParties, kParties * 2000.0);
  for (size_t p = 0; p + 1 < kParties; p++) {
    Samples sound = signals::noise(-60.0, kParties * 2000.0, static_cast<uint32_t>(p + 1));
    const Samples voice = scaled(voices[p], -20.0);
    const size_t begin = p * 16000 + 8000;
    for (size_t n = 0; n < std::min<size_t>(voice.size(), 8000); n++) sound[begin + n] += voice[n];
    said[p] = signals::pcm(sound);
  }
  const Parties heard = mix(said);
  double worst = 0.0;
  for (size_t p = 0; p + 1 < kParties; p++) {
    const size_t begin = p * 16000 + 8000;
    const double given = dbm0_of(std::span(said[p]).subspan(begin, 800));
    const double got = dbm0_of(std::span(heard[kParties - 1]).subspan(begin, 800));
    worst = std::max(worst, given - got);
  }
  return worst;
}

}  // namespace

void conference_conformance(const Options &options) {
  const Worst ours = worst_of(mixed), plain = worst_of(plain_sum);
  print(ConformanceRow{"conference", "own voice, worst of 2 to 64 parties", "never heard",
                       decibels(plain.own_db), decibels(ours.own_db), ours.own_db <= -63.0, 35,
                       "-63 dB", "-63 dB, 64 parties", ours.own_db <= -63.0});
  print(ConformanceRow{"conference", "gain, worst of 2 to 64 parties", "0 dB",
                       decibels(plain.gain_db, 2), decibels(ours.gain_db, 2), ours.gain_db <= 0.1,
                       35, "0 dB", "0 dB, 64 parties", ours.gain_db <= 0.05});

  const std::vector<Samples> voices = utterances_of(options);
  Parties loud = silent(5, 4000.0);
  for (uint32_t p = 0; p < 3; p++) {
    Samples sound;
    for (size_t v = p; sound.size() < 32000; v += 3) signals::append(sound, voices[v]);
    sound.resize(32000);
    loud[p] = signals::pcm(scaled(std::move(sound), -6.0));
  }
  size_t our_clips = 0, plain_clips = 0;
  const std::string our_share = clipped(mixed(loud), our_clips);
  const std::string plain_share = clipped(plain_sum(loud), plain_clips);
  print(ConformanceRow{"conference", "clipped samples of three talkers at -6 dBm0", "-",
                       plain_share, our_share, our_clips == 0, 35, "0 %", "0 %", our_clips == 0});

  Parties lines;
  for (uint32_t p = 0; p < 32; p++) {
    lines.push_back(signals::pcm(signals::noise(-56.0, 3000.0, p + 1)));
  }
  const double our_noise = dbm0_of(later(mixed(lines)[7]));
  const double plain_noise = dbm0_of(later(plain_sum(lines)[7]));
  const auto dbm0 = [](double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f dBm0", value);
    return std::string(text);
  };
  print(ConformanceRow{"conference", "noise of 32 lines of -56 dBm0 each", "-", dbm0(plain_noise),
                       dbm0(our_noise), our_noise < plain_noise - 10.0, 35, "-51 dBm0", "-56 dBm0",
                       our_noise <= -56.0});

  const double our_loss = worst_beginning_db(mixed, voices);
  print(ConformanceRow{"conference", "loss of the first 100 ms of one of nine who begins", "-",
                       decibels(worst_beginning_db(plain_sum, voices)), decibels(our_loss),
                       our_loss < 1.0, 35, "1 dB", "0.5 dB", our_loss < 0.5});
}

}  // namespace compare
