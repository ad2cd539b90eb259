// A subscriber line with a host's ear and mouth at our end, for the tests of the exchange.
#pragma once

#include <algorithm>
#include <string>

#include "board-sim/exchange/subscriber_line.hpp"
#include "native/abi/board_sdk.h"
#include "test/native/sim/measure.hpp"

namespace boardsim {

using measure::Samples;

struct Raised {
  uint16_t kind;
  int32_t code, arg;
  uint64_t at_ms;
};

class Rig final : public WorldPort {
 public:
  explicit Rig(const LineSettings &settings = {}) : line({1, 0, 5}, settings, *this) {}

  void raise(const BoardSignal &signal) override {
    raised.push_back({signal.kind, signal.code, signal.arg, now_ms});
  }
  void notice(Party, std::string_view what, std::string_view detail) override {
    notices.push_back(std::string(what) + (detail.empty() ? "" : " ") + std::string(detail));
  }

  // What our channel hears meanwhile.
  Samples pass(uint32_t ms) {
    Samples heard;
    for (uint32_t at = 0; at < ms; at += 10) {
      int16_t rx[80] = {};
      int16_t tx[80] = {};
      line.advance(80);
      line.speak(rx);
      keys.add_to(tx);
      mouth.add_to(tx);
      line.listen(tx, false);
      heard.insert(heard.end(), rx, rx + 80);
      now_ms += 10;
    }
    return heard;
  }

  // Seizes, waits for dial tone, dials.
  void dial(std::string_view number) {
    line.seize();
    pass(300);
    keys.send(number, kKeyTiming);
    pass(static_cast<uint32_t>(number.size()) * 200);
  }

  bool noticed(std::string_view wanted) const {
    return std::find(notices.begin(), notices.end(), wanted) != notices.end();
  }
  std::vector<Raised> of(uint16_t kind) const {
    std::vector<Raised> found;
    for (const Raised &each : raised) {
      if (each.kind == kind) found.push_back(each);
    }
    return found;
  }

  uint64_t now_ms = 0;
  std::vector<Raised> raised;
  std::vector<std::string> notices;
  DtmfSender keys;
  Voice mouth;
  SubscriberLine line;
};

inline InboundCall call_with(CallerIdKind kind) {
  InboundCall call;
  call.number = "13900001234";
  call.time = "11202215";
  call.caller_id = kind;
  return call;
}

inline bool is_450(const Samples &samples, uint32_t from_ms, uint32_t to_ms) {
  return std::abs(measure::level_at_dbm0(measure::part(samples, from_ms, to_ms), 450) - -10) < 0.5;
}

}  // namespace boardsim
