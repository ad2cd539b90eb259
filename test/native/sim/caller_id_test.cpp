#include <doctest/doctest.h>

#include <optional>

#include "board-sim/signal/caller_id_message.hpp"
#include "board-sim/signal/fsk_sender.hpp"
#include "test/native/sim/measure.hpp"

using namespace boardsim;
using measure::Samples;

namespace {

// Bits by comparing the energy at mark and space in the middle of each bit.
std::vector<bool> demodulate(const Samples &samples) {
  std::vector<bool> bits;
  for (size_t bit = 0;; ++bit) {
    const auto from = static_cast<size_t>(static_cast<double>(bit) * 8000 / 1200);
    if (from + 7 > samples.size()) return bits;
    const std::span<const int16_t> piece = std::span(samples).subspan(from, 7);
    if (measure::level_dbm0(piece) < -30) return bits;
    bits.push_back(measure::level_at_dbm0(piece, 1200) > measure::level_at_dbm0(piece, 2200));
  }
}

std::vector<uint8_t> bytes_after(const std::vector<bool> &bits, size_t at) {
  std::vector<uint8_t> bytes;
  while (at + 10 <= bits.size()) {
    if (bits[at]) {
      ++at;
      continue;
    }
    uint8_t byte = 0;
    for (size_t bit = 0; bit < 8; ++bit)
      byte = static_cast<uint8_t>(byte | (bits[at + 1 + bit] ? 1 << bit : 0));
    bytes.push_back(byte);
    at += 10;
  }
  return bytes;
}

}  // namespace

TEST_CASE("an MDMF message holds time, number and name, and sums to zero") {
  const std::vector<uint8_t> message = mdmf_message({"13900001234", "Li", "11202215"});
  const std::vector<uint8_t> wanted_head{0x80, 27,  0x01, 8,   '1',  '1', '2', '0',
                                         '2',  '2', '1',  '5', 0x02, 11,  '1', '3'};
  CHECK(std::vector<uint8_t>(message.begin(), message.begin() + 16) == wanted_head);
  uint32_t sum = 0;
  for (const uint8_t byte : message) sum += byte;
  CHECK(sum % 256 == 0);
  CHECK(message.size() == 27U + 3);
}

TEST_CASE("a caller without a number is told as absent") {
  const std::vector<uint8_t> message = mdmf_message({"", "", "11202215"});
  CHECK(message[12] == 0x04);
  CHECK(message[14] == 'O');
}

TEST_CASE("the burst has 300 seizure bits from a space on, 180 marks, then the message") {
  const std::vector<uint8_t> message = mdmf_message({"13900001234", "", "11202215"});
  FskSender sender;
  sender.send(message);
  const std::vector<bool> bits = demodulate(measure::take(sender, 1500));
  REQUIRE(bits.size() > 480);
  bool alternating = true;
  for (size_t i = 0; i < 300; ++i) alternating = alternating && bits[i] == (i % 2 == 1);
  CHECK(alternating);
  bool marks = true;
  for (size_t i = 300; i < 480; ++i) marks = marks && bits[i];
  CHECK(marks);
  CHECK(bytes_after(bits, 480) == message);
}

TEST_CASE("the burst is sent at -13.5 dBm0, mark 1200 Hz") {
  FskSender sender;
  sender.send(mdmf_message({"1", "", "11202215"}));
  const Samples samples = measure::take(sender, 600);
  const auto marks = measure::part(samples, 270, 390);  // of the 180 marks from 250 to 400 ms
  CHECK(std::abs(measure::level_dbm0(marks) - -13.5) < 0.3);
  CHECK(std::abs(measure::frequency_hz(marks) - 1200) < 3);
}
