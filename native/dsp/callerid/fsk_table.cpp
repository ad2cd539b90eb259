#include <array>
#include <cmath>

#include "../level.hpp"
#include "fsk_kernel.hpp"

namespace trunkline::dsp {
namespace {

/** TIA-716: read -36.2 dBm, refuse -48.2; ETS 300 778: refuse -47.8; SIN 227: read -37.8. */
constexpr double kLeastDbm0 = -46.0;
/** In a message the weaker tone may lie 12 dB under the stronger. */
constexpr double kLeastHeldDbm0 = -60.0;
/** What the gate lets sleep: well under any signal that is read. */
constexpr double kGateDbm0 = -52.0;
constexpr int kGridSteps = 400;  // of 10 Hz
constexpr double kHumBandHz = 220.0, kHumWeight = 30.0, kNoiseWeight = 0.05;

/** Solves matrix x = right, where the matrix is symmetric and positive. */
template <size_t N>
void solve(std::array<std::array<double, N>, N> matrix, std::array<double, N> &right) {
  for (size_t n = 0; n < N; n++) {
    for (size_t row = n + 1; row < N; row++) {
      const double factor = matrix[row][n] / matrix[n][n];
      for (size_t column = n; column < N; column++) {
        matrix[row][column] -= factor * matrix[n][column];
      }
      right[row] -= factor * right[n];
    }
  }
  for (size_t n = N; n-- > 0;) {
    for (size_t column = n + 1; column < N; column++) {
      right[n] -= matrix[n][column] * right[column];
    }
    right[n] /= matrix[n][n];
  }
}

/** (Peak x this)^2 is the power of such a tone behind 1 - 2 z^-2 + z^-4. */
float power_gain_at(double hz) {
  const double sine = std::sin(2.0 * kPi * hz / kSampleRateHz);
  return static_cast<float>(4.0 * sine * sine / std::sqrt(2.0));
}

double sinc(double x) { return x == 0.0 ? 1.0 : std::sin(kPi * x) / (kPi * x); }

/** How much it matters what the correlators do at a frequency: the power that may be there, in that
 * of the signal. */
double weight_at(double hz) {
  if (hz < kHumBandHz) return kHumWeight;  // TIA-716: hum 18 dB over the signal up to 60 Hz
  double signal = 0.0;
  for (const double tone_hz : {1200.0, 1300.0, 2100.0, 2200.0}) {
    const double there = sinc((hz - tone_hz) / kFskBitsPerSecond);
    signal += there * there / 4.0;
  }
  return signal + kNoiseWeight;
}

/**
 * Taps, from the middle outwards, whose response comes nearest to that of one bit of the tone and
 * passes no hum: least squares over frequency. Sine and cosine have the same response at all
 * frequencies that matter, so the peak has no ripple.
 */
void make_correlator(double tone_hz, bool is_sine, float *taps) {
  constexpr size_t kTaps = kFskReach + 1;
  std::array<std::array<double, kTaps>, kTaps> matrix{};
  std::array<double, kTaps> right{};
  for (int step = 0; step < kGridSteps; step++) {
    const double hz = (step + 0.5) * kSampleRateHz / 2.0 / kGridSteps;
    const double weight = weight_at(hz);
    const double wanted = hz < kHumBandHz ? 0.0 : sinc((hz - tone_hz) / kFskBitsPerSecond);
    std::array<double, kTaps> basis{};
    for (size_t k = 0; k < kTaps; k++) {
      const double turn = 2.0 * kPi * hz / kSampleRateHz * static_cast<double>(k);
      basis[k] = is_sine ? 2.0 * std::sin(turn) : (k == 0 ? 1.0 : 2.0) * std::cos(turn);
    }
    for (size_t row = 0; row < kTaps; row++) {
      right[row] += weight * basis[row] * wanted;
      for (size_t column = 0; column < kTaps; column++) {
        matrix[row][column] += weight * basis[row] * basis[column];
      }
    }
  }
  if (is_sine) matrix[0][0] = 1.0;  // the sine has no middle tap
  solve(matrix, right);
  for (size_t k = 0; k < kTaps; k++) taps[k] = static_cast<float>(right[k]);
}

}  // namespace

FskTable::FskTable(FskStandard standard) {
  const FskTones tones = tones_of(standard);
  make_correlator(tones.mark_hz, false, mark_cos);
  make_correlator(tones.mark_hz, true, mark_sin);
  make_correlator(tones.space_hz, false, space_cos);
  make_correlator(tones.space_hz, true, space_sin);
  mark_power = power_gain_at(tones.mark_hz);
  space_power = power_gain_at(tones.space_hz);
  least_peak = static_cast<float>(sine_peak_of(kLeastDbm0));
  least_held_peak = static_cast<float>(sine_peak_of(kLeastHeldDbm0));
  const double step = 2.0 * std::sin(2.0 * kPi * tones.mark_hz / kSampleRateHz);
  least_moved = static_cast<float>(power_of(kGateDbm0) * step * step);
}

}  // namespace trunkline::dsp
