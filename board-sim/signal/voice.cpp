#include "board-sim/signal/voice.hpp"

#include <string_view>

namespace boardsim {

void Voice::choose(const VoiceChoice &choice) {
  choice_ = choice;
  file_at_ = 0;
  live_.clear();
  if (choice.kind == VoiceKind::tone) {
    oscillator_.tune(choice.hz);
    oscillator_.restart();
    peak_ = sine_peak(choice.level_dbm0);
  }
  if (choice.kind == VoiceKind::speech) speech_.start(choice.seed, choice.level_dbm0);
}

void Voice::feed(FrameIn samples) {
  if (choice_.kind == VoiceKind::live) live_.push(samples);
}

void Voice::add_to(FrameOut out) {
  switch (choice_.kind) {
    case VoiceKind::silence:
      return;
    case VoiceKind::tone:
      for (int16_t &sample : out)
        sample = saturate(sample + static_cast<int32_t>(peak_ * oscillator_.next()));
      return;
    case VoiceKind::speech:
      return speech_.add_to(out);
    case VoiceKind::file:
      return add_file(out);
    case VoiceKind::live:
      return add_live(out);
  }
}

void Voice::add_file(FrameOut out) {
  const std::vector<int16_t> &samples = *choice_.samples;
  for (int16_t &sample : out) {
    if (file_at_ >= samples.size()) {
      if (!choice_.loop) return;
      file_at_ = 0;
    }
    sample = saturate(sample + samples[file_at_++]);
  }
}

void Voice::add_live(FrameOut out) {
  int16_t heard[kMaxFrameSamples];
  const size_t count = live_.take({heard, std::min<size_t>(out.size(), kMaxFrameSamples)});
  for (size_t i = 0; i < count; ++i) out[i] = saturate(out[i] + heard[i]);
}

std::string_view voice_name(VoiceKind kind) {
  switch (kind) {
    case VoiceKind::silence:
      return "silence";
    case VoiceKind::tone:
      return "tone";
    case VoiceKind::speech:
      return "speech";
    case VoiceKind::file:
      return "file";
    case VoiceKind::live:
      return "live";
  }
  return "silence";
}

}  // namespace boardsim
