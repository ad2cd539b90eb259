/*
 * What it does: measures how strong up to eight frequencies are, hop by hop, and how far off their
 * nominal values they lie.
 *
 * How it works: a Hann-windowed Fourier sum at each frequency over the last window of samples,
 * repeated every hop. The turn of phase from one hop to the next tells the true frequency to within
 * a few hertz, far finer than the window resolves; it also corrects the loss of the window's slope.
 *
 *   samples -> last `window` of them -> x Hann x cos, sin of each -> power, offset_hz of each
 *                                    -> x Hann x itself           -> total power
 *
 * How to use it: one FrequencyTable for all channels (constant), one FrequencyBank a channel. Call
 * push() with a hop's samples; read power() against total(). Nothing is allocated after
 * construction.
 */
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace trunkline::dsp {

class FrequencyTable {
 public:
  static constexpr size_t kMaxFrequencies = 12;

  /** At most twelve frequencies; the window a multiple of 16 samples, the hop not longer. */
  FrequencyTable(std::span<const float> frequencies_hz, size_t window, size_t hop);

  size_t window() const { return window_; }
  size_t hop() const { return hop_; }
  size_t count() const { return count_; }
  float frequency_hz(size_t index) const { return frequencies_hz_[index]; }

 private:
  friend class FrequencyBank;
  size_t window_, hop_, count_;
  std::array<float, kMaxFrequencies> frequencies_hz_{};
  std::vector<float> cos_, sin_;  // weighted, a window of each frequency after the other
  std::vector<float> weights_;    // the Hann window, its sum 1
};

class FrequencyBank {
 public:
  /** The table must outlive the bank. Windows weaker than quiet_power are not analysed and read 0.
   */
  explicit FrequencyBank(const FrequencyTable &table, float quiet_power = 0.0F);

  /** Takes exactly one hop of samples. */
  void push(std::span<const float> hop);
  /** Forgets what was heard. */
  void reset();

  /** Mean square of the sine near frequency `index`, over the last window. */
  float power(size_t index) const { return powers_[index]; }
  /** How far the sine lies from the nominal frequency; only meaningful where power is high. */
  float offset_hz(size_t index) const { return offsets_hz_[index]; }
  /** Mean square of everything, with the same window. */
  float total() const { return total_; }
  const FrequencyTable &table() const { return *table_; }

 private:
  struct Sum {
    float re = 0.0F, im = 0.0F;
  };
  void measure();
  void measure_offset(size_t index, const Sum &sum);

  const FrequencyTable *table_;
  float quiet_power_;
  std::vector<float> heard_;  // the last window, oldest first
  std::array<Sum, FrequencyTable::kMaxFrequencies> last_{};
  std::array<float, FrequencyTable::kMaxFrequencies> powers_{}, offsets_hz_{};
  float total_ = 0.0F;
};

}  // namespace trunkline::dsp
