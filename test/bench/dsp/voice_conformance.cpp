// Voice detection and level control on labelled talk, beside speexdsp's preprocessor. What counts
// as speech: 20 ms within 12 dB of the speech's mean level; as pause: what is 200 ms behind speech.
#include <speex/speex_preprocess.h>

#include <algorithm>
#include <cstdio>
#include <functional>

#include "../../../native/dsp/voice/voice_batch.hpp"
#include "voice_calls.hpp"

namespace compare {
namespace {

using trunkline::dsp::kVoiceTick;
using trunkline::dsp::VoiceLevel;
using Pcm = std::vector<int16_t>;

constexpr size_t kFrame = 160, kLateFrames = 2;  // 40 ms

std::vector<bool> our_voice(const Pcm &sound) {
  VoiceLevel voice;
  std::vector<bool> speaks;
  for (size_t at = 0; at + kFrame <= sound.size(); at += kFrame) {
    voice.listen(std::span(sound).subspan(at, kVoiceTick));
    const bool first = voice.is_speaking();
    voice.listen(std::span(sound).subspan(at + kVoiceTick, kVoiceTick));
    speaks.push_back(first || voice.is_speaking());
  }
  return speaks;
}

SpeexPreprocessState *speex_state() {
  SpeexPreprocessState *state = speex_preprocess_state_init(kFrame, 8000);
  int on = 1, off = 0;
  float level = 9780.0F;  // of its own kind of loudness; gives -18 dBm0
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_DENOISE, &off);
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_VAD, &on);
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_AGC, &on);
  speex_preprocess_ctl(state, SPEEX_PREPROCESS_SET_AGC_LEVEL, &level);
  return state;
}
std::vector<bool> speex_voice(const Pcm &sound) {
  SpeexPreprocessState *state = speex_state();
  std::vector<bool> speaks;
  for (size_t at = 0; at + kFrame <= sound.size(); at += kFrame) {
    Pcm frame(sound.begin() + static_cast<std::ptrdiff_t>(at),
              sound.begin() + static_cast<std::ptrdiff_t>(at + kFrame));
    speaks.push_back(speex_preprocess_run(state, frame.data()) != 0);
  }
  speex_preprocess_state_destroy(state);
  return speaks;
}

struct VoiceScore {
  size_t speech = 0, found = 0, pause = 0, wrong = 0, onsets = 0, late = 0;
  void count(const Talk &talk, const std::vector<bool> &speaks) {
    constexpr size_t kSettled = 50;  // the first second
    for (size_t m = kSettled; m < std::min(talk.marks.size(), speaks.size()); m++) {
      speech += talk.marks[m] == Talk::Mark::speech;
      found += talk.marks[m] == Talk::Mark::speech && speaks[m];
      pause += talk.marks[m] == Talk::Mark::pause;
      wrong += talk.marks[m] == Talk::Mark::pause && speaks[m];
    }
    for (const size_t onset : talk.onsets) {
      if (onset + kLateFrames >= speaks.size()) continue;
      bool is_found = false;
      for (size_t m = onset; m <= onset + kLateFrames; m++) is_found = is_found || speaks[m];
      onsets++;
      late += !is_found;
    }
  }
  std::string text() const {
    return percent(found, speech) + " / " + percent(wrong, pause) + " / " + percent(late, onsets);
  }
  bool is_within(double least_found, double most_wrong) const {
    const auto share = [](size_t part, size_t of) {
      return static_cast<double>(part) / static_cast<double>(std::max<size_t>(of, 1));
    };
    return share(found, speech) >= least_found && share(wrong, pause) <= most_wrong &&
           share(late, onsets) <= most_wrong;
  }
};

void measure_voice(const Options &options, const std::vector<Samples> &utterances) {
  const double length_s = options.quick ? 60.0 : 300.0;
  for (const Coding coding : {Coding::linear, Coding::alaw}) {
    for (const double snr_db : {40.0, 25.0, 15.0}) {
      VoiceScore score, speex;
      for (const double dbm0 : {-12.0, -20.0, -30.0}) {
        const auto seed = static_cast<uint32_t>(snr_db - dbm0);
        Talk talk = talk_of(utterances, dbm0, length_s / 3.0, seed);
        const double ms = static_cast<double>(talk.sound.size()) / 8.0;
        signals::add(talk.sound, signals::noise(dbm0 - snr_db, ms, seed));
        const Pcm sound = on_line(talk.sound, coding);
        score.count(talk, our_voice(sound));
        speex.count(talk, speex_voice(sound));
      }
      char metric[96];
      std::snprintf(metric, sizeof metric, "voice at SNR %.0f dB: found / false / late onsets, %s",
                    snr_db, name_of(coding));
      print(ConformanceRow{"voice", metric, "-", speex.text(), score.text(),
                           score.is_within(0.97, 0.05), 28, "97 / 5 / 5 %", "99 / 2 / 2 %",
                           score.is_within(0.99, 0.02)});
    }
  }
}

Pcm our_level(const Pcm &sound) {
  VoiceLevel voice;
  Pcm out(sound.size());
  for (size_t at = 0; at + kVoiceTick <= sound.size(); at += kVoiceTick) {
    voice.control(std::span(sound).subspan(at, kVoiceTick), std::span(out).subspan(at, kVoiceTick));
  }
  return out;
}
Pcm speex_level(const Pcm &sound) {
  SpeexPreprocessState *state = speex_state();
  Pcm out = sound;
  for (size_t at = 0; at + kFrame <= out.size(); at += kFrame) {
    speex_preprocess_run(state, out.data() + at);
  }
  speex_preprocess_state_destroy(state);
  return out;
}

/** Of all frames of one kind, after the first ten seconds. */
double level_of_marked(const Talk &talk, const Pcm &sound, Talk::Mark mark, bool with_edges) {
  double sum = 0.0;
  size_t count = 0;
  for (size_t m = 500; m < talk.marks.size() && (m + 1) * kFrame <= sound.size(); m++) {
    const bool counts = talk.marks[m] == mark || (with_edges && talk.marks[m] == Talk::Mark::edge &&
                                                  m > 0 && talk.marks[m - 1] == mark);
    if (!counts) continue;
    for (size_t n = m * kFrame; n < (m + 1) * kFrame; n++) {
      sum += static_cast<double>(sound[n]) * sound[n];
    }
    count += kFrame;
  }
  const double mean = sum / static_cast<double>(std::max<size_t>(count, 1)) + 1e-9;
  return 10.0 * std::log10(mean / (32767.0 * 32767.0 / 2.0)) + 3.14;
}

struct LevelScore {
  double least = 99.0, most = -99.0, loudest_pause = -120.0;
  int peak = 0;
  void count(const Talk &talk, const Pcm &out, double pause_added_db) {
    // The mean of speech with its soft parts: what the talk was made at.
    const double level = level_of_marked(talk, out, Talk::Mark::speech, false) + pause_added_db;
    least = std::min(least, level);
    most = std::max(most, level);
    loudest_pause = std::max(loudest_pause, level_of_marked(talk, out, Talk::Mark::pause, false));
    for (const int16_t sample : out) peak = std::max(peak, std::abs(static_cast<int>(sample)));
  }
  std::string text() const {
    char words[64];
    std::snprintf(words, sizeof words, "%.1f to %.1f dBm0", least, most);
    return words;
  }
  bool is_within(double decibels) const {
    return least >= -18.0 - decibels && most <= -18.0 + decibels;
  }
};

void measure_level(const Options &options, const std::vector<Samples> &utterances) {
  const double length_s = options.quick ? 30.0 : 60.0;
  for (const Coding coding : {Coding::linear, Coding::alaw}) {
    LevelScore score, speex;
    for (double dbm0 = -36.0; dbm0 <= -12.0; dbm0 += 6.0) {
      Talk talk = talk_of(utterances, dbm0, length_s, 5);
      // Loud marks are louder than the whole of the speech by so much.
      const Pcm clean = signals::pcm(talk.sound);
      const double louder_db = level_of_marked(talk, clean, Talk::Mark::speech, false) - dbm0;
      const double ms = static_cast<double>(talk.sound.size()) / 8.0;
      signals::add(talk.sound, signals::noise(-62.0, ms, 9));
      const Pcm sound = on_line(talk.sound, coding);
      score.count(talk, our_level(sound), -louder_db);
      speex.count(talk, speex_level(sound), -louder_db);
    }
    const std::string on = std::string(", ") + name_of(coding);
    print(ConformanceRow{"voice", "level of speech of -36 to -12 dBm0 behind the control" + on, "-",
                         speex.text(), score.text(), score.is_within(2.0), 29, "-18 +-2 dB",
                         "-18 +-0.5 dB", score.is_within(0.5)});
    const auto pause = [](const LevelScore &of) {
      char words[32];
      std::snprintf(words, sizeof words, "%.1f dBm0", of.loudest_pause);
      return std::string(words);
    };
    print(ConformanceRow{"voice", "pauses with -62 dBm0 of noise behind the control" + on, "-",
                         pause(speex), pause(score), score.loudest_pause <= -50.0, 29, "-50 dBm0",
                         "-50 dBm0", score.loudest_pause <= -50.0});
    print(ConformanceRow{"voice", "largest sample behind the control" + on, "32767",
                         std::to_string(speex.peak), std::to_string(score.peak), score.peak < 32767,
                         29, "no clipping", "no clipping", score.peak < 32767});
  }
}

}  // namespace

void voice_conformance(const Options &options) {
  const std::vector<Samples> utterances = utterances_of(options);
  measure_voice(options, utterances);
  measure_level(options, utterances);
}

}  // namespace compare
