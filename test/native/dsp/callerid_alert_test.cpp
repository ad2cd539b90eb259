#include <doctest/doctest.h>

#include <cstdlib>

#include "../../../native/dsp/callerid/alerting_tone.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

struct Alert {
  double low_dbm0 = -22.0, high_dbm0 = -22.0, ms = 80.0;
  double error = 0.0;  // of the frequencies
};

signals::Samples tones(const Alert &alert) {
  signals::Samples both =
      signals::sine(2130.0 * (1.0 + alert.error), alert.low_dbm0, alert.ms, 1.0);
  return signals::add(both, signals::sine(2750.0 * (1.0 + alert.error), alert.high_dbm0, alert.ms));
}

/** Lengths of the alerting tones in the signal. */
std::vector<uint32_t> hear(const signals::Samples &signal) {
  AlertingToneDetector detector;
  std::vector<uint32_t> heard;
  const auto sound = signals::pcm(signal);
  for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
    const uint32_t ms = detector.feed(std::span(sound).subspan(at, 80));
    if (ms > 0) heard.push_back(ms);
  }
  return heard;
}
size_t count_in(const Alert &alert, double begin_ms = 50.0) {
  return hear(signals::joined({signals::silence(begin_ms), tones(alert), signals::silence(80)}))
      .size();
}

}  // namespace

TEST_CASE("alerting tones of 75 to 110 ms and -14 to -32 dBm0 are found, off by 0.5 % too") {
  for (const double ms : {75.0, 80.0, 85.0, 100.0, 110.0}) {
    for (const double dbm0 : {-14.0, -22.0, -32.0}) {
      for (const double error : {-0.005, 0.0, 0.005}) {
        for (const double begin_ms : {50.0, 51.3, 53.1}) {
          CHECK(count_in({dbm0, dbm0, ms, error}, begin_ms) == 1);
        }
      }
    }
  }
}

TEST_CASE("the tones of an alert may differ by 6 dB") {
  CHECK(count_in({-20.0, -26.0}) == 1);
  CHECK(count_in({-26.0, -20.0}) == 1);
}

TEST_CASE("what is too short, too long, too weak, out of tune or one tone alone is no alert") {
  CHECK(count_in({-22.0, -22.0, 45.0}) == 0);
  CHECK(count_in({-22.0, -22.0, 200.0}) == 0);
  CHECK(count_in({-44.0, -44.0}) == 0);
  CHECK(count_in({-22.0, -22.0, 80.0, 0.02}) == 0);
  CHECK(count_in({-22.0, -60.0}) == 0);
}

TEST_CASE("the length is told within 5 ms, and noise of 15 dB does no harm") {
  auto line = signals::joined({signals::silence(50), tones({}), signals::silence(80)});
  const double ms = static_cast<double>(line.size()) / 8.0;
  const auto heard = hear(signals::add(line, signals::noise(-34.0, ms)));
  REQUIRE(heard.size() == 1);
  CHECK(std::abs(static_cast<int>(heard[0]) - 80) <= 5);
}

TEST_CASE("speech, noise and DTMF hold no alert") {
  CHECK(hear(signals::speech(-15, 120000, 12)).empty());
  CHECK(hear(signals::noise(-15, 60000, 6)).empty());
  CHECK(hear(signals::dtmf_string("123A456B789C*0#D")).empty());
}

TEST_CASE("what the generator sends is found") {
  AlertingToneGenerator generator;
  generator.begin(kCallWaitingAlertMs, -15.0);
  std::vector<int16_t> sound(1600);
  CHECK(generator.fill(sound) == 640);
  CHECK(generator.done());
  CHECK(signals::level_at(std::span<const int16_t>(sound).first(640), 2130) ==
        doctest::Approx(-15.0).epsilon(0.01));
  AlertingToneDetector detector;
  uint32_t heard = 0;
  for (size_t at = 0; at < sound.size(); at += 160) {
    heard = std::max(heard, detector.feed(std::span<const int16_t>(sound).subspan(at, 160)));
  }
  CHECK(std::abs(static_cast<int>(heard) - 80) <= 5);
}
