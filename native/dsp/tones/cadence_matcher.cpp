#include "cadence_matcher.hpp"

#include <algorithm>

namespace trunkline::dsp {
namespace {

constexpr uint32_t kFlickerMs = 20;       // a contrary reading must last that long
constexpr uint32_t kOtherFlickerMs = 50;  // other sound too: edges of bursts read as such
constexpr uint32_t kToleranceMs = 15;     // one hop and a half of measuring error
constexpr uint32_t kJointMs = 45;         // ITU-T E.180: up to 30 ms between tones in turn
constexpr uint32_t kEdgesMs = 40;         // of a burst, which need not be clear
constexpr size_t kSureRun = 3;            // elements that prove each other; fewer must be clear

bool fits(uint32_t heard_ms, uint32_t nominal_ms, uint32_t tolerance_percent) {
  const uint32_t slack = nominal_ms * tolerance_percent / 100 + kToleranceMs;
  return heard_ms + slack >= nominal_ms && heard_ms <= nominal_ms + slack;
}

}  // namespace

CadenceMatcher::CadenceMatcher(std::span<const Cadence> cadences) : cadences_(cadences) {
  for (const Cadence &cadence : cadences) {
    if (cadence.kind != Cadence::Kind::continuous) continue;
    last_continuous_ms_ = std::max(last_continuous_ms_, cadence.elements[0].ms);
  }
}

void CadenceMatcher::reset() {
  segment_ = {};
  contrary_ms_ = held_ms_ = 0;
  ended_count_ = 0;
}

std::optional<CadenceReport> CadenceMatcher::take(const ToneReading &reading) {
  if (reading.tone == segment_.tone) {
    const uint32_t before_ms = segment_.ms;
    segment_.ms += kHopMs + contrary_ms_;  // what flickered belongs to it
    segment_.unclear_ms += contrary_ms_ + (reading.is_clear ? 0 : kHopMs);
    contrary_ms_ = 0;
    if (held_ms_ > 0 && segment_.ms >= held_ms_) {
      held_ms_ = 0;
      return held_;
    }
    if (segment_.tone < 0 || before_ms >= last_continuous_ms_) return std::nullopt;
    return match_continuous(before_ms);
  }
  // From tone through the edge's "other" into the pause is one change, counted from its beginning.
  contrary_ms_ += kHopMs;
  const uint32_t needed = reading.tone == kOtherSound ? kOtherFlickerMs : kFlickerMs;
  if (contrary_ms_ < needed) return std::nullopt;
  return end_segment(reading.tone);
}

std::optional<CadenceReport> CadenceMatcher::end_segment(int next_tone) {
  const bool is_joint = segment_.tone < 0 && segment_.ms <= kJointMs && ended_count_ > 0 &&
                        next_tone >= 0 && ended(0).tone >= 0 && ended(0).tone != next_tone;
  if (!is_joint) {
    ended_[ended_count_ % kHistory] = segment_;
    ended_count_++;
  }
  segment_ = {next_tone, contrary_ms_, 0};
  contrary_ms_ = held_ms_ = 0;
  std::optional<CadenceReport> best;
  for (const Cadence &cadence : cadences_) {
    if (is_joint || cadence.kind != Cadence::Kind::repeating) continue;
    const auto report = match(cadence);
    if (report && next_tone == kQuiet && cadence.quiet_after_ms > 0) {
      held_ = *report;
      held_ms_ = cadence.quiet_after_ms;
      continue;
    }
    if (report && (!best || report->cycles > best->cycles)) best = report;
  }
  return best;
}

bool CadenceMatcher::is_clear(const Segment &segment) {
  return segment.tone < 0 || segment.unclear_ms <= kEdgesMs + segment.ms / 10;
}

std::optional<CadenceReport> CadenceMatcher::match_continuous(uint32_t before_ms) const {
  for (const Cadence &cadence : cadences_) {
    if (cadence.kind != Cadence::Kind::continuous) continue;
    const CadenceElement &element = cadence.elements[0];
    const bool just_reached = before_ms < element.ms && segment_.ms >= element.ms;
    if (segment_.tone == element.tone && just_reached && is_clear(segment_)) {
      return CadenceReport{cadence.id, 1};
    }
  }
  return std::nullopt;
}

std::optional<CadenceReport> CadenceMatcher::match(const Cadence &cadence) const {
  size_t longest = 0, longest_last = 0;
  for (size_t last = 0; last < cadence.count; last++) {
    // What comes now must be what follows, as far as it can be seen.
    if (cadence.elements[(last + 1) % cadence.count].tone != segment_.tone) continue;
    const size_t run = run_from(cadence, last);
    if (run <= longest) continue;
    longest = run;
    longest_last = last;
  }
  if (longest == 0 || longest < cadence.sure_after) return std::nullopt;
  for (size_t back = 0; longest < kSureRun && back < longest; back++) {
    if (!is_clear(ended(back))) return std::nullopt;
  }
  const bool pause_pending =
      longest_last + 2 == cadence.count && cadence.elements[cadence.count - 1].tone == kQuiet;
  const size_t elements = longest + (pause_pending ? 1 : 0);
  return CadenceReport{cadence.id, static_cast<uint32_t>(elements / cadence.count)};
}

size_t CadenceMatcher::run_from(const Cadence &cadence, size_t last_element) const {
  const size_t known = std::min(ended_count_, kHistory);
  size_t run = 0;
  while (run < known) {
    const size_t at = (last_element + cadence.count * kHistory - run) % cadence.count;
    const Segment &segment = ended(run);
    const CadenceElement &element = cadence.elements[at];
    if (segment.tone != element.tone || !fits(segment.ms, element.ms, cadence.tolerance_percent)) {
      break;
    }
    run++;
  }
  // A pause before the first tone began with something else: how long it was says nothing.
  return run > 0 && ended(run - 1).tone < 0 ? run - 1 : run;
}

}  // namespace trunkline::dsp
