// Caller ID: our FSK receiver at the limits of TIA-716, ETS 300 778 and SIN 227, and caller ID by
// DTMF, beside spandsp's receivers. Over 250 lines: one measurement after the other, each a few
// lines, and none of use elsewhere.
#include <spandsp.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>

#include "../../../native/dsp/callerid/callerid_dtmf.hpp"
#include "../../../native/dsp/callerid/callerid_message.hpp"
#include "../../../native/dsp/callerid/fsk_batch.hpp"
#include "../../../native/dsp/dtmf/dtmf_detector.hpp"
#include "../../native/dsp/callerid_signals.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using signals::Burst;
using trunkline::dsp::FskStandard;
using Octets = std::vector<uint8_t>;
using Pcm = std::vector<int16_t>;

constexpr double kShare = 0.99;  // dsp: a limit holds when 99 of 100 messages are read

// ---- the receivers ----------------------------------------------------------------------------

/** All messages in the sound: type, length, data. */
std::vector<Octets> ours(const Pcm &sound, FskStandard standard = FskStandard::either) {
  using trunkline::dsp::CallerIdMessage;
  trunkline::dsp::FskReceiver receiver(standard);
  CallerIdMessage message;
  std::vector<Octets> found;
  for (size_t at = 0; at < sound.size(); at += 80) {
    const auto reports =
        receiver.feed(std::span(sound).subspan(at, std::min<size_t>(80, sound.size() - at)));
    for (size_t r = 0; r < reports.count; r++) {
      if (message.add(reports.list[r]) != CallerIdMessage::Progress::ready) continue;
      found.emplace_back(message.octets().begin(), message.octets().end());
    }
  }
  return found;
}

void take_message(void *to, const uint8_t *octets, int count) {
  static_cast<std::vector<Octets> *>(to)->emplace_back(octets, octets + std::max(0, count));
}
std::vector<Octets> spandsp_messages(const Pcm &sound, int standard) {
  std::vector<Octets> found;
  adsi_rx_state_t *state = adsi_rx_init(nullptr, standard, take_message, &found);
  for (size_t at = 0; at < sound.size(); at += 160) {
    adsi_rx(state, sound.data() + at, static_cast<int>(std::min<size_t>(160, sound.size() - at)));
  }
  adsi_rx_free(state);
  return found;
}

/** One of the two standards, with the receiver of each library for it. */
struct Kind {
  const char *name;
  Burst burst;
  int spandsp_standard;
  FskStandard alone;
  double weakest_dbm0, twist_from_db, twist_to_db, frequency_error;
};
const std::array<Kind, 2> kKinds = {
    Kind{"Bell 202", signals::kBell202Burst, ADSI_STANDARD_CLASS, FskStandard::bell202, -36.0, -6.0,
         10.0, 0.01},
    Kind{"V.23", signals::kV23Burst, ADSI_STANDARD_CLIP, FskStandard::v23, -38.0, -6.0, 6.0, 0.015},
};

// ---- the line ---------------------------------------------------------------------------------

struct Line {
  Burst burst;
  double snr_db = 200.0;  // in 300 to 3400 Hz
  double dc = 0.0;        // of full scale
  double hum_hz = 0.0, hum_over_signal_db = 0.0;
};

double level_of(const Burst &burst) {
  const auto power = [](double dbm0) { return std::pow(10.0, dbm0 / 10.0); };
  return 10.0 * std::log10((power(burst.mark_dbm0) + power(burst.space_dbm0)) / 2.0);
}

struct Call {
  Pcm sound;
  Octets message;  // type, length, data
};
Call call_on(Line line, Coding coding, std::mt19937 &random) {
  const auto unit = [&] { return static_cast<double>(random() % 1000) / 1000.0; };
  Octets octets = signals::any_message(random);
  line.burst.phase = 6.28 * unit();
  line.burst.begin = unit();
  Samples sound = signals::joined({signals::silence(20.0 + 100.0 * unit()),
                                   signals::burst(octets, line.burst), signals::silence(60.0)});
  const double ms = static_cast<double>(sound.size()) / 8.0 + 1.0, level = level_of(line.burst);
  if (line.snr_db < 100.0) signals::add(sound, band_noise(level - line.snr_db, ms, random()));
  if (line.hum_hz > 0.0) {
    const double hum_dbm0 = level + line.hum_over_signal_db;
    signals::add(sound, signals::sine(line.hum_hz, hum_dbm0, ms, 6.28 * unit()));
  }
  for (double &sample : sound) sample += line.dc * 32768.0;
  octets.pop_back();
  return {on_line(sound, coding), octets};
}

struct Shares {
  double own = 1.0, theirs = 1.0, alone = 1.0;
};
/** The worse of linear and A-law. */
Shares shares_of(const Kind &kind, const Line &line, size_t count) {
  Shares shares;
  for (const Coding coding : {Coding::linear, Coding::alaw}) {
    std::mt19937 random(coding == Coding::linear ? 1U : 2U);
    size_t own = 0, theirs = 0, alone = 0;
    for (size_t n = 0; n < count; n++) {
      const Call call = call_on(line, coding, random);
      const std::vector<Octets> wanted = {call.message};
      own += ours(call.sound) == wanted;
      alone += ours(call.sound, kind.alone) == wanted;
      theirs += spandsp_messages(call.sound, kind.spandsp_standard) == wanted;
    }
    const auto share = [count](size_t n) {
      return static_cast<double>(n) / static_cast<double>(count);
    };
    shares.own = std::min(shares.own, share(own));
    shares.alone = std::min(shares.alone, share(alone));
    shares.theirs = std::min(shares.theirs, share(theirs));
  }
  return shares;
}

/** How far one can go, step by step, while 99 % of the messages are read. */
struct Reach {
  double own = NAN, theirs = NAN, alone = NAN;
};
Reach reach_of(const Kind &kind, double from, double to, double step, size_t count,
               const std::function<Line(double)> &make) {
  Reach reach;
  bool own = true, theirs = true, alone = true;
  for (double value = from; (to - value) * step >= -1e-9 && (own || theirs || alone);
       value += step) {
    const Shares shares = shares_of(kind, make(value), count);
    own = own && shares.own >= kShare;
    theirs = theirs && shares.theirs >= kShare;
    alone = alone && shares.alone >= kShare;
    if (own) reach.own = value;
    if (theirs) reach.theirs = value;
    if (alone) reach.alone = value;
  }
  return reach;
}
std::string text_of(double value, const char *unit) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f %s", value, unit);
  return std::isnan(value) ? "never" : text;
}

// ---- the rows ---------------------------------------------------------------------------------

constexpr const char *kArea = "callerid";

std::string whole_percent(double share) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1f %%", 100.0 * share);
  return text;
}

void row(const Kind &kind, const std::string &metric, const Line &line, size_t count,
         const std::string &limit = "99 %") {
  const Shares shares = shares_of(kind, line, count);
  print(ConformanceRow{kArea, std::string(kind.name) + ": " + metric, limit,
                       whole_percent(shares.theirs), whole_percent(shares.own),
                       shares.own >= kShare, 9, "99 %", "99.9 %", shares.own >= 0.999});
}

void level_rows(const Kind &kind, size_t count) {
  const auto at = [&](double dbm0) { return Line{kind.burst.at_level(dbm0)}; };
  const std::string name = kind.name;
  const Reach low = reach_of(kind, -20.0, -50.0, -1.0, count, at);
  const bool is_bell = kind.alone == FskStandard::bell202;
  print(ConformanceRow{kArea, name + ": lowest level with 99 %", text_of(kind.weakest_dbm0, "dBm0"),
                       text_of(low.theirs, "dBm0"), text_of(low.own, "dBm0"),
                       low.own <= (is_bell ? -37.0 : -38.0), 8, is_bell ? "-37" : "-38", "-42",
                       low.own <= -42.0});
  const Reach high = reach_of(kind, -10.0, 2.0, 1.0, count, at);
  print(ConformanceRow{kArea, name + ": highest level with 99 %", "-4 dBm0",
                       text_of(high.theirs, "dBm0"), text_of(high.own, "dBm0"), high.own >= -4.0, 9,
                       "-4", "0", high.own >= 0.0});
  const Shares weak = shares_of(kind, at(is_bell ? -48.24 : -47.78), count);
  print(ConformanceRow{kArea, name + ": read at the level to be refused", "0 %",
                       whole_percent(weak.theirs), whole_percent(weak.own), weak.own == 0.0, 9,
                       "0 %", "0 %", weak.own == 0.0});
}

void twist_rows(const Kind &kind, size_t count) {
  const auto at = [&](double db) { return Line{kind.burst.at_level(-20.0, db)}; };
  const Reach up = reach_of(kind, 0.0, 14.0, 1.0, count, at);
  const Reach down = reach_of(kind, 0.0, -14.0, -1.0, count, at);
  const auto range = [](double from, double to) {
    return text_of(from, "..") + " " + (to > 0 ? "+" : "") + text_of(to, "dB");
  };
  print(ConformanceRow{kArea, std::string(kind.name) + ": twist, mark over space, with 99 %",
                       range(kind.twist_from_db, kind.twist_to_db), range(down.theirs, up.theirs),
                       range(down.own, up.own),
                       down.own <= kind.twist_from_db && up.own >= kind.twist_to_db, 9,
                       range(kind.twist_from_db, kind.twist_to_db), "-12 .. +12 dB",
                       down.own <= -12.0 && up.own >= 12.0});
}

void noise_rows(const Kind &kind, size_t count) {
  const Reach reach = reach_of(kind, 20.0, 5.0, -1.0, count, [&](double snr_db) {
    return Line{kind.burst, snr_db};
  });
  const bool is_bell = kind.alone == FskStandard::bell202;
  print(ConformanceRow{
      kArea, std::string(kind.name) + ": lowest SNR with 99 %", is_bell ? "25 dB" : "20 dB",
      text_of(reach.theirs, "dB"), text_of(reach.own, "dB"), reach.own <= (is_bell ? 14.0 : 15.0),
      10, is_bell ? "14" : "15", is_bell ? "10" : "11", reach.own <= (is_bell ? 10.0 : 11.0)});
  print(ConformanceRow{kArea, std::string(kind.name) + ": lowest SNR, told the standard", "-", "-",
                       text_of(reach.alone, "dB"), reach.own <= reach.alone + 1.0, 0, "", "",
                       false});
}

void error_rows(const Kind &kind, size_t count) {
  for (const double error : {kind.frequency_error, 0.03}) {
    for (const bool is_rate : {false, true}) {
      const double part = is_rate && error < 0.03 ? 0.01 : error;
      Shares worst;
      for (const double sign : {-1.0, 1.0}) {
        Line line{kind.burst};
        (is_rate ? line.burst.rate_error : line.burst.frequency_error) = sign * part;
        const Shares shares = shares_of(kind, line, count);
        worst.own = std::min(worst.own, shares.own);
        worst.theirs = std::min(worst.theirs, shares.theirs);
      }
      char metric[64];
      std::snprintf(metric, sizeof metric, "%s: %s off by %.1f %%", kind.name,
                    is_rate ? "rate" : "frequencies", 100.0 * part);
      print(ConformanceRow{kArea, metric, part < 0.03 ? "99 %" : "-", whole_percent(worst.theirs),
                           whole_percent(worst.own), worst.own >= kShare, 9, "99 %", "99.9 %",
                           worst.own >= 0.999});
    }
  }
}

void leader_rows(const Kind &kind, size_t count) {
  struct Leader {
    const char *name;
    int seizure_bits, mark_bits, stuffed_marks;
  };
  for (const Leader &leader : {Leader{"short leader, 96 + 55 bits", 96, 55, 0},
                               {"no seizure, 180 marks", 0, 180, 0},
                               {"after a CAS, 80 marks", 0, 80, 0},
                               {"the shortest marks of SIN 227, 30", 96, 30, 0},
                               {"10 marks between octets", 300, 180, 10}}) {
    Line line{kind.burst};
    line.burst.seizure_bits = leader.seizure_bits;
    line.burst.mark_bits = leader.mark_bits;
    line.burst.stuffed_marks = leader.stuffed_marks;
    row(kind, leader.name, line, count);
  }
}

void interference_rows(const Kind &kind, size_t count) {
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
void corner_row(const Kind &kind, size_t count) {
  Shares sum{0.0, 0.0, 0.0};
  double worst = 1.0;
  size_t corners = 0;
  for (const double dbm0 : {-4.0 - kind.twist_to_db / 2.0, kind.weakest_dbm0}) {
    for (const double twist_db : {kind.twist_from_db, kind.twist_to_db}) {
      for (const double frequency : {-kind.frequency_error, kind.frequency_error}) {
        for (const double rate : {-0.01, 0.01}) {
          Line line{kind.burst.at_level(dbm0, twist_db)};
          line.burst.frequency_error = frequency;
          line.burst.rate_error = rate;
          line.snr_db = kind.alone == FskStandard::bell202 ? 25.0 : 20.0;
          const Shares shares = shares_of(kind, line, count);
          sum.own += shares.own;
          sum.theirs += shares.theirs;
          worst = std::min(worst, shares.own);
          corners++;
        }
      }
    }
  }
  const auto mean = [corners](double total) { return total / static_cast<double>(corners); };
  print(ConformanceRow{kArea, std::string(kind.name) + ": all corners together", "99 %",
                       whole_percent(mean(sum.theirs)),
                       whole_percent(mean(sum.own)) + ", worst " + whole_percent(worst),
                       worst >= kShare, 9, "99 %", "99.9 %", worst >= 0.999});
}

void checksum_row(const Kind &kind, size_t count) {
  std::mt19937 random(9);
  size_t own = 0, theirs = 0;
  for (size_t n = 0; n < count; n++) {
    Octets octets = signals::any_message(random);
    octets[2 + random() % (octets.size() - 2)] ^= static_cast<uint8_t>(1 + random() % 255);
    const Pcm sound =
        on_line(signals::joined({signals::silence(50), signals::burst(octets, kind.burst),
                                 signals::silence(60)}),
                Coding::alaw);
    own += ours(sound).size();
    theirs += spandsp_messages(sound, kind.spandsp_standard).size();
  }
  print(ConformanceRow{
      kArea, std::string(kind.name) + ": damaged messages reported, of " + std::to_string(count),
      "0", std::to_string(theirs), std::to_string(own), own == 0, 11, "0", "0", own == 0});
}

// ---- what is no caller ID, and caller ID by digits ----------------------------------------------

std::vector<std::string> our_digits(const Pcm &sound) {
  static const trunkline::dsp::DtmfTables tables;
  trunkline::dsp::DtmfDetector detector(tables);
  trunkline::dsp::CallerIdDtmf reader;
  std::vector<std::string> found;
  for (size_t at = 0; at < sound.size(); at += 80) {
    const auto reports =
        detector.feed(std::span(sound).subspan(at, std::min<size_t>(80, sound.size() - at)));
    bool is_complete = false;
    for (size_t r = 0; r < reports.count; r++) {
      if (!reports.list[r].ended) is_complete = reader.add(reports.list[r].digit) || is_complete;
    }
    if (detector.sounding() == 0) is_complete = reader.pass_time(10) || is_complete;
    if (is_complete) found.emplace_back(reader.text());
  }
  if (reader.finish()) found.emplace_back(reader.text());
  return found;
}
std::string spandsp_digits(const Pcm &sound) {
  dtmf_rx_state_t *state = dtmf_rx_init(nullptr, nullptr, nullptr);
  dtmf_rx(state, sound.data(), static_cast<int>(sound.size()));
  char digits[129];
  const size_t count = dtmf_rx_get(state, digits, 128);
  dtmf_rx_free(state);
  return {digits, count};
}

void false_row(const std::string &what, const Pcm &sound) {
  size_t theirs = 0;
  for (const Kind &kind : kKinds) theirs += spandsp_messages(sound, kind.spandsp_standard).size();
  const size_t own = ours(sound).size() + our_digits(sound).size();
  print(ConformanceRow{kArea, "messages out of " + what, "0", std::to_string(theirs),
                       std::to_string(own), own == 0, 11, "0", "0", own == 0});
}

void digit_rows(size_t count) {
  struct Convention {
    const char *start, *end;
  };
  for (const double ms : {70.0, 45.0}) {
    for (const Convention &convention : {Convention{"A", "C"},
                                         {"A", "#"},
                                         {"D", "C"},
                                         {"D", "#"},
                                         {"", "#"},
                                         {"", ""},
                                         {"*", "*"},
                                         {"C", "A"}}) {
      std::mt19937 random(11);
      size_t own = 0, theirs = 0;
      for (size_t n = 0; n < count; n++) {
        std::string digits = convention.start;
        for (uint32_t k = 3 + random() % 10; k > 0; k--)
          digits += static_cast<char>('0' + random() % 10);
        digits += convention.end;
        signals::Dtmf shape;
        shape.on_ms = shape.off_ms = ms;
        const Pcm sound =
            on_line(signals::joined({signals::silence(40 + random() % 50),
                                     signals::dtmf_string(digits, shape), signals::silence(100)}),
                    Coding::alaw);
        own += our_digits(sound) == std::vector<std::string>{digits};
        theirs += spandsp_digits(sound) == digits;
      }
      const auto name = [](const char *digit) { return *digit == '\0' ? "nothing" : digit; };
      char metric[96];
      std::snprintf(metric, sizeof metric, "DTMF %s .. %s, %.0f/%.0f ms", name(convention.start),
                    name(convention.end), ms, ms);
      print(ConformanceRow{kArea, metric, "100 %", percent(theirs, count), percent(own, count),
                           own == count, 12, "100 %", "100 %", own == count});
    }
  }
}

}  // namespace

void callerid_conformance(const Options &options) {
  const size_t count = options.quick ? 20 : 200;
  for (const Kind &kind : kKinds) {
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
  digit_rows(options.quick ? 10 : 50);
  constexpr size_t kHour = 3600UL * 8000UL;
  const Pcm speech = load_speech(options, "speech", options.quick ? kHour / 12 : 2 * kHour);
  if (!speech.empty()) {
    char what[64];
    std::snprintf(what, sizeof what, "%.1f h of speech",
                  static_cast<double>(speech.size()) / static_cast<double>(kHour));
    false_row(what, speech);
  }
  const double noise_ms = options.quick ? 60000.0 : 600000.0;
  false_row(options.quick ? "1 min of noise" : "10 min of noise",
            on_line(signals::noise(-20.0, noise_ms, 3), Coding::alaw));
}

}  // namespace compare
