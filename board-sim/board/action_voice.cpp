#include "board-sim/board/action_voice.hpp"

#include "board-sim/signal/wav_file.hpp"

namespace boardsim {
namespace {

constexpr Range kHz{50, 3800};
constexpr Range kLevelDbm0{-60, 3};
constexpr Range kSeed{-9007199254740991.0, 9007199254740991.0};

void read_file(JsonFields &fields, VoiceOutcome &outcome) {
  std::string path;
  fields.require("path");
  fields.require("loop");
  fields.flag("loop", outcome.voice.loop);
  if (!fields.text("path", path)) return;
  WavOutcome wav = read_wav(path);
  if (!wav.mistake.empty()) outcome.refusal = "the voice file " + wav.mistake;
  outcome.voice.samples = std::make_shared<const std::vector<int16_t>>(std::move(wav.samples));
}

}  // namespace

VoiceOutcome read_voice(const JsonValue *value) {
  VoiceOutcome outcome;
  if (value == nullptr) {
    outcome.mistake = "action: \"voice\" is missing";
    return outcome;
  }
  JsonFields fields(*value, "voice");
  size_t kind = 0;
  fields.require("kind");
  fields.choice("kind", {"silence", "tone", "speech", "file", "live"}, kind);
  outcome.voice.kind = static_cast<VoiceKind>(kind);
  if (outcome.voice.kind == VoiceKind::tone || outcome.voice.kind == VoiceKind::speech) {
    fields.require("levelDbm0");
    fields.number("levelDbm0", kLevelDbm0, outcome.voice.level_dbm0);
  }
  if (outcome.voice.kind == VoiceKind::tone) {
    fields.require("hz");
    fields.number("hz", kHz, outcome.voice.hz);
  }
  if (outcome.voice.kind == VoiceKind::speech) {
    fields.require("seed");
    fields.whole("seed", kSeed, outcome.voice.seed);
  }
  if (outcome.voice.kind == VoiceKind::file) read_file(fields, outcome);
  outcome.mistake = fields.finish();
  return outcome;
}

}  // namespace boardsim
