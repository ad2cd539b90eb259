// Codecs beside the libraries that are their references: octet by octet, and what speech loses.
#include <dlfcn.h>
#include <gsm.h>
#include <spandsp.h>

#include <cmath>

#include "../../../native/dsp/codec/g711.hpp"
#include "../../../native/dsp/codec/gsm610.hpp"
#include "../../../native/dsp/codec/ima_adpcm.hpp"
#include "../../../native/dsp/codec/mp3_codec.hpp"
#include "../../../native/dsp/codec/vox_adpcm.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using Pcm = std::vector<int16_t>;
using Octets = std::vector<uint8_t>;

/** Speech, noise up to full scale, and steps from end to end. */
Pcm hard_sound() {
  signals::Samples all = signals::speech(-16.0, 8000.0, 2);
  for (const double dbm0 : {-60.0, -30.0, -10.0, 3.0}) {
    signals::append(all, signals::noise(dbm0, 2000.0, 5));
  }
  Pcm sound = signals::pcm(all);
  for (int n = 0; n < 8000; n++) sound.push_back(n / 37 % 2 == 0 ? 32767 : -32768);
  sound.resize(sound.size() / 320 * 320);
  return sound;
}

template <typename Value>
std::string differences(const std::vector<Value> &ours, const std::vector<Value> &theirs) {
  if (ours.size() != theirs.size()) return "other length";
  size_t count = 0;
  for (size_t n = 0; n < ours.size(); n++) count += ours[n] != theirs[n];
  return std::to_string(count) + " of " + std::to_string(ours.size());
}

double snr_db(const Pcm &sent, const Pcm &got) {
  double signal = 1.0, noise = 1.0;
  for (size_t n = 0; n < sent.size() && n < got.size(); n++) {
    const double miss = sent[n] - got[n];
    signal += static_cast<double>(sent[n]) * sent[n];
    noise += miss * miss;
  }
  return 10.0 * std::log10(signal / noise);
}

void exact_row(const char *metric, const std::string &found) {
  print(ConformanceRow{"codec", metric, "0 differences", "is the reference", found,
                       found.starts_with("0 of"), 32, "0 differences", "0 differences",
                       found.starts_with("0 of")});
}
void snr_row(const char *metric, double reference_db, double ours_db) {
  const auto text = [](double db) {
    char letters[32];
    std::snprintf(letters, sizeof letters, "%.1f dB", db);
    return std::string(letters);
  };
  print(ConformanceRow{"codec", metric, "-", text(reference_db), text(ours_db),
                       ours_db > reference_db - 0.05, 32, "", "", false});
}

void g711() {
  Pcm all(65536);
  for (size_t n = 0; n < all.size(); n++) all[n] = static_cast<int16_t>(n - 32768);
  const struct {
    const char *coded, *decoded;
    int mode;
    void (*encode)(std::span<const int16_t>, std::span<uint8_t>, trunkline::dsp::Isa);
    int16_t (*decode)(uint8_t);
  } laws[] = {{"A-law, every sample coded", "A-law, every octet decoded", G711_ALAW,
               trunkline::dsp::encode_alaw, trunkline::dsp::decode_alaw},
              {"mu-law, every sample coded", "mu-law, every octet decoded", G711_ULAW,
               trunkline::dsp::encode_ulaw, trunkline::dsp::decode_ulaw}};
  for (const auto &law : laws) {
    g711_state_t *state = g711_init(nullptr, law.mode);
    Octets ours(all.size()), theirs(all.size()), octets(256);
    law.encode(all, ours, trunkline::dsp::best_isa());
    g711_encode(state, theirs.data(), all.data(), static_cast<int>(all.size()));
    exact_row(law.coded, differences(ours, theirs));
    Pcm own(256), other(256);
    for (size_t n = 0; n < octets.size(); n++) {
      octets[n] = static_cast<uint8_t>(n);
      own[n] = law.decode(octets[n]);
    }
    g711_decode(state, other.data(), octets.data(), 256);
    exact_row(law.decoded, differences(own, other));
    g711_free(state);
  }
}

template <typename Adpcm>
Octets coded(const Pcm &sound, bool high_first) {
  Adpcm coder;
  Octets octets;
  for (size_t n = 0; n + 1 < sound.size(); n += 2) {
    const unsigned first = coder.encode(sound[n]), second = coder.encode(sound[n + 1]);
    octets.push_back(static_cast<uint8_t>(high_first ? first << 4 | second : second << 4 | first));
  }
  return octets;
}
template <typename Adpcm>
Pcm decoded(const Octets &octets, bool high_first) {
  Adpcm coder;
  Pcm sound;
  for (const uint8_t octet : octets) {
    const uint8_t high = octet >> 4, low = octet & 15;
    sound.push_back(coder.decode(high_first ? high : low));
    sound.push_back(coder.decode(high_first ? low : high));
  }
  return sound;
}

void adpcm() {
  const Pcm sound = hard_sound();
  const auto count = static_cast<int>(sound.size());
  Octets theirs(sound.size());
  Pcm back(sound.size() + 16);
  oki_adpcm_state_t *oki = oki_adpcm_init(nullptr, 32000);
  theirs.resize(static_cast<size_t>(oki_adpcm_encode(oki, theirs.data(), sound.data(), count)));
  const Octets vox = coded<trunkline::dsp::VoxAdpcm>(sound, true);
  exact_row("VOX, coded", differences(vox, theirs));
  oki_adpcm_state_t *oki_back = oki_adpcm_init(nullptr, 32000);
  back.resize(static_cast<size_t>(
      oki_adpcm_decode(oki_back, back.data(), vox.data(), static_cast<int>(vox.size()))));
  const Pcm vox_back = decoded<trunkline::dsp::VoxAdpcm>(vox, true);
  exact_row("VOX, decoded", differences(vox_back, back));
  snr_row("VOX, hard sound through it", snr_db(sound, back), snr_db(sound, vox_back));

  theirs.resize(sound.size());
  back.resize(sound.size() + 16);
  ima_adpcm_state_t *ima = ima_adpcm_init(nullptr, IMA_ADPCM_DVI4, 0);
  theirs.resize(sound.size() + 16);
  theirs.resize(static_cast<size_t>(ima_adpcm_encode(ima, theirs.data(), sound.data(), count)));
  // It begins with the state: four octets of nothing.
  constexpr std::ptrdiff_t kHeader = 4;
  theirs.erase(theirs.begin(), theirs.begin() + kHeader);
  const Octets own = coded<trunkline::dsp::ImaAdpcm>(sound, true);
  exact_row("IMA, coded", differences(own, theirs));
  ima_adpcm_state_t *ima_back = ima_adpcm_init(nullptr, IMA_ADPCM_DVI4, 0);
  Octets with_state(kHeader);
  with_state.insert(with_state.end(), own.begin(), own.end());
  back.resize(static_cast<size_t>(ima_adpcm_decode(ima_back, back.data(), with_state.data(),
                                                   static_cast<int>(with_state.size()))));
  const Pcm own_back = decoded<trunkline::dsp::ImaAdpcm>(own, true);
  exact_row("IMA, decoded", differences(own_back, back));
  snr_row("IMA, hard sound through it", snr_db(sound, back), snr_db(sound, own_back));
}

void gsm610() {
  using trunkline::dsp::Gsm610;
  const Pcm sound = hard_sound();
  for (const bool in_wav : {false, true}) {
    Gsm610 encoder(in_wav ? Gsm610::Form::wav : Gsm610::Form::frames);
    Gsm610 decoder(in_wav ? Gsm610::Form::wav : Gsm610::Form::frames);
    gsm reference = gsm_create(), back = gsm_create();
    int option = 1;
    if (in_wav) {
      gsm_option(reference, GSM_OPT_WAV49, &option);
      gsm_option(back, GSM_OPT_WAV49, &option);
    }
    Octets ours, theirs;
    Pcm own(sound.size()), other(sound.size());
    for (size_t at = 0; at + encoder.samples() <= sound.size(); at += encoder.samples()) {
      Octets frame(encoder.octets()), expected(66);
      encoder.encode(std::span(sound).subspan(at, encoder.samples()), frame);
      decoder.decode(frame, std::span(own).subspan(at, encoder.samples()));
      size_t used = 0;
      for (size_t part = 0; part < encoder.samples(); part += 160) {
        // A WAV block is a frame of 32 octets and a half, and one of the rest.
        gsm_encode(reference, const_cast<int16_t *>(&sound[at + part]), expected.data() + used);
        used += in_wav ? (part == 0 ? 32 : 33) : 33;
      }
      expected.resize(used);
      ours.insert(ours.end(), frame.begin(), frame.end());
      theirs.insert(theirs.end(), expected.begin(), expected.end());
      size_t from = 0;
      for (size_t part = 0; part < encoder.samples(); part += 160) {
        gsm_decode(back, expected.data() + from, &other[at + part]);
        from += in_wav ? (part == 0 ? 33 : 32) : 33;
      }
    }
    exact_row(in_wav ? "GSM in WAV blocks, coded" : "GSM frames, coded", differences(ours, theirs));
    exact_row(in_wav ? "GSM in WAV blocks, decoded" : "GSM frames, decoded",
              differences(own, other));
    gsm_destroy(reference);
    gsm_destroy(back);
  }
}

/** Frames of MPEG-2.5 layer III at 8 kHz, one after the other without a gap. */
bool is_whole_stream(const Octets &octets) {
  constexpr unsigned kKbps[] = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
  size_t at = 0;
  while (at + 4 <= octets.size()) {
    const bool is_head = octets[at] == 0xFF && (octets[at + 1] & 0xFE) == 0xE2;
    const unsigned rate = octets[at + 2] >> 4, frequency = (octets[at + 2] >> 2) & 3;
    if (!is_head || rate == 0 || rate == 15 || frequency != 2) return false;
    at += 72U * kKbps[rate] * 1000U / 8000U + ((octets[at + 2] >> 1) & 1U);
  }
  return at == octets.size() && at > 0;
}

void mp3() {
  const Pcm sound = signals::pcm(signals::speech(-16.0, 8000.0, 2));
  trunkline::dsp::Mp3Encoder encoder(1, 16);
  Octets octets;
  encoder.encode(sound, octets);
  encoder.end(octets);
  const bool whole = is_whole_stream(octets);
  trunkline::dsp::Mp3Decoder decoder;
  Pcm back;
  decoder.decode(octets, back);
  const double seconds = static_cast<double>(back.size()) / 8000.0;
  const bool long_enough = back.size() >= sound.size() && seconds < 8.4;
  print(ConformanceRow{"codec", "MP3 at 16 kbit/s: frames in line, length", "MPEG-2.5 layer III",
                       "LAME itself", whole && long_enough ? "valid" : "broken",
                       whole && long_enough, 34, "valid", "valid", whole && long_enough});
}

}  // namespace

void codec_conformance(const Options &) {
  g711();
  adpcm();
  gsm610();
  if (trunkline::dsp::is_mp3_available()) mp3();
}

}  // namespace compare
