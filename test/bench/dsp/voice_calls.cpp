#include "voice_calls.hpp"

#include <algorithm>

namespace compare {
namespace {

constexpr size_t kFrame = 80;    // 10 ms
constexpr size_t kPause = 15;    // frames without speech that part utterances
constexpr size_t kLeast = 30;    // frames of the shortest utterance
constexpr double kQuiet = 1e-3;  // 30 dB under the loudest frame of its surroundings

std::vector<double> powers_of(const Samples &sound) {
  std::vector<double> powers(sound.size() / kFrame);
  for (size_t f = 0; f < powers.size(); f++) {
    for (size_t n = f * kFrame; n < (f + 1) * kFrame; n++) powers[f] += sound[n] * sound[n];
  }
  return powers;
}

Samples piece(const Samples &sound, size_t begin_frame, size_t end_frame) {
  const auto at = [&](size_t frame) {
    return sound.begin() + static_cast<std::ptrdiff_t>(frame * kFrame);
  };
  return Samples(at(begin_frame), at(end_frame));
}

void cut(const Samples &sound, std::vector<Samples> &into) {
  const std::vector<double> powers = powers_of(sound);
  const double loudest = *std::max_element(powers.begin(), powers.end());
  size_t begin = 0, last = 0;
  bool is_open = false;
  for (size_t f = 0; f < powers.size(); f++) {
    if (powers[f] > loudest * kQuiet) {
      if (!is_open) begin = f;
      is_open = true;
      last = f;
    } else if (is_open && f - last >= kPause) {
      is_open = false;
      if (last + 1 - begin >= kLeast) into.push_back(piece(sound, begin, last + 1));
    }
  }
}

}  // namespace

double level_of(const Samples &sound, size_t begin, size_t end) {
  double sum = 1e-9;
  for (size_t n = begin; n < end && n < sound.size(); n++) sum += sound[n] * sound[n];
  const double mean = sum / static_cast<double>(end - begin);
  return 10.0 * std::log10(mean / (32767.0 * 32767.0 / 2.0)) + 3.14;
}

Samples scaled(Samples sound, double decibels) {
  const double factor = std::pow(10.0, decibels / 20.0);
  for (double &sample : sound) sample *= factor;
  return sound;
}

std::vector<Samples> utterances_of(const Options &options) {
  std::vector<Samples> all;
  for (const char *begins :
       {"speech-0", "speech-1", "speech-2", "speech-3", "speech-4", "speech-5"}) {
    const auto recorded = load_speech(options, begins, 240 * 8000);
    if (!recorded.empty()) cut(Samples(recorded.begin(), recorded.end()), all);
  }
  for (uint32_t seed = 1; all.size() < 200; seed++) {
    all.push_back(signals::speech(-10.0, 500.0 + 20.0 * (seed % 150), seed));
  }
  for (Samples &one : all) one = scaled(std::move(one), -level_of(one, 0, one.size()));
  // Mixed, so that few of them hold all voices.
  std::mt19937 random(7);
  std::shuffle(all.begin(), all.end(), random);
  return all;
}

Talk talk_of(const std::vector<Samples> &utterances, double dbm0, double seconds, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> pause_ms(500.0, 1500.0);
  std::uniform_int_distribution<size_t> any(0, utterances.size() - 1);
  constexpr size_t kMark = 160;
  constexpr size_t kHold = 10;  // marks behind speech that a detector may hold on
  Talk talk;
  talk.sound = signals::silence(1000.0);
  std::vector<std::pair<size_t, size_t>> spoken;
  while (talk.sound.size() < static_cast<size_t>(seconds * 8000.0)) {
    const Samples one = scaled(utterances[any(random)], dbm0);
    const size_t begin = talk.sound.size();
    signals::append(talk.sound, one);
    spoken.emplace_back(begin, talk.sound.size());
    signals::append(talk.sound, signals::silence(20.0 * std::round(pause_ms(random) / 20.0)));
  }
  talk.marks.resize(talk.sound.size() / kMark, Talk::Mark::pause);
  for (const auto &[begin, end] : spoken) {
    for (size_t m = begin / kMark; m < std::min(talk.marks.size(), end / kMark + 1 + kHold); m++) {
      const bool is_loud = m * kMark >= begin && (m + 1) * kMark <= end &&
                           level_of(talk.sound, m * kMark, (m + 1) * kMark) > dbm0 - 12.0;
      talk.marks[m] = is_loud ? Talk::Mark::speech : Talk::Mark::edge;
    }
    size_t onset = begin / kMark;
    while (onset * kMark < end && talk.marks[onset] != Talk::Mark::speech) onset++;
    talk.onsets.push_back(onset);
  }
  return talk;
}

AnsweredCall answered_call(const std::vector<Samples> &utterances, uint32_t number, Coding coding) {
  std::mt19937 random(number * 7919 + 11);
  const auto between = [&random](double least, double most) {
    return std::uniform_real_distribution<double>(least, most)(random);
  };
  const auto said = [&](double ms) {
    // An utterance that is long enough, and no longer than asked for.
    for (int tries = 0; tries < 400; tries++) {
      const size_t at = std::uniform_int_distribution<size_t>(0, utterances.size() - 1)(random);
      const Samples &one = utterances[at];
      if (one.size() < signals::samples_of(ms)) continue;
      Samples words(one.begin(),
                    one.begin() + static_cast<std::ptrdiff_t>(signals::samples_of(ms)));
      for (size_t n = 0; n < 160; n++)
        words[words.size() - 1 - n] *= static_cast<double>(n) / 160.0;
      return words;
    }
    return Samples(utterances[0]);
  };
  AnsweredCall call;
  call.is_machine = number % 2 == 1;
  Samples sound = signals::silence(between(100.0, 1200.0));
  call.voice_begins_s = static_cast<double>(sound.size()) / 8000.0;
  const double dbm0 = between(-30.0, -12.0);
  if (!call.is_machine) {
    // "Hello?", "Miller.", "Good morning, Miller speaking."
    const double first_ms = between(250.0, 1500.0);
    signals::append(sound, said(first_ms));
    if (first_ms < 700.0 && number % 4 == 0) {
      signals::append(sound, signals::silence(between(100.0, 350.0)));
      signals::append(sound, said(between(250.0, 700.0)));
    }
    signals::append(sound, signals::silence(5000.0));
  } else {
    const double greeting_ms = between(3000.0, 10000.0);
    const size_t begin = sound.size();
    while (sound.size() - begin < signals::samples_of(greeting_ms)) {
      signals::append(sound, said(between(500.0, 2500.0)));
      signals::append(sound, signals::silence(between(100.0, 500.0)));
    }
    signals::append(sound, signals::silence(between(50.0, 900.0)));
  }
  sound = scaled(std::move(sound), dbm0);
  if (call.is_machine) {
    constexpr double kBeepsHz[] = {528.0, 620.0, 800.0, 1000.0, 1004.0, 1400.0, 2000.0};
    const double hz = kBeepsHz[std::uniform_int_distribution<size_t>(0, 6)(random)];
    signals::append(sound, signals::sine(hz, between(-25.0, -8.0), between(150.0, 1000.0)));
    call.beep_ends_s = static_cast<double>(sound.size()) / 8000.0;
    signals::append(sound, signals::silence(2000.0));
  }
  const double noise_dbm0 = std::min(between(-65.0, -45.0), dbm0 - 20.0);
  signals::add(sound, signals::noise(noise_dbm0, static_cast<double>(sound.size()) / 8.0, number));
  call.sound = on_line(sound, coding);
  return call;
}

}  // namespace compare
