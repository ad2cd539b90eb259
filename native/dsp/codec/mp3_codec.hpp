/*
 * What it does: MP3 at 8 kHz (MPEG-2.5 layer III), mono or stereo: a stream of frames from samples,
 * and samples from a stream.
 *
 * How it works: through LAME (Debian package libmp3lame0), loaded when first asked for. A frame has
 * 576 samples; an encoder holds some back, which end() brings out.
 *
 * How to use it: is_available(), then one encoder or decoder a stream. Not for the audio thread.
 */
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace trunkline::dsp {

constexpr const char *kMp3Package = "libmp3lame0";
bool is_mp3_available();

class Mp3Encoder {
 public:
  /** Flowing: frames borrow room from those before them. Apart: each stands alone, so that a player
   * can begin at any. */
  enum class Frames : uint8_t { flowing, apart };

  /** channels 1 or 2; kbps 8 to 64, of all channels together. quality: LAME's, 0 best, 9 quickest.
   */
  Mp3Encoder(uint32_t channels, uint32_t kbps, int quality = 7, Frames frames = Frames::flowing);
  ~Mp3Encoder();
  Mp3Encoder(Mp3Encoder &&) noexcept;
  Mp3Encoder &operator=(Mp3Encoder &&) noexcept;

  /** Whether LAME takes these parameters. */
  bool is_open() const;
  /** Interleaved frames; appends what is ready. */
  void encode(std::span<const int16_t> frames, std::vector<uint8_t> &to);
  /** Brings out what is held back. */
  void end(std::vector<uint8_t> &to);

 private:
  struct Coder;
  std::unique_ptr<Coder> coder_;
};

class Mp3Decoder {
 public:
  Mp3Decoder();
  ~Mp3Decoder();
  Mp3Decoder(Mp3Decoder &&) noexcept;
  Mp3Decoder &operator=(Mp3Decoder &&) noexcept;

  /** Appends mono samples (of stereo the mean of both). False when it is no MP3 stream. */
  bool decode(std::span<const uint8_t> octets, std::vector<int16_t> &to);
  /** Appends interleaved frames of the stream's own channels. False when it is no MP3 stream. */
  bool decode_apart(std::span<const uint8_t> octets, std::vector<int16_t> &to);
  /** 0 before the first frame was found. */
  uint32_t rate_hz() const;
  uint32_t channels() const;

 private:
  struct Coder;
  bool decode_frames(std::span<const uint8_t> octets, std::vector<int16_t> &to, bool apart);
  std::unique_ptr<Coder> coder_;
};

}  // namespace trunkline::dsp
