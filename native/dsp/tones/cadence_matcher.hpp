/*
 * What it does: recognises signals by their rhythm: busy, ringback, congestion and the like, from
 * what a ToneDetector reads every 10 ms.
 *
 * How it works: readings are joined to segments (tone, pause, other sound); a flicker of 10 ms, or
 * of 40 ms of other sound, does not end one. When a segment ends, the last segments are compared
 * backwards with each cadence, from each of its elements on, with 10 % tolerance; speech or music
 * breaks the run. A cadence of one element without end (dial tone) is reported once it has lasted
 * long enough.
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

#include "tone_detector.hpp"

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
};

struct CadenceReport {
  int id = 0;
  uint32_t cycles = 0;  // whole cycles heard in a row; the pause that ends one need not be over
  friend bool operator==(const CadenceReport &, const CadenceReport &) = default;
};

class CadenceMatcher {
 public:
  /** The cadences must outlive the matcher. */
  explicit CadenceMatcher(std::span<const Cadence> cadences) : cadences_(cadences) {}

  std::optional<CadenceReport> take(int tone);
  void reset();
  /** What sounds now, flicker removed. */
  int now() const { return segment_.tone; }

 private:
  struct Segment {
    int tone = kQuiet;
    uint32_t ms = 0;
  };
  std::optional<CadenceReport> end_segment(int next_tone, uint32_t next_ms);
  std::optional<CadenceReport> match_continuous() const;
  std::optional<CadenceReport> match(const Cadence &cadence) const;
  size_t run_from(const Cadence &cadence, size_t last_element) const;
  const Segment &ended(size_t back) const { return ended_[(ended_count_ - 1 - back) % kHistory]; }

  static constexpr size_t kHistory = 32;
  std::span<const Cadence> cadences_;
  Segment segment_;        // the running one
  int contrary_ = kQuiet;  // what the last readings say against it
  uint32_t contrary_ms_ = 0;
  std::array<Segment, kHistory> ended_{};
  size_t ended_count_ = 0;
};

}  // namespace trunkline::dsp
