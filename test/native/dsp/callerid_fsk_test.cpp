#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "../../../native/dsp/callerid/fsk_generator.hpp"
#include "callerid_ear.hpp"

using namespace trunkline::dsp;
using signals::Burst;

namespace {

const std::string kNumber = "13900001234";
const std::vector<uint8_t> kMessage = signals::mdmf(kNumber, "HAN MEI");

bool is_heard(const ear::Heard &heard) {
  const ear::Octets wanted(kMessage.begin(), kMessage.end() - 1);
  return heard.ready == std::vector<ear::Octets>{wanted} && heard.unreadable == 0;
}

/** Both standards, with a change made to each. */
template <typename Change>
void check_both(Change change) {
  for (Burst shape : {signals::kBell202Burst, signals::kV23Burst}) {
    change(shape);
    CHECK(is_heard(ear::hear(signals::burst(kMessage, shape))));
  }
}

signals::Samples with(signals::Samples signal, const signals::Samples &more) {
  return signals::add(signal, more);
}

}  // namespace

TEST_CASE("levels from -4.2 to -42 dBm0 are read, Bell 202 and V.23 (TIA-716, SIN 227: -37.8)") {
  for (const double dbm0 : {-4.2, -13.5, -30.0, -36.2, -37.8, -42.0}) {
    check_both([dbm0](Burst &shape) { shape = shape.at_level(dbm0); });
  }
}

TEST_CASE("signals of -48.2 dBm0, V.23 of -47.8, are not received (TIA-716, ETS 300 778)") {
  const auto weak = ear::hear(signals::burst(kMessage, signals::kBell202Burst.at_level(-48.24)));
  const auto weak_v23 = ear::hear(signals::burst(kMessage, signals::kV23Burst.at_level(-47.78)));
  CHECK(weak.ready.size() + weak_v23.ready.size() == 0);
  CHECK(weak.unreadable + weak_v23.unreadable == 0);
}

TEST_CASE("a twist of -12 to +12 dB is tolerated (TIA-716: -6 to +10)") {
  for (const double mark_over_space_db : {-12.0, -6.0, 6.0, 10.0, 12.0}) {
    check_both([=](Burst &shape) { shape = shape.at_level(-20.0, mark_over_space_db); });
    check_both([=](Burst &shape) {  // the space was never heard before the first start bit
      shape = shape.at_level(-20.0, mark_over_space_db);
      shape.seizure_bits = 0;
      shape.mark_bits = 80;
    });
  }
}

TEST_CASE("frequencies and rate may be off by 3 % (TIA-716, ETS 300 778: 1.5 and 1 %)") {
  for (const double error : {-0.03, -0.015, 0.015, 0.03}) {
    check_both([error](Burst &shape) { shape.frequency_error = error; });
    check_both([error](Burst &shape) { shape.rate_error = error; });
  }
}

TEST_CASE("leaders may be short or lack the seizure, and marks may stand between bytes") {
  struct Leader {
    int seizure_bits, mark_bits, stuffed_marks;
  };
  for (const Leader leader : {Leader{0, 80, 0},
                              {0, 30, 0},
                              {96, 55, 0},
                              {96, 30, 0},
                              {20, 20, 0},
                              {300, 180, 10},
                              {0, 80, 10},
                              {300, 180, 1}}) {
    CAPTURE(leader.seizure_bits);
    CAPTURE(leader.mark_bits);
    check_both([leader](Burst &shape) {
      shape.seizure_bits = leader.seizure_bits;
      shape.mark_bits = leader.mark_bits;
      shape.stuffed_marks = leader.stuffed_marks;
    });
  }
}

TEST_CASE("DC, hum over the signal and noise under it are tolerated (TIA-716)") {
  struct Hum {
    double hz, over_signal_db;
  };
  for (const Burst &shape : {signals::kBell202Burst, signals::kV23Burst}) {
    const signals::Samples line = signals::burst(kMessage, shape.at_level(-24.0));
    const double ms = static_cast<double>(line.size()) / 8.0;
    signals::Samples with_dc = line;
    for (double &sample : with_dc) sample += 3276.0;
    CHECK(is_heard(ear::hear(with_dc)));
    for (const Hum hum : {Hum{50, 18}, {60, 18}, {100, 12}, {120, 12}, {180, 6}, {200, 6}}) {
      const auto tone = signals::sine(hum.hz, -24.0 + hum.over_signal_db, ms, 0.7);
      CHECK(is_heard(ear::hear(with(line, tone))));
    }
    // White noise of 14 dB SNR: 12.9 dB in the band of 300 to 3400 Hz.
    CHECK(is_heard(ear::hear(with(line, signals::noise(-38.0, ms)))));
  }
}

TEST_CASE("a single tone 25 dB under the signal, 200 to 3200 Hz, does no harm (TIA-716)") {
  for (double hz = 200.0; hz <= 3200.0; hz += 250.0) {
    for (const Burst &shape : {signals::kBell202Burst, signals::kV23Burst}) {
      const signals::Samples line = signals::burst(kMessage, shape);
      const double ms = static_cast<double>(line.size()) / 8.0;
      CHECK(is_heard(ear::hear(with(line, signals::sine(hz, -38.5, ms)))));
    }
  }
}

TEST_CASE("a receiver for one standard reads that standard") {
  const auto sound = [](const Burst &shape) {
    return signals::pcm(signals::burst(kMessage, shape));
  };
  CHECK(is_heard(ear::hear(sound(signals::kBell202Burst), 80, FskStandard::bell202)));
  CHECK(is_heard(ear::hear(sound(signals::kV23Burst), 80, FskStandard::v23)));
}

TEST_CASE("frames of any size give the same bytes") {
  const auto sound = signals::pcm(
      signals::joined({signals::silence(30), signals::burst(kMessage), signals::silence(60)}));
  for (const size_t frame : {1U, 7U, 40U, 80U, 133U, 160U})
    CHECK(is_heard(ear::hear(sound, frame)));
}

TEST_CASE("the carrier that is cut off is told once, and the receiver is ready for the next") {
  signals::Samples cut = signals::burst(kMessage);
  cut.resize(cut.size() - 600);
  const auto heard = ear::hear(
      signals::joined({cut, signals::silence(150), signals::burst(kMessage, signals::kV23Burst)}));
  CHECK(heard.ready.size() == 1);
  CHECK(heard.unreadable == 1);
}

TEST_CASE("speech and noise hold no message") {
  const auto speech = ear::hear(signals::speech(-15, 120000, 11));
  const auto noise = ear::hear(signals::noise(-15, 60000, 5));
  CHECK(speech.ready.size() + noise.ready.size() == 0);
}

TEST_CASE("after silence, DC, clipping and full-scale noise a message is read as ever") {
  const signals::Samples dc(8000, 32767.0), low(8000, -32768.0);
  signals::Samples square(8000), loud = signals::noise(10.0, 1000, 3);
  for (size_t n = 0; n < square.size(); n++) square[n] = n / 2 % 2 == 0 ? 32767.0 : -32768.0;
  for (const auto &before : {dc, low, square, loud, signals::silence(1000),
                             signals::sine(1200, 3, 1000), signals::sine(2200, 3, 1000)}) {
    const auto heard = ear::hear(signals::joined({before, signals::burst(kMessage)}));
    CHECK(heard.ready.size() == 1);
  }
}

TEST_CASE("random octets, cut and joined anywhere, give only messages that were sent") {
  std::mt19937 random(21);
  for (int n = 0; n < 60; n++) {
    std::vector<uint8_t> octets(3 + random() % 40);
    for (uint8_t &octet : octets) octet = static_cast<uint8_t>(random());
    if (random() % 2 == 0) octets[0] = 0x80;
    if (random() % 2 == 0) octets[1] = static_cast<uint8_t>(random() % 12);
    Burst shape = n % 2 == 0 ? signals::kBell202Burst : signals::kV23Burst;
    shape.seizure_bits = static_cast<int>(random() % 300);
    shape.mark_bits = static_cast<int>(random() % 200);
    shape.stuffed_marks = static_cast<int>(random() % 30);
    shape.tail_bits = static_cast<int>(random() % 50);
    signals::Samples line = signals::burst(octets, shape);
    line.resize(line.size() - random() % (line.size() / 2));
    signals::append(line, signals::burst(kMessage));
    const auto heard = ear::hear(line);
    REQUIRE_FALSE(heard.ready.empty());
    for (const ear::Octets &message : heard.ready) {
      const bool is_last = std::equal(message.begin(), message.end(), kMessage.begin());
      const auto at = std::search(octets.begin(), octets.end(), message.begin(), message.end());
      CHECK((is_last || at != octets.end()));
    }
  }
}

TEST_CASE("what the generator sends is read, and stands at its frequencies and level") {
  for (const FskStandard standard : {FskStandard::bell202, FskStandard::v23}) {
    FskBurst burst;
    burst.standard = standard;
    FskGenerator generator;
    generator.begin(kMessage, burst);
    std::vector<int16_t> sound;
    std::array<int16_t, 33> frame{};
    while (!generator.done()) {
      const size_t count = generator.fill(frame);
      sound.insert(sound.end(), frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(count));
    }
    const size_t bits = 300 + 180 + kMessage.size() * 10 + 4;
    CHECK(sound.size() == (bits * 20 + 2) / 3);
    // Behind the seizure stand 150 ms of marks.
    const auto marks = std::span<const int16_t>(sound).subspan(2080, 800);
    CHECK(signals::level_at(marks, tones_of(standard).mark_hz) ==
          doctest::Approx(-13.5).epsilon(0.01));
    sound.resize(sound.size() + 400);
    CHECK(is_heard(ear::hear(sound)));
  }
}

TEST_CASE("the call-waiting burst has 80 marks and no seizure") {
  FskGenerator generator;
  generator.begin(kMessage, call_waiting_burst(FskStandard::bell202));
  std::vector<int16_t> sound(8000);
  sound.resize(generator.fill(sound));
  CHECK(sound.size() == ((80 + kMessage.size() * 10 + 4) * 20 + 2) / 3);
  sound.resize(sound.size() + 400);
  CHECK(is_heard(ear::hear(sound)));
}
