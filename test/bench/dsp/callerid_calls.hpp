/*
 * What it does: calls with caller ID as a line may bring them, and what our receiver and spandsp's
 * make of them: what the measurements of caller ID share.
 */
#pragma once
#include <array>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "../../../native/dsp/callerid/fsk_standard.hpp"
#include "../../native/dsp/callerid_signals.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {

using Octets = std::vector<uint8_t>;
using Pcm = std::vector<int16_t>;

constexpr const char *kCallerIdArea = "callerid";
/** A limit holds when 99 of 100 messages are read. */
constexpr double kCallerIdShare = 0.99;

/** All messages in the sound: type, length, data. */
std::vector<Octets> our_messages(
    const Pcm &sound, trunkline::dsp::FskStandard standard = trunkline::dsp::FskStandard::either);
std::vector<Octets> spandsp_messages(const Pcm &sound, int standard);

/** One of the two standards, with the receiver of each library for it, and its limits. */
struct CallerIdKind {
  const char *name;
  signals::Burst burst;
  int spandsp_standard;
  trunkline::dsp::FskStandard alone;
  double weakest_dbm0, twist_from_db, twist_to_db, frequency_error;
  bool is_bell() const { return alone == trunkline::dsp::FskStandard::bell202; }
};
const std::array<CallerIdKind, 2> &caller_id_kinds();

struct CallerIdLine {
  signals::Burst burst;
  double snr_db = 200.0;  // in 300 to 3400 Hz
  double dc = 0.0;        // of full scale
  double hum_hz = 0.0, hum_over_signal_db = 0.0;
};

/** Messages read: by ours, by spandsp, by ours told the standard. */
struct CallerIdShares {
  double own = 1.0, theirs = 1.0, alone = 1.0;
};
/** The worse of linear and A-law. */
CallerIdShares shares_of(const CallerIdKind &kind, const CallerIdLine &line, size_t count);

/** How far one can go, step by step, while 99 % of the messages are read; NaN for nowhere. */
struct CallerIdReach {
  double own = NAN, theirs = NAN, alone = NAN;
};
CallerIdReach reach_of(const CallerIdKind &kind, double from, double to, double step, size_t count,
                       const std::function<CallerIdLine(double)> &make);

/** The rows of caller ID by digits, and of what is no caller ID. */
void callerid_digit_rows(const Options &options);

}  // namespace compare
