// Caller ID by DTMF, and what is no caller ID at all: speech and noise.
#include <spandsp.h>

#include <algorithm>
#include <cstdio>

#include "../../../native/dsp/callerid/callerid_dtmf.hpp"
#include "../../../native/dsp/dtmf/dtmf_detector.hpp"
#include "callerid_calls.hpp"

namespace compare {
namespace {

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
  for (const CallerIdKind &kind : caller_id_kinds())
    theirs += spandsp_messages(sound, kind.spandsp_standard).size();
  const size_t own = our_messages(sound).size() + our_digits(sound).size();
  print(ConformanceRow{kCallerIdArea, "messages out of " + what, "0", std::to_string(theirs),
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
      print(ConformanceRow{kCallerIdArea, metric, "100 %", percent(theirs, count),
                           percent(own, count), own == count, 12, "100 %", "100 %", own == count});
    }
  }
}

}  // namespace

void callerid_digit_rows(const Options &options) {
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
