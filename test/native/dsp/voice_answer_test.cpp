// The classifier of answers at its limits, inside and outside.
#include <doctest/doctest.h>

#include "../../../native/dsp/voice/answer_classifier.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;
using Finding = AnswerClassifier::Finding;

namespace {

struct Heard {
  Finding answer = Finding::nothing;
  double answer_ms = 0.0;
  std::vector<double> beeps_ms;
};

Heard hear(signals::Samples signal) {
  signals::add(signal, signals::noise(-62.0, static_cast<double>(signal.size()) / 8.0, 5));
  const auto sound = signals::pcm(signal);
  AnswerClassifier classifier;
  Heard heard;
  for (size_t at = 0; at + 160 <= sound.size(); at += 160) {
    const Finding finding = classifier.feed(std::span(sound).subspan(at, 160));
    const double now_ms = static_cast<double>(at + 160) / 8.0;
    if (finding == Finding::beep) {
      heard.beeps_ms.push_back(now_ms);
    } else if (finding != Finding::nothing) {
      heard.answer = finding;
      heard.answer_ms = now_ms;
    }
  }
  return heard;
}

/** Syllables of 200 ms that run into each other. */
signals::Samples word(double ms) {
  signals::Samples out = signals::noise(-17.0, ms, 3);
  for (size_t n = 0; n < out.size(); n++) {
    out[n] *=
        0.1 + 0.9 * std::abs(std::sin(signals::kPi * (static_cast<double>(n) / 1600.0 + 0.2)));
  }
  return out;
}
signals::Samples said(std::initializer_list<double> word_pause_ms) {
  signals::Samples out = signals::silence(400.0);
  bool is_word = true;
  for (const double ms : word_pause_ms) {
    signals::append(out, is_word ? word(ms) : signals::silence(ms));
    is_word = !is_word;
  }
  return out;
}

}  // namespace

TEST_CASE("answer: up to 1.6 s of words and then silence is a person, more is a machine") {
  CHECK(hear(said({120.0, 3000.0})).answer == Finding::human);
  CHECK(hear(said({1550.0, 3000.0})).answer == Finding::human);
  CHECK(hear(said({1800.0, 3000.0})).answer == Finding::machine);
  CHECK(hear(said({600.0, 400.0, 600.0, 3000.0})).answer == Finding::human);
  CHECK(hear(said({600.0, 500.0, 600.0, 500.0, 600.0, 500.0, 600.0, 3000.0})).answer ==
        Finding::machine);
}

TEST_CASE("answer: a pause of 0.5 s within a greeting is not its end, one of 0.8 s is") {
  CHECK(hear(said({500.0, 500.0, 500.0, 500.0, 900.0, 3000.0})).answer == Finding::machine);
  const Heard heard = hear(said({500.0, 800.0, 3000.0, 500.0}));
  CHECK(heard.answer == Finding::human);
  CHECK(heard.answer_ms < 400.0 + 500.0 + 740.0);
}

TEST_CASE("answer: clicks and short noises are nothing said") {
  const Heard heard = hear(said({20.0, 500.0, 20.0, 500.0, 20.0, 5000.0}));
  CHECK(heard.answer == Finding::not_sure);
  CHECK(heard.answer_ms <= 5000.0);
}

TEST_CASE("answer: nobody says anything: not sure after 4.5 s") {
  const Heard heard = hear(signals::silence(6000.0));
  CHECK(heard.answer == Finding::not_sure);
  CHECK(std::abs(heard.answer_ms - 4500.0) <= 20.0);
}

TEST_CASE(
    "answer: beeps from 120 ms to 1.4 s are beeps when they end, shorter and longer are not") {
  const auto greeting = said({3000.0, 500.0});
  for (const double ms : {120.0, 400.0, 1400.0}) {
    const Heard heard = hear(
        signals::joined({greeting, signals::sine(1000.0, -16.0, ms), signals::silence(1000.0)}));
    CAPTURE(ms);
    REQUIRE(heard.beeps_ms.size() == 1);
    const double late_ms = heard.beeps_ms[0] - (3900.0 + ms);
    CHECK(late_ms >= 0.0);
    CHECK(late_ms <= 40.0);
  }
  for (const double ms : {40.0, 1800.0}) {
    const Heard heard = hear(
        signals::joined({greeting, signals::sine(1000.0, -16.0, ms), signals::silence(1000.0)}));
    CAPTURE(ms);
    CHECK(heard.beeps_ms.empty());
  }
}

TEST_CASE("answer: tones of the exchange and of faxes are no beeps") {
  for (const double hz : {425.0, 450.0, 1100.0, 2100.0}) {
    const Heard heard = hear(signals::joined(
        {said({3000.0, 500.0}), signals::sine(hz, -16.0, 400.0), signals::silence(1000.0)}));
    CAPTURE(hz);
    CHECK(heard.answer == Finding::machine);
    CHECK(heard.beeps_ms.empty());
  }
}
