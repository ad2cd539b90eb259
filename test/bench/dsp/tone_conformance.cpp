// Tones: every signal of every plan at the limits of its standard, beside spandsp's receiver; times
// to a report; what is heard in speech, music, digits and data, where there is nothing.
#include <algorithm>
#include <cstdio>

#include "../../../native/dsp/tones/tone_listener.hpp"
#include "areas.hpp"
#include "tone_peer.hpp"
#include "tone_sounds.hpp"

namespace compare {
namespace {

namespace dsp = trunkline::dsp;
using Pcm = std::vector<int16_t>;

/** What one receiver named, in order. */
struct Named {
  std::string_view word;
  double ms = 0.0;
};

struct Receivers {
  explicit Receivers(const LinePlan &wanted)
      : plan(&wanted),
        tables(dsp::tone_plans()[static_cast<size_t>(dsp::tone_plan_index(wanted.name))]),
        peer(wanted) {}

  std::vector<Named> ours(const Pcm &sound) const {
    dsp::ToneListener listener(tables);
    std::vector<Named> named;
    for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
      const dsp::Signal signal = listener.hear(std::span(sound).subspan(at, 80));
      if (signal == dsp::Signal::none) continue;
      named.push_back({dsp::word_of(signal), static_cast<double>(at + 80) / 8.0});
    }
    return named;
  }
  std::vector<Named> theirs(const Pcm &sound) {
    std::vector<Named> named;
    for (const PeerReport &report : peer.hear(sound)) {
      named.push_back({plan->tones[report.tone].word, static_cast<double>(report.samples) / 8.0});
    }
    return named;
  }

  const LinePlan *plan;
  dsp::PlanTables tables;
  TonePeer peer;
};

bool only(const std::vector<Named> &named, std::string_view word) {
  return !named.empty() && std::all_of(named.begin(), named.end(),
                                       [&](const Named &each) { return each.word == word; });
}

struct Condition {
  const char *what;
  std::vector<Bend> bends;
  enum class Only : uint8_t { all, cadenced, dual } only = Only::all;
};

std::vector<Condition> conditions() {
  std::vector<Bend> corners;
  for (const double offset : {-1.0, 1.0}) {
    for (const double time : {-1.0, 1.0}) {
      for (const double dbm0 : {-3.0, -40.0}) corners.push_back({dbm0, offset, time, 0.0, 20.0});
    }
  }
  return {{"nominal", {{}}},
          {"0 dBm0", {{0.0}}},
          {"-30 dBm0", {{-30.0}}},
          {"-40 dBm0", {{-40.0}}},
          {"lowest frequency", {{-10.0, -1.0}}},
          {"highest frequency", {{-10.0, 1.0}}},
          {"fastest cadence", {{-10.0, 0.0, -1.0}}, Condition::Only::cadenced},
          {"slowest cadence", {{-10.0, 0.0, 1.0}}, Condition::Only::cadenced},
          {"noise 20 dB below, -10 dBm0", {{-10.0, 0.0, 0.0, 0.0, 20.0}}},
          {"noise 20 dB below, -25 dBm0", {{-25.0, 0.0, 0.0, 0.0, 20.0}}},
          {"noise 20 dB below, -40 dBm0", {{-40.0, 0.0, 0.0, 0.0, 20.0}}},
          {"noise 12 dB below, -15 dBm0", {{-15.0, 0.0, 0.0, 0.0, 12.0}}},
          {"twist of 6 dB",
           {{-10.0, 0.0, 0.0, 6.0}, {-10.0, 0.0, 0.0, -6.0}, {-30.0, 0.0, 0.0, 6.0, 20.0}},
           Condition::Only::dual},
          {"all corners, noise 20 dB below", corners}};
}

bool applies(const Condition &condition, const LineTone &tone) {
  if (condition.only == Condition::Only::cadenced) return !tone.is_continuous();
  return condition.only != Condition::Only::dual || tone.is_dual();
}

struct Tally {
  size_t own = 0, peer = 0, of = 0;
  std::string missed;
};

Tally measure(Receivers &receivers, const Condition &condition, Coding coding, uint32_t repeats) {
  Tally tally;
  for (const LineTone &tone : receivers.plan->tones) {
    if (!applies(condition, tone)) continue;
    bool own = true, peer = true;
    for (const Bend &bend : condition.bends) {
      for (uint32_t n = 1; n <= repeats; n++) {
        const Pcm sound = on_line(bent_tone(tone, bend, enough_ms(tone), n), coding);
        own = own && only(receivers.ours(sound), tone.word);
        peer = peer && only(receivers.theirs(sound), tone.word);
      }
    }
    tally.of++;
    tally.own += own ? 1 : 0;
    tally.peer += peer ? 1 : 0;
    if (!own) tally.missed += " " + std::string(tone.word);
  }
  return tally;
}

std::string share_text(size_t met, size_t of) {
  return std::to_string(met) + " of " + std::to_string(of);
}

void limit_rows(const LinePlan &plan, const Options &options, Tally &sum) {
  Receivers receivers(plan);
  const uint32_t repeats = options.quick ? 1 : 4;
  for (const Condition &condition : conditions()) {
    const Tally tally = measure(receivers, condition, Coding::alaw, repeats);
    if (tally.of == 0) continue;
    sum.own += tally.own, sum.peer += tally.peer, sum.of += tally.of;
    const std::string missed = tally.missed.empty() ? "" : "; not" + tally.missed;
    print(ConformanceRow{"tone", "plan " + std::string(plan.name) + ": " + condition.what,
                         "all tones", share_text(tally.peer, tally.of),
                         share_text(tally.own, tally.of) + missed, tally.own == tally.of, 25, "all",
                         "all", tally.own == tally.of});
  }
}

/** The slowest of ten times until `word` is named, in ms; 0 when it once is not. */
template <typename Ear>
double slowest(const LineTone &tone, const Ear &ear) {
  double worst = 0.0;
  for (uint32_t n = 1; n <= 10; n++) {
    const Pcm sound = on_line(bent_tone(tone, {}, enough_ms(tone), n), Coding::alaw);
    const std::vector<Named> named = ear(sound);
    if (named.empty() || named[0].word != tone.word) return 0.0;
    worst = std::max(worst, named[0].ms - 400.0);
  }
  return worst;
}

std::string seconds(double ms) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f s", ms / 1000.0);
  return ms > 0.0 ? text : "never";
}

void time_rows() {
  Receivers china(line_plans()[0]);
  struct Time {
    const char *word;
    const char *what;
    double floor_ms, goal_ms;
  };
  for (const Time &time :
       {Time{"busy", "three bursts of busy", 2200, 2100}, Time{"ringback", "ringback", 4400, 1200},
        Time{"dial", "dial tone", 1500, 1300}}) {
    const auto tone = std::find_if(china.plan->tones.begin(), china.plan->tones.end(),
                                   [&](const LineTone &each) { return each.word == time.word; });
    const double own = slowest(*tone, [&](const Pcm &sound) { return china.ours(sound); });
    const double peer = slowest(*tone, [&](const Pcm &sound) { return china.theirs(sound); });
    print(ConformanceRow{"tone", std::string("time to name ") + time.what, "-", seconds(peer),
                         seconds(own), own > 0.0 && own <= time.floor_ms, 26,
                         "<= " + seconds(time.floor_ms), "<= " + seconds(time.goal_ms),
                         own > 0.0 && own <= time.goal_ms});
  }
}

void false_row(const std::string &what, const Pcm &sound, double allowed) {
  size_t own = 0, peer = 0;
  std::string words;
  for (const LinePlan &plan : line_plans()) {
    Receivers receivers(plan);
    for (const Named &named : receivers.ours(sound)) {
      if (own++ < 6) words += " " + std::string(plan.name) + ":" + std::string(named.word);
    }
    peer += receivers.theirs(sound).size();
  }
  char length[32];
  std::snprintf(length, sizeof length, ", %.1f h", static_cast<double>(sound.size()) / 28.8e6);
  print(ConformanceRow{"tone", "named in " + what + length + ", four plans", "0",
                       std::to_string(peer), std::to_string(own) + words,
                       static_cast<double>(own) <= allowed, 26, "0", "0", own == 0});
}

}  // namespace

void tone_conformance(const Options &options) {
  Tally sum;
  for (const LinePlan &plan : line_plans()) limit_rows(plan, options, sum);
  print(ConformanceRow{"tone", "limits missed, of " + std::to_string(sum.of), "0",
                       std::to_string(sum.of - sum.peer), std::to_string(sum.of - sum.own),
                       sum.own == sum.of, 25, "0", "0", sum.own == sum.of});
  time_rows();
  const Pcm speech = load_speech(options, "speech", (options.quick ? 600 : 7200) * size_t{8000});
  const double minutes = options.quick ? 5.0 : 60.0;
  if (!speech.empty()) {
    false_row("speech", speech, 0);
    false_row("two people talking at once", two_at_once(speech), 0);
  }
  false_row("music", signals::pcm(music(minutes, 3)), 0);
  false_row("strings of digits", signals::pcm(digit_strings(minutes / 6.0, 4)), 0);
  false_row("bursts of caller ID", signals::pcm(fsk_bursts(minutes / 6.0, 5)), 0);
  false_row("noise of -20 dBm0", signals::pcm(signals::noise(-20.0, minutes * 10'000.0, 6)), 0);
}

}  // namespace compare
