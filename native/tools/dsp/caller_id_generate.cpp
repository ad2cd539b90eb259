// caller-id-generate: the sound by which an exchange tells who calls.
#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "../../dsp/callerid/alerting_tone.hpp"
#include "../../dsp/callerid/callerid_dtmf.hpp"
#include "../../dsp/callerid/callerid_text.hpp"
#include "../../dsp/callerid/callerid_writer.hpp"
#include "../../dsp/callerid/fsk_generator.hpp"
#include "../../dsp/dtmf/dtmf_generator.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

constexpr size_t kMostNumber = 32, kMostNameOctets = 160;
// GR-30: at least 500 ms of pause behind the ring, 200 ms before the next: no ring is made here.
constexpr size_t kSilenceMs = 200, kBetweenAlertAndDataMs = 200;

struct Order {
  std::string standard, form;
  dsp::CallerIdentity identity;
  std::string name;  // in UTF-8
  bool is_gbk = false, is_call_waiting = false;
  double level_dbm0 = 0.0;
  char start = '\0', end = '\0';
  uint32_t on_ms = 70, off_ms = 70, stuffed_marks = 0;
};

bool all_of(const std::string &text, const char *allowed) {
  return text.find_first_not_of(allowed) == std::string::npos;
}

void read_number(Arguments &arguments, Order &order) {
  const auto number = arguments.text("number");
  const auto absence = arguments.text("absence");
  if (absence && *absence != "O" && *absence != "P") {
    refuse("--absence expects O (unavailable) or P (private), got %s", absence->c_str());
  }
  if (!number && !absence) refuse("expected --number N, or --absence O|P");
  if (absence) {  // then the number stays at the exchange
    order.identity.absence =
        *absence == "P" ? dsp::NumberAbsence::withheld : dsp::NumberAbsence::unavailable;
    return;
  }
  const char *const allowed = order.standard == "dtmf" ? "0123456789" : "0123456789*#+ABCD";
  if (number->empty() || number->size() > kMostNumber || !all_of(*number, allowed)) {
    refuse("--number expects 1 to %zu of %s, got %s", kMostNumber, allowed, number->c_str());
  }
  std::copy(number->begin(), number->end(), order.identity.number.begin());
}

void read_time(Arguments &arguments, Order &order) {
  const auto time = arguments.text("time");
  if (!time) {
    if (order.form == "sdmf" && order.standard != "dtmf") refuse("expected --time MMDDhhmm");
    return;
  }
  const auto two = [&](size_t at) { return (*time)[at] * 10 + (*time)[at + 1] - '0' * 11; };
  const bool is_time = time->size() == 8 && all_of(*time, "0123456789") && two(0) >= 1 &&
                       two(0) <= 12 && two(2) >= 1 && two(2) <= 31 && two(4) <= 23 && two(6) <= 59;
  if (!is_time) refuse("--time expects MMDDhhmm, got %s", time->c_str());
  std::copy(time->begin(), time->end(), order.identity.time.begin());
}

void read_name(Arguments &arguments, Order &order) {
  order.is_gbk = arguments.choice("encoding", {"utf8", "gbk"}) == "gbk";
  const auto name = arguments.text("name");
  if (!name) return;
  const auto *const octets = reinterpret_cast<const uint8_t *>(name->data());
  if (!dsp::is_utf8({octets, name->size()})) refuse("--name expects UTF-8");
  if (name->size() > kMostNameOctets) {
    refuse("--name expects up to %zu octets of UTF-8, got %zu", kMostNameOctets, name->size());
  }
  for (const char letter : *name) {
    if (static_cast<unsigned char>(letter) < 0x20) refuse("--name expects no control characters");
  }
  order.name = *name;
}

char read_digit(Arguments &arguments, const char *name, const char *otherwise) {
  const std::string digit = arguments.text(name).value_or(otherwise);
  if (digit == "none") return '\0';
  if (digit.size() != 1 || !all_of(digit, "ABCD*#")) {
    refuse("--%s expects one of A B C D * #, or none, got %s", name, digit.c_str());
  }
  return digit[0];
}

class Sound {
 public:
  void silence(size_t ms) { write(std::vector<int16_t>(ms * 8)); }
  template <typename Generator>
  void run(Generator &generator) {
    std::array<int16_t, 160> frame{};
    while (!generator.done()) write(std::span(frame).first(generator.fill(frame)));
  }

 private:
  static void write(std::span<const int16_t> samples) { write_sound(samples); }
};

void generate_digits(const Order &order) {
  const dsp::DtmfCallerId message = dsp::dtmf_caller_id(order.identity, order.start, order.end);
  dsp::DtmfTiming timing;
  timing.on_ms = order.on_ms;
  timing.off_ms = order.off_ms;
  timing.low_level_dbm0 = order.level_dbm0;
  Sound sound;
  sound.silence(kSilenceMs);
  dsp::DtmfGenerator generator;
  for (size_t n = 0; message.text[n] != '\0'; n++) {
    generator.begin(message.text[n], timing);
    sound.run(generator);
  }
  sound.silence(kSilenceMs);
}

dsp::CallerIdWriter message_of(const Order &order) {
  if (order.form == "sdmf") return dsp::single_caller_id(order.identity);
  const std::span<const uint8_t> utf8(reinterpret_cast<const uint8_t *>(order.name.data()),
                                      order.name.size());
  if (!order.is_gbk) return dsp::multiple_caller_id(order.identity, utf8);
  std::array<uint8_t, kMostNameOctets> gbk{};
  const size_t count = dsp::gbk_of_utf8(utf8, gbk);
  return dsp::multiple_caller_id(order.identity, std::span(gbk).first(count));
}

void generate_burst(const Order &order) {
  const dsp::FskStandard standard =
      order.standard == "v23" ? dsp::FskStandard::v23 : dsp::FskStandard::bell202;
  dsp::FskBurst burst;
  if (order.is_call_waiting) burst = dsp::call_waiting_burst(standard);
  burst.standard = standard;
  burst.level_dbm0 = order.level_dbm0;
  burst.stuffed_marks = order.stuffed_marks;
  dsp::CallerIdWriter message = message_of(order);
  if (!message.fits()) refuse("expected a number and a name that fit 255 octets together");
  Sound sound;
  sound.silence(kSilenceMs);
  if (order.is_call_waiting) {
    dsp::AlertingToneGenerator alert;
    alert.begin(dsp::kCallWaitingAlertMs, order.level_dbm0 - 1.5);
    sound.run(alert);
    sound.silence(kBetweenAlertAndDataMs);
  }
  dsp::FskGenerator generator;
  generator.begin(message.octets(), burst);
  sound.run(generator);
  sound.silence(kSilenceMs);
}

}  // namespace

int run_caller_id_generate(Arguments &arguments) {
  Order order;
  order.standard = arguments.choice("standard", {"bell202", "v23", "dtmf"});
  order.form = arguments.choice("form", {"mdmf", "sdmf"});
  const bool by_digits = order.standard == "dtmf";
  read_number(arguments, order);
  read_time(arguments, order);
  read_name(arguments, order);
  order.level_dbm0 =
      arguments.number("level-dbm0", -60.0, by_digits ? -5.0 : 3.0, by_digits ? -9.0 : -13.5);
  if (by_digits) {
    order.start = read_digit(arguments, "start", "A");
    order.end = read_digit(arguments, "end", "C");
    order.on_ms = static_cast<uint32_t>(arguments.integer("on-ms", 20, 1000, 70));
    order.off_ms = static_cast<uint32_t>(arguments.integer("off-ms", 20, 1000, 70));
  } else {
    order.is_call_waiting = arguments.flag("call-waiting").has_value();
    order.stuffed_marks = static_cast<uint32_t>(arguments.integer("stuffed-marks", 0, 20, 0));
  }
  arguments.end();
  if (by_digits) {
    generate_digits(order);
  } else {
    generate_burst(order);
  }
  // What the kind chosen cannot carry is left out, as an exchange leaves it out, but not in
  // silence.
  const bool drops_name = !order.name.empty() && (by_digits || order.form == "sdmf");
  if (drops_name) std::fputs("trunkline_dsp: this kind carries no name; left out\n", stderr);
  return 0;
}

}  // namespace trunkline::tools
