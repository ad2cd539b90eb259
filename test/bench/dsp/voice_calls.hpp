/*
 * What it does: makes labelled calls for the measurements of voice: speech whose pauses are known,
 * people and machines that answer.
 *
 * How it works: recorded speech is cut at its pauses into utterances; without recordings a
 * synthetic voice takes their place. Everything is drawn from a seeded generator.
 */
#pragma once
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {

/** Pieces of speech without a pause of 150 ms, each 0.3 s or longer, at 0 dBm0 of mean power. */
std::vector<Samples> utterances_of(const Options &options);

/** Speech and silence in turn; the marks of 20 ms tell which. */
struct Talk {
  enum class Mark : uint8_t { pause, speech, edge };  // edge: quiet parts of speech, its ends
  Samples sound;
  std::vector<Mark> marks;
  std::vector<size_t> onsets;  // frames in which speech begins
};
Talk talk_of(const std::vector<Samples> &utterances, double dbm0, double seconds, uint32_t seed);

/** Somebody, or something, answers. */
struct AnsweredCall {
  std::vector<int16_t> sound;
  bool is_machine = false;
  double voice_begins_s = 0.0;
  double beep_ends_s = 0.0;  // 0 for none
};
AnsweredCall answered_call(const std::vector<Samples> &utterances, uint32_t number, Coding coding);

/** Mean level of a piece. */
double level_of(const Samples &sound, size_t begin, size_t end);
Samples scaled(Samples sound, double decibels);

}  // namespace compare
