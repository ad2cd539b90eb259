#include "clip_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "wav_file.hpp"

namespace trunkline::softmedia {
namespace {

constexpr size_t kChunkOctets = 4096;
constexpr uint32_t kLineRateHz = 8000;

}  // namespace

OpenFile &OpenFile::operator=(OpenFile &&other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

int32_t ClipReader::open(const bsdk_clip &clip) {
  const int32_t opened = open_source(clip);
  if (opened != BSDK_OK) return opened;
  const int32_t found = find_speech(clip);
  if (found != BSDK_OK) return found;
  at_ = start_;
  if (!decode_some()) return BSDK_E_IO;
  // Octets that cannot be decoded: no MP3, or at another rate.
  return ready() == 0 && end_ > start_ ? BSDK_E_FORMAT : BSDK_OK;
}

int32_t ClipReader::open_source(const bsdk_clip &clip) {
  if ((clip.path == nullptr) == (clip.data == nullptr)) return BSDK_E_ARG;
  uint64_t size = 0;
  if (clip.path != nullptr) {
    file_ = OpenFile(::open(clip.path, O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!file_.is_open() || ::fstat(file_.descriptor(), &status) != 0) return BSDK_E_IO;
    if (!S_ISREG(status.st_mode)) return BSDK_E_IO;
    size = static_cast<uint64_t>(status.st_size);
  } else {
    if (clip.length == 0) return BSDK_E_ARG;
    const auto *octets = static_cast<const uint8_t *>(clip.data);
    size = clip.offset + clip.length;
    memory_.assign(octets, octets + size);
  }
  if (clip.offset > size) return BSDK_E_ARG;
  start_ = clip.offset;
  end_ = clip.length == 0 ? size : std::min(size, clip.offset + clip.length);
  return BSDK_OK;
}

int32_t ClipReader::find_speech(const bsdk_clip &clip) {
  SpeechShape shape{clip.format, 1, BSDK_BOX_RAW};
  block_ = block_of(shape);
  if (clip.box == BSDK_BOX_WAV) {
    std::array<uint8_t, kWavProbeBytes> probe{};
    const size_t wanted = std::min<uint64_t>(probe.size(), end_ - start_);
    const int64_t got = read_octets(start_, std::span(probe).first(wanted));
    if (got < 0) return BSDK_E_IO;
    const auto speech = find_wav_data(std::span(probe).first(static_cast<size_t>(got)));
    if (!speech) return BSDK_E_FORMAT;
    shape = speech->shape;
    block_ = speech->block;
    rate_hz_ = speech->rate_hz;
    start_ += speech->offset;
    end_ = std::min(end_, start_ + speech->size_bytes);
  } else if (clip.format == BSDK_FMT_MP3) {
    start_ = std::min(end_, start_ + octets_of_mp3_tag());
  }
  decoder_ = make_speech_decoder(shape, block_);
  if (decoder_ == nullptr) return BSDK_E_FORMAT;
  begins_at_any_block_ =
      rate_hz_ == kLineRateHz && find_speech_format(shape.format)->begins_at_any_block;
  return BSDK_OK;
}

/** ID3v2: "ID3", version, flags, and the length in four times seven bits (id3.org, 3.1). */
uint64_t ClipReader::octets_of_mp3_tag() const {
  std::array<uint8_t, 10> head{};
  const size_t wanted = std::min<uint64_t>(head.size(), end_ - start_);
  const int64_t got = read_octets(start_, std::span(head).first(wanted));
  if (got < 10 || head[0] != 'I' || head[1] != 'D' || head[2] != '3') return 0;
  uint64_t length = 0;
  for (size_t n = 6; n < 10; n++) length = (length << 7) | (head[n] & 0x7FU);
  return length + head.size();
}

void ClipReader::rewind() {
  at_ = start_;
  decoded_.clear();
  used_ = 0;
  decoder_->restart();
  resampler_ = nullptr;
}

void ClipReader::bring_to_line_rate(std::span<const int16_t> samples) {
  const uint32_t told_hz = decoder_->rate_hz();
  const uint32_t rate_hz = told_hz == 0 ? rate_hz_ : told_hz;
  if (samples.empty() || rate_hz == kLineRateHz) {
    decoded_.insert(decoded_.end(), samples.begin(), samples.end());
    return;
  }
  if (!dsp::Resampler::can(rate_hz, kLineRateHz)) return;
  if (resampler_ == nullptr) resampler_ = std::make_unique<dsp::Resampler>(rate_hz, kLineRateHz);
  const size_t before = decoded_.size();
  decoded_.resize(before + resampler_->most_output(samples.size()));
  decoded_.resize(before + resampler_->feed(samples, std::span(decoded_).subspan(before)));
}

void ClipReader::end_of_speech() {
  if (resampler_ == nullptr) return;
  decoded_.resize(resampler_->most_output(resampler_->reach() + 1));
  decoded_.resize(resampler_->finish(decoded_));
  resampler_ = nullptr;
}

bool ClipReader::decode_some() {
  if (ready() > 0) return true;
  decoded_.clear();
  used_ = 0;
  std::array<uint8_t, kChunkOctets> octets{};
  const uint64_t whole = octets.size() / block_.octets * block_.octets;
  // A format may need several pieces before its first sample.
  while (decoded_.empty() && at_ < end_) {
    const uint64_t wanted = std::min<uint64_t>(whole, end_ - at_);
    const int64_t got = read_octets(at_, std::span(octets).first(wanted));
    if (got < 0) return false;
    if (got == 0) at_ = end_;
    at_ += static_cast<uint64_t>(got);
    raw_.clear();
    decoder_->decode(std::span(octets).first(static_cast<size_t>(got)), raw_);
    bring_to_line_rate(raw_);
  }
  if (decoded_.empty()) end_of_speech();
  return true;
}

int32_t ClipReader::read(std::span<int16_t> into) {
  if (!decode_some()) return BSDK_E_IO;
  const size_t count = std::min(into.size(), ready());
  std::copy_n(decoded_.begin() + static_cast<std::ptrdiff_t>(used_), count, into.begin());
  used_ += count;
  return static_cast<int32_t>(count);
}

int64_t ClipReader::skip(uint64_t samples) {
  if (begins_at_any_block_ && samples > ready()) {
    const uint64_t from_here = samples - ready();
    const uint64_t blocks = std::min(from_here / block_.samples, (end_ - at_) / block_.octets);
    if (blocks > 0) {
      const auto skipped = static_cast<int64_t>(ready() + blocks * block_.samples);
      at_ += blocks * block_.octets;
      decoded_.clear();
      used_ = 0;
      decoder_->restart();
      return skipped;
    }
  }
  if (!decode_some()) return BSDK_E_IO;
  const auto count = std::min<uint64_t>(samples, ready());
  used_ += count;
  return static_cast<int64_t>(count);
}

int64_t ClipReader::read_octets(uint64_t offset, std::span<uint8_t> into) const {
  if (!file_.is_open()) {
    std::memcpy(into.data(), memory_.data() + offset, into.size());
    return static_cast<int64_t>(into.size());
  }
  return ::pread(file_.descriptor(), into.data(), into.size(), static_cast<off_t>(offset));
}

}  // namespace trunkline::softmedia
