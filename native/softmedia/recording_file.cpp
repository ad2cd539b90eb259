#include "recording_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "../abi/board_sdk.h"
#include "../dsp/codec/g711.hpp"
#include "clip_reader.hpp"

namespace trunkline::softmedia {
namespace {

constexpr uint64_t kSecondFrames = 8000;
constexpr mode_t kOwnerWritesGroupReads = 0640;  // recordings are personal

class PosixFile final : public WritableFile {
 public:
  explicit PosixFile(OpenFile file) : file_(std::move(file)) {}
  bool write_at(uint64_t offset, std::span<const uint8_t> octets) override {
    while (!octets.empty()) {
      const ssize_t wrote =
          ::pwrite(file_.descriptor(), octets.data(), octets.size(), static_cast<off_t>(offset));
      if (wrote <= 0) return false;
      offset += static_cast<uint64_t>(wrote);
      octets = octets.subspan(static_cast<size_t>(wrote));
    }
    return true;
  }
  bool sync() override { return ::fdatasync(file_.descriptor()) == 0; }

 private:
  OpenFile file_;
};

}  // namespace

std::unique_ptr<WritableFile> create_file(const char *path) {
  OpenFile file(::open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerWritesGroupReads));
  if (!file.is_open()) return nullptr;
  return std::make_unique<PosixFile>(std::move(file));
}

bool RecordingFile::begin() { return write_header(); }

RecordingFile::News RecordingFile::append(std::span<const int16_t> samples) {
  const uint64_t frames = samples.size() / shape_.sides;
  if (owed_frames_ > 0) {
    owed_frames_ += frames;
    if (owed_frames_ < retry_at_frames_) return News::none;
    retry_at_frames_ = owed_frames_ + kSecondFrames;
    if (!write_silence()) return News::none;
    keep_header();
    return News::gap_ended;
  }
  if (write_frames(samples)) {
    if (frames_ - header_frames_ >= kSecondFrames) keep_header();
    return News::none;
  }
  owed_frames_ = frames;
  retry_at_frames_ = owed_frames_ + kSecondFrames;
  keep_header();
  return News::gap_began;
}

RecordingFile::News RecordingFile::seal() {
  const bool ended = owed_frames_ > 0 && write_silence();
  keep_header();
  return ended ? News::gap_ended : News::none;
}

void RecordingFile::keep_header() {
  // A disk that refuses here leaves the last header, which promises less than there is.
  if (!write_header()) return;
  header_frames_ = frames_;
  if (durability_ == Durability::power_loss) file_->sync();
}

bool RecordingFile::write_header() {
  const WavHeader header = wav_header(shape_, frames_);
  return file_->write_at(0, std::span<const uint8_t>(header.octets).first(header.count));
}

bool RecordingFile::write_frames(std::span<const int16_t> samples) {
  octets_.clear();
  for (const int16_t sample : samples) {
    if (shape_.format == BSDK_FMT_ALAW) {
      octets_.push_back(dsp::alaw_of(sample));
    } else {
      octets_.push_back(static_cast<uint8_t>(sample));
      octets_.push_back(static_cast<uint8_t>(static_cast<uint16_t>(sample) >> 8));
    }
  }
  const uint64_t offset = wav_header(shape_, 0).count + frames_ * wav_frame_bytes(shape_);
  if (!file_->write_at(offset, octets_)) return false;
  frames_ += samples.size() / shape_.sides;
  return true;
}

bool RecordingFile::write_silence() {
  const std::array<int16_t, 1024> silence{};
  uint64_t left = owed_frames_;
  while (left > 0) {
    const uint64_t now = std::min<uint64_t>(left, silence.size() / shape_.sides);
    if (!write_frames(std::span(silence).first(now * shape_.sides))) break;
    left -= now;
  }
  // What silence fitted stays; the rest is owed still.
  written_gap_frames_ += owed_frames_ - left;
  owed_frames_ = left;
  if (left > 0) return false;
  last_gap_frames_ = written_gap_frames_;
  written_gap_frames_ = 0;
  return true;
}

}  // namespace trunkline::softmedia
