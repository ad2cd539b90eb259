#include "../../../native/dsp/codec/g711.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

using namespace trunkline::dsp;

TEST_CASE("every code of both laws survives decoding and coding") {
  for (int octet = 0; octet < 256; octet++) {
    const auto code = static_cast<uint8_t>(octet);
    CHECK(alaw_of(decode_alaw(code)) == code);
    // mu-law has two zeros; the negative one comes back as the positive one
    if (code != 0x7F) CHECK(ulaw_of(decode_ulaw(code)) == code);
  }
}

TEST_CASE("every sample is coded to the nearest value of its law") {
  for (int sample = -32768; sample <= 32767; sample++) {
    const auto value = static_cast<int16_t>(sample);
    const int alaw_error = std::abs(decode_alaw(alaw_of(value)) - sample);
    const int ulaw_error = std::abs(decode_ulaw(ulaw_of(value)) - sample);
    // half a step: 1/32 of the value from the second segment on, 8 resp. 4 below; then the clipping
    const int half_step = std::max(8, std::abs(sample) / 32 + 1);
    if (std::abs(sample) < 32000 && (alaw_error > half_step || ulaw_error > half_step + 33)) {
      FAIL("sample " << sample << " off by " << alaw_error << " and " << ulaw_error);
    }
  }
  CHECK(true);
}

TEST_CASE("known values of G.711 are met") {
  CHECK(alaw_of(0) == 0xD5);
  CHECK(alaw_of(-1) == 0x55);
  CHECK(alaw_of(32767) == 0xAA);
  CHECK(alaw_of(-32768) == 0x2A);
  CHECK(ulaw_of(0) == 0xFF);
  CHECK(ulaw_of(32767) == 0x80);
  CHECK(ulaw_of(-32768) == 0x00);
  CHECK(decode_alaw(0xAA) == 32256);
  CHECK(decode_ulaw(0x80) == 32124);
}
