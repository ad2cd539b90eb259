// DTMF: the receiver at the limits of Q.24 and of practice, beside spandsp's; the generator at
// Q.23's. Over 250 lines: one measurement after the other, each a few lines, and none of use
// elsewhere.
#include <spandsp.h>

#include <algorithm>
#include <cstdio>
#include <functional>

#include "../../../native/dsp/dtmf/dtmf_detector.hpp"
#include "../../../native/dsp/dtmf/dtmf_generator.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using signals::Dtmf;
using Pcm = std::vector<int16_t>;
using Receiver = std::function<std::string(const Pcm &)>;
constexpr std::string_view kDigits = "123A456B789C*0#D";

std::string ours(const Pcm &sound) {
  static const trunkline::dsp::DtmfTables tables;
  trunkline::dsp::DtmfDetector detector(tables);
  std::string digits;
  for (size_t at = 0; at < sound.size(); at += 80) {
    const size_t count = std::min<size_t>(80, sound.size() - at);
    const auto reports = detector.feed(std::span(sound).subspan(at, count));
    for (size_t r = 0; r < reports.count; r++) {
      if (!reports.list[r].ended) digits += reports.list[r].digit;
    }
  }
  return digits;
}

std::string spandsp_digits(const Pcm &sound, bool filters) {
  static dtmf_rx_state_t *state = dtmf_rx_init(nullptr, nullptr, nullptr);
  dtmf_rx_init(state, nullptr, nullptr);
  dtmf_rx_parms(state, filters ? 1 : 0, -1.0F, -1.0F, -99.0F);
  std::string digits;
  char got[129];
  for (size_t at = 0; at < sound.size(); at += 160) {
    dtmf_rx(state, sound.data() + at, static_cast<int>(std::min<size_t>(160, sound.size() - at)));
    while (const size_t count = dtmf_rx_get(state, got, 128)) digits.append(got, count);
  }
  return digits;
}
std::string plain_spandsp(const Pcm &sound) { return spandsp_digits(sound, false); }
std::string filtered_spandsp(const Pcm &sound) { return spandsp_digits(sound, true); }

struct Pulses {
  size_t accepted = 0, total = 0, heard = 0;  // heard: digits of any kind, all pulses together
  bool all() const { return accepted == total; }
};

/** Random starts and phases, so that no block of a receiver has its favourite place. */
class Trial {
 public:
  explicit Trial(Coding coding, uint32_t seed = 1) : coding_(coding), random_(seed) {}
  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }
  Samples pulse(char digit, Dtmf shape) {
    shape.phase = between(0.0, 6.28);
    Samples sound = signals::silence(between(40.0, 60.0));
    shape.off_ms = 60.0;
    return signals::append(sound, signals::dtmf(digit, shape));
  }
  Pulses run(const Receiver &receiver, size_t count,
             const std::function<Samples(Trial &, char)> &make) {
    Pulses pulses;
    for (size_t n = 0; n < count; n++) {
      const char digit = kDigits[n % kDigits.size()];
      const std::string heard = receiver(on_line(make(*this, digit), coding_));
      pulses.total++;
      pulses.heard += heard.size();
      if (heard == std::string(1, digit)) pulses.accepted++;
    }
    return pulses;
  }
  uint32_t next_seed() { return static_cast<uint32_t>(random_()); }

 private:
  Coding coding_;
  std::mt19937 random_;
};

struct Run {
  Coding coding;
  size_t count;
};

Pulses shaped(const Receiver &receiver, const Run &run, const Dtmf &shape) {
  return Trial(run.coding).run(receiver, run.count, [&](Trial &trial, char digit) {
    return trial.pulse(digit, shape);
  });
}

void row(const std::string &metric, const std::string &limit, const std::string &theirs,
         const std::string &own, bool met, int target = 1) {
  print(ConformanceRow{"dtmf", metric, limit, theirs, own, met, target, target == 1 ? "met" : "",
                       "", false});
}

/** The farthest offset that all pulses of all signs survive, and the nearest that none does. */
struct Band {
  double all_to = 0.0, none_from = 0.0;
};
Band bandwidth(const Receiver &receiver, const Run &run) {
  Band band;
  bool still_all = true;
  for (double offset = 0.005; offset <= 0.0551; offset += 0.001) {
    size_t accepted = 0, total = 0, heard = 0;
    for (const auto &[low, high] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      const Pulses pulses =
          shaped(receiver, run, {50.0, 50.0, -10.0, -10.0, low * offset, high * offset, 0.0});
      accepted += pulses.accepted;
      total += pulses.total;
      heard += pulses.heard;
    }
    still_all = still_all && accepted == total;
    if (still_all) band.all_to = offset;
    if (heard > 0) band.none_from = offset + 0.001;
  }
  return band;
}

void rows_of(Coding coding, const Options &options) {
  const size_t count = options.quick ? 32 : 208;
  const Run run{coding, count};
  const std::string where = std::string(", ") + name_of(coding);
  const auto share = [](const Pulses &pulses) { return percent(pulses.accepted, pulses.total); };
  const auto must = [&](const std::string &what, const std::string &limit, const Dtmf &shape,
                        bool wanted) {
    const Pulses own = shaped(ours, run, shape), theirs = shaped(plain_spandsp, run, shape);
    row(what + where, limit, share(theirs), share(own), wanted ? own.all() : own.heard == 0);
  };
  must("decode check, 50 ms at -10 dBm0", "100 %", {50.0, 50.0, -10.0, -10.0, 0, 0, 0}, true);
  const Run coarse{coding, options.quick ? size_t{16} : size_t{64}};
  const Band own = bandwidth(ours, coarse), theirs = bandwidth(plain_spandsp, coarse);
  const auto band_text = [](const Band &band) {
    char text[64];
    std::snprintf(text, sizeof text, "all to %.1f %%, none from %.1f %%", band.all_to * 100.0,
                  band.none_from * 100.0);
    return std::string(text);
  };
  row("frequency" + where, "1.5 / 3.5 %", band_text(theirs), band_text(own),
      own.all_to >= 0.015 && own.none_from <= 0.0351);
  for (const double twist : {8.0, -4.0, 8.5, -4.5}) {
    // Reverse twist: the low tone is the stronger one.
    const bool margin = std::abs(twist) != 8.0 && std::abs(twist) != 4.0;
    must("low tone over high " + decibels(twist), margin ? "margin of 0.5 dB" : "100 %",
         {50.0, 50.0, -12.0 + std::min(0.0, twist), -12.0 - std::max(0.0, twist), 0, 0, 0}, true);
  }
  must("-25 dBm0 a tone", "100 %", {50.0, 50.0, -25.0, -25.0, 0, 0, 0}, true);
  must("0 dBm0 a tone", "100 %", {50.0, 50.0, 0.0, 0.0, 0, 0, 0}, true);
  must("-55 dBm0 a tone", "0 %", {50.0, 50.0, -55.0, -55.0, 0, 0, 0}, false);
  must("40 ms", "100 %", {40.0, 60.0, -10.0, -10.0, 0, 0, 0}, true);
  must("40 ms at -25 dBm0", "100 %", {40.0, 60.0, -25.0, -25.0, 0, 0, 0}, true);
  must("23 ms", "0 %", {23.0, 60.0, -10.0, -10.0, 0, 0, 0}, false);
  must("23 ms at 0 dBm0", "0 %", {23.0, 60.0, 0.0, 0.0, 0, 0, 0}, false);

  const auto custom = [&](const std::string &what, const std::string &limit, size_t pulses,
                          const std::function<Samples(Trial &, char)> &make,
                          const Receiver &peer = plain_spandsp, int target = 1) {
    const Pulses mine = Trial(coding).run(ours, pulses, make);
    const Pulses other = Trial(coding).run(peer, pulses, make);
    row(what + where, limit, share(other), share(mine), mine.all(), target);
    return mine;
  };
  custom("break of 10 ms bridged", "100 %", count, [](Trial &trial, char digit) {
    Samples sound = trial.pulse(digit, {100.0, 0, -10.0, -10.0, 0, 0, 0});
    const size_t begin = signals::samples_of(trial.between(100.0, 110.0));
    for (size_t n = begin; n < begin + 80; n++) sound[n] = 0.0;
    return sound;
  });
  {
    const auto twice = [](Trial &trial, char digit) {
      Samples sound = signals::silence(trial.between(40.0, 60.0));
      for (int n = 0; n < 2; n++) {
        signals::append(sound, signals::dtmf(digit, {50.0, 40.0, -10.0, -10.0, 0, 0,
                                                     trial.between(0.0, 6.28)}));
      }
      return signals::append(sound, signals::silence(50.0));
    };
    Pulses mine, other;
    for (Pulses *pulses : {&mine, &other}) {
      *pulses = Trial(coding).run(pulses == &mine ? Receiver(ours) : Receiver(plain_spandsp), count,
                                  twice);
    }
    row("pause of 40 ms splits" + where, "100 %", percent(other.heard, 2 * count),
        percent(mine.heard, 2 * count), mine.heard == 2 * count);
  }
  custom("corners: level, twist, frequency, 40 ms", "100 %", options.quick ? 64 : 1296,
         [](Trial &trial, char digit) {
           const double level = trial.between(0, 1) < 0.5 ? -2.0 : -21.0;
           const double twist = trial.between(0, 1) < 0.5 ? 8.0 : -4.0;
           const double low = trial.between(0, 1) < 0.5 ? 0.015 : -0.015;
           const double high = trial.between(0, 1) < 0.5 ? 0.015 : -0.015;
           return trial.pulse(digit, {40.0, 0, level + std::min(0.0, twist),
                                      level - std::max(0.0, twist), low, high, 0});
         });
  {
    double lowest_own = 99.0, lowest_peer = 99.0;
    for (double snr = 16.0; snr >= 4.0; snr -= 1.0) {
      const auto noisy = [snr](Trial &trial, char digit) {
        Samples sound = trial.pulse(digit, {50.0, 0, -12.0, -12.0, 0, 0, 0});
        return signals::add(sound, band_noise(-12.0 + 3.01 - snr, 175.0, trial.next_seed()));
      };
      const size_t pulses = options.quick ? 64 : 1000;
      if (lowest_own == snr + 1.0 || snr == 16.0) {
        if (Trial(coding).run(ours, pulses, noisy).all()) lowest_own = snr;
      }
      if (lowest_peer == snr + 1.0 || snr == 16.0) {
        if (Trial(coding).run(plain_spandsp, pulses, noisy).all()) lowest_peer = snr;
      }
    }
    print(ConformanceRow{"dtmf", "lowest SNR with all of 1000" + where, "15 dB",
                         decibels(lowest_peer, 0), decibels(lowest_own, 0), lowest_own <= 8.0, 2,
                         "8 dB", "6 dB", lowest_own <= 6.0});
  }
  struct DialTone {
    const char *name;
    std::vector<double> hz;
    double floor, goal;
  };
  for (const DialTone &dial :
       {DialTone{"450 Hz", {450.0}, 6.0, 12.0}, DialTone{"425 Hz", {425.0}, -99.0, 6.0},
        DialTone{"350 + 440 Hz", {350.0, 440.0}, 12.0, 18.0}}) {
    const auto highest = [&](const Receiver &receiver) {
      double last = -99.0;
      for (double over = -12.0; over <= 22.0; over += 2.0) {
        const auto under = [&](Trial &trial, char digit) {
          Samples sound = trial.pulse(digit, {60.0, 0, -22.0, -22.0, 0, 0, 0});
          for (const double hz : dial.hz) {
            signals::add(sound, signals::sine(hz, -22.0 + over, 180.0, trial.between(0, 6.28)));
          }
          return sound;
        };
        if (!Trial(coding).run(receiver, options.quick ? 16 : 96, under).all()) break;
        last = over;
      }
      return last;
    };
    const double own_db = highest(ours), peer_db = highest(filtered_spandsp);
    print(ConformanceRow{"dtmf", std::string("dial tone ") + dial.name + " over one tone" + where,
                         "-", decibels(peer_db, 0) + " (with its filter)", decibels(own_db, 0),
                         own_db >= dial.floor, 4, dial.floor > -90 ? decibels(dial.floor, 0) : "",
                         decibels(dial.goal, 0), own_db >= dial.goal});
  }
  const auto disturbed = [](double dc, double hum_hz) {
    return [dc, hum_hz](Trial &trial, char digit) {
      Samples sound = trial.pulse(digit, {50.0, 0, -12.0, -12.0, 0, 0, 0});
      for (double &sample : sound) sample += dc * 32767.0;
      if (hum_hz > 0.0) {
        signals::add(sound, signals::sine(hum_hz, -20.0, 180.0, trial.between(0, 6.28)));
      }
      return sound;
    };
  };
  custom("DC of 3 %", "100 %", count, disturbed(0.03, 0.0), plain_spandsp, 5);
  custom("DC of 10 %", "100 %", count, disturbed(0.10, 0.0), plain_spandsp, 5);
  custom("hum of 50 Hz, -20 dBm0", "100 %", count, disturbed(0.0, 50.0), plain_spandsp, 5);
  custom("hum of 60 Hz, -20 dBm0", "100 %", count, disturbed(0.0, 60.0), plain_spandsp, 5);
  custom("echo of 6 dB, 20 ms", "100 %", count, [](Trial &trial, char digit) {
    Samples sound = trial.pulse(digit, {50.0, 0, -12.0, -12.0, 0, 0, 0});
    for (size_t n = sound.size() - 1; n >= 160; n--) sound[n] += 0.5 * sound[n - 160];
    return sound;
  });
  custom("third tone 16 dB below", "100 %", count, [](Trial &trial, char digit) {
    Samples sound = trial.pulse(digit, {50.0, 0, -12.0, -12.0, 0, 0, 0});
    return signals::add(
        sound, signals::sine(trial.between(400.0, 3000.0), -28.0, 180.0, trial.between(0, 6.28)));
  });
}

/** An hour of sung vowels: sums of harmonics of a gliding pitch, weighted by formants. */
Samples vowels(double minutes, uint32_t seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  Samples out;
  const size_t wanted = static_cast<size_t>(minutes * 60.0 * 8000.0);
  out.reserve(wanted);
  while (out.size() < wanted) {
    const double pitch = 80.0 + 320.0 * unit(random), glide = (unit(random) - 0.5) * 0.1;
    const double f1 = 250.0 + 600.0 * unit(random), f2 = 800.0 + 1700.0 * unit(random);
    const size_t length = signals::samples_of(120.0 + 500.0 * unit(random));
    std::vector<double> weights;
    for (int h = 1; h * pitch * 1.1 < 3400.0; h++) {
      const double hz = h * pitch;
      weights.push_back(std::exp(-std::pow((hz - f1) / 120.0, 2.0)) +
                        0.7 * std::exp(-std::pow((hz - f2) / 160.0, 2.0)) + 0.03);
    }
    double phase = 0.0, power = 0.0;
    const size_t begin = out.size();
    for (size_t n = 0; n < length; n++) {
      const double at = static_cast<double>(n) / static_cast<double>(length);
      phase += 2.0 * signals::kPi * pitch * (1.0 + glide * at) / 8000.0;
      double sample = 0.0;
      for (size_t h = 0; h < weights.size(); h++) {
        sample += weights[h] * std::sin(phase * static_cast<double>(h + 1));
      }
      out.push_back(sample * std::sin(signals::kPi * at));
      power += out.back() * out.back();
    }
    const double scale = signals::peak_of(-13.0) / std::sqrt(2.0) /
                         std::sqrt(power / static_cast<double>(length) + 1e-9);
    for (size_t n = begin; n < out.size(); n++) out[n] *= scale;
    signals::append(out, signals::silence(40.0));
  }
  return out;
}

void talk_off(const Options &options) {
  const size_t samples = (options.quick ? 600 : 7200) * size_t{8000};
  const Pcm speech = load_speech(options, "speech", samples);
  const Pcm sung = signals::pcm(vowels(options.quick ? 3.0 : 60.0, 5));
  const auto hours = [](const Pcm &sound) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f h", static_cast<double>(sound.size()) / 8000.0 / 3600.0);
    return std::string(text);
  };
  const size_t own = ours(speech).size(), peer = plain_spandsp(speech).size();
  print(ConformanceRow{"dtmf", "digits heard in speech, " + hours(speech), "6 in 46 h",
                       std::to_string(peer), std::to_string(own), own <= 1, 3, "1", "0", own == 0});
  const size_t own_sung = ours(sung).size(), peer_sung = plain_spandsp(sung).size();
  print(ConformanceRow{"dtmf", "digits heard in sung vowels, " + hours(sung), "-",
                       std::to_string(peer_sung), std::to_string(own_sung), own_sung <= 21, 3, "21",
                       "10", own_sung <= 10});
}

}  // namespace

void dtmf_conformance(const Options &options) {
  for (const Coding coding : {Coding::linear, Coding::alaw}) rows_of(coding, options);
  talk_off(options);
}

}  // namespace compare
