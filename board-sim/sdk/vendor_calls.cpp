#include "board-sim/sdk/vendor_calls.hpp"

#include <array>
#include <cstring>

#include "board-sim/board/world_actions.hpp"
#include "board-sim/board/world_view.hpp"
#include "board-sim/sdk/board_registry.hpp"
#include "board-sim/sdk/json_writer.hpp"

namespace boardsim {
namespace {

int32_t answer(TextOut out, const std::string &text, int32_t result) {
  if (out.at == nullptr || out.cap == 0) return result;
  out.at[0] = '\0';
  if (text.size() + 1 > out.cap) return BSDK_E_RESOURCE;
  std::memcpy(out.at, text.c_str(), text.size() + 1);
  return result;
}

int32_t complain(TextOut out, int32_t result, std::string_view why) {
  JsonWriter json;
  json.open('{').flag("ok", false).text("why", why).close('}');
  const int32_t written = answer(out, json.str(), result);
  return written == BSDK_E_RESOURCE ? result : written;
}

int32_t call_clock_step(VirtualBoard &board, JsonFields &fields, TextOut out) {
  int64_t frames = 1;
  fields.whole("frames", {1, 100'000'000}, frames);
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return complain(out, BSDK_E_ARG, mistake);
  uint64_t ran = 0;
  const int32_t result = board.run_frames(static_cast<uint64_t>(frames), ran);
  if (result != BSDK_OK)
    return complain(out, result,
                    result == BSDK_E_GONE ? "the board is gone"
                                          : "the board's time is not stepped or it is not started");
  JsonWriter json;
  json.open('{').flag("ok", true).number("frames", static_cast<double>(ran)).close('}');
  return answer(out, json.str(), BSDK_OK);
}

int32_t call_do(VirtualBoard &board, JsonFields &fields, TextOut out) {
  const ActionOutcome outcome = carry_out(fields, board);
  if (outcome.result == BSDK_OK && outcome.why.empty())
    return answer(out, R"({"ok":true})", BSDK_OK);
  if (outcome.result == BSDK_E_GONE) return complain(out, outcome.result, "the board is gone");
  if (outcome.result == BSDK_E_STATE)
    return complain(out, outcome.result, "the board is not started");
  return complain(out, outcome.result, outcome.why);
}

int32_t call_state(VirtualBoard &board, JsonFields &fields, TextOut out) {
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return complain(out, BSDK_E_ARG, mistake);
  std::string json;
  board.look_at_world([&](World &world) { json = state_json(world); });
  return answer(out, json, BSDK_OK);
}

int32_t call_notices(VirtualBoard &board, JsonFields &fields, TextOut out) {
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return complain(out, BSDK_E_ARG, mistake);
  if (out.at == nullptr) return BSDK_E_ARG;
  std::string json;
  board.look_at_world([&](World &world) { json = take_notices_json(world, out.cap); });
  return answer(out, json, BSDK_OK);
}

int32_t call_endings(VirtualBoard &, JsonFields &fields, TextOut out) {
  const std::string mistake = fields.finish();
  return mistake.empty() ? answer(out, endings_json(), BSDK_OK)
                         : complain(out, BSDK_E_ARG, mistake);
}

struct NamedCall {
  std::string_view name;
  int32_t (*call)(VirtualBoard &, JsonFields &, TextOut);
};
constexpr std::array<NamedCall, 5> kCalls{{
    {"clock.step", call_clock_step},
    {"sim.do", call_do},
    {"sim.state", call_state},
    {"sim.notices", call_notices},
    {"sim.endings", call_endings},
}};

}  // namespace

int32_t call_by_name(VirtualBoard *board, const char *name, const char *in_json, TextOut out) {
  if (name == nullptr) return BSDK_E_ARG;
  const JsonOutcome parsed = read_json(in_json == nullptr || *in_json == '\0' ? "{}" : in_json);
  if (!parsed.mistake.empty()) return complain(out, BSDK_E_ARG, "not JSON: " + parsed.mistake);
  JsonFields fields(parsed.value, name);
  std::string board_name;
  const bool named = fields.text("board", board_name);
  std::shared_ptr<VirtualBoard> found;
  if (board == nullptr) {
    if (!named) return complain(out, BSDK_E_ARG, "no board is named");
    found = find_board(board_name);
    board = found.get();
    if (board == nullptr) return complain(out, BSDK_E_STATE, "no board of this name is open");
  }
  for (const NamedCall &each : kCalls) {
    if (each.name == name) return each.call(*board, fields, out);
  }
  return complain(out, BSDK_E_UNSUPPORTED, "there is no such call");
}

}  // namespace boardsim
