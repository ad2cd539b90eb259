/*
 * What it does: what the measurements share: signals as doubles, the codings of a line, random
 * numbers, shares of what was found.
 */
#pragma once
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "../../native/dsp/signals.hpp"

namespace compare {

using signals::Samples;

/** How the signal comes to us. */
enum class Coding : uint8_t { linear, alaw };
inline const char *name_of(Coding coding) { return coding == Coding::linear ? "linear" : "A-law"; }

/** PCM16 of the signal after its way through the line's coding. */
std::vector<int16_t> on_line(const Samples &signal, Coding coding);

/** Noise of that level in the band of a telephone line, 300 to 3400 Hz. */
Samples band_noise(double dbm0, double ms, uint32_t seed);

std::string percent(size_t found, size_t of);
std::string decibels(double value, int digits = 1);

}  // namespace compare
