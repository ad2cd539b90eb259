/*
 * What it does: the constants of tone detection for a set of tones, worked out once: waves,
 * windows, tolerances.
 *
 * How to use it: one ToneTables for all lines of a tone plan; ToneDetector and ToneBatch take it.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace trunkline::dsp {

/** One or two frequencies that sound together; 0 for no second one. */
struct ToneFrequencies {
  float first_hz = 0.0F, second_hz = 0.0F;
  /** How far each may be off; at most 60, of two at most 20. */
  float tolerance_hz = 32.0F;
  friend bool operator==(const ToneFrequencies &, const ToneFrequencies &) = default;
};

constexpr size_t kToneBlock = 40;       // samples: 5 ms
constexpr size_t kToneBlocks = 6;       // of the window of 30 ms
constexpr size_t kToneHopBlocks = 2;    // a reading every 10 ms
constexpr size_t kMaxFrequencies = 12;  // a multiple of kToneGroup
constexpr size_t kToneGroup = 3;        // frequencies that are summed at a time
constexpr size_t kMaxTones = 12, kMaxPairs = 4;

/** What the arithmetic of ToneFront reads. Powers are mean squares. */
struct ToneConstants {
  /** The power of a sine by the square of its sum in a window, by how far it is off: a polynomial
   * in `off`, the squared sine of half the angle by which it turns too far from block to block, or
   * of a pair from hop to hop. */
  using Regain = std::array<float, 5>;
  struct Frequency {
    std::array<float, kToneBlocks / 2> window_cos{}, window_sin{};  // from the middle outwards
    float turn_cos = 1.0F, turn_sin = 0.0F;                         // of a block
    size_t window = 0;                                              // of kWindows
    Regain regain{};
  };
  struct Single {
    size_t frequency = 0;
    float index = 0.0F, max_off = 0.0F;
  };
  struct Pair {
    size_t first = 0, second = 0;
    float index = 0.0F, max_off = 0.0F;
    float overlap = 0.0F, share_of_rest = 1.0F;   // of the two in the window
    std::array<float, 2> turn_cos{}, turn_sin{};  // of a hop
    Regain regain{};
  };
  // A hop of each frequency, its time counted from the block's middle; the first half.
  std::array<std::array<float, kMaxFrequencies>, kToneBlock / 2> cos{}, sin{};
  std::array<Frequency, kMaxFrequencies> frequencies{};
  size_t frequency_count = 0;  // a multiple of kToneGroup; the last may be empty
  std::array<Single, kMaxTones> singles{};
  std::array<Pair, kMaxPairs> pairs{};
  size_t single_count = 0, pair_count = 0;
  /** Long: 30 ms, tells tones of a pair apart. Short: 20 ms, for tones that may be far off. */
  enum Window : size_t { kLong, kShort, kWindows };
  std::array<std::array<float, kToneBlocks / 2>, kWindows> energy_weights{};
  std::array<float, 2> high_pass_a1{}, high_pass_a2{};
  float min_power = 0.0F;
};

class ToneTables {
 public:
  static constexpr uint32_t kHopMs = 10;
  /** At most twelve different frequencies, twelve tones, four of them pairs. */
  explicit ToneTables(std::span<const ToneFrequencies> tones);
  const ToneConstants &constants() const { return constants_; }

 private:
  void add_tone(const ToneFrequencies &tone, size_t index);
  size_t frequency_index(float hz, ToneConstants::Window window);
  void add_waves(size_t index, float hz);
  void add_high_pass();

  std::array<float, kMaxFrequencies> hz_{};
  size_t count_ = 0;
  float gain_ = 1.0F;  // of the high-pass, which is left out of its arithmetic
  ToneConstants constants_;
};

}  // namespace trunkline::dsp
