// The reader of WAV headers, fed with damaged ones. Bounded and seeded; run it with the sanitizers.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "../../../native/softmedia/wav_file.hpp"

using namespace trunkline::softmedia;

namespace {

using Octets = std::vector<uint8_t>;

/** Headers of every format, mono and stereo, with some speech behind them. */
std::vector<Octets> good_files() {
  std::vector<Octets> files;
  for (uint32_t format = 1; format < 32; format++) {
    for (const uint32_t sides : {1U, 2U}) {
      const SpeechFormat *row = find_speech_format(format);
      if (row == nullptr || row->in_wav.octets == 0 || sides > row->most_sides) continue;
      SpeechShape shape;
      shape.format = format;
      shape.sides = sides;
      const WavHeader header = wav_header(shape, 8000, 8000);
      Octets file(header.octets.begin(),
                  header.octets.begin() + static_cast<std::ptrdiff_t>(header.count));
      file.resize(file.size() + 512, 0x2A);
      files.push_back(file);
    }
  }
  return files;
}

void check(const Octets &file) {
  // A copy of exactly that length, so that a sanitizer sees a look behind its end.
  const Octets exact(file);
  const auto found = find_wav_data(exact);
  if (!found) return;
  REQUIRE(found->offset <= exact.size());
  REQUIRE(found->shape.sides >= 1);
  REQUIRE(found->shape.sides <= 2);
  REQUIRE(find_speech_format(found->shape.format) != nullptr);
  REQUIRE(found->block.octets > 0);
  REQUIRE(found->block.samples > 0);
}

}  // namespace

TEST_CASE("wav: the headers we make are read, whole or cut anywhere") {
  const auto files = good_files();
  REQUIRE(files.size() >= 4);
  for (const Octets &file : files) {
    CHECK(find_wav_data(file).has_value());
    for (size_t length = 0; length < 64; length++) {
      check(Octets(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length)));
    }
  }
}

TEST_CASE("wav: a damaged header is read or refused, never believed beyond the file") {
  const auto files = good_files();
  std::mt19937 random(6);
  const auto below = [&random](size_t bound) {
    return std::uniform_int_distribution<size_t>(0, bound - 1)(random);
  };
  for (int round = 0; round < 60'000; round++) {
    Octets file = files[below(files.size())];
    for (size_t changes = 1 + below(4); changes > 0; changes--) {
      const size_t at = below(std::min<size_t>(file.size(), 64));
      const auto place = file.begin() + static_cast<std::ptrdiff_t>(at);
      switch (below(5)) {
        case 0:
          file[at] ^= static_cast<uint8_t>(1U << below(8));
          break;
        case 1:
          file[at] = below(2) == 0 ? 0xFF : 0x00;
          break;
        case 2:
          file.erase(place);
          break;
        case 3:
          file.insert(place, static_cast<uint8_t>(below(256)));
          break;
        // Sizes of chunks at the ends of the range.
        default:
          for (size_t n = at; n < std::min(at + 4, file.size()); n++) file[n] = 0xFF;
      }
    }
    check(file);
  }
}
