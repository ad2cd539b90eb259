#include "board-sim/board/world_view.hpp"

#include "board-sim/sdk/json_writer.hpp"

namespace boardsim {
namespace {

void write_line(JsonWriter &json, int64_t trunk_no, SubscriberLine &line) {
  const LineView view = line.view();
  json.open('{')
      .number("trunkNo", static_cast<double>(trunk_no))
      .number("channel", static_cast<double>(trunk_no - 1));
  json.text("state", view.state).text("number", view.number).text("dialled", view.dialled);
  json.flag("ourHookOff", view.hook_off).text("voice", voice_name(view.voice)).close('}');
}

void write_phone(JsonWriter &json, int64_t phone_no, int64_t channel, const PhoneView &view) {
  json.open('{')
      .number("phoneNo", static_cast<double>(phone_no))
      .number("channel", static_cast<double>(channel));
  json.flag("hookOff", view.hook_off).flag("ringing", view.ringing).flag("lamp", view.lamp);
  json.text("display", view.display).text("voice", voice_name(view.voice)).close('}');
}

std::string party_name(Party party) {
  return (party.kind == Party::Kind::trunk ? "trunk " : "phone ") + std::to_string(party.no);
}

std::string_view fate_name(Fate fate) {
  static constexpr std::array<std::string_view, 5> kNames{"answers", "busy", "noAnswer",
                                                          "congestion", "unobtainable"};
  return kNames[static_cast<size_t>(fate)];
}

}  // namespace

std::string state_json(World &world) {
  const BoardConfig &config = world.config();
  JsonWriter json;
  json.open('{')
      .text("clock", config.clock == ClockMode::real ? "real" : "stepped")
      .number("nowMs", world.now_ms());
  json.open("lines", '[');
  for (int64_t no = 1; no <= config.trunks; ++no) write_line(json, no, world.trunk(no)->line());
  json.close(']').open("phones", '[');
  for (int64_t no = 1; no <= config.extensions; ++no)
    write_phone(json, no, config.trunks + no - 1, world.phone(no)->phone().view());
  return json.close(']').close('}').str();
}

std::string take_notices_json(World &world, size_t max_bytes) {
  std::deque<Notice> &notices = world.notices();
  std::string all = "[";
  while (!notices.empty()) {
    const Notice &notice = notices.front();
    JsonWriter json;
    json.open('{').number("atMs", notice.at_ms).text("who", party_name(notice.who));
    json.text("what", notice.what).text("detail", notice.detail).close('}');
    if (all.size() + json.str().size() + 3 > max_bytes) break;
    if (all.size() > 1) all.push_back(',');
    all.append(json.str());
    notices.pop_front();
  }
  return all + "]";
}

std::string endings_json() {
  JsonWriter json;
  json.open('[');
  for (const Ending &ending : kEndings) {
    json.open('{')
        .number("from", ending.from)
        .number("to", ending.to)
        .text("fate", fate_name(ending.fate));
    json.text("meaning", ending.meaning).close('}');
  }
  return json.close(']').str();
}

}  // namespace boardsim
