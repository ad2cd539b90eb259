#include "board-sim/board/board_config.hpp"

#include "board-sim/signal/frame.hpp"

namespace boardsim {
namespace {

std::string read_lines(const JsonObject &lines, std::string_view wanted, LineSettings &settings) {
  const JsonValue *found = lines.find(wanted);
  if (found == nullptr) return "";
  JsonFields fields(*found, "lines." + std::string(wanted));
  read_line_settings(fields, settings);
  return fields.finish();
}

std::string check_line_names(const JsonObject &lines, int64_t trunks) {
  for (const JsonMember &member : lines.members) {
    bool known = member.key == "*";
    for (int64_t trunk = 1; trunk <= trunks && !known; ++trunk)
      known = member.key == std::to_string(trunk);
    if (!known) return "lines: \"" + member.key + "\" is neither \"*\" nor a trunk's number";
  }
  return "";
}

std::string read_all_lines(const JsonValue *value, BoardConfig &config) {
  config.lines.resize(static_cast<size_t>(config.trunks));
  if (value == nullptr) return "";
  const JsonObject *lines = value->object();
  if (lines == nullptr) return "configuration: \"lines\" is not an object";
  std::string mistake = check_line_names(*lines, config.trunks);
  for (size_t i = 0; i < config.lines.size() && mistake.empty(); ++i) {
    mistake = read_lines(*lines, "*", config.lines[i]);
    if (mistake.empty()) mistake = read_lines(*lines, std::to_string(i + 1), config.lines[i]);
  }
  return mistake;
}

}  // namespace

void read_line_settings(JsonFields &fields, LineSettings &settings) {
  fields.flag("battery", settings.battery);
  fields.flag("dialTone", settings.dial_tone);
  fields.flag("polarityAnswer", settings.polarity_answer);
  fields.whole("echoLossDb", {0, 60}, settings.echo_loss_db);
  size_t clear_by = 0;
  if (fields.choice("clearBy", {"busyTone", "polarity", "loopDrop"}, clear_by))
    settings.clear_by = static_cast<ClearBy>(clear_by);
}

ConfigOutcome read_config(std::string_view json) {
  const JsonOutcome parsed = read_json(json.empty() ? "{}" : json);
  if (!parsed.mistake.empty()) return {{}, "configuration is not JSON: " + parsed.mistake};
  ConfigOutcome outcome;
  BoardConfig &config = outcome.config;
  JsonFields fields(parsed.value, "configuration");
  if (fields.text("name", config.name) && config.name.empty()) fields.refuse("name", "is empty");
  fields.whole("trunks", {0, kMaxOfAKind}, config.trunks);
  fields.whole("extensions", {0, kMaxOfAKind}, config.extensions);
  fields.whole("seed", {0, 4294967295.0}, config.seed);
  fields.whole("frameSamples", {80, kMaxFrameSamples}, config.frame_samples);
  if (config.frame_samples % kSamplesPerMs != 0)
    fields.refuse("frameSamples", "is not a multiple of 8");
  size_t chosen = 0;
  if (fields.choice("clock", {"real", "stepped"}, chosen))
    config.clock = static_cast<ClockMode>(chosen);
  if (fields.choice("failOpen", {"no", "error", "crash"}, chosen))
    config.fail_open = static_cast<FailOpen>(chosen);
  const JsonValue *lines = fields.any("lines");
  outcome.mistake = fields.finish();
  if (outcome.mistake.empty() && config.trunks + config.extensions == 0)
    outcome.mistake = "configuration: there is no channel at all";
  if (outcome.mistake.empty()) outcome.mistake = read_all_lines(lines, config);
  return outcome;
}

}  // namespace boardsim
