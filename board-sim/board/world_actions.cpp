#include "board-sim/board/world_actions.hpp"

#include <array>

#include "board-sim/board/action_voice.hpp"
#include "board-sim/board/caller_id_time.hpp"

namespace boardsim {
namespace {

constexpr double kMaxMs = 86'400'000;
constexpr size_t kMaxNumber = 32;
constexpr size_t kMaxName = 40;
constexpr size_t kMaxKeys = 64;

ActionOutcome refused(std::string why) { return {BSDK_OK, std::move(why)}; }
ActionOutcome malformed(std::string why) { return {BSDK_E_ARG, std::move(why)}; }

// Runs `use` on a party under the lock: `use` says whether the party was in a state for it.
template <typename Use>
ActionOutcome on_trunk(VirtualBoard &board, int64_t trunk_no, Use use) {
  std::string why;
  const int32_t result = board.with_world([&](World &world) {
    TrunkChannel *trunk = world.trunk(trunk_no);
    if (trunk == nullptr) {
      why = "there is no such trunk";
    } else if (!use(trunk->line(), world)) {
      why = "the line is " + std::string(trunk->line().view().state);
    }
    return BSDK_OK;
  });
  return {result, why};
}

template <typename Use>
ActionOutcome on_phone(VirtualBoard &board, int64_t phone_no, Use use) {
  std::string why;
  const int32_t result = board.with_world([&](World &world) {
    PhoneChannel *phone = world.phone(phone_no);
    if (phone == nullptr) {
      why = "there is no such phone";
    } else if (!use(phone->phone())) {
      why = phone->phone().view().hook_off ? "the phone is off-hook" : "the phone is on-hook";
    }
    if (phone != nullptr) phone->settle();
    return BSDK_OK;
  });
  return {result, why};
}

int64_t read_no(JsonFields &fields, std::string_view key) {
  int64_t no = 0;
  fields.require(key);
  fields.whole(key, {1, 512}, no);
  return no;
}

std::string read_keys(JsonFields &fields) {
  std::string keys;
  fields.require("digits");
  fields.text("digits", keys);
  if (keys.empty() || keys.size() > kMaxKeys ||
      keys.find_first_not_of("0123456789ABCD*#,") != std::string::npos) {
    fields.refuse("digits", "is not 1 to 64 of 0-9 A-D * # ,");
  }
  return keys;
}

ActionOutcome act_ring(JsonFields &fields, VirtualBoard &board) {
  static constexpr uint32_t kFskEarliestMs = 500;  // GR-30-CORE: from the first ring's end
  static constexpr uint32_t kFskSpreadMs = 301;
  InboundCall call;
  size_t kind = 0;
  int64_t give_up_ms = 0;
  const int64_t trunk_no = read_no(fields, "trunkNo");
  fields.require("number");
  fields.text("number", call.number);
  fields.text("name", call.name);
  if (fields.choice("callerId", {"fsk", "dtmf", "none"}, kind))
    call.caller_id = static_cast<CallerIdKind>(kind);
  fields.whole("giveUpAfterMs", {0, kMaxMs}, give_up_ms);
  call.give_up_ms = static_cast<uint32_t>(give_up_ms);
  if (call.number.size() > kMaxNumber) fields.refuse("number", "is longer than 32");
  if (call.name.size() > 4 * kMaxName) fields.refuse("name", "is longer than 40 characters");
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return malformed(mistake);
  return on_trunk(board, trunk_no, [&](SubscriberLine &line, World &world) {
    call.time = caller_id_time(world.config().clock, world.now_ms());
    call.fsk_delay_ms = kFskEarliestMs + world.random(kFskSpreadMs);
    return line.ring(call);
  });
}

template <typename Use>
ActionOutcome act_trunk(JsonFields &fields, VirtualBoard &board, Use use) {
  const int64_t trunk_no = read_no(fields, "trunkNo");
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return malformed(mistake);
  return on_trunk(board, trunk_no, [&](SubscriberLine &line, World &) { return use(line); });
}

ActionOutcome act_give_up(JsonFields &fields, VirtualBoard &board) {
  return act_trunk(fields, board, [](SubscriberLine &line) { return line.give_up(); });
}
ActionOutcome act_far_hang_up(JsonFields &fields, VirtualBoard &board) {
  return act_trunk(fields, board, [](SubscriberLine &line) { return line.far_hang_up(); });
}
ActionOutcome act_far_answer(JsonFields &fields, VirtualBoard &board) {
  return act_trunk(fields, board, [](SubscriberLine &line) { return line.far_answer(); });
}
ActionOutcome act_far_press(JsonFields &fields, VirtualBoard &board) {
  const std::string keys = read_keys(fields);
  return act_trunk(fields, board, [&](SubscriberLine &line) { return line.far_press(keys); });
}

ActionOutcome act_far_speak(JsonFields &fields, VirtualBoard &board) {
  const VoiceOutcome voice = read_voice(fields.any("voice"));
  if (!voice.mistake.empty()) return malformed(voice.mistake);
  if (!voice.refusal.empty()) return refused(voice.refusal);
  return act_trunk(fields, board,
                   [&](SubscriberLine &line) { return line.far_speak(voice.voice), true; });
}

ActionOutcome act_set_line(JsonFields &fields, VirtualBoard &board) {
  const int64_t trunk_no = read_no(fields, "trunkNo");
  LineSettings checked;
  read_line_settings(fields, checked);
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return malformed(mistake);
  return on_trunk(board, trunk_no, [&](SubscriberLine &line, World &) {
    LineSettings settings = line.settings();
    read_line_settings(fields, settings);
    line.apply(settings);
    return true;
  });
}

template <typename Use>
ActionOutcome act_phone(JsonFields &fields, VirtualBoard &board, Use use) {
  const int64_t phone_no = read_no(fields, "phoneNo");
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return malformed(mistake);
  return on_phone(board, phone_no, use);
}

// Lifting a lifted handset, or putting it down where it lies, changes nothing and is no mistake of
// a hand: the headset circuit may have done either before.
ActionOutcome act_lift(JsonFields &fields, VirtualBoard &board) {
  return act_phone(fields, board,
                   [](DeskPhone &phone) { return phone.view().hook_off || phone.lift(); });
}
ActionOutcome act_hang_up(JsonFields &fields, VirtualBoard &board) {
  return act_phone(fields, board,
                   [](DeskPhone &phone) { return !phone.view().hook_off || phone.hang_up(); });
}
ActionOutcome act_press(JsonFields &fields, VirtualBoard &board) {
  const std::string keys = read_keys(fields);
  return act_phone(fields, board, [&](DeskPhone &phone) { return phone.press(keys); });
}

ActionOutcome act_flash(JsonFields &fields, VirtualBoard &board) {
  int64_t ms = 300;
  fields.whole("durationMs", {20, 2000}, ms);
  return act_phone(fields, board,
                   [&](DeskPhone &phone) { return phone.flash(static_cast<uint32_t>(ms)); });
}

ActionOutcome act_speak(JsonFields &fields, VirtualBoard &board) {
  const VoiceOutcome voice = read_voice(fields.any("voice"));
  if (!voice.mistake.empty()) return malformed(voice.mistake);
  if (!voice.refusal.empty()) return refused(voice.refusal);
  return act_phone(fields, board,
                   [&](DeskPhone &phone) { return phone.choose_voice(voice.voice), true; });
}

ActionOutcome act_remove_board(JsonFields &fields, VirtualBoard &board) {
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return malformed(mistake);
  return {board.remove(), ""};
}

ActionOutcome act_flood(JsonFields &fields, VirtualBoard &board) {
  int64_t count = 0;
  int64_t per_second = 0;
  fields.require("count");
  fields.whole("count", {1, 5'000'000}, count);
  fields.whole("perSecond", {0, 100'000'000}, per_second);
  const std::string mistake = fields.finish();
  if (!mistake.empty()) return malformed(mistake);
  std::string why;
  const int32_t result = board.with_world([&](World &world) {
    if (world.config().trunks == 0) {
      why = "the board has no trunk to flood";
    } else {
      world.flood(static_cast<uint64_t>(count), static_cast<uint64_t>(per_second));
    }
    return BSDK_OK;
  });
  return {result, why};
}

struct Action {
  std::string_view name;
  ActionOutcome (*carry_out)(JsonFields &, VirtualBoard &);
};
constexpr std::array<Action, 14> kActions{{
    {"ring", act_ring},
    {"giveUp", act_give_up},
    {"farPress", act_far_press},
    {"farSpeak", act_far_speak},
    {"farHangUp", act_far_hang_up},
    {"farAnswer", act_far_answer},
    {"setLine", act_set_line},
    {"lift", act_lift},
    {"hangUp", act_hang_up},
    {"press", act_press},
    {"flash", act_flash},
    {"speak", act_speak},
    {"removeBoard", act_remove_board},
    {"flood", act_flood},
}};

}  // namespace

ActionOutcome carry_out(JsonFields &fields, VirtualBoard &board) {
  std::string name;
  fields.require("do");
  fields.text("do", name);
  for (const Action &action : kActions) {
    if (action.name == name) return action.carry_out(fields, board);
  }
  fields.refuse("do", "is not an action");
  return malformed(fields.finish());
}

}  // namespace boardsim
