#include "speech_encoder.hpp"

#include <algorithm>
#include <array>

#include "../dsp/codec/g711.hpp"
#include "../dsp/codec/gsm610.hpp"
#include "../dsp/codec/ima_adpcm.hpp"
#include "../dsp/codec/mp3_codec.hpp"
#include "../dsp/codec/vox_adpcm.hpp"

namespace trunkline::softmedia {
namespace {

constexpr uint32_t kMp3KbpsASide = 16;

class Pcm16Encoder final : public SpeechEncoder {
 public:
  void encode(std::span<const int16_t> samples, std::vector<uint8_t> &to) override {
    for (const int16_t sample : samples) {
      to.push_back(static_cast<uint8_t>(sample));
      to.push_back(static_cast<uint8_t>(static_cast<uint16_t>(sample) >> 8));
    }
  }
  void end(std::vector<uint8_t> &) override {}
};

class G711Encoder final : public SpeechEncoder {
 public:
  using Law = void (*)(std::span<const int16_t>, std::span<uint8_t>, dsp::Isa);
  explicit G711Encoder(Law law) : law_(law) {}
  void encode(std::span<const int16_t> samples, std::vector<uint8_t> &to) override {
    const size_t before = to.size();
    to.resize(before + samples.size());
    law_(samples, std::span(to).subspan(before), dsp::best_isa());
  }
  void end(std::vector<uint8_t> &) override {}

 private:
  Law law_;
};

/** Coders that take so many samples at a time. */
class BlockEncoder : public SpeechEncoder {
 public:
  explicit BlockEncoder(size_t block_samples) : block_(block_samples) {}
  void encode(std::span<const int16_t> samples, std::vector<uint8_t> &to) final {
    for (const int16_t sample : samples) {
      block_[filled_++] = sample;
      if (filled_ < block_.size()) continue;
      filled_ = 0;
      code(block_, to);
    }
  }
  void end(std::vector<uint8_t> &to) final {
    if (filled_ == 0) return;
    std::fill(block_.begin() + static_cast<std::ptrdiff_t>(filled_), block_.end(), int16_t{0});
    filled_ = 0;
    code(block_, to);
  }

 protected:
  virtual void code(std::span<const int16_t> block, std::vector<uint8_t> &to) = 0;

 private:
  std::vector<int16_t> block_;
  size_t filled_ = 0;
};

class VoxEncoder final : public BlockEncoder {
 public:
  VoxEncoder() : BlockEncoder(2) {}

 private:
  void code(std::span<const int16_t> block, std::vector<uint8_t> &to) override {
    const uint32_t first = coder_.encode(block[0]);
    to.push_back(static_cast<uint8_t>(first << 4 | coder_.encode(block[1])));
  }
  dsp::VoxAdpcm coder_;
};

/** Blocks of WAV files: a header a side, then four octets of each side in turn. */
class ImaEncoder final : public BlockEncoder {
 public:
  explicit ImaEncoder(const SpeechShape &shape)
      : BlockEncoder(size_t{block_of(shape).samples} * shape.sides), sides_(shape.sides) {}

 private:
  void code(std::span<const int16_t> block, std::vector<uint8_t> &to) override {
    for (size_t side = 0; side < sides_; side++) {
      coders_[side].begin_block(block[side], coders_[side].step_index());
      const auto first = static_cast<uint16_t>(block[side]);
      for (const uint32_t octet : {uint32_t{first} & 0xFFU, uint32_t{first} >> 8,
                                   uint32_t{coders_[side].step_index()}, 0U}) {
        to.push_back(static_cast<uint8_t>(octet));
      }
    }
    constexpr size_t kWordSamples = 8;
    for (size_t at = 1; at * sides_ < block.size(); at += kWordSamples) {
      for (size_t side = 0; side < sides_; side++) {
        for (size_t n = 0; n < kWordSamples; n += 2) {
          const uint32_t low = coders_[side].encode(block[(at + n) * sides_ + side]);
          const uint32_t high = coders_[side].encode(block[(at + n + 1) * sides_ + side]);
          to.push_back(static_cast<uint8_t>(low | high << 4));
        }
      }
    }
  }
  size_t sides_;
  std::array<dsp::ImaAdpcm, 2> coders_;
};

class GsmEncoder final : public BlockEncoder {
 public:
  explicit GsmEncoder(const SpeechShape &shape)
      : BlockEncoder(block_of(shape).samples),
        coder_(shape.box == BSDK_BOX_WAV ? dsp::Gsm610::Form::wav : dsp::Gsm610::Form::frames) {}

 private:
  void code(std::span<const int16_t> block, std::vector<uint8_t> &to) override {
    std::array<uint8_t, dsp::Gsm610::kWavOctets> octets{};
    const auto used = std::span(octets).first(coder_.octets());
    coder_.encode(block, used);
    to.insert(to.end(), used.begin(), used.end());
  }
  dsp::Gsm610 coder_;
};

class Mp3StreamEncoder final : public SpeechEncoder {
 public:
  explicit Mp3StreamEncoder(uint32_t sides) : coder_(sides, kMp3KbpsASide * sides) {}
  bool is_open() const { return coder_.is_open(); }
  void encode(std::span<const int16_t> samples, std::vector<uint8_t> &to) override {
    coder_.encode(samples, to);
  }
  void end(std::vector<uint8_t> &to) override { coder_.end(to); }

 private:
  dsp::Mp3Encoder coder_;
};

std::unique_ptr<SpeechEncoder> make_mp3_encoder(const SpeechShape &shape) {
  auto encoder = std::make_unique<Mp3StreamEncoder>(shape.sides);
  if (!encoder->is_open()) return nullptr;
  return encoder;
}

struct MakerRow {
  uint32_t format;
  std::unique_ptr<SpeechEncoder> (*make)(const SpeechShape &shape);
};

using Made = std::unique_ptr<SpeechEncoder>;
constexpr std::array kMakers = {
    MakerRow{BSDK_FMT_PCM16,
             [](const SpeechShape &) -> Made { return std::make_unique<Pcm16Encoder>(); }},
    MakerRow{BSDK_FMT_ALAW,
             [](const SpeechShape &) -> Made {
               return std::make_unique<G711Encoder>(&dsp::encode_alaw);
             }},
    MakerRow{BSDK_FMT_ULAW,
             [](const SpeechShape &) -> Made {
               return std::make_unique<G711Encoder>(&dsp::encode_ulaw);
             }},
    MakerRow{BSDK_FMT_IMA_ADPCM,
             [](const SpeechShape &shape) -> Made { return std::make_unique<ImaEncoder>(shape); }},
    MakerRow{BSDK_FMT_VOX_ADPCM,
             [](const SpeechShape &) -> Made { return std::make_unique<VoxEncoder>(); }},
    MakerRow{BSDK_FMT_GSM610,
             [](const SpeechShape &shape) -> Made { return std::make_unique<GsmEncoder>(shape); }},
    MakerRow{BSDK_FMT_MP3, &make_mp3_encoder},
};

}  // namespace

std::unique_ptr<SpeechEncoder> make_speech_encoder(const SpeechShape &shape) {
  const SpeechFormat *row = find_speech_format(shape.format);
  if (row == nullptr || shape.sides == 0 || shape.sides > row->most_sides) return nullptr;
  if (block_of(shape).octets == 0 || !is_speech_format_available(*row)) return nullptr;
  const auto *maker = std::find_if(kMakers.begin(), kMakers.end(), [&](const MakerRow &candidate) {
    return candidate.format == shape.format;
  });
  return maker->make(shape);
}

}  // namespace trunkline::softmedia
