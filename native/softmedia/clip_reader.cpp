#include "clip_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "../dsp/codec/g711.hpp"
#include "wav_file.hpp"

namespace trunkline::softmedia {

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
  at_ = start_;
  return found;
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
  if (clip.box == BSDK_BOX_RAW) {
    format_ = clip.format;
  } else {
    std::array<uint8_t, kWavProbeBytes> probe{};
    const size_t wanted = std::min<uint64_t>(probe.size(), end_ - start_);
    const int64_t got = read_octets(start_, std::span(probe).first(wanted));
    if (got < 0) return BSDK_E_IO;
    const auto speech = find_wav_data(std::span(probe).first(static_cast<size_t>(got)));
    if (!speech) return BSDK_E_FORMAT;
    format_ = speech->format;
    start_ += speech->offset;
    end_ = std::min(end_, start_ + speech->size_bytes);
  }
  const bool known =
      format_ == BSDK_FMT_PCM16 || format_ == BSDK_FMT_ALAW || format_ == BSDK_FMT_ULAW;
  return known ? BSDK_OK : BSDK_E_FORMAT;
}

int32_t ClipReader::rewind() {
  at_ = start_;
  return BSDK_OK;
}

int32_t ClipReader::read(std::span<int16_t> into) {
  std::array<uint8_t, 4096> octets{};
  const uint64_t sample_bytes = format_ == BSDK_FMT_PCM16 ? 2 : 1;
  const uint64_t wanted = std::min<uint64_t>(
      {octets.size(), (end_ - at_) / sample_bytes * sample_bytes, into.size() * sample_bytes});
  if (wanted == 0) return 0;
  const int64_t got = read_octets(at_, std::span(octets).first(wanted));
  if (got < 0) return BSDK_E_IO;
  const auto samples = static_cast<size_t>(got) / sample_bytes;
  at_ += samples * sample_bytes;
  for (size_t n = 0; n < samples; n++) {
    if (format_ == BSDK_FMT_PCM16) {
      into[n] = static_cast<int16_t>(octets[2 * n] | (octets[2 * n + 1] << 8));
    } else {
      into[n] =
          format_ == BSDK_FMT_ALAW ? dsp::decode_alaw(octets[n]) : dsp::decode_ulaw(octets[n]);
    }
  }
  return static_cast<int32_t>(samples);
}

int64_t ClipReader::read_octets(uint64_t offset, std::span<uint8_t> into) const {
  if (!file_.is_open()) {
    std::memcpy(into.data(), memory_.data() + offset, into.size());
    return static_cast<int64_t>(into.size());
  }
  return ::pread(file_.descriptor(), into.data(), into.size(), static_cast<off_t>(offset));
}

}  // namespace trunkline::softmedia
