/*
 * What it does: says who has answered a call: a person, a machine, or that it cannot tell; and when
 * a machine's beep has ended.
 *
 * How it works: by how people and machines speak. A person says a word or two and waits; a machine
 * speaks on. Each 20 ms is silence, speech, or a pure tone (a spectrum with nearly all power in one
 * place); tones of the exchange and of faxes count as nothing said.
 *
 *   first silence > 4.5 s                                  not sure
 *   1.65 s of words, or words 1.9 s after the first        machine
 *   less, then 0.66 s of silence                            human (0.84 s after 1.2 s of words)
 *   5 s passed                                             not sure
 *
 * How to use it: feed() frames of 160 samples from the moment of the answer; it gives a finding the
 * moment it is made. The beep is looked for as long as it is fed, unless a person has answered.
 */
#pragma once
#include <array>
#include <cstdint>
#include <span>

#include "../transform/real_transform.hpp"
#include "voice_batch.hpp"

namespace trunkline::dsp {

/** Milliseconds. Practice: Asterisk's amd and Dialogic's PAMD lie around these. */
struct AnswerTimes {
  uint32_t longest_first_silence = 4500;
  uint32_t longest_said = 1650, longest_greeting = 1900;  // of a person: without, with pauses
  uint32_t silence_after = 660, silence_after_long = 840, long_greeting = 1200;
  uint32_t longest = 5000;
  uint32_t least_word = 80;
  uint32_t least_beep = 80, longest_beep = 1500;
};

class AnswerClassifier {
 public:
  enum class Finding : uint8_t { nothing, human, machine, not_sure, beep };
  static constexpr size_t kFrame = 160;

  explicit AnswerClassifier(const AnswerTimes &times = {}) : times_(times) {}

  Finding feed(std::span<const int16_t> frame);
  /** Human, machine, not_sure, or nothing yet. */
  Finding answer() const { return answer_; }

 private:
  enum class Sound : uint8_t { silence, speech, tone };
  Sound sound_of(std::span<const int16_t> frame);
  Finding decide(Sound sound);
  Finding follow_beep(Sound sound);

  AnswerTimes times_;
  TransformTables tables_;
  VoiceLevel voice_;
  Finding answer_ = Finding::nothing;
  uint32_t passed_ms_ = 0, said_ms_ = 0, since_first_ms_ = 0, word_ms_ = 0, silent_ms_ = 0;
  float tone_hz_ = 0.0F, beep_hz_ = 0.0F;
  uint32_t beep_ms_ = 0;
};

}  // namespace trunkline::dsp
