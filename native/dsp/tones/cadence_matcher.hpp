/*
 * What it does: recognises signals by their rhythm: busy, ringback, congestion and the like, from
 * what a ToneDetector reads every 10 ms.
 *
 * How it works: readings are joined to segments (tone, pause, other sound); a flicker of 10 ms, or
 * of 40 ms of other sound, does not end one. When a segment ends, the last segments are compared
 * backwards with each cadence, from each of its elements on, within its tolerance; speech or music
 * breaks the run. A cadence of one element without end (dial tone) is reported once it has lasted
 * long enough. What one or two bursts alone shall prove must be clear: music seldom is; and the
 * pause after it may have to last.
 *
 * How to use it: cadences are data of the tone plan; take() every reading. A report comes at each
 * further element that fits, with the number of whole cycles; the caller decides how many he wants.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "tone_reading.hpp"

namespace trunkline::dsp {

struct CadenceElement {
  int tone = kQuiet;  // index of the tone, or kQuiet for a pause
  uint32_t ms = 0;
};

/** One signal of a tone plan. */
struct Cadence {
  static constexpr size_t kMaxElements = 8;
  int id = 0;  // the plan's word for the signal; reported as it is
  std::array<CadenceElement, kMaxElements> elements{};
  size_t count = 0;         // elements used
  uint32_t sure_after = 1;  // elements in a row before it is reported
  enum class Kind : uint8_t { repeating, continuous } kind = Kind::repeating;
  uint32_t tolerance_percent = 10;  // of each element's length; GB 3380
  uint32_t quiet_after_ms = 0;      // of the pause that has to be heard, when it begins then
};

struct CadenceReport {
  int id = 0;
  uint32_t cycles = 0;  // whole cycles heard in a row; the pause that ends one need not be over
  friend bool operator==(const CadenceReport &, const CadenceReport &) = default;
};

class CadenceMatcher {
 public:
  /** The cadences must outlive the matcher. */
  explicit CadenceMatcher(std::span<const Cadence> cadences);

  /** Every 10 ms. */
  std::optional<CadenceReport> take(const ToneReading &reading);
  /** For who knows only which tone it is. */
  std::optional<CadenceReport> take(int tone) { return take(ToneReading{tone, 0.0F, true}); }
  void reset();
  /** What sounds now, flicker removed. */
  int now() const { return segment_.tone; }

 private:
  struct Segment {
    int tone = kQuiet;
    uint32_t ms = 0, unclear_ms = 0;
  };
  static constexpr uint32_t kHopMs = 10;
  std::optional<CadenceReport> end_segment(int next_tone);
  std::optional<CadenceReport> match_continuous(uint32_t before_ms) const;
  static bool is_clear(const Segment &segment);
  std::optional<CadenceReport> match(const Cadence &cadence) const;
  size_t run_from(const Cadence &cadence, size_t last_element) const;
  const Segment &ended(size_t back) const { return ended_[(ended_count_ - 1 - back) % kHistory]; }

  static constexpr size_t kHistory = 32;
  std::span<const Cadence> cadences_;
  uint32_t last_continuous_ms_ = 0;
  CadenceReport held_;  // what is known once the pause has lasted held_ms_; 0: nothing
  uint32_t held_ms_ = 0;
  Segment segment_;           // the running one
  uint32_t contrary_ms_ = 0;  // for so long the last readings say something else
  std::array<Segment, kHistory> ended_{};
  size_t ended_count_ = 0;
};

}  // namespace trunkline::dsp
