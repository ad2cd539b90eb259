#include "speech_decoder.hpp"

#include <algorithm>
#include <array>

#include "../dsp/codec/g711.hpp"
#include "../dsp/codec/gsm610.hpp"
#include "../dsp/codec/ima_adpcm.hpp"
#include "../dsp/codec/mp3_codec.hpp"
#include "../dsp/codec/vox_adpcm.hpp"

namespace trunkline::softmedia {
namespace {

/** Of both sides, so that music with the same on both is not clipped. */
int16_t mean_of(int32_t sum, size_t sides) {
  return static_cast<int16_t>(sides == 2 ? sum / 2 : sum);
}

/** Formats of one sample after the other. */
class SampleDecoder final : public SpeechDecoder {
 public:
  using Read = int16_t (*)(const uint8_t *octets);
  SampleDecoder(Read read, size_t octets, uint32_t sides)
      : read_(read), octets_(octets), sides_(sides) {}
  void decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) override {
    const size_t frame = octets_ * sides_;
    for (size_t at = 0; at + frame <= octets.size(); at += frame) {
      const int16_t first = read_(&octets[at]);
      to.push_back(sides_ == 1 ? first : mean_of(first + read_(&octets[at + octets_]), 2));
    }
  }
  void restart() override {}

 private:
  Read read_;
  size_t octets_;
  uint32_t sides_;
};

class VoxDecoder final : public SpeechDecoder {
 public:
  void decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) override {
    for (const uint8_t octet : octets) {
      to.push_back(coder_.decode(octet >> 4));
      to.push_back(coder_.decode(octet & 15));
    }
  }
  void restart() override { coder_ = {}; }

 private:
  dsp::VoxAdpcm coder_;
};

class ImaDecoder final : public SpeechDecoder {
 public:
  ImaDecoder(uint32_t sides, uint32_t block_octets) : sides_(sides), block_octets_(block_octets) {}
  void decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) override {
    for (size_t at = 0; at < octets.size(); at += block_octets_) {
      decode_block(octets.subspan(at, std::min<size_t>(block_octets_, octets.size() - at)), to);
    }
  }
  void restart() override {}

 private:
  void decode_block(std::span<const uint8_t> block, std::vector<int16_t> &to) {
    constexpr size_t kHeader = 4, kWord = 4;
    const size_t header = kHeader * sides_, words = kWord * sides_;
    if (block.size() < header) return;
    int32_t first = 0;
    for (size_t side = 0; side < sides_; side++) {
      const uint8_t *octets = &block[side * kHeader];
      const auto sample = static_cast<int16_t>(octets[0] | octets[1] << 8);
      coders_[side].begin_block(sample, octets[2]);
      first += sample;
    }
    to.push_back(mean_of(first, sides_));
    for (size_t at = header; at + words <= block.size(); at += words) {
      for (size_t n = 0; n < 2 * kWord; n++) {
        int32_t sum = 0;
        for (size_t side = 0; side < sides_; side++) {
          const uint32_t octet = block[at + side * kWord + n / 2];
          sum += coders_[side].decode(static_cast<uint8_t>(n % 2 == 0 ? octet & 15 : octet >> 4));
        }
        to.push_back(mean_of(sum, sides_));
      }
    }
  }

  size_t sides_, block_octets_;
  std::array<dsp::ImaAdpcm, 2> coders_;
};

class GsmDecoder final : public SpeechDecoder {
 public:
  explicit GsmDecoder(uint32_t box) : form_(form_of(box)), coder_(form_) {}
  void decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) override {
    std::array<int16_t, dsp::Gsm610::kWavSamples> samples{};
    const auto used = std::span(samples).first(coder_.samples());
    for (size_t at = 0; at + coder_.octets() <= octets.size(); at += coder_.octets()) {
      coder_.decode(octets.subspan(at, coder_.octets()), used);
      to.insert(to.end(), used.begin(), used.end());
    }
  }
  void restart() override { coder_ = dsp::Gsm610(form_); }

 private:
  static dsp::Gsm610::Form form_of(uint32_t box) {
    return box == BSDK_BOX_WAV ? dsp::Gsm610::Form::wav : dsp::Gsm610::Form::frames;
  }
  dsp::Gsm610::Form form_;
  dsp::Gsm610 coder_;
};

class Mp3StreamDecoder final : public SpeechDecoder {
 public:
  void decode(std::span<const uint8_t> octets, std::vector<int16_t> &to) override {
    const size_t before = to.size();
    if (is_broken_ || !coder_.decode(octets, to)) is_broken_ = true;
    if (is_broken_) to.resize(before);
  }
  void restart() override {
    coder_ = {};
    is_broken_ = false;
  }
  uint32_t rate_hz() const override { return coder_.rate_hz(); }

 private:
  dsp::Mp3Decoder coder_;
  bool is_broken_ = false;
};

int16_t read_pcm16(const uint8_t *octets) {
  return static_cast<int16_t>(octets[0] | octets[1] << 8);
}
int16_t read_alaw(const uint8_t *octet) { return dsp::decode_alaw(*octet); }
int16_t read_ulaw(const uint8_t *octet) { return dsp::decode_ulaw(*octet); }

using Made = std::unique_ptr<SpeechDecoder>;
struct MakerRow {
  uint32_t format;
  Made (*make)(const SpeechShape &shape, const SpeechBlock &block);
};

constexpr std::array kMakers = {
    MakerRow{BSDK_FMT_PCM16,
             [](const SpeechShape &shape, const SpeechBlock &) -> Made {
               return std::make_unique<SampleDecoder>(&read_pcm16, 2, shape.sides);
             }},
    MakerRow{BSDK_FMT_ALAW,
             [](const SpeechShape &shape, const SpeechBlock &) -> Made {
               return std::make_unique<SampleDecoder>(&read_alaw, 1, shape.sides);
             }},
    MakerRow{BSDK_FMT_ULAW,
             [](const SpeechShape &shape, const SpeechBlock &) -> Made {
               return std::make_unique<SampleDecoder>(&read_ulaw, 1, shape.sides);
             }},
    MakerRow{BSDK_FMT_IMA_ADPCM,
             [](const SpeechShape &shape, const SpeechBlock &block) -> Made {
               return std::make_unique<ImaDecoder>(shape.sides, block.octets);
             }},
    MakerRow{BSDK_FMT_VOX_ADPCM,
             [](const SpeechShape &, const SpeechBlock &) -> Made {
               return std::make_unique<VoxDecoder>();
             }},
    MakerRow{BSDK_FMT_GSM610,
             [](const SpeechShape &shape, const SpeechBlock &) -> Made {
               return std::make_unique<GsmDecoder>(shape.box);
             }},
    MakerRow{BSDK_FMT_MP3,
             [](const SpeechShape &, const SpeechBlock &) -> Made {
               return std::make_unique<Mp3StreamDecoder>();
             }},
};

}  // namespace

std::unique_ptr<SpeechDecoder> make_speech_decoder(const SpeechShape &shape,
                                                   const SpeechBlock &block) {
  const SpeechFormat *row = find_speech_format(shape.format);
  if (row == nullptr || shape.sides == 0 || shape.sides > row->most_sides) return nullptr;
  if (block.octets == 0 || !is_speech_format_available(*row)) return nullptr;
  const auto *maker = std::find_if(kMakers.begin(), kMakers.end(), [&](const MakerRow &candidate) {
    return candidate.format == shape.format;
  });
  return maker->make(shape, block);
}

}  // namespace trunkline::softmedia
