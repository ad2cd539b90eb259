// Caller ID: our FSK receiver at the limits of TIA-716, ETS 300 778 and SIN 227, beside spandsp's.
// Over 250 lines: one measurement after the other, each a few lines, and none of use elsewhere.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "callerid_calls.hpp"

namespace compare {
namespace {

std::string text_of(double value, const char *unit) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f %s", value, unit);
  return std::isnan(value) ? "never" : text;
}

std::string whole_percent(double share) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f %%", 100.0 * share);
  return text;
}

void row(const CallerIdKind &kind, const std::string &metric, const CallerIdLine &line,
         size_t count, const std::string &limit = "99 %") {
  const CallerIdShares shares = shares_of(kind, line, count);
  print(ConformanceRow{kCallerIdArea, std::string(kind.name) + ": " + metric, limit,
                       whole_percent(shares.theirs), whole_percent(shares.own),
                       shares.own >= kCallerIdShare, 9, "99 %", "99.9 %", shares.own >= 0.999});
}

void level_rows(const CallerIdKind &kind, size_t count) {
  const auto at = [&](double dbm0) { return CallerIdLine{kind.burst.at_level(dbm0)}; };
  const std::string name = kind.name;
  const CallerIdReach low = reach_of(kind, -20.0, -50.0, -1.0, count, at);
  const bool is_bell = kind.is_bell();
  print(ConformanceRow{kCallerIdArea, name + ": lowest level with 99 %",
                       text_of(kind.weakest_dbm0, "dBm0"), text_of(low.theirs, "dBm0"),
                       text_of(low.own, "dBm0"), low.own <= (is_bell ? -37.0 : -38.0), 8,
                       is_bell ? "-37" : "-38", "-42", low.own <= -42.0});
  const CallerIdReach high = reach_of(kind, -10.0, 2.0, 1.0, count, at);
  print(ConformanceRow{kCallerIdArea, name + ": highest level with 99 %", "-4 dBm0",
                       text_of(high.theirs, "dBm0"), text_of(high.own, "dBm0"), high.own >= -4.0, 9,
                       "-4", "0", high.own >= 0.0});
  const CallerIdShares weak = shares_of(kind, at(is_bell ? -48.24 : -47.78), count);
  print(ConformanceRow{kCallerIdArea, name + ": read at the level to be refused", "0 %",
                       whole_percent(weak.theirs), whole_percent(weak.own), weak.own == 0.0, 9,
                       "0 %", "0 %", weak.own == 0.0});
}

void twist_rows(const CallerIdKind &kind, size_t count) {
  const auto at = [&](double db) { return CallerIdLine{kind.burst.at_level(-20.0, db)}; };
  const CallerIdReach up = reach_of(kind, 0.0, 14.0, 1.0, count, at);
  const CallerIdReach down = reach_of(kind, 0.0, -14.0, -1.0, count, at);
  const auto range = [](double from, double to) {
    return text_of(from, "..") + " " + (to > 0 ? "+" : "") + text_of(to, "dB");
  };
  print(ConformanceRow{
      kCallerIdArea, std::string(kind.name) + ": twist, mark over space, with 99 %",
      range(kind.twist_from_db, kind.twist_to_db), range(down.theirs, up.theirs),
      range(down.own, up.own), down.own <= kind.twist_from_db && up.own >= kind.twist_to_db, 9,
      range(kind.twist_from_db, kind.twist_to_db), "-12 .. +12 dB",
      down.own <= -12.0 && up.own >= 12.0});
}

void noise_rows(const CallerIdKind &kind, size_t count) {
  const CallerIdReach reach = reach_of(kind, 20.0, 5.0, -1.0, count, [&](double snr_db) {
    return CallerIdLine{kind.burst, snr_db};
  });
  const bool is_bell = kind.is_bell();
  print(ConformanceRow{
      kCallerIdArea, std::string(kind.name) + ": lowest SNR with 99 %", is_bell ? "25 dB" : "20 dB",
      text_of(reach.theirs, "dB"), text_of(reach.own, "dB"), reach.own <= (is_bell ? 14.0 : 15.0),
      10, is_bell ? "14" : "15", is_bell ? "10" : "11", reach.own <= (is_bell ? 10.0 : 11.0)});
  print(ConformanceRow{kCallerIdArea, std::string(kind.name) + ": lowest SNR, told the standard",
                       "-", "-", text_of(reach.alone, "dB"), reach.own <= reach.alone + 1.0, 0, "",
                       "", false});
}

void error_rows(const CallerIdKind &kind, size_t count) {
  for (const double error : {kind.frequency_error, 0.03}) {
    for (const bool is_rate : {false, true}) {
      const double part = is_rate && error < 0.03 ? 0.01 : error;
      CallerIdShares worst;
      for (const double sign : {-1.0, 1.0}) {
        CallerIdLine line{kind.burst};
        (is_rate ? line.burst.rate_error : line.burst.frequency_error) = sign * part;
        const CallerIdShares shares = shares_of(kind, line, count);
        worst.own = std::min(worst.own, shares.own);
        worst.theirs = std::min(worst.theirs, shares.theirs);
      }
      char metric[64];
      std::snprintf(metric, sizeof metric, "%s: %s off by %.1f %%", kind.name,
                    is_rate ? "rate" : "frequencies", 100.0 * part);
      print(ConformanceRow{kCallerIdArea, metric, part < 0.03 ? "99 %" : "-",
                           whole_percent(worst.theirs), whole_percent(worst.own),
                           worst.own >= kCallerIdShare, 9, "99 %", "99.9 %", worst.own >= 0.999});
    }
  }
}

void leader_rows(const CallerIdKind &kind, size_t count) {
  struct Leader {
    const char *name;
    int seizure_bits, mark_bits, stuffed_marks;
  };
  for (const Leader &leader : {Leader{"short leader, 96 + 55 bits", 96, 55, 0},
                               {"no seizure, 180 marks", 0, 180, 0},
                               {"after a CAS, 80 marks", 0, 80, 0},
                               {"the shortest marks of SIN 227, 30", 96, 30, 0},
                               {"10 marks between octets", 300, 180, 10}}) {
    CallerIdLine line{kind.burst};
    line.burst.seizure_bits = leader.seizure_bits;
    line.burst.mark_bits = leader.mark_bits;
    line.burst.stuffed_marks = leader.stuffed_marks;
    row(kind, leader.name, line, count);
  }
}

void interference_rows(const CallerIdKind &kind, size_t count) {
  row(kind, "DC 10 % of full scale", {.burst = kind.burst, .dc = 0.1}, count);
  row(kind, "DC 10 %, weakest signal", {.burst = kind.burst.at_level(kind.weakest_dbm0), .dc = 0.1},
      count);
  struct Hum {
    double hz, over_signal_db;
  };
  for (const Hum hum : {Hum{50.0, 18.0}, {60.0, 18.0}, {100.0, 12.0}, {180.0, 6.0}}) {
    char metric[64];
    std::snprintf(metric, sizeof metric, "hum %.0f Hz, %.0f dB over", hum.hz, hum.over_signal_db);
    // At -20 dBm0 the sum still fits PCM16.
    row(kind, metric,
        {.burst = kind.burst.at_level(-20.0),
         .hum_hz = hum.hz,
         .hum_over_signal_db = hum.over_signal_db},
        count);
  }
  for (double hz = 200.0; hz <= 3300.0; hz += 1000.0) {
    char metric[64];
    std::snprintf(metric, sizeof metric, "tone of %.0f Hz, 25 dB under", hz);
    row(kind, metric, {.burst = kind.burst, .hum_hz = hz, .hum_over_signal_db = -25.0}, count);
  }
}

/** Level, twist, frequency, rate at their limits together, with 25 dB of noise (V.23: 20). */
void corner_row(const CallerIdKind &kind, size_t count) {
  CallerIdShares sum{0.0, 0.0, 0.0};
  double worst = 1.0;
  size_t corners = 0;
  for (const double dbm0 : {-4.0 - kind.twist_to_db / 2.0, kind.weakest_dbm0}) {
    for (const double twist_db : {kind.twist_from_db, kind.twist_to_db}) {
      for (const double frequency : {-kind.frequency_error, kind.frequency_error}) {
        for (const double rate : {-0.01, 0.01}) {
          CallerIdLine line{kind.burst.at_level(dbm0, twist_db)};
          line.burst.frequency_error = frequency;
          line.burst.rate_error = rate;
          line.snr_db = kind.is_bell() ? 25.0 : 20.0;
          const CallerIdShares shares = shares_of(kind, line, count);
          sum.own += shares.own;
          sum.theirs += shares.theirs;
          worst = std::min(worst, shares.own);
          corners++;
        }
      }
    }
  }
  const auto mean = [corners](double total) { return total / static_cast<double>(corners); };
  print(ConformanceRow{kCallerIdArea, std::string(kind.name) + ": all corners together", "99 %",
                       whole_percent(mean(sum.theirs)),
                       whole_percent(mean(sum.own)) + ", worst " + whole_percent(worst),
                       worst >= kCallerIdShare, 9, "99 %", "99.9 %", worst >= 0.999});
}

void checksum_row(const CallerIdKind &kind, size_t count) {
  std::mt19937 random(9);
  size_t own = 0, theirs = 0;
  for (size_t n = 0; n < count; n++) {
    Octets octets = signals::any_message(random);
    octets[2 + random() % (octets.size() - 2)] ^= static_cast<uint8_t>(1 + random() % 255);
    const Pcm sound =
        on_line(signals::joined({signals::silence(50), signals::burst(octets, kind.burst),
                                 signals::silence(60)}),
                Coding::alaw);
    own += our_messages(sound).size();
    theirs += spandsp_messages(sound, kind.spandsp_standard).size();
  }
  print(ConformanceRow{
      kCallerIdArea,
      std::string(kind.name) + ": damaged messages reported, of " + std::to_string(count), "0",
      std::to_string(theirs), std::to_string(own), own == 0, 11, "0", "0", own == 0});
}

}  // namespace

void callerid_conformance(const Options &options) {
  const size_t count = options.quick ? 20 : 200;
  for (const CallerIdKind &kind : caller_id_kinds()) {
    row(kind, "nominal, -13.5 dBm0", {kind.burst}, count);
    level_rows(kind, count);
    twist_rows(kind, count);
    noise_rows(kind, count);
    error_rows(kind, count);
    leader_rows(kind, count);
    interference_rows(kind, count);
    corner_row(kind, options.quick ? 5 : 50);
    checksum_row(kind, options.quick ? 60 : 600);
  }
  callerid_digit_rows(options);
}

}  // namespace compare
