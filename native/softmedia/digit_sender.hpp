/*
 * What it does: sends a string of digits into a line: DTMF, ',' a pause of a second, '!' a hook
 * flash.
 *
 * How to use it: begin(), then fill() every frame on the audio thread. At a flash it asks for one
 * and stays silent until flashed() is called.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../dsp/dtmf/dtmf_generator.hpp"

namespace trunkline::softmedia {

/** 1 to 64 characters of 0-9 * # A-D , ! as a value that crosses a ring. */
struct DigitString {
  static constexpr size_t kMost = 64;
  std::array<char, kMost + 1> text{};
};

/** False for NULL, no or too many characters, or one that cannot be sent. */
bool parse_digits(const char *text, DigitString &into);

class DigitSender {
 public:
  enum class Outcome : uint8_t { sending, flash_wanted, sent };

  void begin(const DigitString &digits, const dsp::DtmfTiming &timing);
  /** More digits behind those still to send; false when they do not fit. */
  bool append(const DigitString &digits);
  /** Writes the whole frame. flash_wanted is returned once a flash. */
  Outcome fill(std::span<int16_t> frame);
  void flashed() { flashing_ = false; }

 private:
  static constexpr uint32_t kPauseSamples = 8000;  // board_sdk.h: ',' pauses; one second
  Outcome next();

  std::array<char, 2 * DigitString::kMost + 1> digits_{};
  size_t at_ = 0;
  dsp::DtmfTiming timing_;
  dsp::DtmfGenerator tone_;
  uint32_t pause_samples_ = 0;
  bool flashing_ = false;
};

}  // namespace trunkline::softmedia
