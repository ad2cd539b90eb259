#include "recorder.hpp"

#include <algorithm>
#include <cstring>

namespace trunkline::softmedia {
namespace {

constexpr size_t kMaxFrame = 160;
constexpr uint32_t kFramesPerMs = 8;
constexpr size_t kWriteSamples = 8000;  // half a second of stereo

/** Headerless speech has one side, except where its frames say how many. */
bool can_keep_apart(const SpeechFormat &row, uint32_t box) {
  return row.most_sides == 2 && (box == BSDK_BOX_WAV || row.format == BSDK_FMT_MP3);
}

}  // namespace

int32_t Recorder::open(const bsdk_record &record, const Where &where,
                       std::unique_ptr<Recorder> &into) {
  constexpr uint32_t kBoth = BSDK_REC_NEAR | BSDK_REC_FAR;
  const uint32_t sides = record.sides;
  if (record.path == nullptr || sides == 0 || (sides & ~kBoth) != 0) return BSDK_E_ARG;
  if ((record.flags & ~uint32_t{BSDK_REC_APPEND | BSDK_REC_BEEP}) != 0) return BSDK_E_UNSUPPORTED;
  const char *stop_digits = record.stop_digits != nullptr ? record.stop_digits : "";
  if (std::strlen(stop_digits) >= sizeof stop_digits_) return BSDK_E_ARG;
  const SpeechFormat *row = find_speech_format(record.format);
  if (row == nullptr || record.box > BSDK_BOX_WAV) return BSDK_E_FORMAT;
  const uint32_t file_sides = sides == kBoth && can_keep_apart(*row, record.box) ? 2 : 1;
  const SpeechShape shape{record.format, file_sides, record.box};
  if (block_of(shape).octets == 0 || !is_speech_format_available(*row)) return BSDK_E_FORMAT;
  ContinuedFile target;
  if ((record.flags & BSDK_REC_APPEND) != 0) {
    target = continue_file(record.path, shape);
    if (target.result != BSDK_OK) return target.result;
  } else {
    target.file = create_file(record.path);
  }
  if (target.file == nullptr) return BSDK_E_IO;
  RecordingFile recording(std::move(target.file), shape, where.durability);
  if (!recording.go_on(target.speech_octets)) return BSDK_E_IO;
  // The constructor is private, which make_unique cannot reach.
  into.reset(new Recorder(where, std::move(recording)));
  into->flags_ = record.flags;
  into->sides_ = sides;
  into->adds_sides_ = sides == kBoth && file_sides == 1;
  into->silence_ms_ = record.silence_ms;
  into->frames_left_ = uint64_t{record.max_ms} * kFramesPerMs;
  std::strcpy(into->stop_digits_.data(), stop_digits);
  return BSDK_OK;
}

bool Recorder::stops_on(char digit) const {
  return std::strchr(stop_digits_.data(), digit) != nullptr;
}

Recorder::Taken Recorder::take(std::span<const int16_t> rx, std::span<const int16_t> tx) {
  const bool limited = frames_left_ > 0;
  const size_t frames = limited ? std::min<uint64_t>(rx.size(), frames_left_) : rx.size();
  Taken taken;
  constexpr std::array<int16_t, kMaxFrame> kSilence{};
  while (lost_frames_ > 0) {
    const auto silence = std::span(kSilence).first(std::min<uint64_t>(lost_frames_, kMaxFrame));
    if (!push(silence, silence)) break;
    lost_frames_ -= silence.size();
  }
  if (is_masked_) rx = tx = std::span(kSilence).first(rx.size());
  if (lost_frames_ > 0 || !push(rx.first(frames), tx.first(frames))) {
    lost_frames_ += frames;
    taken.lost = static_cast<uint32_t>(frames);
  }
  if (limited && (frames_left_ -= frames) == 0) taken.outcome = Outcome::limit;
  return taken;
}

bool Recorder::push(std::span<const int16_t> rx, std::span<const int16_t> tx) {
  std::array<int16_t, 2 * kMaxFrame> samples{};
  size_t count = 0;
  for (size_t n = 0; n < rx.size(); n++) {
    if (adds_sides_) {
      samples[count++] = static_cast<int16_t>(std::clamp(rx[n] + tx[n], -32768, 32767));
      continue;
    }
    if ((sides_ & BSDK_REC_NEAR) != 0) samples[count++] = rx[n];
    if ((sides_ & BSDK_REC_FAR) != 0) samples[count++] = tx[n];
  }
  return ring_.push_all(std::span<const int16_t>(samples).first(count));
}

void Recorder::end(int32_t code, int32_t arg) {
  done_code_ = code;
  done_arg_ = arg;
  ended_.store(true, std::memory_order_release);
}

bool Recorder::work(OutgoingLane &lane) {
  // Asked before the ring is emptied: what is in it then is all there will be.
  const bool ended = ended_.load(std::memory_order_acquire);
  if (!ended && ring_.size() < kWriteSamples) return false;
  std::array<int16_t, 4096> samples{};
  for (size_t got = ring_.pop_some(samples); got > 0; got = ring_.pop_some(samples)) {
    write(std::span<const int16_t>(samples).first(got), lane);
  }
  if (!ended) return true;
  report(file_.seal(), lane);
  const auto duration_ms = static_cast<int32_t>(file_.duration_ms());
  const int32_t arg = done_code_ == BSDK_DONE_FAILED ? done_arg_ : duration_ms;
  bsdk_event done = event_of(BSDK_EV_DONE, where_.channel, where_.op, done_code_, arg);
  if (done_code_ == BSDK_DONE_DIGIT) done.text[0] = static_cast<char>(done_arg_);
  lane.post(done);
  sealed_ = true;
  return true;
}

void Recorder::write(std::span<const int16_t> samples, OutgoingLane &lane) {
  report(file_.append(samples), lane);
}

void Recorder::report(RecordingFile::News news, OutgoingLane &lane) const {
  if (news == RecordingFile::News::none) return;
  const bool began = news == RecordingFile::News::gap_began;
  lane.post(event_of(BSDK_EV_AUDIO, where_.channel, where_.op,
                     began ? BSDK_AUDIO_GAP_BEGAN : BSDK_AUDIO_GAP_ENDED,
                     began ? 0 : static_cast<int32_t>(file_.last_gap_ms())));
}

}  // namespace trunkline::softmedia
