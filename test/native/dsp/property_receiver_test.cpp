// Every receiver, after whatever was on the line, hears what comes next as if nothing had been.
#include <doctest/doctest.h>

#include <string>

#include "../../../native/dsp/callerid/alerting_tone.hpp"
#include "../../../native/dsp/dtmf/dtmf_batch.hpp"
#include "../../../native/dsp/tones/signal_namer.hpp"
#include "../../../native/dsp/tones/tone_batch.hpp"
#include "../../../native/dsp/tones/tone_listener.hpp"
#include "../../../native/dsp/voice/answer_classifier.hpp"
#include "../../../native/dsp/voice/voice_activity.hpp"
#include "callerid_ear.hpp"
#include "property_signals.hpp"

using namespace trunkline::dsp;
using signals::Hostile;
using signals::Pcm;

namespace {

constexpr double kHostileMs = 2000.0;

/** The hostile sound, a pause, then the signal. */
Pcm before(const Hostile &hostile, const signals::Samples &signal, double pause_ms = 250.0) {
  Pcm all = hostile.sound;
  signals::append(all, signals::pcm(signals::silence(pause_ms)));
  return signals::append(all, signals::pcm(signal));
}

/** In frames of so many samples, the last one shorter. */
template <typename Take>
void in_frames(const Pcm &sound, size_t frame, Take take) {
  for (size_t at = 0; at < sound.size(); at += frame) {
    take(std::span(sound).subspan(at, std::min(frame, sound.size() - at)));
  }
}

std::string last(const std::string &text, size_t count) {
  return text.size() <= count ? text : text.substr(text.size() - count);
}

std::string keys_of(const DigitReports &reports) {
  std::string keys;
  for (size_t r = 0; r < reports.count; r++) {
    if (!reports.list[r].ended) keys += reports.list[r].digit;
  }
  return keys;
}

}  // namespace

TEST_CASE("dtmf: keys are heard after whatever was on the line") {
  const DtmfTables tables;
  const auto keys = signals::dtmf_string("159D", {50.0, 50.0});
  for (const Hostile &hostile : signals::hostile_sounds(kHostileMs)) {
    DtmfDetector detector(tables);
    std::string heard;
    in_frames(before(hostile, keys), 80,
              [&](std::span<const int16_t> frame) { heard += keys_of(detector.feed(frame)); });
    CAPTURE(hostile.name);
    CHECK(last(heard, 4) == "159D");
    CHECK(heard.size() <= 5);
  }
}

TEST_CASE("dtmf: a lane with keys does not mind what is in the lanes beside it") {
  const DtmfTables tables;
  const auto isas = runnable_isas();
  std::vector<Pcm> sounds{signals::pcm(signals::silence(kHostileMs + 250.0))};
  signals::append(sounds[0], signals::pcm(signals::dtmf_string("159D", {50.0, 50.0})));
  for (const Hostile &hostile : signals::hostile_sounds(5000.0)) sounds.push_back(hostile.sound);
  for (size_t i = 0; i < isas.count; i++) {
    DtmfBatch batch(tables, isas.list[i]);
    const size_t lanes = batch.lanes(), samples = sounds[0].size();
    const auto frames = signals::lane_frames(sounds, lanes);
    std::vector<DigitReports> reports(lanes);
    std::string heard;
    for (size_t at = 0; at + 80 <= samples; at += 80) {
      batch.feed(frames.data() + at * lanes, 80, (1U << lanes) - 1, reports);
      heard += keys_of(reports[0]);
    }
    CAPTURE(name_of(isas.list[i]));
    CHECK(heard == "159D");
  }
}

TEST_CASE("caller ID: a message is read after whatever was on the line, in every lane") {
  const auto message = signals::mdmf("13900001234");
  const ear::Octets octets(message.begin(), message.end() - 1);
  std::vector<Pcm> sounds;
  for (const Hostile &hostile : signals::hostile_sounds(kHostileMs)) {
    sounds.push_back(before(hostile, signals::fsk(message)));
    signals::append(sounds.back(), signals::pcm(signals::silence(60.0)));
    const ear::Heard heard = ear::hear(sounds.back());
    CAPTURE(hostile.name);
    REQUIRE(heard.ready.size() == 1);
    CHECK(heard.ready[0] == octets);
  }
  const auto isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    FskBatch batch(FskStandard::either, isas.list[i]);
    const size_t lanes = batch.lanes();
    const auto frames = signals::lane_frames(sounds, lanes);
    std::vector<FskReports> reports(lanes);
    std::vector<CallerIdMessage> messages(lanes);
    std::vector<ear::Heard> heard(lanes);
    for (size_t at = 0; at + 80 * lanes <= frames.size(); at += 80 * lanes) {
      batch.feed(frames.data() + at, 80, (1U << lanes) - 1, reports);
      for (size_t lane = 0; lane < lanes; lane++) {
        ear::take(messages[lane], reports[lane], heard[lane]);
      }
    }
    CAPTURE(name_of(isas.list[i]));
    for (const ear::Heard &one : heard) CHECK(one.ready == std::vector<ear::Octets>{octets});
  }
}

TEST_CASE("alerting tone: it is heard after whatever was on the line") {
  const auto alert = signals::joined(
      {signals::add(*std::make_unique<signals::Samples>(signals::sine(2130.0, -20.0, 80.0)),
                    signals::sine(2750.0, -20.0, 80.0)),
       signals::silence(100.0)});
  for (const Hostile &hostile : signals::hostile_sounds(kHostileMs)) {
    AlertingToneDetector detector;
    std::vector<uint32_t> lengths;
    in_frames(before(hostile, alert), 80, [&](std::span<const int16_t> frame) {
      const uint32_t ms = detector.feed(frame);
      if (ms > 0) lengths.push_back(ms);
    });
    CAPTURE(hostile.name);
    REQUIRE(lengths.size() == 1);
    CHECK(lengths[0] >= 70);
    CHECK(lengths[0] <= 90);
  }
}

TEST_CASE("tones: a busy tone is named after whatever was on the line") {
  const PlanTables plan(tone_plans()[static_cast<size_t>(tone_plan_index("CN"))]);
  const auto busy = signals::cadence(450.0, -15.0, {350.0, 350.0}, 5);
  for (const Hostile &hostile : signals::hostile_sounds(kHostileMs)) {
    ToneListener listener(plan);
    Signal named = Signal::none;
    size_t times = 0;
    in_frames(before(hostile, busy, 1500.0), 80, [&](std::span<const int16_t> frame) {
      const Signal now = listener.hear(frame);
      if (now == Signal::none) return;
      named = now;
      times++;
    });
    CAPTURE(hostile.name);
    CHECK(named == Signal::busy);
    CHECK(times <= 2);
  }
}

TEST_CASE("tones: every lane names a busy tone after whatever was on the line") {
  const PlanTables plan(tone_plans()[static_cast<size_t>(tone_plan_index("CN"))]);
  std::vector<Pcm> sounds;
  for (const Hostile &hostile : signals::hostile_sounds(kHostileMs)) {
    sounds.push_back(before(hostile, signals::cadence(450.0, -15.0, {350.0, 350.0}, 5), 1500.0));
  }
  const auto isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    ToneBatch batch(plan.tones(), isas.list[i]);
    const size_t lanes = batch.lanes();
    const auto frames = signals::lane_frames(sounds, lanes);
    std::vector<ToneReadings> readings(lanes);
    std::vector<SignalNamer> namers(lanes, SignalNamer(plan));
    std::vector<Signal> named(lanes, Signal::none);
    for (size_t at = 0; at + 80 * lanes <= frames.size(); at += 80 * lanes) {
      batch.feed(frames.data() + at, 80, (1U << lanes) - 1, readings);
      for (size_t lane = 0; lane < lanes; lane++) {
        const Signal now = namers[lane].take(readings[lane]);
        if (now != Signal::none) named[lane] = now;
      }
    }
    CAPTURE(name_of(isas.list[i]));
    CHECK(named == std::vector<Signal>(lanes, Signal::busy));
  }
}

TEST_CASE("voice: speech and its end are found after whatever was on the line") {
  const auto talk = signals::joined({signals::noise(-20.0, 600.0, 3), signals::silence(600.0)});
  for (const Hostile &hostile : signals::hostile_sounds(kHostileMs)) {
    const Pcm sound = before(hostile, talk, 1000.0);
    VoiceLevel batch_form;
    VoiceActivity by_energy;
    std::vector<bool> spoken, active;
    in_frames(sound, kVoiceTick, [&](std::span<const int16_t> tick) {
      batch_form.listen(tick);
      by_energy.feed(tick);
      spoken.push_back(batch_form.is_speaking());
      active.push_back(by_energy.speaking());
    });
    const size_t begin = static_cast<size_t>(kHostileMs + 1000.0) / 10;
    CAPTURE(hostile.name);
    CHECK(!spoken[begin - 5]);
    CHECK(spoken[begin + 5]);
    CHECK(spoken[begin + 55]);
    CHECK(!spoken[begin + 100]);
    CHECK(active[begin + 5]);
    CHECK(!active[begin + 100]);
  }
}

TEST_CASE("answer: whatever is on the line is decided on once, and a beep is heard behind it") {
  for (const Hostile &hostile : signals::hostile_sounds(5500.0)) {
    const auto beep =
        signals::joined({signals::sine(1000.0, -14.0, 300.0), signals::silence(500.0)});
    AnswerClassifier classifier;
    size_t answers = 0, beeps = 0, frames = 0;
    in_frames(before(hostile, beep, 700.0), AnswerClassifier::kFrame,
              [&](std::span<const int16_t> frame) {
                const auto finding = classifier.feed(frame);
                const bool is_beep = finding == AnswerClassifier::Finding::beep;
                answers += finding != AnswerClassifier::Finding::nothing && !is_beep;
                frames++;
                beeps += is_beep && frames > 300;
              });
    CAPTURE(hostile.name);
    CHECK(answers == 1);
    CHECK(beeps == (classifier.answer() == AnswerClassifier::Finding::human ? 0 : 1));
  }
}
