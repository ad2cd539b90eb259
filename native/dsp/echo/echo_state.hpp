/*
 * What it does: where the echo canceller keeps what it knows, for one channel or a group of lanes.
 *
 * How it works: the caller owns one block of floats; the large arrays lie in it one after the
 * other, each element a V (a float, or one float a lane). Everything else is in EchoScalars.
 *
 *   far_spectra  [partition][bin]   complex   ring, newest at `newest`
 *   filter       [partition][bin]   complex   the echo path as it is known
 *   doubt        [partition][bin]             variance of the filter's error
 *   trend        [partition][band]  complex   smoothed far* x error: what the filter misses
 *   far_power    [partition][band]            smoothed |far|^2, ring like far_spectra
 *   error_power  [bin], band_error [band]     smoothed |error|^2
 *   far_block    [80]                         the last block, high-passed
 */
#pragma once
#include "../transform/real_transform.hpp"
#include "echo_settings.hpp"

namespace trunkline::dsp::TRUNKLINE_ISA {

/** Where the filter's misses are looked for: 400 to 2000 Hz, which speech always fills. */
constexpr size_t kBandBegin = 8, kBandEnd = 40, kBand = kBandEnd - kBandBegin;

/** One value a lane each. */
template <typename V>
struct EchoScalars {
  V far_in{}, far_out{}, near_in{}, near_out{};  // of the high-passes
  V error_energy{}, near_energy{};               // smoothed, a block's sum
  V trend_share{};                               // the part of the error that goes with the far end
  V missing_blocks{};                            // how long the trend has been strong
  V age_blocks{};                                // since it began or was thrown out; audible ones
  V expected{};                                  // residual echo energy, falling slowly
  V open{}, hold_blocks{}, gain{};               // of the non-linear processor
  V noise_floor{}, noise_energy{}, noise_tilt{}, noise_last{};
  V is_off{}, quiet_blocks{};  // tone disabler: 1 while it has switched us off
  V tone_blocks[2]{};          // far and near side: how long 2100 Hz has stood
  Complex<V> tone_last[2][2]{};
  typename WordsOf<V>::Type seed{};
};

template <typename V>
struct EchoState {
  Complex<V> *far_spectra, *filter, *trend;
  V *doubt, *far_power, *error_power, *band_error, *far_block;
  EchoScalars<V> *scalars;
  size_t partitions;

  /** How many V the block has. */
  static constexpr size_t size(size_t partitions) {
    return partitions * (kTransformBins * 5 + kBand * 3) + kTransformBins + kBand + kEchoBlock +
           (sizeof(EchoScalars<V>) + sizeof(V) - 1) / sizeof(V);
  }
  TRUNKLINE_INLINE EchoState(V *memory, size_t count) : partitions(count) {
    const auto take = [&memory](size_t values) {
      V *const begin = memory;
      memory += values;
      return begin;
    };
    far_spectra = reinterpret_cast<Complex<V> *>(take(count * kTransformBins * 2));
    filter = reinterpret_cast<Complex<V> *>(take(count * kTransformBins * 2));
    trend = reinterpret_cast<Complex<V> *>(take(count * kBand * 2));
    doubt = take(count * kTransformBins);
    far_power = take(count * kBand);
    error_power = take(kTransformBins);
    band_error = take(kBand);
    far_block = take(kEchoBlock);
    scalars = reinterpret_cast<EchoScalars<V> *>(memory);
  }
};

}  // namespace trunkline::dsp::TRUNKLINE_ISA
