#include <doctest/doctest.h>

#include <string>

#include "../../../native/dsp/codec/g711.hpp"
#include "../../../native/dsp/dtmf/dtmf_batch.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;
using signals::Dtmf;

namespace {

const std::string kAll = "1234567890*#ABCD";

/** What a detector hears, in frames of 10 ms, after some silence that shifts the phase of its
 * windows. */
std::string heard(const signals::Samples &signal, int shift = 0) {
  static const DtmfTables tables;
  DtmfDetector detector(tables);
  signals::Samples padded(static_cast<size_t>(shift), 0.0);
  signals::append(padded, signal);
  signals::append(padded, signals::silence(100));
  std::string digits;
  const auto samples = signals::pcm(padded);
  for (size_t at = 0; at + 80 <= samples.size(); at += 80) {
    const auto reports = detector.feed(std::span(samples).subspan(at, 80));
    for (size_t r = 0; r < reports.count; r++) {
      if (reports.list[r].ended) digits += reports.list[r].digit;
    }
  }
  return digits;
}

/** How many of some pulses, at all phases of the windows, are heard as that one digit. */
int hits(const Dtmf &shape, double noise_dbm0 = -120.0) {
  int count = 0;
  uint32_t seed = 1;
  for (const char digit : kAll) {
    for (int shift = 0; shift < 40; shift += 4) {
      signals::Samples pulse = signals::joined({signals::silence(50), signals::dtmf(digit, shape)});
      if (noise_dbm0 > -100) {
        signals::add(pulse,
                     signals::noise(noise_dbm0, static_cast<double>(pulse.size()) / 8, seed++));
      }
      count += heard(pulse, shift) == std::string(1, digit) ? 1 : 0;
    }
  }
  return count;
}
constexpr int kPulses = 160;

}  // namespace

TEST_CASE("all sixteen digits are heard, also through A-law") {
  CHECK(heard(signals::dtmf_string(kAll)) == kAll);
  signals::Samples through = signals::dtmf_string(kAll);
  for (double &sample : through) sample = decode_alaw(alaw_of(static_cast<int16_t>(sample)));
  CHECK(heard(through) == kAll);
}

TEST_CASE("a tone of 40 ms is taken and one of 23 ms is not (Q.24)") {
  CHECK(hits({.on_ms = 40, .off_ms = 40}) == kPulses);
  CHECK(hits({.on_ms = 23, .off_ms = 60}) == 0);
}

TEST_CASE("93 ms a digit are fast enough (Q.24)") {
  CHECK(heard(signals::dtmf_string(kAll, {.on_ms = 50, .off_ms = 43})) == kAll);
  CHECK(heard(signals::dtmf_string("1111222", {.on_ms = 45, .off_ms = 40})) == "1111222");
}

TEST_CASE("a break of 10 ms is bridged and a pause of 40 ms splits (Q.24)") {
  for (int shift = 0; shift < 40; shift += 5) {
    const auto half = signals::dtmf('5', {.on_ms = 50, .off_ms = 0});
    CHECK(heard(signals::joined({half, signals::silence(10), half}), shift) == "5");
    CHECK(heard(signals::joined({half, signals::silence(40), half}), shift) == "55");
  }
}

TEST_CASE("frequencies 1.5 % off are taken and 3.5 % off are not (Q.24)") {
  for (const double sign : {-1.0, 1.0}) {
    CHECK(hits({.on_ms = 50, .low_offset = sign * 0.015, .high_offset = sign * 0.015}) == kPulses);
    CHECK(hits({.on_ms = 50, .low_offset = sign * 0.015, .high_offset = -sign * 0.015}) == kPulses);
    CHECK(hits({.on_ms = 50, .low_offset = sign * 0.035}) == 0);
    CHECK(hits({.on_ms = 50, .high_offset = sign * 0.035}) == 0);
  }
}

TEST_CASE("levels from 0 to -25 dBm0 are taken and -55 dBm0 is not (Q.24)") {
  for (const double dbm0 : {0.0, -3.0, -25.0}) {
    // at 0 dBm0 each, the sum clips at full scale, as it does on a real line
    CHECK(hits({.on_ms = 50, .low_dbm0 = dbm0, .high_dbm0 = dbm0}) == kPulses);
  }
  CHECK(hits({.on_ms = 50, .low_dbm0 = -55, .high_dbm0 = -55}) == 0);
}

TEST_CASE("a twist of +4 to -8 dB is taken and one of 14 dB is not (Q.24)") {
  CHECK(hits({.on_ms = 50, .low_dbm0 = -14, .high_dbm0 = -10}) == kPulses);
  CHECK(hits({.on_ms = 50, .low_dbm0 = -10, .high_dbm0 = -18}) == kPulses);
  CHECK(hits({.on_ms = 50, .low_dbm0 = -24, .high_dbm0 = -10}) == 0);
  CHECK(hits({.on_ms = 50, .low_dbm0 = -10, .high_dbm0 = -24}) == 0);
}

TEST_CASE("noise 15 dB below the tones does not hurt") {
  CHECK(hits({.on_ms = 50, .low_dbm0 = -10, .high_dbm0 = -10}, -25) == kPulses);
}

TEST_CASE("DC and hum of a bad line do not hurt") {
  signals::Samples line = signals::dtmf_string(kAll, {.on_ms = 50, .off_ms = 50});
  for (double &sample : line) sample += 3276.0;  // 10 % of full scale
  signals::add(line, signals::sine(50, -20, static_cast<double>(line.size()) / 8));
  CHECK(heard(line) == kAll);
}

TEST_CASE("speech and dial tone are no digits") {
  CHECK(heard(signals::speech(-15, 120000, 7)).size() <= 1);
  CHECK(heard(signals::sine(450, -10, 2000)).empty());
  CHECK(heard(signals::noise(-15, 20000, 3)).empty());
}

TEST_CASE(
    "DTMF: every instruction set reports what the plain form does, on digits, speech, noise") {
  static const DtmfTables tables;
  signals::Samples signal = signals::dtmf_string("159D*0#A", {50.0, 50.0, -22.0, -20.0});
  signals::append(signal, signals::speech(-16.0, 3000.0, 4));
  signals::append(signal, signals::dtmf_string("2468", {45.0, 45.0, -10.0, -16.0}));
  signals::add(signal, signals::noise(-40.0, 5000.0, 3));
  const auto sound = signals::pcm(signal);
  const auto isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    DtmfBatch batch(tables, isas.list[i]);
    const size_t lanes = batch.lanes();
    std::vector<DtmfDetector> plain(lanes, DtmfDetector(tables));
    std::vector<DigitReports> reports(lanes);
    std::vector<float> frame(lanes * 100);
    std::vector<int16_t> own(100);
    size_t different = 0, found = 0;
    for (size_t at = 0; at + 100 <= sound.size(); at += 100) {
      for (size_t lane = 0; lane < lanes; lane++) {
        for (size_t n = 0; n < 100; n++) {
          frame[n * lanes + lane] = sound[(at + n + lane * 1777) % sound.size()];
        }
      }
      batch.feed(frame.data(), 100, (1ULL << lanes) - 1, reports);
      for (size_t lane = 0; lane < lanes; lane++) {
        for (size_t n = 0; n < 100; n++) own[n] = sound[(at + n + lane * 1777) % sound.size()];
        const DigitReports expected = plain[lane].feed(own);
        different += expected.count != reports[lane].count;
        for (size_t r = 0; r < expected.count && r < reports[lane].count; r++) {
          found++;
          different += expected.list[r].digit != reports[lane].list[r].digit ||
                       expected.list[r].duration_ms != reports[lane].list[r].duration_ms;
        }
      }
    }
    CAPTURE(name_of(isas.list[i]));
    CHECK(found >= 20 * lanes);
    CHECK(different == 0);
  }
}
