// The echo canceller at G.168's tests and in conversation, beside speexdsp's: 28 set-ups, that is
// 14 paths (8 to 16 ms of dispersion, 0 to 46 ms of delay) at two return losses, A-law in the path.
// Over 250 lines: one measurement after the other.
#include <speex/speex_echo.h>

#include <algorithm>
#include <cstdio>
#include <functional>

#include "../../../native/dsp/dtmf/dtmf_detector.hpp"
#include "../../../native/dsp/echo/echo_batch.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using Pcm = std::vector<int16_t>;
/** far, near -> what is left. */
using Canceller = std::function<Samples(const Pcm &, const Pcm &)>;

Samples ours(const Pcm &far, const Pcm &near, bool suppresses) {
  trunkline::dsp::EchoCanceller canceller({64, suppresses, true});
  Samples out;
  int16_t cleaned[80];
  for (size_t at = 0; at + 80 <= far.size(); at += 80) {
    canceller.feed(std::span(far).subspan(at, 80), std::span(near).subspan(at, 80), cleaned);
    out.insert(out.end(), cleaned, cleaned + 80);
  }
  return out;
}
Samples ours_filter(const Pcm &far, const Pcm &near) { return ours(far, near, false); }
Samples ours_whole(const Pcm &far, const Pcm &near) { return ours(far, near, true); }

Samples speex(const Pcm &far, const Pcm &near) {
  SpeexEchoState *state = speex_echo_state_init(160, 512);
  Samples out;
  int16_t cleaned[160];
  for (size_t at = 0; at + 160 <= far.size(); at += 160) {
    speex_echo_cancellation(state, near.data() + at, far.data() + at, cleaned);
    out.insert(out.end(), cleaned, cleaned + 160);
  }
  speex_echo_state_destroy(state);
  return out;
}

struct SetUp {
  size_t number;
  size_t delay;
  double loss_db;
};

std::vector<double> path_of(const SetUp &set_up, uint32_t variant = 0) {
  std::mt19937 random(static_cast<uint32_t>(set_up.number) * 31 + variant);
  std::normal_distribution<double> normal;
  const size_t length = 64 + (set_up.number % 3) * 32;
  std::vector<double> taps(set_up.delay + length, 0.0);
  double energy = 0.0;
  for (size_t n = 0; n < length; n++) {
    const double at = static_cast<double>(n);
    const double shape = std::exp(-6.0 * at / static_cast<double>(length));
    double &tap = taps[set_up.delay + n];
    tap = normal(random) * shape * (1.0 - std::exp(-(at + 1.0) / 4.0));
    energy += tap * tap;
  }
  for (double &tap : taps) tap *= std::pow(10.0, -set_up.loss_db / 20.0) / std::sqrt(energy);
  return taps;
}

Samples through(const Pcm &far, const std::vector<double> &taps) {
  Samples echo(far.size(), 0.0);
  for (size_t n = 0; n < far.size(); n++) {
    const size_t most = std::min(taps.size(), n + 1);
    for (size_t k = 0; k < most; k++) echo[n] += taps[k] * far[n - k];
  }
  return echo;
}

std::vector<SetUp> set_ups(const Options &options) {
  std::vector<SetUp> all;
  for (size_t n = 0; n < (options.quick ? 8U : 28U); n++) {
    all.push_back({n, (n % 14) * 53 % 360, 6.0 + static_cast<double>(n % 4) * 4.0});
  }
  return all;
}

/** G.168's composite source signal: voiced, noise, pause; 350 ms each round. */
Samples composite(double dbm0, double ms, double pause_ms = 101.38) {
  Samples out;
  for (uint32_t round = 0; out.size() < signals::samples_of(ms); round++) {
    Samples voiced = signals::speech(dbm0, 48.62, 12 + round % 3);
    signals::append(out, voiced);
    signals::append(out, signals::noise(dbm0, 200.0, round + 1));
    signals::append(out, signals::silence(pause_ms));
  }
  out.resize(signals::samples_of(ms));
  return out;
}

double level_dbm0(const Samples &sound, size_t begin, size_t end) {
  double sum = 1e-9;
  for (size_t n = begin; n < end && n < sound.size(); n++) sum += sound[n] * sound[n];
  const double mean = sum / static_cast<double>(end - begin);
  return 10.0 * std::log10(mean / (32767.0 * 32767.0 / 2.0)) + 3.14;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[values.size() / 2];
}
double most(const std::vector<double> &values) {
  return *std::max_element(values.begin(), values.end());
}
double least(const std::vector<double> &values) {
  return *std::min_element(values.begin(), values.end());
}

/** How long after the first echo the loss reaches 20 dB in a piece of 50 ms; in s. 99: never. */
double time_to_20_db(const Samples &echo, const Samples &rest, size_t from = 0) {
  bool begun = false;
  for (size_t at = from; at + 400 <= rest.size(); at += 400) {
    const double level = level_dbm0(echo, at, at + 400);
    if (level < -45.0) continue;
    if (!begun) from = at;
    begun = true;
    if (level - level_dbm0(rest, at, at + 400) >= 20.0) {
      return static_cast<double>(at + 400 - from) / 8000.0;
    }
  }
  return 99.0;
}

struct Scene {
  Pcm far, near_pcm;
  Samples echo, talker, noise;
};

Scene scene(const SetUp &set_up, const Samples &far, const Samples &talker) {
  Scene made;
  made.far = on_line(far, Coding::alaw);
  made.echo = through(made.far, path_of(set_up));
  made.talker = talker;
  made.talker.resize(made.far.size(), 0.0);
  Samples near = made.echo;
  signals::add(near, made.talker);
  signals::add(near, signals::noise(-68.0, static_cast<double>(near.size()) / 8.0, 5));
  made.near_pcm = on_line(near, Coding::alaw);
  return made;
}

Samples without(const Samples &out, const Samples &talker) {
  Samples rest = out;
  for (size_t n = 0; n < rest.size(); n++) rest[n] -= talker[n];
  return rest;
}

std::string two(double a, double b, const char *unit) {
  char text[64];
  std::snprintf(text, sizeof text, "%.1f / %.1f %s", a, b, unit);
  return text;
}

void row(const char *metric, const char *limit, const std::string &peer, const std::string &own,
         bool met, int target, const char *floor, const char *goal, bool goal_met) {
  print(ConformanceRow{"echo", metric, limit, peer, own, met, target, floor, goal, goal_met});
}

Samples spoken(const Options &options, const char *voice, size_t from, size_t samples,
               double dbm0) {
  const Pcm all = load_speech(options, voice, from + samples);
  Samples out = signals::speech(dbm0, static_cast<double>(samples) / 8.0, 4);
  if (all.size() == from + samples) {
    out.assign(all.begin() + static_cast<std::ptrdiff_t>(from), all.end());
  }
  double sum = 1.0;
  size_t count = 1;
  for (const double sample : out) {
    if (std::abs(sample) < 300.0) continue;
    sum += sample * sample;
    count++;
  }
  const double wanted = signals::peak_of(dbm0) / std::sqrt(2.0);
  for (double &sample : out) sample *= wanted / std::sqrt(sum / static_cast<double>(count));
  return out;
}

void standard_tests(const Options &options) {
  struct Counts {
    size_t residual = 0, from_second = 0, low_near = 0, after_both = 0, tones = 0;
  } own, peer;
  const auto all = set_ups(options);
  for (const SetUp &set_up : all) {
    const Scene css = scene(set_up, composite(-16.0, 11'000.0), {});
    const auto judge = [&](const Canceller &canceller, Counts &counts) {
      const Samples rest = canceller(css.far, css.near_pcm);
      // Figure 11: -55 + (LRin + 30) x 25 / 30 at 10 s.
      counts.residual += level_dbm0(rest, 80'000, 88'000) <= -55.0 + 14.0 * 25.0 / 30.0;
      counts.from_second +=
          level_dbm0(css.echo, 8000, 80'000) - level_dbm0(rest, 8000, 80'000) >= 20.0;
      Samples low(88'000, 0.0);
      signals::add(low, composite(-31.0, 11'000.0, 127.31));
      const Scene disturbed = scene(set_up, composite(-16.0, 11'000.0), low);
      const Samples left = without(canceller(disturbed.far, disturbed.near_pcm), low);
      counts.low_near +=
          level_dbm0(disturbed.echo, 40'000, 88'000) - level_dbm0(left, 40'000, 88'000) >= 18.0;
      Samples both = composite(-16.0, 5000.0, 127.31);
      both.resize(88'000, 0.0);
      const Scene two_talk = scene(set_up, composite(-16.0, 11'000.0), both);
      const Samples after = canceller(two_talk.far, two_talk.near_pcm);
      counts.after_both += level_dbm0(after, 48'000, 56'000) <= -43.3 + 10.0;
      Samples tones;
      for (const double hz : {697.0, 1209.0, 941.0, 1633.0, 770.0}) {
        signals::append(tones, signals::sine(hz, -16.0, 1000.0));
      }
      signals::append(tones, composite(-16.0, 3000.0));
      const Scene narrow = scene(set_up, tones, {});
      const Samples narrow_rest = canceller(narrow.far, narrow.near_pcm);
      counts.tones += level_dbm0(narrow_rest, 56'000, 64'000) <= -43.3 + 10.0;
    };
    judge(ours_filter, own);
    judge(speex, peer);
  }
  const size_t count = all.size();
  const auto line = [&](const char *metric, const char *limit, size_t mine, size_t other) {
    row(metric, limit, percent(other, count), percent(mine, count), mine == count, 14, "100 %",
        "100 %", mine == count);
  };
  line("2B: residual at 10 s under figure 11, NLP off", "100 %", own.residual, peer.residual);
  line("2B: 20 dB from 1 s on, NLP off", "100 %", own.from_second, peer.from_second);
  line("3A: near end 15 dB lower does not stop it", "100 %", own.low_near, peer.low_near);
  line("3B: after 5 s of two talkers", "100 %", own.after_both, peer.after_both);
  line("6: after 5 s of tones", "100 %", own.tones, peer.tones);
}

void suppression_tests(const Options &options) {
  size_t soon = 0, silent = 0, peer_soon = 0;
  const auto all = set_ups(options);
  for (const SetUp &set_up : all) {
    const Scene css = scene(set_up, composite(-12.0, 4000.0), {});
    const auto lasting = [&](const Samples &rest) {
      for (size_t at = 480 + set_up.delay; at + 400 <= rest.size(); at += 400) {
        const double level = level_dbm0(css.echo, at, at + 400);
        if (level > -40.0 && level - level_dbm0(rest, at, at + 400) < 20.0) return false;
      }
      return true;
    };
    const Samples rest = ours_whole(css.far, css.near_pcm);
    soon += lasting(rest);
    peer_soon += lasting(speex(css.far, css.near_pcm));
    silent += level_dbm0(rest, 16'000, 32'000) <= -60.0;
  }
  row("2A: 20 dB from 50 ms on, NLP on", "100 %", percent(peer_soon, all.size()) + " (no NLP)",
      percent(soon, all.size()), soon * 10 >= all.size() * 7, 15, "70 %", "100 %",
      soon == all.size());
  row("2A: returned echo under -60 dBm0 after 2 s", "100 %", "-", percent(silent, all.size()),
      silent == all.size(), 15, "100 %", "100 %", silent == all.size());
}

void conversations(const Options &options) {
  std::vector<double> time, gap, both, both_low, change, peer_time, peer_gap, peer_both, peer_low,
      peer_change, alone, clipped;
  for (const SetUp &set_up : set_ups(options)) {
    const Samples far = spoken(options, "speech-0", 8000 + set_up.number * 16'000, 112'000, -16.0);
    const Scene single = scene(set_up, far, {});
    const auto judge_single = [&](const Canceller &canceller, std::vector<double> &times,
                                  std::vector<double> &gaps) {
      const Samples rest = canceller(single.far, single.near_pcm);
      times.push_back(time_to_20_db(single.echo, rest));
      Samples coding(single.echo.size());
      for (size_t n = 0; n < coding.size(); n++) coding[n] = single.near_pcm[n] - single.echo[n];
      gaps.push_back(level_dbm0(rest, 72'000, 112'000) - level_dbm0(coding, 72'000, 112'000));
    };
    judge_single(ours_filter, time, gap);
    judge_single(speex, peer_time, peer_gap);
    for (const double lower_db : {0.0, 15.0}) {
      Samples talker(48'000, 0.0);
      signals::append(talker, spoken(options, "speech-4", set_up.number * 16'000, 32'000,
                                     -16.0 - set_up.loss_db - lower_db));
      talker.resize(112'000, 0.0);
      const Scene two_talk = scene(set_up, far, talker);
      const auto judge = [&](const Canceller &canceller) {
        const Samples rest = without(canceller(two_talk.far, two_talk.near_pcm), two_talk.talker);
        return level_dbm0(two_talk.echo, 52'000, 80'000) - level_dbm0(rest, 52'000, 80'000);
      };
      (lower_db == 0.0 ? both : both_low).push_back(judge(ours_filter));
      (lower_db == 0.0 ? peer_both : peer_low).push_back(judge(speex));
      if (lower_db > 0.0) continue;
      const Samples whole = ours_whole(two_talk.far, two_talk.near_pcm);
      size_t frames = 0, lost = 0;
      for (size_t at = 48'000; at + 160 <= 80'000; at += 160) {
        const double near_dbm0 = level_dbm0(two_talk.talker, at, at + 160);
        if (near_dbm0 < -16.0 - set_up.loss_db - 10.0) continue;
        frames++;
        lost += near_dbm0 - level_dbm0(whole, at, at + 160) > 6.0;
      }
      clipped.push_back(100.0 * static_cast<double>(lost) / static_cast<double>(frames + 1));
    }
    Scene moved = single;
    SetUp other = set_up;
    other.delay = (set_up.delay + 90) % 360;
    const Samples second = through(moved.far, path_of(other, 7));
    for (size_t n = 56'000; n < moved.echo.size(); n++) moved.echo[n] = second[n];
    moved.near_pcm = on_line(moved.echo, Coding::alaw);
    change.push_back(time_to_20_db(moved.echo, ours_filter(moved.far, moved.near_pcm), 56'000));
    peer_change.push_back(time_to_20_db(moved.echo, speex(moved.far, moved.near_pcm), 56'000));
    const Samples talker = spoken(options, "speech-4", set_up.number * 16'000, 48'000, -20.0);
    const Samples passed = ours_whole(Pcm(48'000, 0), signals::pcm(talker));
    alone.push_back(std::abs(level_dbm0(passed, 0, 48'000) - level_dbm0(talker, 0, 48'000)));
  }
  row("speech: time to 20 dB, median / worst", "1 s", two(median(peer_time), most(peer_time), "s"),
      two(median(time), most(time), "s"), median(time) <= 1.0 && most(time) <= 3.0, 16,
      "1.0 / 3.0 s", "0.5 / 1.5 s", median(time) <= 0.5 && most(time) <= 1.5);
  row("speech: over the coding's own noise, median / worst", "-",
      two(median(peer_gap), most(peer_gap), "dB"), two(median(gap), most(gap), "dB"),
      median(gap) <= 3.0 && most(gap) <= 8.0, 17, "3 / 8 dB", "1.5 / 4 dB",
      median(gap) <= 1.5 && most(gap) <= 4.0);
  row("two talkers, as loud as the echo: echo reduction, median / worst", "no divergence",
      two(median(peer_both), least(peer_both), "dB"), two(median(both), least(both), "dB"),
      median(both) >= 10.0 && least(both) >= 0.0, 18, "10 / 0 dB", "15 / 6 dB",
      median(both) >= 15.0 && least(both) >= 6.0);
  row("two talkers, 15 dB under the echo: the same", "no divergence",
      two(median(peer_low), least(peer_low), "dB"), two(median(both_low), least(both_low), "dB"),
      median(both_low) >= 10.0 && least(both_low) >= 0.0, 18, "10 / 0 dB", "15 / 6 dB",
      median(both_low) >= 15.0 && least(both_low) >= 6.0);
  row("near frames cut by the NLP, median / worst", "-", "-",
      two(median(clipped), most(clipped), "%"), most(clipped) <= 5.0, 19, "5 %", "1 %",
      most(clipped) <= 1.0);
  row("near end alone, change of level, worst", "transparent", "-", decibels(most(alone), 2),
      most(alone) <= 1.0, 20, "1 dB", "0.2 dB", most(alone) <= 0.2);
  row("path change: time to 20 dB, median / worst", "2A b",
      two(median(peer_change), most(peer_change), "s"), two(median(change), most(change), "s"),
      median(change) <= 1.5, 21, "1.5 s", "0.8 s", median(change) <= 0.8);
}

void cut_through(const Options &options) {
  const trunkline::dsp::DtmfTables tables;
  std::string peers, owns;
  bool floor = true, goal = true;
  for (const double dbm0 : {-10.0, -16.0, -22.0, -28.0}) {
    size_t total = 0, own = 0, peer = 0;
    for (const SetUp &set_up : set_ups(options)) {
      const Samples prompt = spoken(options, "speech-3", set_up.number * 24'000, 88'000, -14.0);
      Samples keys = signals::silence(4000.0);
      signals::append(keys, signals::dtmf_string("1590#2D8", {80.0, 120.0, dbm0, dbm0, 0, 0, 0.3}));
      keys.resize(88'000, 0.0);
      const Scene made = scene(set_up, prompt, keys);
      const auto heard = [&](const Samples &out) {
        trunkline::dsp::DtmfDetector detector(tables);
        const Pcm sound = signals::pcm(out);
        std::string digits;
        for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
          const auto reports = detector.feed(std::span(sound).subspan(at, 80));
          for (size_t r = 0; r < reports.count; r++) {
            if (!reports.list[r].ended) digits += reports.list[r].digit;
          }
        }
        size_t right = 0, from = 0;
        for (const char digit : std::string("1590#2D8")) {
          const size_t at = digits.find(digit, from);
          if (at == std::string::npos) continue;
          right++;
          from = at + 1;
        }
        return right;
      };
      total += 8;
      own += heard(ours_whole(made.far, made.near_pcm));
      peer += heard(speex(made.far, made.near_pcm));
    }
    peers += percent(peer, total) + " ";
    owns += percent(own, total) + " ";
    floor = floor && (own == total || (dbm0 == -28.0 && own * 100 >= total * 95));
    goal = goal && own == total;
  }
  row("digits through a prompt at -10 / -16 / -22 / -28 dBm0", "-", peers, owns, floor, 22,
      "100 / 100 / 100 / 95 %", "100 % all", goal);
}

}  // namespace

void echo_conformance(const Options &options) {
  standard_tests(options);
  suppression_tests(options);
  conversations(options);
  cut_through(options);
}

}  // namespace compare
