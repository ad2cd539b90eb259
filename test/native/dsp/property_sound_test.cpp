// Everything that gives out sound, after whatever came in, gives out again what it should.
#include <doctest/doctest.h>

#include <cmath>

#include "../../../native/dsp/codec/gsm610.hpp"
#include "../../../native/dsp/codec/ima_adpcm.hpp"
#include "../../../native/dsp/codec/vox_adpcm.hpp"
#include "../../../native/dsp/echo/echo_batch.hpp"
#include "../../../native/dsp/high_pass.hpp"
#include "../../../native/dsp/mix/conference_mixer.hpp"
#include "../../../native/dsp/stretch/time_stretch.hpp"
#include "../../../native/dsp/voice/voice_batch.hpp"
#include "property_signals.hpp"

using namespace trunkline::dsp;
using signals::Hostile;
using signals::Pcm;

namespace {

double level_between(std::span<const float> sound, size_t lanes, size_t lane, double from_ms,
                     double to_ms) {
  double sum = 0.0;
  size_t count = 0;
  for (size_t n = signals::samples_of(from_ms); n < signals::samples_of(to_ms); n++, count++) {
    sum += static_cast<double>(sound[n * lanes + lane]) * sound[n * lanes + lane];
  }
  return level_of(sum / static_cast<double>(count));
}

bool all_finite(std::span<const float> sound, float most) {
  return std::all_of(sound.begin(), sound.end(),
                     [most](float x) { return std::isfinite(x) && std::abs(x) <= most; });
}

/** What is said, with the hiss of its consonants: an echo path is learnt from it. */
signals::Samples talk(double dbm0, double ms, uint32_t seed) {
  signals::Samples sound = signals::speech(dbm0, ms, seed);
  const signals::Samples hiss = signals::noise(dbm0 - 12.0, ms, seed + 50);
  for (size_t n = 0; n < sound.size(); n++) sound[n] += n / 800 % 3 == 0 ? hiss[n] : 0.0;
  return sound;
}

}  // namespace

TEST_CASE("echo: every lane is finite and cancels again after whatever came in") {
  const signals::Samples far_talk = talk(-16.0, 6000.0, 3);
  signals::Samples echo(far_talk.size(), 0.0);
  for (size_t n = 60; n < echo.size(); n++) {
    echo[n] = 0.25 * far_talk[n - 60] - 0.12 * far_talk[n - 47];
  }
  signals::add(echo, signals::noise(-65.0, 6000.0, 5));
  // Far and near hostile in different ways; then a call.
  const auto hostile = signals::hostile_sounds(1000.0);
  std::vector<Pcm> far, near;
  for (size_t h = 0; h < hostile.size(); h++) {
    far.push_back(hostile[h].sound);
    near.push_back(hostile[(h * 5 + 3) % hostile.size()].sound);
    signals::append(far.back(), signals::pcm(far_talk));
    signals::append(near.back(), signals::pcm(echo));
  }
  for (const bool suppresses : {false, true}) {
    EchoBatch batch({64, suppresses, true});
    const size_t lanes = batch.lanes(), tick = 80 * lanes;
    const auto far_frames = signals::lane_frames(far, lanes);
    const auto near_frames = signals::lane_frames(near, lanes);
    std::vector<float> out(far_frames.size());
    for (size_t at = 0; at + tick <= out.size(); at += tick) {
      batch.feed(far_frames.data() + at, near_frames.data() + at, out.data() + at);
    }
    CHECK(all_finite(out, 140000.0F));
    for (size_t lane = 0; lane < lanes; lane++) {
      const double loss = level_between(near_frames, lanes, lane, 5000.0, 7000.0) -
                          level_between(out, lanes, lane, 5000.0, 7000.0);
      CAPTURE(hostile[lane % hostile.size()].name);
      CAPTURE(suppresses);
      CHECK(loss > 12.0);  // and more every second
    }
  }
}

TEST_CASE("level: speech comes to its level in every lane after whatever came in") {
  const auto hostile = signals::hostile_sounds(1500.0);
  std::vector<Pcm> sounds;
  for (const Hostile &one : hostile) {
    sounds.push_back(one.sound);
    signals::append(sounds.back(), signals::pcm(signals::silence(300.0)));
    signals::append(sounds.back(), signals::pcm(signals::speech(-26.0, 9000.0, 4)));
  }
  const auto isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    VoiceBatch batch(-18.0, kVoiceTick, isas.list[i]);
    const size_t lanes = batch.lanes(), tick = kVoiceTick * lanes;
    auto frames = signals::lane_frames(sounds, lanes);
    for (size_t at = 0; at + tick <= frames.size(); at += tick) {
      batch.control(frames.data() + at, frames.data() + at);
    }
    CHECK(all_finite(frames, 32768.0F));
    for (size_t lane = 0; lane < lanes; lane++) {
      // What it comes to when nothing was before.
      const size_t quiet = 10;
      const double ever = level_between(frames, lanes, quiet % lanes, 7000.0, 10500.0);
      CAPTURE(hostile[lane % hostile.size()].name);
      CAPTURE(name_of(isas.list[i]));
      CHECK(std::abs(level_between(frames, lanes, lane, 7000.0, 10500.0) - ever) < 1.5);
    }
  }
}

TEST_CASE("conference: one party's noise is gone from the others' ears when it ends") {
  constexpr size_t kParties = 6;
  const Pcm speaks = signals::pcm(signals::sine(900.0, -20.0, 1500.0));
  for (const Hostile &hostile : signals::hostile_sounds(1000.0)) {
    ConferenceMixer mixer(kParties);
    ConferenceParty party;
    party.is_member = true;
    for (size_t p = 0; p < kParties; p++) mixer.set(p, party);
    Pcm said = hostile.sound, heard(signals::samples_of(2500.0));
    signals::append(said, Pcm(speaks.size()));
    Pcm other(signals::samples_of(1000.0));
    signals::append(other, speaks);
    Pcm own(heard.size());
    for (size_t at = 0; at + 80 <= heard.size(); at += 80) {
      const std::vector<const int16_t *> in{said.data() + at, other.data() + at, nullptr,
                                            nullptr,          nullptr,           nullptr};
      const std::vector<int16_t *> out{nullptr, own.data() + at, heard.data() + at,
                                       nullptr, nullptr,         nullptr};
      mixer.mix(in, out, 80);
    }
    CAPTURE(hostile.name);
    CHECK(std::abs(signals::level_at(std::span(heard).subspan(16000), 900.0) + 20.0) < 0.1);
    CHECK(std::all_of(own.begin() + 14000, own.end(), [](int16_t s) { return s == 0; }));
  }
}

TEST_CASE("codecs: speech is coded as well as ever after whatever was coded") {
  const Pcm speech = signals::pcm(signals::sine(500.0, -14.0, 500.0));
  const auto snr_db = [](std::span<const int16_t> wanted, std::span<const int16_t> got) {
    double signal = 0.0, error = 1e-9;
    for (size_t n = 0; n < wanted.size(); n++) {
      const double difference = static_cast<double>(wanted[n]) - got[n];
      signal += static_cast<double>(wanted[n]) * wanted[n];
      error += difference * difference;
    }
    return 10.0 * std::log10(signal / error);
  };
  for (const Hostile &hostile : signals::hostile_sounds(500.0)) {
    Pcm sound = hostile.sound;
    signals::append(sound, speech);
    VoxAdpcm vox_encoder, vox_decoder;
    ImaAdpcm ima_encoder, ima_decoder;
    Pcm vox, ima;
    for (const int16_t sample : sound) {
      vox.push_back(vox_decoder.decode(vox_encoder.encode(sample)));
      ima.push_back(ima_decoder.decode(ima_encoder.encode(sample)));
    }
    const auto tail = std::span(sound).last(3000);
    CAPTURE(hostile.name);
    CHECK(snr_db(tail, std::span(vox).last(3000)) > 20.0);
    CHECK(snr_db(tail, std::span(ima).last(3000)) > 20.0);
    if (!Gsm610::is_available()) continue;
    Gsm610 encoder(Gsm610::Form::frames), decoder(Gsm610::Form::frames);
    Pcm gsm(sound.size());
    std::array<uint8_t, Gsm610::kFrameOctets> octets{};
    bool is_right = true;
    for (size_t at = 0; at + 160 <= sound.size(); at += 160) {
      encoder.encode(std::span(sound).subspan(at, 160), octets);
      is_right = decoder.decode(octets, std::span(gsm).subspan(at, 160)) && is_right;
    }
    CHECK(is_right);
    CHECK(std::abs(signals::level_at(std::span(gsm).last(3000), 500.0) + 14.0) < 2.0);
  }
}

TEST_CASE("stretch: whatever is played lasts as long as the speed says") {
  for (const Hostile &hostile : signals::hostile_sounds(1000.0)) {
    for (const float speed : {0.5F, 0.8F, 1.0F, 1.7F, 2.0F, 99.0F, -1.0F}) {
      TimeStretch stretch;
      stretch.set_speed(speed);
      size_t at = 0, made = 0;
      Pcm out(160);
      for (size_t got = 160; got == 160 && made < 80000;) {
        got = stretch.fill(
            out,
            [&](std::span<int16_t> into) {
              const size_t count = std::min(into.size(), hostile.sound.size() - at);
              std::copy_n(hostile.sound.begin() + static_cast<std::ptrdiff_t>(at), count,
                          into.begin());
              at += count;
              return count;
            },
            true);
        made += got;
      }
      const double wanted = 8000.0 / std::clamp(speed, 0.5F, 2.0F);
      CAPTURE(hostile.name);
      CAPTURE(speed);
      CHECK(std::abs(static_cast<double>(made) - wanted) < 600.0);
    }
  }
}

TEST_CASE("high-pass: its state dies away after whatever came in") {
  for (const Hostile &hostile : signals::hostile_sounds(500.0)) {
    HighPass filter(300.0);
    float worst = 0.0F, last = 0.0F;
    for (const int16_t sample : hostile.sound)
      worst = std::max(worst, std::abs(filter.step(sample)));
    for (int n = 0; n < 4000; n++) last = std::abs(filter.step(0.0F));
    CAPTURE(hostile.name);
    CHECK(std::isfinite(worst));
    CHECK(worst < 140000.0F);
    CHECK(last < 1e-3F);
  }
}
