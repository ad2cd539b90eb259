/*
 * What it does: listens to who has answered a dialled call, for dials that want to know.
 *
 * How it works: the classifier has to hear the answer from its first word, but an answer is known
 * only after some speech; so listening begins anew with each sound that is no tone, and goes on
 * when that turns out to be the answer.
 *
 * How to use it: begin() where a sound or the answer begins, hear() every frame after it. Audio
 * thread.
 */
#pragma once
#include <array>
#include <optional>
#include <span>

#include "../dsp/voice/answer_classifier.hpp"
#include "call_progress.hpp"

namespace trunkline::softmedia {

class AnswerListener {
 public:
  void begin() {
    classifier_ = dsp::AnswerClassifier();
    filled_ = 0;
  }
  /** Who it is, in the moment when that is known. */
  std::optional<DialEvent> hear(std::span<const int16_t> rx) {
    for (const int16_t sample : rx) {
      frame_[filled_++] = sample;
      if (filled_ < frame_.size()) continue;
      filled_ = 0;
      classifier_.feed(frame_);
    }
    return found();
  }
  /** What was found since begin(). */
  std::optional<DialEvent> found() const {
    using Finding = dsp::AnswerClassifier::Finding;
    switch (classifier_.answer()) {
      case Finding::human:
        return DialEvent::person;
      case Finding::machine:
        return DialEvent::machine;
      case Finding::not_sure:
        return DialEvent::unsure;
      default:
        return std::nullopt;
    }
  }

 private:
  dsp::AnswerClassifier classifier_;
  std::array<int16_t, dsp::AnswerClassifier::kFrame> frame_{};
  size_t filled_ = 0;
};

}  // namespace trunkline::softmedia
