#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

#include "../../../native/dsp/codec/adpcm_batch.hpp"
#include "../../../native/dsp/codec/g711.hpp"
#include "../../../native/dsp/codec/gsm610.hpp"
#include "../../../native/dsp/codec/ima_adpcm.hpp"
#include "../../../native/dsp/codec/mp3_codec.hpp"
#include "../../../native/dsp/codec/vox_adpcm.hpp"
#include "signals.hpp"

using namespace trunkline::dsp;

namespace {

double snr_db(const std::vector<int16_t> &sent, const std::vector<int16_t> &got) {
  double signal = 1.0, noise = 1.0;
  for (size_t n = 0; n < sent.size(); n++) {
    signal += static_cast<double>(sent[n]) * sent[n];
    noise += std::pow(static_cast<double>(sent[n]) - got[n], 2.0);
  }
  return 10.0 * std::log10(signal / noise);
}

template <typename Adpcm>
std::vector<int16_t> through(const std::vector<int16_t> &sound) {
  Adpcm coder, decoder;
  std::vector<int16_t> out;
  for (const int16_t sample : sound) out.push_back(decoder.decode(coder.encode(sample)));
  return out;
}

}  // namespace

TEST_CASE("G.711: whole frames are coded as each sample is, for every value") {
  std::vector<int16_t> all(65536);
  for (size_t n = 0; n < all.size(); n++) all[n] = static_cast<int16_t>(n - 32768);
  std::vector<uint8_t> alaw(all.size()), ulaw(all.size());
  const auto isas = runnable_isas();
  for (size_t level = 0; level < isas.count; level++) {
    CAPTURE(level);
    // An odd start and length: what is left of whole vectors is coded too.
    const auto most = std::span(all).subspan(3, 65530);
    encode_alaw(all, alaw, isas.list[level]);
    encode_alaw(most, std::span(alaw).subspan(3, 65530), isas.list[level]);
    encode_ulaw(all, ulaw, isas.list[level]);
    size_t different = 0;
    for (size_t n = 0; n < all.size(); n++) {
      different += alaw[n] != alaw_of(all[n]);
      different += ulaw[n] != ulaw_of(all[n]);
    }
    CHECK(different == 0);
  }
}

TEST_CASE("VOX and IMA: speech comes back with the quality of 4 bits a sample") {
  const auto sound = signals::pcm(signals::speech(-14.0, 3000.0, 5));
  CHECK(snr_db(sound, through<VoxAdpcm>(sound)) > 12.0);
  CHECK(snr_db(sound, through<ImaAdpcm>(sound)) > 12.0);
}

TEST_CASE("VOX and IMA: the first codes of a step are those of the published algorithms") {
  // By hand, from steps 16 17 19 and 7 8 9: 4000 is 250 of 12 bits.
  VoxAdpcm vox;
  CHECK(vox.encode(4000) == 7);
  CHECK(vox.encode(4000) == 7);
  ImaAdpcm ima;
  CHECK(ima.encode(100) == 7);
  CHECK(ima.last() == 11);
  CHECK(ima.step_index() == 8);
}

TEST_CASE("VOX and IMA: any input leaves a decoder that follows its coder") {
  std::mt19937 random(7);
  std::vector<int16_t> noise(50000);
  for (int16_t &sample : noise) sample = static_cast<int16_t>(random());
  for (size_t n = 30000; n < noise.size(); n++) noise[n] = 0;
  const auto vox = through<VoxAdpcm>(noise), ima = through<ImaAdpcm>(noise);
  CHECK(std::abs(vox.back()) < 64);
  CHECK(std::abs(ima.back()) < 16);
}

TEST_CASE("GSM and MP3: with their libraries speech comes back, without them they say so") {
  const auto sound = signals::pcm(signals::speech(-14.0, 2000.0, 9));
  if (Gsm610::is_available()) {
    for (const Gsm610::Form form : {Gsm610::Form::frames, Gsm610::Form::wav}) {
      Gsm610 coder(form), decoder(form);
      std::vector<int16_t> out;
      for (size_t at = 0; at + coder.samples() <= sound.size(); at += coder.samples()) {
        std::vector<uint8_t> octets(coder.octets());
        std::vector<int16_t> samples(coder.samples());
        coder.encode(std::span(sound).subspan(at, coder.samples()), octets);
        CHECK(decoder.decode(octets, samples));
        out.insert(out.end(), samples.begin(), samples.end());
      }
      CHECK(snr_db({sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(out.size())}, out) >
            3.0);
    }
  }
  if (is_mp3_available()) {
    Mp3Encoder coder(1, 16);
    REQUIRE(coder.is_open());
    std::vector<uint8_t> octets;
    coder.encode(sound, octets);
    coder.end(octets);
    Mp3Decoder decoder;
    std::vector<int16_t> out;
    CHECK(decoder.decode(octets, out));
    CHECK(decoder.rate_hz() == 8000);
    CHECK(out.size() >= sound.size());
  }
  CHECK(std::string_view(Gsm610::kPackage) == "libgsm1");
}

TEST_CASE("GSM and MP3: octets that are no stream are no crash") {
  std::mt19937 random(3);
  std::vector<uint8_t> junk(5000);
  for (uint8_t &octet : junk) octet = static_cast<uint8_t>(random());
  if (is_mp3_available()) {
    Mp3Decoder decoder;
    std::vector<int16_t> out;
    decoder.decode(junk, out);
    CHECK(out.size() < 100'000);
  }
  if (Gsm610::is_available()) {
    Gsm610 decoder(Gsm610::Form::frames);
    std::vector<int16_t> samples(160);
    CHECK(!decoder.decode(std::vector<uint8_t>(33, 0), samples));
  }
}

TEST_CASE("codecs: ADPCM streams coded side by side have the octets of a stream on its own") {
  const auto isas = runnable_isas();
  for (size_t level = 0; level < isas.count; level++) {
    const Isa isa = isas.list[level];
    CAPTURE(static_cast<int>(isa));
    AdpcmBatch vox(kVoxForm, isa);
    AdpcmBatch ima(kImaForm, isa);
    constexpr size_t kSamples = 4000;
    std::vector<std::vector<int16_t>> sounds;
    std::vector<std::vector<uint8_t>> as_vox, as_ima;
    for (size_t lane = 0; lane < vox.lanes(); lane++) {
      const double dbm0 = 3.0 - 4.0 * static_cast<double>(lane);
      sounds.push_back(
          signals::pcm(signals::noise(dbm0, kSamples / 8.0, static_cast<uint32_t>(7 + lane))));
      as_vox.emplace_back(kSamples / 2);
      as_ima.emplace_back(kSamples / 2);
    }
    for (size_t at = 0; at < kSamples; at += 160) {
      std::vector<const int16_t *> from;
      std::vector<uint8_t *> to_vox, to_ima;
      for (size_t lane = 0; lane < vox.lanes(); lane++) {
        from.push_back(sounds[lane].data() + at);
        to_vox.push_back(as_vox[lane].data() + at / 2);
        to_ima.push_back(as_ima[lane].data() + at / 2);
      }
      vox.encode(from, 160, to_vox);
      ima.encode(from, 160, to_ima);
    }
    for (size_t lane = 0; lane < vox.lanes(); lane++) {
      VoxAdpcm one_vox;
      ImaAdpcm one_ima;
      bool same = true;
      for (size_t n = 0; n < kSamples; n += 2) {
        const unsigned v = one_vox.encode(sounds[lane][n]), i = one_ima.encode(sounds[lane][n]);
        const unsigned w = one_vox.encode(sounds[lane][n + 1]);
        const unsigned j = one_ima.encode(sounds[lane][n + 1]);
        same = same && as_vox[lane][n / 2] == (v << 4 | w) && as_ima[lane][n / 2] == (j << 4 | i);
      }
      CHECK(same);
    }
  }
}
