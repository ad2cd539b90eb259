/*
 * What it does: what a DTMF receiver accepts, and what it reports.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trunkline::dsp {

/** ITU-T Q.23: four low and four high frequencies; a digit is one of each. */
constexpr std::array<float, 8> kDtmfHz = {697.0F,  770.0F,  852.0F,  941.0F,
                                          1209.0F, 1336.0F, 1477.0F, 1633.0F};
constexpr std::string_view kDtmfDigits = "123A456B789C*0#D";
constexpr size_t kDtmfGroup = 4;

/** Samples of a hop and of a window: 20 ms are looked at every 5 ms. */
constexpr size_t kDtmfHop = 40, kDtmfWindow = 160;
/** The same at 4 kHz: what the tones themselves need. */
constexpr size_t kDtmfHalfHop = kDtmfHop / 2, kDtmfHalfWindow = kDtmfWindow / 2;

/** Limits of acceptance. The defaults lie between "must accept" and "must reject" of ITU-T Q.24. */
struct DtmfLimits {
  float min_level_dbm0 = -38.0F;       // each tone; Q.24 annex A: accept -25 dBm, refuse -55 dBm
  float max_high_over_low_db = 7.0F;   // Q.24 annex A: accept 4 dB; MT8870: 8 dB
  float max_low_over_high_db = 10.0F;  // Q.24 annex A and MT8870: accept 8 dB
  float max_offset = 0.020F;           // Q.24 annex A: accept 1.5 %, refuse 3.5 %
  /** What may lie between 250 and 550 Hz beside them, as a share of the tones' power, unless it is
   * a dial tone: a talker has much there. Measured: digits in band noise of 6 dB have 0.06. */
  float max_under = 0.16F;
  /** The strongest third sound to 1950 Hz, under the weaker tone. MT8870: 16 dB must not disturb;
   * the other harmonics of a voice are seldom as weak. */
  float third_tone_db = -13.5F;
  /** Noise that strong is no third sound when it is as strong above 2 kHz, where a voice has
   * little. Measured: stronger allows 5 dB of noise, and ten digits in two hours of speech. */
  float noise_peak_db = -12.0F, noise_slope_db = 5.0F;
  /** Of the window's power that the two tones must have; also how much of a window they must fill.
   */
  float min_share = 0.77F;
};

struct DigitReport {
  char digit = 0;
  bool ended = false;        // false: it began
  uint32_t duration_ms = 0;  // when ended: how long the tone lasted, within 5 ms
};

/** What one call of feed() found, in order. */
struct DigitReports {
  std::array<DigitReport, 8> list{};
  size_t count = 0;
  void add(const DigitReport &report) {
    if (count < list.size()) list[count++] = report;
  }
};

}  // namespace trunkline::dsp
