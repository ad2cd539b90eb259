#include "speech_format.hpp"

#include <algorithm>
#include <array>

#include "../dsp/codec/gsm610.hpp"
#include "../dsp/codec/mp3_codec.hpp"

namespace trunkline::softmedia {
namespace {

// WAV's IMA ADPCM has blocks of 256 octets a side at 8 kHz: 4 of header with the first sample, then
// two samples an octet. Its GSM packs two frames into 65 octets.
constexpr std::array kFormats = {
    SpeechFormat{BSDK_FMT_PCM16, 0x01, 16, {2, 1}, {2, 1}, 2, true, nullptr},
    SpeechFormat{BSDK_FMT_ALAW, 0x06, 8, {1, 1}, {1, 1}, 2, true, nullptr},
    SpeechFormat{BSDK_FMT_ULAW, 0x07, 8, {1, 1}, {1, 1}, 2, true, nullptr},
    SpeechFormat{BSDK_FMT_IMA_ADPCM, 0x11, 4, {256, 505}, {}, 2, true, nullptr},
    SpeechFormat{BSDK_FMT_VOX_ADPCM, 0, 4, {}, {1, 2}, 1, false, nullptr},
    SpeechFormat{BSDK_FMT_GSM610, 0x31, 0, {65, 320}, {33, 160}, 1, true, dsp::Gsm610::kPackage},
    SpeechFormat{BSDK_FMT_MP3, 0, 0, {}, {1, 0}, 2, false, dsp::kMp3Package},
};

}  // namespace

const SpeechFormat *find_speech_format(uint32_t format) {
  const auto at = std::find_if(kFormats.begin(), kFormats.end(),
                               [=](const SpeechFormat &row) { return row.format == format; });
  return at == kFormats.end() ? nullptr : &*at;
}

const SpeechFormat *find_speech_format_of_tag(uint32_t wav_tag, uint32_t bits) {
  const auto at = std::find_if(kFormats.begin(), kFormats.end(), [=](const SpeechFormat &row) {
    return row.wav_tag != 0 && row.wav_tag == wav_tag && row.wav_bits == bits;
  });
  return at == kFormats.end() ? nullptr : &*at;
}

SpeechBlock block_of(const SpeechShape &shape) {
  const SpeechFormat *row = find_speech_format(shape.format);
  if (row == nullptr) return {};
  SpeechBlock block = shape.box == BSDK_BOX_WAV ? row->in_wav : row->in_raw;
  block.octets *= shape.sides;
  return block;
}

bool is_speech_format_available(const SpeechFormat &row) {
  if (row.format == BSDK_FMT_GSM610) return dsp::Gsm610::is_available();
  return row.format != BSDK_FMT_MP3 || dsp::is_mp3_available();
}

uint32_t available_speech_formats() {
  uint32_t formats = 0;
  for (const SpeechFormat &row : kFormats) {
    if (is_speech_format_available(row)) formats |= 1U << row.format;
  }
  return formats;
}

}  // namespace trunkline::softmedia
