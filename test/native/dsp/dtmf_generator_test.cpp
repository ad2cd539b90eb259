#include "../../../native/dsp/dtmf/dtmf_generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "signals.hpp"

using namespace trunkline::dsp;

TEST_CASE("a digit has its two frequencies, 2 dB apart, for the time asked") {
  DtmfGenerator generator;
  REQUIRE(generator.begin('6', {.on_ms = 100, .off_ms = 50, .low_level_dbm0 = -9}));
  std::vector<int16_t> sound;
  while (!generator.done()) {
    std::array<int16_t, 80> frame{};
    const size_t count = generator.fill(frame);
    sound.insert(sound.end(), frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(count));
  }
  REQUIRE(sound.size() == 150 * 8);
  const std::span<const int16_t> steady = std::span<const int16_t>(sound).subspan(40, 720);
  CHECK(signals::level_at(steady, 770) == doctest::Approx(-9).epsilon(0.03));
  CHECK(signals::level_at(steady, 1477) == doctest::Approx(-7).epsilon(0.03));
  CHECK(signals::level_at(steady, 941) < -40);
  CHECK(std::all_of(sound.begin() + 808, sound.end(), [](int16_t sample) { return sample == 0; }));
}

TEST_CASE("what is no digit is refused") {
  DtmfGenerator generator;
  CHECK_FALSE(generator.begin('x', {}));
  CHECK_FALSE(is_dtmf_digit(','));
}
