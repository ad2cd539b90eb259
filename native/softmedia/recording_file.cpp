#include "recording_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "../abi/board_sdk.h"
#include "clip_reader.hpp"
#include "wav_file.hpp"

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

ContinuedFile continue_file(const char *path, const SpeechShape &shape) {
  ContinuedFile continued;
  continued.file = create_file(path);
  if (continued.file != nullptr) return continued;
  OpenFile file(::open(path, O_RDWR | O_CLOEXEC));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode)) {
    continued.result = BSDK_E_IO;
    return continued;
  }
  const auto size = static_cast<uint64_t>(status.st_size);
  // Where the coder's state would have to be known, what follows would be noise.
  const SpeechFormat *row = find_speech_format(shape.format);
  continued.result =
      row->begins_at_any_block || shape.format == BSDK_FMT_MP3 ? BSDK_OK : BSDK_E_FORMAT;
  uint64_t octets = size;
  if (shape.box == BSDK_BOX_WAV) {
    std::array<uint8_t, kWavProbeBytes> start{};
    const ssize_t got = ::pread(file.descriptor(), start.data(), start.size(), 0);
    const auto found =
        find_wav_data(std::span(start).first(got > 0 ? static_cast<size_t>(got) : 0));
    const bool is_ours = found && found->shape.format == shape.format &&
                         found->shape.sides == shape.sides &&
                         found->block.octets == block_of(shape).octets &&
                         found->offset == wav_header(shape, 0, 0).count;
    if (!is_ours) continued.result = BSDK_E_FORMAT;
    octets = is_ours ? std::min(found->size_bytes, size - found->offset) : 0;
  }
  const uint64_t block = std::max(block_of(shape).octets, 1U);
  continued.speech_octets = octets / block * block;
  if (continued.result == BSDK_OK) continued.file = std::make_unique<PosixFile>(std::move(file));
  return continued;
}

RecordingFile::RecordingFile(std::unique_ptr<WritableFile> file, const SpeechShape &shape,
                             Durability durability)
    : file_(std::move(file)),
      shape_(shape),
      durability_(durability),
      encoder_(make_speech_encoder(shape)) {}

bool RecordingFile::begin() { return go_on(0); }

bool RecordingFile::go_on(uint64_t speech_octets) {
  if (encoder_ == nullptr) return false;
  octets_ = speech_octets;
  frames_ = kept_frames_ = header_at_frames_ = frames_in_file();
  return write_header();
}

uint64_t RecordingFile::frames_in_file() const {
  const SpeechBlock block = block_of(shape_);
  return octets_ / block.octets * block.samples;
}

RecordingFile::News RecordingFile::append(std::span<const int16_t> samples) {
  const uint64_t frames = samples.size() / shape_.sides;
  if (in_gap_) {
    owed_frames_ += frames;
    if (owed_frames_ < retry_at_frames_) return News::none;
    retry_at_frames_ = owed_frames_ + kSecondFrames;
    if (!write_silence()) return News::none;
    keep_header();
    return News::gap_ended;
  }
  encoder_->encode(samples, pending_);
  frames_ += frames;
  if (flush()) {
    if (frames_ - header_at_frames_ >= kSecondFrames) keep_header();
    return News::none;
  }
  in_gap_ = true;
  retry_at_frames_ = kSecondFrames;
  keep_header();
  return News::gap_began;
}

RecordingFile::News RecordingFile::seal() {
  const bool ended = in_gap_ && write_silence();
  if (!in_gap_) {
    encoder_->end(pending_);
    flush();
  }
  keep_header();
  return ended ? News::gap_ended : News::none;
}

void RecordingFile::keep_header() {
  header_at_frames_ = frames_;
  // A disk that refuses here leaves the last header, which promises less than there is.
  if (!write_header()) return;
  if (durability_ == Durability::power_loss) file_->sync();
}

bool RecordingFile::write_header() {
  if (shape_.box != BSDK_BOX_WAV) return true;
  const WavHeader header = wav_header(shape_, octets_, kept_frames_);
  // Chunks have an even length: the octet that makes it so is written over by what follows.
  constexpr std::array<uint8_t, 1> kPadding{};
  if (octets_ % 2 != 0 && !file_->write_at(header.count + octets_, kPadding)) return false;
  return file_->write_at(0, std::span<const uint8_t>(header.octets).first(header.count));
}

bool RecordingFile::flush() {
  const uint64_t start = shape_.box == BSDK_BOX_WAV ? wav_header(shape_, 0, 0).count : 0;
  if (!pending_.empty() && !file_->write_at(start + octets_, pending_)) return false;
  octets_ += pending_.size();
  kept_frames_ = frames_;
  pending_.clear();
  return true;
}

bool RecordingFile::write_silence() {
  const std::array<int16_t, 1024> silence{};
  bool takes = flush();
  while (takes && owed_frames_ > 0) {
    const uint64_t now = std::min<uint64_t>(owed_frames_, silence.size() / shape_.sides);
    encoder_->encode(std::span(silence).first(now * shape_.sides), pending_);
    frames_ += now;
    owed_frames_ -= now;
    written_gap_frames_ += now;
    takes = flush();
  }
  // What silence fitted stays; the rest is owed still.
  if (!takes) return false;
  in_gap_ = false;
  last_gap_frames_ = written_gap_frames_;
  written_gap_frames_ = 0;
  return true;
}

}  // namespace trunkline::softmedia
