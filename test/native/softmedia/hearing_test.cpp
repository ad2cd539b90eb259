// What Hearing adds to the sound of a line: no echo, one level, gains; and that idle channels cost
// nothing.
#include "../../../native/softmedia/hearing.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "../dsp/signals.hpp"

using namespace trunkline;
using softmedia::ChannelSettings;
using softmedia::Hearing;

namespace {

constexpr size_t kTick = 80;

/** Two channels whose lines send back what is said to them, 10 dB weaker and 5 ms later. */
class Lines {
 public:
  explicit Lines(const ChannelSettings &settings) : hearing_({20, kTick, 64}, tables_) {
    for (const size_t channel : {size_t{3}, size_t{17}}) hearing_.begin(channel, settings);
  }
  /** Says the sound on channel 3 and adds `near` to what comes from its line. Level heard at the
   * end. */
  double level_after(const signals::Samples &said, const signals::Samples &near) {
    const auto out = signals::pcm(said), in = signals::pcm(near);
    std::vector<int16_t> echo(said.size() + 40);
    std::vector<const int16_t *> rx(20, nullptr);
    double power = 0.0;
    for (size_t at = 0; at + kTick <= out.size(); at += kTick) {
      std::vector<int16_t> line(kTick), silence(kTick);
      for (size_t n = 0; n < kTick; n++) {
        // A tick later, as a board's buffers have it.
        const size_t delayed = at + n >= 120 ? at + n - 120 : 0;
        const double back = at + n >= 120 ? 0.316 * out[delayed] : 0.0;
        line[n] = static_cast<int16_t>(std::lround(back + in[at + n]));
      }
      rx[3] = line.data();
      rx[17] = silence.data();
      hearing_.work(rx, kTick);
      const int16_t *heard = hearing_.heard(3, line.data());
      if (at >= out.size() / 2) {
        for (size_t n = 0; n < kTick; n++) power += static_cast<double>(heard[n]) * heard[n];
      }
      hearing_.sent(3, std::span(out).subspan(at, kTick));
      hearing_.sent(17, silence);
    }
    return dsp::level_of(power / (static_cast<double>(out.size()) / 2.0));
  }
  Hearing &hearing() { return hearing_; }

 private:
  dsp::DtmfTables tables_;
  Hearing hearing_;
};

ChannelSettings with_echo_cancelled() {
  ChannelSettings settings;
  settings.cancels_echo = true;
  return settings;
}

}  // namespace

TEST_CASE(
    "hearing: our own speech does not come back when the canceller is on, and does when off") {
  const auto said = signals::noise(-15.0, 3000.0);
  const auto near = signals::silence(3000.0);
  CHECK(Lines(ChannelSettings{}).level_after(said, near) > -27.0);
  CHECK(Lines(with_echo_cancelled()).level_after(said, near) < -55.0);
}

TEST_CASE("hearing: the line's own speech is not touched by the canceller") {
  const auto near = signals::speech(-18.0, 3000.0, 3);
  const double off = Lines(ChannelSettings{}).level_after(signals::silence(3000.0), near);
  const double on = Lines(with_echo_cancelled()).level_after(signals::silence(3000.0), near);
  CHECK(std::abs(on - off) < 0.2);
}

TEST_CASE("hearing: a quiet caller is brought to the level of the others, and gain is applied") {
  ChannelSettings settings;
  settings.controls_level = true;
  const auto quiet = signals::noise(-34.0, 4000.0);
  const double level = Lines(settings).level_after(signals::silence(4000.0), quiet);
  CHECK(level > -50.0);
  settings = {};
  settings.rx_gain_cdb = 600;
  CHECK(std::abs(Lines(settings).level_after(signals::silence(4000.0), quiet) + 28.0) < 0.3);
}

TEST_CASE(
    "hearing: digits are found beside our own speech, by the channel on which they are pressed") {
  Lines lines(with_echo_cancelled());
  const auto prompt = signals::pcm(signals::speech(-16.0, 4000.0, 8));
  auto keys = signals::silence(2000.0);
  signals::append(keys, signals::dtmf_string("2580", {80.0, 80.0, -20.0, -18.0}));
  keys.resize(32000);
  const auto pressed = signals::pcm(keys);
  std::vector<const int16_t *> rx(20, nullptr);
  std::string heard, others;
  for (size_t at = 0; at + kTick <= pressed.size(); at += kTick) {
    std::vector<int16_t> line(kTick), silence(kTick);
    for (size_t n = 0; n < kTick; n++) {
      const double back = at + n >= 100 ? 0.3 * prompt[at + n - 100] : 0.0;
      line[n] = static_cast<int16_t>(std::lround(back + pressed[at + n]));
    }
    rx[3] = line.data();
    rx[17] = silence.data();
    lines.hearing().work(rx, kTick);
    for (const size_t channel : {size_t{3}, size_t{17}}) {
      const auto &digits = lines.hearing().finding(channel).digits;
      for (size_t d = 0; d < digits.count; d++) {
        if (!digits.list[d].ended) (channel == 3 ? heard : others) += digits.list[d].digit;
      }
    }
    lines.hearing().sent(3, std::span(prompt).subspan(at, kTick));
  }
  CHECK(heard == "2580");
  CHECK(others.empty());
}

TEST_CASE("hearing: a channel that went on-hook gives its lane to another, which begins afresh") {
  Lines lines(with_echo_cancelled());
  lines.hearing().end(3);
  CHECK(!lines.hearing().has(3));
  lines.hearing().begin(4, ChannelSettings{});
  std::vector<const int16_t *> rx(20, nullptr);
  const auto sound = signals::pcm(signals::noise(-20.0, 10.0));
  rx[4] = rx[17] = sound.data();
  lines.hearing().work(rx, kTick);
  CHECK(lines.hearing().heard(4, sound.data()) == sound.data());  // nothing asked for: no copy
  CHECK(lines.hearing().finding(4).digits.count == 0);
}
