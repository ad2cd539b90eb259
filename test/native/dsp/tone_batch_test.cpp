#include "../../../native/dsp/tones/tone_batch.hpp"

#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "../../../native/dsp/tones/tone_listener.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

/** One for each lane: tones at many levels, speech, noise, silence, full scale. */
std::vector<std::vector<int16_t>> mixed_sounds() {
  std::vector<std::vector<int16_t>> sounds;
  for (uint32_t n = 0; n < 16; n++) {
    signals::Samples line = signals::silence(7.0 * n);
    const double dbm0 = -2.5 * n;
    signals::append(line, signals::cadence(450.0 - 30.0 + 4.0 * n, dbm0, {350, 350}, 4));
    signals::append(line, signals::speech(-15.0, 1500.0, n + 1));
    signals::Samples pair = signals::cadence(400, dbm0, {400, 200}, 2);
    signals::add(pair, signals::cadence(n % 2 == 0 ? 450 : 480, dbm0 - 4.0, {400, 200}, 2));
    signals::append(line, pair);
    signals::append(line, signals::sine(950.0 + 8.0 * n, -12.0, 900.0));
    line.resize(56000, 0.0);
    if (n % 3 == 1) signals::add(line, signals::noise(-20.0 - 2.0 * n, 7000.0, n + 5));
    if (n == 4) line = signals::noise(8.0, 7000.0, 3);
    if (n == 5) line = signals::silence(7000.0);
    if (n == 6) line.assign(56000, 32767.0);
    sounds.push_back(signals::pcm(line));
  }
  return sounds;
}

using Story = std::vector<std::pair<int, float>>;

Story plain_story(const ToneTables &tables, const std::vector<int16_t> &sound, size_t frame) {
  ToneDetector detector(tables);
  Story story;
  for (size_t at = 0; at + frame <= sound.size(); at += frame) {
    const ToneReadings readings = detector.feed(std::span(sound).subspan(at, frame));
    for (size_t r = 0; r < readings.count; r++) {
      const ToneReading &reading = readings.list[r];
      story.emplace_back(reading.tone * 2 + (reading.is_clear ? 1 : 0), reading.power);
    }
  }
  return story;
}

std::vector<Story> batch_stories(const ToneTables &tables, Isa isa,
                                 const std::vector<std::vector<int16_t>> &sounds, size_t frame) {
  ToneBatch batch(tables, isa);
  std::vector<Story> stories(batch.lanes());
  std::vector<ToneReadings> readings(batch.lanes());
  alignas(64) std::array<float, 160 * 16> lane_frame{};
  for (size_t at = 0; at + frame <= sounds[0].size(); at += frame) {
    for (size_t n = 0; n < frame * batch.lanes(); n++) {
      lane_frame[n] = sounds[n % batch.lanes()][at + n / batch.lanes()];
    }
    batch.feed(lane_frame.data(), frame, 0xFFFF, readings);
    for (size_t lane = 0; lane < batch.lanes(); lane++) {
      for (size_t r = 0; r < readings[lane].count; r++) {
        const ToneReading &reading = readings[lane].list[r];
        stories[lane].emplace_back(reading.tone * 2 + (reading.is_clear ? 1 : 0), reading.power);
      }
    }
  }
  return stories;
}

}  // namespace

TEST_CASE("a batch of tone receivers reads the same bits as plain ones, on every instruction set") {
  const auto sounds = mixed_sounds();
  for (const TonePlan &plan : tone_plans()) {
    const PlanTables tables(plan);
    for (const size_t frame : {80U, 133U, 160U}) {
      const IsaList isas = runnable_isas();
      for (size_t i = 0; i < isas.count; i++) {
        const auto stories = batch_stories(tables.tones(), isas.list[i], sounds, frame);
        CAPTURE(plan.name);
        CAPTURE(name_of(isas.list[i]));
        CAPTURE(frame);
        for (size_t lane = 0; lane < stories.size(); lane++) {
          CHECK(stories[lane] == plain_story(tables.tones(), sounds[lane], frame));
        }
      }
    }
  }
}

TEST_CASE("lanes of tone receivers that are not active read nothing, a fresh one begins anew") {
  const PlanTables tables(tone_plans()[0]);
  ToneBatch batch(tables.tones());
  const auto tone = signals::pcm(signals::sine(450, -10, 1000));
  std::vector<ToneReadings> readings(batch.lanes());
  alignas(64) std::array<float, 80 * 16> frame{};
  size_t others = 0, tones = 0;
  for (size_t at = 0; at < tone.size(); at += 80) {
    for (size_t n = 0; n < 80 * batch.lanes(); n++) frame[n] = tone[at + n / batch.lanes()];
    batch.feed(frame.data(), 80, 1U << 2, readings);
    for (size_t lane = 0; lane < batch.lanes(); lane++) {
      if (lane != 2) others += readings[lane].count;
    }
    tones += readings[2].count == 1 && readings[2].list[0].tone >= 0 ? 1 : 0;
  }
  CHECK(others == 0);
  CHECK(tones >= 97);
  batch.reset(2);
  frame.fill(0.0F);
  batch.feed(frame.data(), 80, 1U << 2, readings);
  CHECK(readings[2].list[0].power < 1.0F);
}

TEST_CASE("after full-scale noise, DC and a clipped tone a receiver of tones still hears busy") {
  const PlanTables tables(tone_plans()[0]);
  ToneListener listener(tables);
  signals::Samples line = signals::noise(10.0, 3000.0);
  signals::append(line, signals::Samples(16000, 32767.0));
  signals::append(line, signals::Samples(16000, -32768.0));
  signals::append(line, signals::sine(450, 12.0, 500.0));
  signals::append(line, signals::silence(500.0));
  signals::append(line, signals::cadence(450, -30, {350, 350}, 5));
  const auto sound = signals::pcm(line);
  std::vector<Signal> named;
  for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
    const Signal signal = listener.hear(std::span(sound).subspan(at, 80));
    if (signal != Signal::none) named.push_back(signal);
  }
  CHECK(named == std::vector<Signal>{Signal::busy});
}
