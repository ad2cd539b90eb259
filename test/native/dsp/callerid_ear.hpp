/*
 * What it does: hears caller-ID messages in test signals, by the plain receiver or by a batch.
 */
#pragma once
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "../../../native/dsp/callerid/callerid_message.hpp"
#include "../../../native/dsp/callerid/fsk_batch.hpp"
#include "callerid_signals.hpp"

namespace ear {

using namespace trunkline::dsp;
using Octets = std::vector<uint8_t>;

struct Heard {
  std::vector<Octets> ready;
  int unreadable = 0;
};

inline void take(CallerIdMessage &message, const FskReports &reports, Heard &heard) {
  for (size_t r = 0; r < reports.count; r++) {
    const auto progress = message.add(reports.list[r]);
    if (progress == CallerIdMessage::Progress::ready) {
      heard.ready.emplace_back(message.octets().begin(), message.octets().end());
    }
    heard.unreadable += progress == CallerIdMessage::Progress::unreadable;
  }
}

/** In frames of that many samples. */
inline Heard hear(const std::vector<int16_t> &sound, size_t frame = 80,
                  FskStandard standard = FskStandard::either) {
  FskReceiver receiver(standard);
  CallerIdMessage message;
  Heard heard;
  for (size_t at = 0; at < sound.size(); at += frame) {
    const size_t count = std::min(frame, sound.size() - at);
    take(message, receiver.feed(std::span(sound).subspan(at, count)), heard);
  }
  return heard;
}
inline Heard hear(const signals::Samples &signal) {
  return hear(signals::pcm(signals::joined({signals::silence(37), signal, signals::silence(60)})));
}

/** The same text for the two forms of the receiver: what each reported, frame by frame. */
inline std::string text_of(const FskReports &reports) {
  std::string text;
  for (size_t r = 0; r < reports.count; r++) {
    const FskReport &report = reports.list[r];
    text += std::to_string(static_cast<int>(report.kind)) + ":" + std::to_string(report.byte) +
            ":" + std::to_string(report.marks_before) + " ";
  }
  return text + "|";
}
inline std::string plain_text(const std::vector<int16_t> &sound, size_t frame) {
  FskReceiver receiver;
  std::string text;
  for (size_t at = 0; at + frame <= sound.size(); at += frame) {
    text += text_of(receiver.feed(std::span(sound).subspan(at, frame)));
  }
  return text;
}

/** Lane frames of several sounds; those that end early go on with silence. */
class BatchEar {
 public:
  explicit BatchEar(Isa isa) : batch_(FskStandard::either, isa) {}
  size_t lanes() const { return batch_.lanes(); }
  std::vector<std::string> texts(const std::vector<std::vector<int16_t>> &sounds, size_t frame) {
    const size_t width = lanes();
    std::vector<std::string> texts(width);
    std::vector<FskReports> reports(width);
    std::unique_ptr<float[], Free> floats(
        static_cast<float *>(::operator new[](width *frame * sizeof(float), kAlignment)));
    for (size_t at = 0; at + frame <= sounds[0].size(); at += frame) {
      for (size_t n = 0; n < frame * width; n++) {
        floats[n] = sounds[n % width][at + n / width];
      }
      batch_.feed(floats.get(), frame, ~0U, reports);
      for (size_t lane = 0; lane < width; lane++) texts[lane] += text_of(reports[lane]);
    }
    return texts;
  }

 private:
  static constexpr std::align_val_t kAlignment{64};
  struct Free {
    void operator()(float *floats) const { ::operator delete[](floats, kAlignment); }
  };
  FskBatch batch_;
};

}  // namespace ear
