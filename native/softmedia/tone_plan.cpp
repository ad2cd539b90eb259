#include "tone_plan.hpp"

#include <algorithm>
#include <array>

namespace trunkline::softmedia {
namespace {

using dsp::ToneFrequencies;
using Step = ToneRow::Step;

constexpr ToneFrequencies kSilence{};
constexpr ToneFrequencies k425{425.0F, 0.0F}, k450{450.0F, 0.0F}, k950{950.0F, 0.0F};
constexpr ToneFrequencies k1400{1400.0F, 0.0F}, k1800{1800.0F, 0.0F};
constexpr ToneFrequencies kCng{1100.0F, 0.0F}, kCed{2100.0F, 0.0F};  // ITU-T T.30, 4.1
constexpr ToneFrequencies kUsDial{350.0F, 440.0F}, kUsRing{440.0F, 480.0F};
constexpr ToneFrequencies kUsBusy{480.0F, 620.0F};

constexpr ToneRow kCngRow{BSDK_TONE_FAX_CNG, {{{kCng, 500}, {kSilence, 3000}}}, 2, 1};
constexpr ToneRow kCedRow{BSDK_TONE_FAX_CED, {{{kCed, 600}}}, 1, 0};

// GB 3380 (450 +-25 Hz, cadence +-10 %).
constexpr std::array kChina = {
    ToneRow{BSDK_TONE_DIAL, {{{k450, 800}}}, 1, 0},
    ToneRow{BSDK_TONE_RINGBACK, {{{k450, 1000}, {kSilence, 4000}}}, 2, 1},
    ToneRow{BSDK_TONE_BUSY, {{{k450, 350}, {kSilence, 350}}}, 2, 3},
    ToneRow{BSDK_TONE_CONGESTION, {{{k450, 700}, {kSilence, 700}}}, 2, 3},
    ToneRow{BSDK_TONE_SIT,  // number unobtainable
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
    ToneRow{BSDK_TONE_CALLWAIT, {{{k450, 400}, {kSilence, 4000}}}, 2, 2},
    ToneRow{BSDK_TONE_HOWLER, {{{k950, 800}}}, 1, 0},
    kCngRow,
    kCedRow};

// ANSI T1.401; special information tones of ITU-T E.180, 7.
constexpr std::array kNorthAmerica = {
    ToneRow{BSDK_TONE_DIAL, {{{kUsDial, 800}}}, 1, 0},
    ToneRow{BSDK_TONE_RINGBACK, {{{kUsRing, 2000}, {kSilence, 4000}}}, 2, 1},
    ToneRow{BSDK_TONE_BUSY, {{{kUsBusy, 500}, {kSilence, 500}}}, 2, 3},
    ToneRow{BSDK_TONE_CONGESTION, {{{kUsBusy, 250}, {kSilence, 250}}}, 2, 3},
    ToneRow{BSDK_TONE_SIT, {{{k950, 330}, {k1400, 330}, {k1800, 330}, {kSilence, 1000}}}, 4, 2},
    ToneRow{BSDK_TONE_CALLWAIT, {{{ToneFrequencies{440.0F, 0.0F}, 300}, {kSilence, 9700}}}, 2, 2}};

// ETSI TR 101 041, values in wide use.
constexpr std::array kEtsi = {
    ToneRow{BSDK_TONE_DIAL, {{{k425, 800}}}, 1, 0},
    ToneRow{BSDK_TONE_RINGBACK, {{{k425, 1000}, {kSilence, 4000}}}, 2, 1},
    ToneRow{BSDK_TONE_BUSY, {{{k425, 480}, {kSilence, 480}}}, 2, 3},
    ToneRow{BSDK_TONE_CONGESTION, {{{k425, 240}, {kSilence, 240}}}, 2, 3},
    ToneRow{BSDK_TONE_SIT, {{{k950, 330}, {k1400, 330}, {k1800, 330}, {kSilence, 1000}}}, 4, 2},
    kCngRow,
    kCedRow};

constexpr std::array kPlans = {TonePlan{"CN", kChina, -10.0}, TonePlan{"US", kNorthAmerica, -13.0},
                               TonePlan{"ETSI", kEtsi, -10.0}};

}  // namespace

std::span<const TonePlan> tone_plans() { return kPlans; }

int32_t tone_plan_index(std::string_view name) {
  for (size_t p = 0; p < kPlans.size(); p++) {
    if (kPlans[p].name == name) return static_cast<int32_t>(p);
  }
  return -1;
}

const ToneRow *find_row(const TonePlan &plan, int32_t tone_id) {
  const auto at = std::find_if(plan.rows.begin(), plan.rows.end(),
                               [&](const ToneRow &row) { return row.tone_id == tone_id; });
  return at == plan.rows.end() ? nullptr : &*at;
}

dsp::ToneShape shape_of(const ToneRow &row, double level_dbm0) {
  dsp::ToneShape shape;
  shape.first_hz = row.steps[0].tone.first_hz;
  shape.second_hz = row.steps[0].tone.second_hz;
  shape.level_dbm0 = level_dbm0;
  if (row.sure_after == 0) return shape;
  for (; shape.step_count < row.step_count; shape.step_count++) {
    shape.steps_ms[shape.step_count] = row.steps[shape.step_count].ms;
  }
  return shape;
}

PlanTables::PlanTables(const TonePlan &plan) : distinct_(distinct_tones(plan)), tones_(distinct_) {
  for (const ToneRow &row : plan.rows) {
    cadences_.push_back(cadence_of(row));
    if (row.tone_id != BSDK_TONE_RINGBACK) continue;
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

dsp::Cadence PlanTables::cadence_of(const ToneRow &row) const {
  dsp::Cadence cadence;
  cadence.id = row.tone_id;
  cadence.count = row.step_count;
  cadence.sure_after = row.sure_after;
  cadence.kind =
      row.sure_after == 0 ? dsp::Cadence::Kind::continuous : dsp::Cadence::Kind::repeating;
  for (size_t s = 0; s < row.step_count; s++) {
    const auto at = std::find(distinct_.begin(), distinct_.end(), row.steps[s].tone);
    const int tone = at == distinct_.end() ? dsp::kQuiet : static_cast<int>(at - distinct_.begin());
    cadence.elements[s] = {tone, row.steps[s].ms};
  }
  return cadence;
}

}  // namespace trunkline::softmedia
