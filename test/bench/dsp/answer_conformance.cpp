// Who has answered: 200 labelled calls, half of people, half of machines with a beep. Beside it the
// documented rules of Asterisk's AMD with their defaults: silence is a mean magnitude under 256;
// a first silence of 2.5 s, a greeting of 1.5 s or more than three words are a machine's; 0.8 s of
// silence after a greeting is a person's; after 5 s it is not sure. It looks for no beep.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "../../../native/dsp/voice/answer_classifier.hpp"
#include "voice_calls.hpp"

namespace compare {
namespace {

using trunkline::dsp::AnswerClassifier;
using Finding = AnswerClassifier::Finding;

struct Heard {
  Finding answer = Finding::not_sure;
  double answer_s = 0.0;
  std::vector<double> beeps_s;
};

Heard ours(const std::vector<int16_t> &sound) {
  AnswerClassifier classifier;
  Heard heard;
  for (size_t at = 0; at + 160 <= sound.size(); at += 160) {
    const Finding finding = classifier.feed(std::span(sound).subspan(at, 160));
    const double now_s = static_cast<double>(at + 160) / 8000.0;
    if (finding == Finding::beep) {
      if (classifier.answer() != Finding::nothing) heard.beeps_s.push_back(now_s);
    } else if (finding != Finding::nothing) {
      heard.answer = finding;
      heard.answer_s = now_s;
    }
  }
  return heard;
}

Heard rules(const std::vector<int16_t> &sound) {
  Heard heard;
  int silent_ms = 0, word_ms = 0, greeting_ms = 0, words = 0;
  bool is_in_word = false, has_greeted = false;
  for (size_t at = 0; at + 160 <= sound.size(); at += 160) {
    long sum = 0;
    for (size_t n = at; n < at + 160; n++) sum += std::abs(static_cast<int>(sound[n]));
    const int now_ms = static_cast<int>((at + 160) / 8);
    const bool is_silent = sum / 160 < 256;
    if (is_silent) {
      silent_ms += 20;
      word_ms = 0;
      if (silent_ms >= 50) is_in_word = false;
    } else {
      word_ms += 20;
      greeting_ms += 20;
      if (word_ms >= 100 && !is_in_word) {
        is_in_word = has_greeted = true;
        words++;
      }
      if (word_ms >= 100) silent_ms = 0;
    }
    heard.answer_s = now_ms / 1000.0;
    heard.answer = Finding::machine;
    if (!has_greeted && silent_ms >= 2500) return heard;
    if (has_greeted && (greeting_ms >= 1500 || words > 3)) return heard;
    heard.answer = Finding::human;
    if (has_greeted && silent_ms >= 800) return heard;
    heard.answer = Finding::not_sure;
    if (now_ms >= 5000) return heard;
  }
  return heard;
}

struct Score {
  size_t people = 0, people_right = 0, machines = 0, machines_right = 0, beeps_right = 0;
  std::vector<double> people_s, machines_s, both_s, since_answer_s;
  void count(const AnsweredCall &call, const Heard &heard) {
    const Finding wanted = call.is_machine ? Finding::machine : Finding::human;
    const bool is_right = heard.answer == wanted;
    (call.is_machine ? machines : people)++;
    (call.is_machine ? machines_right : people_right) += is_right;
    since_answer_s.push_back(heard.answer_s);
    both_s.push_back(heard.answer_s - call.voice_begins_s);
    (call.is_machine ? machines_s : people_s).push_back(heard.answer_s - call.voice_begins_s);
    if (!call.is_machine) return;
    const bool is_one = heard.beeps_s.size() == 1;
    beeps_right += is_one && heard.beeps_s[0] >= call.beep_ends_s - 0.02 &&
                   heard.beeps_s[0] < call.beep_ends_s + 0.15;
  }
  std::string shares() const {
    return percent(people_right, people) + " / " + percent(machines_right, machines) + " / " +
           percent(beeps_right, machines);
  }
  bool reaches(double people_share, double beep_share) const {
    const auto share = [](size_t right, size_t of) {
      return static_cast<double>(right) / static_cast<double>(of);
    };
    return share(people_right, people) >= people_share &&
           share(machines_right, machines) >= people_share &&
           share(beeps_right, machines) >= beep_share;
  }
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[values.size() / 2];
}
std::string seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f s", value);
  return text;
}

/** Calls in which nobody answers at all. */
size_t named_of_nobody() {
  using namespace signals;
  std::vector<Samples> calls;
  calls.push_back(silence(6000.0));
  calls.push_back(noise(-45.0, 6000.0, 3));
  calls.push_back(cadence(450.0, -12.0, {1000.0, 4000.0}, 2));
  calls.push_back(cadence(450.0, -12.0, {350.0, 350.0}, 9));
  calls.push_back(cadence(1100.0, -12.0, {500.0, 3000.0}, 2));
  calls.push_back(joined({silence(400.0), sine(2100.0, -12.0, 3300.0), silence(2500.0)}));
  size_t named = 0;
  for (const Samples &call : calls) {
    const Heard heard = ours(on_line(call, Coding::alaw));
    named += heard.answer != Finding::not_sure || !heard.beeps_s.empty();
  }
  return named;
}

}  // namespace

void answer_conformance(const Options &options) {
  const std::vector<Samples> utterances = utterances_of(options);
  const uint32_t calls = options.quick ? 60 : 200;
  for (const Coding coding : {Coding::linear, Coding::alaw}) {
    Score our_score, rule_score;
    for (uint32_t number = 0; number < calls; number++) {
      const AnsweredCall call = answered_call(utterances, number, coding);
      our_score.count(call, ours(call.sound));
      rule_score.count(call, rules(call.sound));
    }
    const double our_median = median(our_score.since_answer_s);
    const std::string on = std::string(", ") + name_of(coding);
    print(ConformanceRow{"answer", "people / machines / beeps told right" + on, "-",
                         rule_score.shares(), our_score.shares(), our_score.reaches(0.95, 0.9), 31,
                         "95 / 95 / 90 %", "98 / 98 / 98 %", our_score.reaches(0.98, 0.98)});
    print(ConformanceRow{"answer", "median time from the answer" + on, "5 s (practice)",
                         seconds(median(rule_score.since_answer_s)), seconds(our_median),
                         our_median <= 2.5, 31, "2.5 s", "2.0 s", our_median <= 2.0});
    const auto times = [](const Score &score) {
      return seconds(median(score.people_s)) + " / " + seconds(median(score.machines_s)) + " / " +
             seconds(median(score.both_s));
    };
    print(ConformanceRow{"answer",
                         "median time from the first sound, people / machines / both" + on, "-",
                         times(rule_score), times(our_score), true, 0, "", "", false});
  }
  const size_t named = named_of_nobody();
  print(ConformanceRow{"answer", "named in silence, noise, ringback, busy, fax tones, of 6", "0",
                       "-", std::to_string(named), named == 0, 31, "0", "0", named == 0});
}

}  // namespace compare
