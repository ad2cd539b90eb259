// caller-id: who calls, from a recording of the line. See caller_id_generate.cpp for the exchange's
// side.
#include <array>
#include <cstdio>
#include <optional>
#include <string>

#include "../../dsp/callerid/alerting_tone.hpp"
#include "../../dsp/callerid/callerid_dtmf.hpp"
#include "../../dsp/callerid/callerid_message.hpp"
#include "../../dsp/callerid/fsk_batch.hpp"
#include "../../dsp/dtmf/dtmf_detector.hpp"
#include "command.hpp"
#include "sound_input.hpp"

namespace trunkline::tools {
namespace {

constexpr size_t kFrame = 40;
constexpr uint32_t kFrameMs = kFrame / 8;

void print_field(const char *name, const char *text) {
  if (text[0] != '\0') std::fprintf(stderr, " %s=\"%s\"", name, text);
}
const char *word_of(dsp::NumberAbsence absence) {
  if (absence == dsp::NumberAbsence::none) return "";
  return absence == dsp::NumberAbsence::withheld ? "withheld" : "unavailable";
}

/** What a message says, in words. */
void explain(const dsp::CallerIdentity &identity) {
  std::fputs("caller-id:", stderr);
  print_field("number", identity.number.data());
  print_field("no-number", word_of(identity.absence));
  print_field("name", identity.name.data());
  print_field("no-name", word_of(identity.name_absence));
  print_field("time", identity.time.data());
  print_field("dialled", identity.dialled_number.data());
  print_field("redirected-by", identity.redirecting_number.data());
  print_field("first-called", identity.first_called_number.data());
  print_field("complementary", identity.complementary_number.data());
  const auto print_octet = [](const char *name, unsigned octet) {
    if (octet != 0) std::fprintf(stderr, " %s=%02xh", name, octet);
  };
  print_octet("call-type", static_cast<unsigned>(identity.call_type));
  print_octet("forward-reason", identity.forward_reason);
  print_octet("forward-type", identity.forward_type);
  print_octet("user-type", identity.user_type);
  if (identity.is_long_distance) std::fputs(" long-distance", stderr);
  if (identity.waiting == dsp::MessageWaiting::some) std::fputs(" messages-waiting", stderr);
  if (identity.waiting == dsp::MessageWaiting::none) std::fputs(" no-messages", stderr);
  if (identity.waiting_count > 0) std::fprintf(stderr, "=%u", identity.waiting_count);
  std::fputc('\n', stderr);
}

/** Hears on one line everything that the standard asked for may send. */
class Listener {
 public:
  Listener(const std::string &standard, const dsp::CallerIdDigits &digits, bool explains)
      : hears_fsk_(standard != "dtmf"),
        hears_dtmf_(standard == "dtmf" || standard == "auto"),
        explains_(explains),
        fsk_(standard == "bell202" ? dsp::FskStandard::bell202
             : standard == "v23"   ? dsp::FskStandard::v23
                                   : dsp::FskStandard::either),
        dtmf_(tables_),
        digits_(digits) {}

  void hear(std::span<const int16_t> frame, unsigned long long consumed) {
    consumed_ = consumed;
    if (hears_fsk_) hear_fsk(frame);
    if (hears_dtmf_) hear_dtmf(frame);
    const uint32_t alert_ms = explains_ ? alert_.feed(frame) : 0;
    if (alert_ms > 0) {
      std::fprintf(stderr, "caller-id: alerting tone of %u ms, at sample %llu\n", alert_ms,
                   consumed_);
    }
  }
  /** Nothing comes any more: silence says so to the receivers, whose windows reach back. */
  void finish() {
    const std::array<int16_t, kFrame> silence{};
    for (int n = 0; n < 8; n++) hear(silence, consumed_);
    if (hears_dtmf_ && digits_.finish()) tell_digits();
  }

 private:
  void hear_fsk(std::span<const int16_t> frame) {
    const dsp::FskReports reports = fsk_.feed(frame);
    for (size_t r = 0; r < reports.count; r++) {
      const auto progress = message_.add(reports.list[r]);
      if (progress == dsp::CallerIdMessage::Progress::ready) tell_message();
      if (progress == dsp::CallerIdMessage::Progress::unreadable) {
        std::fprintf(stderr, "caller-id: a damaged message ends at sample %llu\n", consumed_);
      }
    }
  }
  void tell_message() {
    std::printf("FSK %llu ", consumed_);
    for (const uint8_t octet : message_.octets()) std::printf("%02x", octet);
    std::printf("\n");
    std::fflush(stdout);
    if (explains_) explain(message_.identity());
  }

  void hear_dtmf(std::span<const int16_t> frame) {
    const dsp::DigitReports reports = dtmf_.feed(frame);
    for (size_t r = 0; r < reports.count; r++) {
      if (!reports.list[r].ended && digits_.add(reports.list[r].digit)) tell_digits();
    }
    if (dtmf_.sounding() == 0 && digits_.pass_time(kFrameMs)) tell_digits();
  }
  void tell_digits() {
    const std::string text(digits_.text());
    std::printf("DTMF %llu %s\n", consumed_, text.c_str());
    std::fflush(stdout);
    if (explains_) explain(digits_.identity());
  }

  bool hears_fsk_, hears_dtmf_, explains_;
  unsigned long long consumed_ = 0;
  dsp::FskReceiver fsk_;
  dsp::CallerIdMessage message_;
  dsp::DtmfTables tables_;
  dsp::DtmfDetector dtmf_;
  dsp::CallerIdDtmf digits_;
  dsp::AlertingToneDetector alert_;
};

std::optional<std::string> digit_set(Arguments &arguments, const char *name) {
  auto given = arguments.text(name);
  if (!given) return std::nullopt;
  if (*given == "none") return "";
  if (given->find_first_not_of("ABCD*#") != std::string::npos) {
    refuse("--%s expects digits out of A B C D * #, or none, got %s", name, given->c_str());
  }
  return given;
}

}  // namespace

int run_caller_id(Arguments &arguments) {
  const std::string standard = arguments.choice("standard", {"auto", "bell202", "v23", "dtmf"});
  const auto start = digit_set(arguments, "start"), end = digit_set(arguments, "end");
  dsp::CallerIdDigits digits;
  digits.timeout_ms = static_cast<uint32_t>(arguments.integer("timeout-ms", 100, 10000, 600));
  if (start) digits.start = start->c_str();
  if (end) digits.end = end->c_str();
  const bool explains = arguments.flag("explain").has_value();
  SoundInput input(arguments, 1);
  arguments.end();
  Listener listener(standard, digits, explains);
  std::array<int16_t, kFrame> frame{};
  unsigned long long consumed = 0;
  for (size_t count = kFrame; count == kFrame;) {
    count = input.read(frame);
    consumed += count;
    listener.hear(std::span(frame).first(count), consumed);
  }
  listener.finish();
  return 0;
}

}  // namespace trunkline::tools
