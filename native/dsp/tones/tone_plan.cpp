#include "tone_plan.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace trunkline::dsp {
namespace {

using Step = ToneRow::Step;

constexpr ToneFrequencies kSilence{};
constexpr ToneFrequencies kCng{1100.0F, 0.0F, 44.0F}, kCed{2100.0F, 0.0F, 24.0F};
constexpr ToneFrequencies kUsDial{350.0F, 440.0F, 16.0F}, kUsRing{440.0F, 480.0F, 16.0F};
constexpr ToneFrequencies kUsBusy{480.0F, 620.0F, 16.0F}, kUsWaiting{440.0F, 0.0F, 20.0F};
constexpr ToneFrequencies k400{400.0F, 0.0F, 24.0F}, kUkRing{400.0F, 450.0F, 16.0F};
constexpr ToneFrequencies k425{425.0F, 0.0F, 22.0F}, k450{450.0F, 0.0F}, k950{950.0F, 0.0F};
constexpr ToneFrequencies k1400{1400.0F, 0.0F};

// ITU-T T.30, 4.1: 1100 +-38 Hz, 0.5 s and 3 s +-15 %; 2100 +-15 Hz, 2.6 to 4 s. A note of 2100 Hz
// has no harmonics on a line, but few last so long.
constexpr ToneRow kCngRow{Signal::fax_calling, {{{kCng, 500}, {kSilence, 3000}}}, 2, 1, 15, 1000};
constexpr ToneRow kCedRow{Signal::fax_answer, {{{kCed, 1500}}}, 1, 0};

// GB 3380 / YDN 065: 450 +-25 Hz, cadence +-10 %; howler 950 Hz; third party 1400 Hz.
constexpr std::array kChina = {
    ToneRow{Signal::dial, {{{k450, 800}}}, 1, 0},
    ToneRow{Signal::ringback, {{{k450, 1000}, {kSilence, 4000}}}, 2, 1},
    ToneRow{Signal::busy, {{{k450, 350}, {kSilence, 350}}}, 2, 3},
    ToneRow{Signal::congestion, {{{k450, 700}, {kSilence, 700}}}, 2, 3},
    ToneRow{Signal::unobtainable,
            {{{k450, 100},
              {kSilence, 100},
              {k450, 100},
              {kSilence, 100},
              {k450, 100},
              {kSilence, 100},
              {k450, 400},
              {kSilence, 400}}},
            8,
            7},
    ToneRow{Signal::notice, {{{k450, 200}, {kSilence, 200}, {k450, 200}, {kSilence, 600}}}, 4, 4},
    ToneRow{Signal::call_waiting, {{{k450, 400}, {kSilence, 4000}}}, 2, 2},
    ToneRow{Signal::howler, {{{k950, 800}}}, 1, 0},
    ToneRow{Signal::third_party, {{{k1400, 400}, {kSilence, 10000}}}, 2, 1, 10, 3000},
    kCngRow,
    kCedRow};

// Special information tone, ITU-T E.180, 7: three tones in turn, each +-50 Hz, 330 +-70 ms.
constexpr ToneFrequencies kLow{950.0F, 0.0F, 56.0F}, kMiddle{1400.0F, 0.0F, 56.0F};
constexpr ToneFrequencies kHigh{1800.0F, 0.0F, 56.0F};
constexpr ToneRow kSitRow{Signal::special_information,
                          {{{kLow, 330}, {kMiddle, 330}, {kHigh, 330}, {kSilence, 1000}}},
                          4,
                          3,
                          21};

// ANSI T1.401.
constexpr std::array kNorthAmerica = {
    ToneRow{Signal::dial, {{{kUsDial, 800}}}, 1, 0},
    ToneRow{Signal::ringback, {{{kUsRing, 2000}, {kSilence, 4000}}}, 2, 1},
    ToneRow{Signal::busy, {{{kUsBusy, 500}, {kSilence, 500}}}, 2, 3},
    ToneRow{Signal::congestion, {{{kUsBusy, 250}, {kSilence, 250}}}, 2, 3},
    kSitRow,
    ToneRow{Signal::call_waiting, {{{kUsWaiting, 300}, {kSilence, 9700}}}, 2, 1, 10, 3000},
    kCngRow,
    kCedRow};

// ETSI TR 101 041, values in wide use.
constexpr std::array kEtsi = {ToneRow{Signal::dial, {{{k425, 800}}}, 1, 0},
                              ToneRow{Signal::ringback, {{{k425, 1000}, {kSilence, 4000}}}, 2, 1},
                              ToneRow{Signal::busy, {{{k425, 480}, {kSilence, 480}}}, 2, 3},
                              ToneRow{Signal::congestion, {{{k425, 240}, {kSilence, 240}}}, 2, 3},
                              kSitRow,
                              kCngRow,
                              kCedRow};

// BT SIN 350.
constexpr std::array kUnitedKingdom = {
    ToneRow{Signal::dial, {{{kUsDial, 800}}}, 1, 0},
    ToneRow{Signal::ringback,
            {{{kUkRing, 400}, {kSilence, 200}, {kUkRing, 400}, {kSilence, 2000}}},
            4,
            3},
    ToneRow{Signal::busy, {{{k400, 375}, {kSilence, 375}}}, 2, 3},
    ToneRow{
        Signal::congestion, {{{k400, 400}, {kSilence, 350}, {k400, 225}, {kSilence, 525}}}, 4, 4},
    kSitRow,
    kCngRow,
    kCedRow};

// Special dial tone, ITU-T E.180 Supplement 2: 0.4 s on, 0.04 s off in China and much of Europe.
constexpr ToneRow kChinaStutter{Signal::stutter_dial, {{{k450, 400}, {kSilence, 40}}}, 2};
constexpr ToneRow kEtsiStutter{Signal::stutter_dial, {{{k425, 400}, {kSilence, 40}}}, 2};
// North America: three bursts, then steady; an hour of it is longer than anybody waits.
constexpr ToneRow kUsStutter{Signal::stutter_dial,
                             {{{kUsDial, 100},
                               {kSilence, 100},
                               {kUsDial, 100},
                               {kSilence, 100},
                               {kUsDial, 100},
                               {kSilence, 100},
                               {kUsDial, 3600000}}},
                             7};
// United Kingdom, as Asterisk has it: 350 + 440 Hz and 440 Hz in turn.
constexpr ToneRow kUkStutter{
    Signal::stutter_dial, {{{kUsDial, 750}, {ToneFrequencies{440.0F, 0.0F}, 750}}}, 2};

constexpr std::array kPlans = {TonePlan{"CN", kChina, -10.0, kChinaStutter},
                               TonePlan{"US", kNorthAmerica, -13.0, kUsStutter},
                               TonePlan{"ETSI", kEtsi, -10.0, kEtsiStutter},
                               TonePlan{"UK", kUnitedKingdom, -13.0, kUkStutter}};

constexpr std::array<std::string_view, 14> kWords = {
    "",    "dial",   "busy",    "ringback", "congestion",   "sit",    "cng",
    "ced", "howler", "stutter", "waiting",  "unobtainable", "notice", "third-party"};

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::toupper(x) == std::toupper(y);
  });
}

}  // namespace

std::span<const TonePlan> tone_plans() { return kPlans; }

int32_t tone_plan_index(std::string_view name) {
  for (size_t p = 0; p < kPlans.size(); p++) {
    if (same_letters(kPlans[p].name, name)) return static_cast<int32_t>(p);
  }
  return -1;
}

std::string_view word_of(Signal signal) { return kWords[static_cast<size_t>(signal)]; }

Signal signal_of(std::string_view word) {
  const auto at = std::find(kWords.begin() + 1, kWords.end(), word);
  return at == kWords.end() ? Signal::none : static_cast<Signal>(at - kWords.begin());
}

const ToneRow *find_row(const TonePlan &plan, Signal signal) {
  if (signal == Signal::stutter_dial) return &plan.stutter;
  const auto at = std::find_if(plan.rows.begin(), plan.rows.end(),
                               [&](const ToneRow &row) { return row.signal == signal; });
  return at == plan.rows.end() ? nullptr : &*at;
}

ToneShape shape_of(const ToneRow &row, double level_dbm0) {
  ToneShape shape;
  shape.level_dbm0 = level_dbm0;
  shape.is_continuous = row.sure_after == 0;
  for (; shape.step_count < row.step_count; shape.step_count++) {
    const ToneRow::Step &step = row.steps[shape.step_count];
    shape.steps[shape.step_count] = {step.tone.first_hz, step.tone.second_hz, step.ms};
  }
  return shape;
}

PlanTables::PlanTables(const TonePlan &plan) : distinct_(distinct_tones(plan)), tones_(distinct_) {
  for (const ToneRow &row : plan.rows) {
    cadences_.push_back(cadence_of(row));
    if (row.signal != Signal::ringback) continue;
    for (size_t s = 0; s < row.step_count; s++) ringback_cycle_ms_ += row.steps[s].ms;
  }
}

std::vector<ToneFrequencies> PlanTables::distinct_tones(const TonePlan &plan) {
  std::vector<ToneFrequencies> all;
  for (const ToneRow &row : plan.rows) {
    for (size_t s = 0; s < row.step_count; s++) {
      const ToneFrequencies &tone = row.steps[s].tone;
      if (tone == kSilence || std::find(all.begin(), all.end(), tone) != all.end()) continue;
      all.push_back(tone);
    }
  }
  return all;
}

Cadence PlanTables::cadence_of(const ToneRow &row) const {
  Cadence cadence;
  cadence.id = static_cast<int>(row.signal);
  cadence.count = row.step_count;
  cadence.sure_after = row.sure_after;
  cadence.tolerance_percent = row.tolerance_percent;
  cadence.quiet_after_ms = row.quiet_after_ms;
  cadence.kind = row.sure_after == 0 ? Cadence::Kind::continuous : Cadence::Kind::repeating;
  for (size_t s = 0; s < row.step_count; s++) {
    const auto at = std::find(distinct_.begin(), distinct_.end(), row.steps[s].tone);
    const int tone = at == distinct_.end() ? kQuiet : static_cast<int>(at - distinct_.begin());
    cadence.elements[s] = {tone, row.steps[s].ms};
  }
  return cadence;
}

}  // namespace trunkline::dsp
