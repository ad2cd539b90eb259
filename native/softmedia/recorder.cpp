#include "recorder.hpp"

#include <algorithm>
#include <cstring>

namespace trunkline::softmedia {
namespace {

constexpr size_t kMaxFrame = 160;
constexpr uint32_t kFramesPerMs = 8;
constexpr size_t kWriteSamples = 8000;  // half a second of stereo

}  // namespace

int32_t Recorder::open(const bsdk_record &record, const Where &where,
                       std::unique_ptr<Recorder> &into) {
  constexpr uint32_t kBoth = BSDK_REC_NEAR | BSDK_REC_FAR;
  const uint32_t sides = record.sides;
  if (record.path == nullptr || sides == 0 || (sides & ~kBoth) != 0) return BSDK_E_ARG;
  if (record.flags != 0) return BSDK_E_UNSUPPORTED;
  const bool known = record.format == BSDK_FMT_PCM16 || record.format == BSDK_FMT_ALAW;
  if (!known || record.box != BSDK_BOX_WAV) return BSDK_E_FORMAT;
  const char *stop_digits = record.stop_digits != nullptr ? record.stop_digits : "";
  if (std::strlen(stop_digits) >= sizeof stop_digits_) return BSDK_E_ARG;
  auto file = create_file(record.path);
  if (file == nullptr) return BSDK_E_IO;
  RecordingFile recording(std::move(file), {record.format, sides == kBoth ? 2U : 1U},
                          where.durability);
  if (!recording.begin()) return BSDK_E_IO;
  // The constructor is private, which make_unique cannot reach.
  into.reset(new Recorder(where, std::move(recording)));
  into->sides_ = sides;
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
  std::array<int16_t, 2 * kMaxFrame> samples{};
  size_t count = 0;
  for (size_t n = 0; n < frames; n++) {
    if ((sides_ & BSDK_REC_NEAR) != 0) samples[count++] = rx[n];
    if ((sides_ & BSDK_REC_FAR) != 0) samples[count++] = tx[n];
  }
  Taken taken;
  if (!ring_.push_all(std::span<const int16_t>(samples).first(count))) {
    taken.lost = static_cast<uint32_t>(frames);
  }
  if (limited && (frames_left_ -= frames) == 0) taken.outcome = Outcome::limit;
  return taken;
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
  lane.post(event_of(BSDK_EV_DONE, where_.channel, where_.op, done_code_, arg));
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
