/*
 * What it does: tells every 10 ms whether one of the signalling tones of a line sounds, which one,
 * or whether there is silence or something else (speech, music).
 *
 * How it works: a frequency bank over 30 ms windows. A tone sounds when its one or two frequencies
 * carry most of the power, in tune. Silence is relative: after a tone, whatever is 6 dB weaker than
 * it is a pause, so that line noise does not hide a cadence. Half the level marks the edge of a
 * burst, so bursts keep their length.
 *
 * How to use it: one ToneTables for all lines of a tone plan, one ToneDetector a line; feed()
 * frames and hand the readings to a CadenceMatcher.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "../frequency_bank.hpp"
#include "../high_pass.hpp"

namespace trunkline::dsp {

/** One or two frequencies that sound together; 0 for no second one. */
struct ToneFrequencies {
  float first_hz = 0.0F, second_hz = 0.0F;
  friend bool operator==(const ToneFrequencies &, const ToneFrequencies &) = default;
};

constexpr int kQuiet = -1;       // silence, or much weaker than the last tone
constexpr int kOtherSound = -2;  // speech, music, a tone of no interest

/** What 10 ms of line sound like. */
struct ToneReading {
  int tone = kQuiet;   // index into the tones of the tables, kQuiet or kOtherSound
  float power = 0.0F;  // mean square of everything heard
};

struct ToneReadings {
  std::array<ToneReading, 4> list{};
  size_t count = 0;
};

/** Constant tables of a set of tones with at most eight different frequencies. */
class ToneTables {
 public:
  static constexpr uint32_t kHopMs = 10;
  explicit ToneTables(std::span<const ToneFrequencies> tones);

 private:
  friend class ToneDetector;
  struct Members {
    size_t first = 0, second = 0;  // indices into the bank; equal for a single tone
  };
  static std::vector<float> distinct(std::span<const ToneFrequencies> tones);
  std::vector<float> frequencies_hz_;
  std::vector<Members> tones_;
  FrequencyTable bank_;
};

class ToneDetector {
 public:
  explicit ToneDetector(const ToneTables &tables);
  /** At most 240 samples. */
  ToneReadings feed(std::span<const int16_t> frame);
  void reset();

 private:
  ToneReading read_window();
  int loudest_tone() const;
  float tone_power(size_t tone) const;

  const ToneTables *tables_;
  HighPass high_pass_;
  FrequencyBank bank_;
  std::array<float, 80> hop_{};
  size_t hop_fill_ = 0;
  float reference_ = 0.0F;        // power of the last tone; 0 when none was heard lately
  uint32_t windows_without_ = 0;  // since the last tone
};

}  // namespace trunkline::dsp
