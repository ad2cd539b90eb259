// Parsers of what comes from outside, fed with messages that were damaged at random: bits flipped,
// octets lost, doubled, invented. Bounded and seeded; run it with the sanitizers too.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

#include "../../../native/dsp/callerid/callerid_dtmf.hpp"
#include "../../../native/dsp/callerid/callerid_message.hpp"
#include "../../../native/dsp/callerid/callerid_text.hpp"
#include "../../../native/dsp/codec/mp3_codec.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

using Octets = std::vector<uint8_t>;

class Mutator {
 public:
  explicit Mutator(uint32_t seed) : random_(seed) {}

  size_t below(size_t bound) {
    return std::uniform_int_distribution<size_t>(0, std::max<size_t>(bound, 1) - 1)(random_);
  }
  uint8_t octet() { return static_cast<uint8_t>(below(256)); }
  Octets octets(size_t most) {
    Octets made(below(most + 1));
    for (uint8_t &one : made) one = octet();
    return made;
  }
  /** One to four changes. */
  Octets changed(Octets from) {
    for (size_t changes = 1 + below(4); changes > 0; changes--) {
      if (from.empty()) return from;
      const size_t at = below(from.size());
      const auto place = from.begin() + static_cast<std::ptrdiff_t>(at);
      switch (below(6)) {
        case 0:
          from[at] ^= static_cast<uint8_t>(1U << below(8));
          break;
        case 1:
          from[at] = octet();
          break;
        case 2:
          from.erase(place);
          break;
        case 3:
          from.insert(place, octet());
          break;
        case 4:
          from.resize(at);
          break;
        default:
          from.insert(place, from.begin(), from.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    return from;
  }

 private:
  std::mt19937 random_;
};

template <size_t kSize>
bool is_text(const std::array<char, kSize> &text) {
  return std::memchr(text.data(), 0, kSize) != nullptr;
}
bool is_ascii(const CallerIdNumber &number) {
  return is_text(number) && std::all_of(number.begin(), number.end(),
                                        [](char c) { return c == '\0' || (c >= ' ' && c <= '~'); });
}
void check(const CallerIdentity &identity) {
  const bool are_numbers = is_ascii(identity.number) && is_ascii(identity.dialled_number) &&
                           is_ascii(identity.complementary_number) &&
                           is_ascii(identity.first_called_number) &&
                           is_ascii(identity.redirecting_number);
  REQUIRE(are_numbers);
  REQUIRE(is_text(identity.time));
  REQUIRE(is_text(identity.name));
  const size_t length = std::strlen(identity.name.data());
  REQUIRE(is_utf8({reinterpret_cast<const uint8_t *>(identity.name.data()), length}));
}

/** Type and length in front, whatever they say; the checksum right, so that it is read. */
Octets messages(Mutator &mutator, uint32_t round) {
  Octets message = round % 3 == 0 ? signals::sdmf("13900001234")
                                  : signals::mdmf("13900001234", "\xd5\xc5\xc8\xfd Zhang");
  message.pop_back();
  message = mutator.changed(message);
  if (message.size() < 2) message.resize(2);
  if (round % 2 == 0) {
    message.resize(std::min<size_t>(message.size(), 257));
    message[1] = static_cast<uint8_t>(message.size() - 2);
  }
  return signals::with_checksum(message);
}

}  // namespace

TEST_CASE("caller ID: a damaged message is read or refused, its texts always whole") {
  Mutator mutator(1);
  size_t ready = 0;
  for (uint32_t round = 0; round < 40'000; round++) {
    CallerIdMessage message;
    bool is_first = true;
    for (const uint8_t octet : messages(mutator, round)) {
      FskReport report;
      report.byte = octet;
      report.kind =
          mutator.below(200) == 0 ? FskReport::Kind::framing_error : FskReport::Kind::byte;
      report.marks_before = static_cast<uint16_t>(is_first ? 180 : mutator.below(10));
      report.weak_bits = static_cast<uint8_t>(mutator.below(30) == 0 ? mutator.below(11) : 0);
      is_first = false;
      if (message.add(report) != CallerIdMessage::Progress::ready) continue;
      ready++;
      const auto octets = message.octets();
      REQUIRE(octets.size() == octets[1] + size_t{2});
      check(message.identity());
    }
    FskReport lost;
    lost.kind = FskReport::Kind::carrier_lost;
    message.add(lost);
  }
  CHECK(ready > 1000);  // the mutations reach the reader, not only the checksum
}

TEST_CASE("caller ID: any octets with a length that is right are read, texts whole") {
  Mutator mutator(2);
  for (int round = 0; round < 40'000; round++) {
    Octets message = mutator.octets(255);
    const auto length = static_cast<uint8_t>(message.size());
    const uint8_t types[] = {0x04, 0x06, 0x0B, 0x80, 0x81, 0x82, 0x8F, mutator.octet()};
    message.insert(message.begin(), {types[mutator.below(8)], length});
    // Parameters that say they are longer than what is left.
    if (round % 2 == 0 && message.size() > 4) message[2] = static_cast<uint8_t>(mutator.below(32));
    check(read_caller_id(message));
  }
}

TEST_CASE("caller ID: a name of any octets becomes UTF-8 that fits, and GBK that fits") {
  Mutator mutator(3);
  for (int round = 0; round < 40'000; round++) {
    const Octets name = mutator.octets(90);
    std::vector<char> utf8(1 + mutator.below(70), 'x');
    const size_t written = utf8_of_name(name, utf8);
    REQUIRE(written < utf8.size());
    REQUIRE(utf8[written] == '\0');
    const std::span as_octets(reinterpret_cast<const uint8_t *>(utf8.data()), written);
    REQUIRE(is_utf8(as_octets));
    Octets gbk(mutator.below(70));
    REQUIRE(gbk_of_utf8(as_octets, gbk) <= gbk.size());
  }
}

TEST_CASE("caller ID by keys: any keys and pauses make messages that are whole") {
  Mutator mutator(4);
  constexpr std::string_view kKeys = "0123456789ABCD*#";
  for (int round = 0; round < 2000; round++) {
    CallerIdDtmf reader;
    for (int key = 0; key < 120; key++) {
      const bool is_ready = mutator.below(12) == 0
                                ? reader.pass_time(static_cast<uint32_t>(mutator.below(900)))
                                : reader.add(kKeys[mutator.below(kKeys.size())]);
      if (!is_ready) continue;
      REQUIRE(reader.text().size() <= 2 * kCallerIdNumberSize);
      check(reader.identity());
    }
    if (reader.finish()) check(reader.identity());
  }
}

TEST_CASE("mp3: a damaged stream gives sound or an end, and no more sound than its octets hold") {
  if (!is_mp3_available()) return;
  Mp3Encoder encoder(1, 16);
  Octets stream;
  encoder.encode(signals::pcm(signals::speech(-16.0, 1500.0, 3)), stream);
  encoder.end(stream);
  REQUIRE(stream.size() > 2000);
  Mutator mutator(5);
  for (int round = 0; round < 300; round++) {
    Octets damaged = round % 10 == 0 ? mutator.octets(4000) : mutator.changed(stream);
    Mp3Decoder decoder;
    std::vector<int16_t> sound;
    for (size_t at = 0; at < damaged.size();) {
      const size_t count = std::min(1 + mutator.below(1500), damaged.size() - at);
      if (!decoder.decode(std::span(damaged).subspan(at, count), sound)) break;
      at += count;
    }
    // The shortest frame of layer III has 24 octets, the longest of any layer 1152 samples.
    REQUIRE(sound.size() <= (damaged.size() / 24 + 2) * 1152);
    REQUIRE(decoder.channels() <= 2);
  }
}
