/*
 * What it does: receives the bytes of an FSK burst at 1200 bit/s: Bell 202 (mark 1200, space 2200
 * Hz) and ITU-T V.23 (1300, 2100 Hz), without being told which.
 *
 * How it works: behind a high-pass, two correlators of one bit's length at 1250 and 2150 Hz, in the
 * middle between the standards; the difference of their magnitudes is the soft bit. Bytes are
 * asynchronous: a start bit's edge, found between two samples, times the eight bits and the stop
 * bit. Bytes are believed only after a run of marks, as every caller-ID message has before its
 * first byte.
 *
 *   samples -> high-pass 600 Hz -> |corr 1250| - |corr 2150| -> mark run -> edge, 8 bits, stop ->
 * bytes
 *
 * How to use it: one FskReceiver a line, feed() frames; it reports bytes and the loss of the
 * carrier.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../high_pass.hpp"

namespace trunkline::dsp {

/** What an FSK receiver reports, in order. */
struct FskReport {
  enum class Kind : uint8_t { began, byte, framing_error, carrier_lost } kind = Kind::byte;
  uint8_t byte = 0;
};

struct FskReports {
  std::array<FskReport, 16> list{};  // 160 samples hold at most three bytes
  size_t count = 0;
  void add(FskReport::Kind kind, uint8_t byte = 0) {
    if (count < list.size()) list[count++] = {kind, byte};
  }
};

class FskReceiver {
 public:
  FskReceiver();
  FskReports feed(std::span<const int16_t> frame);
  void reset();
  /** Whether anything that could be a signal was on the line in the last 100 ms. */
  bool line_active() const { return quiet_samples_ < 800; }

 private:
  static constexpr size_t kTaps = 7;  // one bit is 6.67 samples
  enum class State : uint8_t { waiting, marking, between_bytes, in_byte };

  void step(float sample, FskReports &reports);
  float soft_bit();
  float centred(float difference);
  void follow_carrier(FskReports &reports);
  void take_edge(float soft);
  void take_bits(float soft, FskReports &reports);
  void end_byte(FskReports &reports);

  HighPass high_pass_;
  std::array<float, kTaps> taps_{};
  std::array<float, kTaps> mark_cos_{}, mark_sin_{}, space_cos_{}, space_sin_{};
  State state_ = State::waiting;
  float energy_ = 0.0F;                   // smoothed mean square behind the high-pass
  float signal_ = 0.0F;                   // smoothed power in the two correlators
  float highest_ = 0.0F, lowest_ = 0.0F;  // decaying peaks of the difference
  float last_soft_ = 0.0F;
  float until_bit_ = 0.0F;  // samples to the middle of the next bit
  uint32_t bit_ = 0, bits_ = 0;
  uint32_t mark_samples_ = 0, lost_samples_ = 0, quiet_samples_ = 800;
};

}  // namespace trunkline::dsp
