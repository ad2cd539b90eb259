// A mouth: silence, a tone, speech from a seed, a file, or what a tester says live.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "board-sim/signal/oscillator.hpp"
#include "board-sim/signal/sample_ring.hpp"
#include "board-sim/signal/speech.hpp"

namespace boardsim {

enum class VoiceKind : uint8_t { silence, tone, speech, file, live };

struct VoiceChoice {
  VoiceKind kind = VoiceKind::silence;
  double hz = 0;
  double level_dbm0 = -15;
  int64_t seed = 0;
  std::shared_ptr<const std::vector<int16_t>> samples;  // of a file, read beforehand
  bool loop = false;
};

class Voice {
 public:
  void choose(const VoiceChoice &choice);
  VoiceKind kind() const { return choice_.kind; }
  // Only a live voice takes it.
  void feed(FrameIn samples);
  void add_to(FrameOut out);

 private:
  void add_file(FrameOut out);
  void add_live(FrameOut out);

  VoiceChoice choice_;
  Oscillator oscillator_;
  float peak_ = 0;
  Speech speech_;
  size_t file_at_ = 0;
  SampleRing live_;
};

std::string_view voice_name(VoiceKind kind);

}  // namespace boardsim
