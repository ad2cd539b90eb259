/*
 * What it does: GSM 06.10 full-rate speech, 160 samples in 33 octets, or 320 in 65 (the form of WAV
 * files, 0x31).
 *
 * How it works: through libgsm (Debian package libgsm1), whose frames are bit-exact with the
 * standard's sequences; loaded when first asked for.
 *
 * How to use it: is_available(), then one Gsm610 a stream and direction. Not for the audio thread:
 * making one allocates.
 */
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace trunkline::dsp {

class Gsm610 {
 public:
  static constexpr size_t kFrameSamples = 160, kFrameOctets = 33;
  /** Two frames packed together, as WAV files have them. */
  static constexpr size_t kWavSamples = 320, kWavOctets = 65;
  static constexpr const char *kPackage = "libgsm1";
  enum class Form : uint8_t { frames, wav };

  /** Whether the library is on this machine. */
  static bool is_available();

  explicit Gsm610(Form form);
  ~Gsm610();
  Gsm610(Gsm610 &&) noexcept;
  Gsm610 &operator=(Gsm610 &&) noexcept;

  size_t samples() const { return form_ == Form::frames ? kFrameSamples : kWavSamples; }
  size_t octets() const { return form_ == Form::frames ? kFrameOctets : kWavOctets; }
  /** samples() in, octets() out. */
  void encode(std::span<const int16_t> samples, std::span<uint8_t> octets);
  /** False for octets that are no frame; the samples are silence then. */
  bool decode(std::span<const uint8_t> octets, std::span<int16_t> samples);

 private:
  struct Coder;
  Form form_;
  std::unique_ptr<Coder> coder_;
};

}  // namespace trunkline::dsp
