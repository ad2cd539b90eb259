#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "../../../native/dsp/tones/tone_listener.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

using Names = std::vector<Signal>;

Names names_in(std::string_view plan, const signals::Samples &line) {
  const PlanTables tables(tone_plans()[static_cast<size_t>(tone_plan_index(plan))]);
  ToneListener listener(tables);
  const auto sound = signals::pcm(signals::joined({signals::silence(200), line}));
  Names names;
  for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
    const Signal signal = listener.hear(std::span(sound).subspan(at, 80));
    if (signal != Signal::none) names.push_back(signal);
  }
  return names;
}

signals::Samples two(double first_hz, double first_dbm0, double second_hz, double second_dbm0,
                     std::initializer_list<double> on_off_ms, int cycles) {
  auto line = signals::cadence(first_hz, first_dbm0, on_off_ms, cycles);
  return signals::add(line, signals::cadence(second_hz, second_dbm0, on_off_ms, cycles));
}

/** A note of 440 Hz that fades, with so much of its octave. */
signals::Samples notes(double fade_db_per_s, double octave, double ms, int count) {
  signals::Samples line;
  for (int n = 0; n < count; n++) {
    auto note = signals::sine(440, -12, ms);
    auto upper = signals::sine(880, -12, ms);
    for (size_t k = 0; k < note.size(); k++) {
      const double fade = std::pow(10.0, -fade_db_per_s * static_cast<double>(k) / 160'000.0);
      note[k] = fade * (note[k] + octave * upper[k]);
    }
    signals::append(line, note);
    signals::append(line, signals::silence(ms));
  }
  return line;
}

}  // namespace

TEST_CASE("UK tones may be 2 % off: 408 Hz is busy, congestion and ringback with 459 Hz") {
  for (const double factor : {0.98, 1.0, 1.02}) {
    CAPTURE(factor);
    CHECK(names_in("UK", signals::cadence(400 * factor, -10, {375, 375}, 5)) ==
          Names{Signal::busy});
    CHECK(names_in("UK", signals::cadence(400 * factor, -10, {400, 350, 225, 525}, 5)) ==
          Names{Signal::congestion});
    CHECK(names_in("UK", two(400 * factor, -12, 450 * factor, -12, {400, 200, 400, 2000}, 3)) ==
          Names{Signal::ringback});
  }
}

TEST_CASE("two tones 6 dB apart are a pair, the stronger alone is not") {
  for (const double twist : {-6.0, 6.0}) {
    CAPTURE(twist);
    CHECK(names_in("US", two(440, -16 + twist, 480, -16, {2000, 4000}, 2)) ==
          Names{Signal::ringback});
    CHECK(names_in("US", two(480, -16 + twist, 620, -16, {500, 500}, 5)) == Names{Signal::busy});
  }
  for (const double hz : {440.0, 460.0, 480.0, 620.0}) {
    CAPTURE(hz);
    CHECK(names_in("US", signals::cadence(hz, -12, {500, 500}, 5)).empty());
  }
  CHECK(names_in("US", signals::cadence(480, -12, {2000, 4000}, 2)).empty());
}

TEST_CASE("special information tones: 50 Hz off, 260 to 400 ms, 30 ms apart (E.180)") {
  for (const double hz : {-50.0, 0.0, 50.0}) {
    for (const double ms : {260.0, 330.0, 400.0}) {
      for (const double gap_ms : {0.0, 30.0}) {
        signals::Samples line;
        for (const double nominal : {950.0, 1400.0, 1800.0}) {
          signals::append(line, signals::sine(nominal + hz, -15, ms));
          signals::append(line, signals::silence(gap_ms));
        }
        signals::append(line, signals::silence(1000));
        CAPTURE(hz);
        CAPTURE(ms);
        CAPTURE(gap_ms);
        CHECK(names_in("ETSI", line) == Names{Signal::special_information});
      }
    }
  }
  auto backwards = signals::sine(1800, -15, 330);
  signals::append(backwards, signals::sine(1400, -15, 330));
  signals::append(backwards, signals::sine(950, -15, 330));
  CHECK(names_in("ETSI", signals::joined({backwards, signals::silence(1000)})).empty());
}

TEST_CASE("fax: CNG within 38 Hz and 15 %, CED with its phase reversals (T.30, V.8)") {
  for (const double side : {-1.0, 1.0}) {
    CHECK(names_in("CN", signals::cadence(1100 + 38 * side, -20,
                                          {500 * (1 + 0.15 * side), 3000 * (1 - 0.15 * side)},
                                          2)) == Names{Signal::fax_calling});
  }
  signals::Samples answer;
  for (int n = 0; n < 7; n++) {
    signals::append(answer, signals::sine(2100, -15, 450, n % 2 == 0 ? 0.0 : signals::kPi));
  }
  for (size_t n = 0; n < answer.size(); n++) {
    answer[n] *= 1.0 + 0.2 * std::sin(2.0 * signals::kPi * 15.0 * static_cast<double>(n) / 8000.0);
  }
  CHECK(names_in("CN", answer) == Names{Signal::fax_answer});
}

TEST_CASE("a weaker tone is heard right after a loud one") {
  const auto line = signals::joined({signals::sine(450, -5, 2000), signals::silence(1000),
                                     signals::cadence(450, -30, {350, 350}, 5)});
  CHECK(names_in("CN", line) == Names{Signal::dial, Signal::busy});
}

TEST_CASE("notes in the rhythm of busy are music: they fade, or have harmonics") {
  CHECK(names_in("CN", notes(0.0, 0.0, 350, 6)) == Names{Signal::busy});
  CHECK(names_in("CN", notes(14.0, 0.1, 350, 6)).empty());
  CHECK(names_in("CN", notes(0.0, 0.5, 350, 6)).empty());
}

TEST_CASE("a long note of 440 Hz is no dial tone when it trembles or has harmonics") {
  CHECK(names_in("CN", signals::sine(440, -12, 3000)) == Names{Signal::dial});
  signals::Samples trembling(24000);
  double phase = 0.0;
  for (size_t n = 0; n < trembling.size(); n++) {
    const double tremor = std::sin(2.0 * signals::kPi * 5.5 * static_cast<double>(n) / 8000.0);
    phase += 2.0 * signals::kPi * (440.0 + 12.0 * tremor) / 8000.0;
    trembling[n] = signals::peak_of(-12) * std::sin(phase);
  }
  CHECK(names_in("CN", trembling).empty());
  CHECK(names_in("CN", notes(0.0, 0.5, 3000, 1)).empty());
}

TEST_CASE("a pause of the length of a ringback's proves nothing before the first burst") {
  const auto line =
      signals::joined({signals::silence(3800), signals::cadence(450, -10, {350, 350}, 4)});
  CHECK(names_in("CN", line) == Names{Signal::busy});
}
