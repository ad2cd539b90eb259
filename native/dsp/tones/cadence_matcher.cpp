#include "cadence_matcher.hpp"

#include <algorithm>

namespace trunkline::dsp {
namespace {

constexpr uint32_t kHopMs = ToneTables::kHopMs;
constexpr uint32_t kFlickerMs = 20;       // a contrary reading must last that long
constexpr uint32_t kOtherFlickerMs = 50;  // other sound too: edges of bursts read as such
constexpr uint32_t kToleranceMs = 15;     // one hop and a half of measuring error

bool fits(uint32_t heard_ms, uint32_t nominal_ms) {
  const uint32_t slack = nominal_ms / 10 + kToleranceMs;  // GB 3380: cadence +-10 %
  return heard_ms + slack >= nominal_ms && heard_ms <= nominal_ms + slack;
}

}  // namespace

void CadenceMatcher::reset() {
  segment_ = {};
  contrary_ = kQuiet;
  contrary_ms_ = 0;
  ended_count_ = 0;
}

std::optional<CadenceReport> CadenceMatcher::take(int tone) {
  if (tone == segment_.tone) {
    segment_.ms += kHopMs + contrary_ms_;  // what flickered belongs to it
    contrary_ms_ = 0;
    return match_continuous();
  }
  // From tone through the edge's "other" into the pause is one change, counted from its beginning.
  contrary_ms_ += kHopMs;
  contrary_ = tone;
  const uint32_t needed = tone == kOtherSound ? kOtherFlickerMs : kFlickerMs;
  if (contrary_ms_ < needed) return std::nullopt;
  return end_segment(tone, contrary_ms_);
}

std::optional<CadenceReport> CadenceMatcher::end_segment(int next_tone, uint32_t next_ms) {
  ended_[ended_count_ % kHistory] = segment_;
  ended_count_++;
  segment_ = {next_tone, next_ms};
  contrary_ms_ = 0;
  std::optional<CadenceReport> best;
  for (const Cadence &cadence : cadences_) {
    if (cadence.kind != Cadence::Kind::repeating) continue;
    const auto report = match(cadence);
    if (report && (!best || report->cycles > best->cycles)) best = report;
  }
  return best;
}

std::optional<CadenceReport> CadenceMatcher::match_continuous() const {
  for (const Cadence &cadence : cadences_) {
    if (cadence.kind != Cadence::Kind::continuous) continue;
    const CadenceElement &element = cadence.elements[0];
    const bool just_reached =
        segment_.ms >= element.ms && segment_.ms < element.ms + kHopMs + kOtherFlickerMs;
    if (segment_.tone == element.tone && just_reached) return CadenceReport{cadence.id, 1};
  }
  return std::nullopt;
}

std::optional<CadenceReport> CadenceMatcher::match(const Cadence &cadence) const {
  size_t longest = 0, longest_last = 0;
  for (size_t last = 0; last < cadence.count; last++) {
    const size_t run = run_from(cadence, last);
    if (run <= longest) continue;
    longest = run;
    longest_last = last;
  }
  if (cadence.count == 0 || longest < cadence.sure_after) return std::nullopt;
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
    if (segment.tone != element.tone || !fits(segment.ms, element.ms)) break;
    run++;
  }
  return run;
}

}  // namespace trunkline::dsp
