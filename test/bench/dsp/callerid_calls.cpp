#include "callerid_calls.hpp"

#include <spandsp.h>

#include <algorithm>

#include "../../../native/dsp/callerid/callerid_message.hpp"
#include "../../../native/dsp/callerid/fsk_batch.hpp"

namespace compare {

using trunkline::dsp::FskStandard;

// ---- the receivers ----------------------------------------------------------------------------

std::vector<Octets> our_messages(const Pcm &sound, FskStandard standard) {
  using trunkline::dsp::CallerIdMessage;
  trunkline::dsp::FskReceiver receiver(standard);
  CallerIdMessage message;
  std::vector<Octets> found;
  for (size_t at = 0; at < sound.size(); at += 80) {
    const auto reports =
        receiver.feed(std::span(sound).subspan(at, std::min<size_t>(80, sound.size() - at)));
    for (size_t r = 0; r < reports.count; r++) {
      if (message.add(reports.list[r]) != CallerIdMessage::Progress::ready) continue;
      found.emplace_back(message.octets().begin(), message.octets().end());
    }
  }
  return found;
}

namespace {
void take_message(void *to, const uint8_t *octets, int count) {
  static_cast<std::vector<Octets> *>(to)->emplace_back(octets, octets + std::max(0, count));
}
}  // namespace

std::vector<Octets> spandsp_messages(const Pcm &sound, int standard) {
  std::vector<Octets> found;
  adsi_rx_state_t *state = adsi_rx_init(nullptr, standard, take_message, &found);
  for (size_t at = 0; at < sound.size(); at += 160) {
    adsi_rx(state, sound.data() + at, static_cast<int>(std::min<size_t>(160, sound.size() - at)));
  }
  adsi_rx_free(state);
  return found;
}

const std::array<CallerIdKind, 2> &caller_id_kinds() {
  static const std::array<CallerIdKind, 2> kinds = {
      CallerIdKind{"Bell 202", signals::kBell202Burst, ADSI_STANDARD_CLASS, FskStandard::bell202,
                   -36.0, -6.0, 10.0, 0.01},
      CallerIdKind{"V.23", signals::kV23Burst, ADSI_STANDARD_CLIP, FskStandard::v23, -38.0, -6.0,
                   6.0, 0.015},
  };
  return kinds;
}

// ---- the line ---------------------------------------------------------------------------------

namespace {

double level_of(const signals::Burst &burst) {
  const auto power = [](double dbm0) { return std::pow(10.0, dbm0 / 10.0); };
  return 10.0 * std::log10((power(burst.mark_dbm0) + power(burst.space_dbm0)) / 2.0);
}

struct Call {
  Pcm sound;
  Octets message;  // type, length, data
};
Call call_on(CallerIdLine line, Coding coding, std::mt19937 &random) {
  const auto unit = [&] { return static_cast<double>(random() % 1000) / 1000.0; };
  Octets octets = signals::any_message(random);
  line.burst.phase = 6.28 * unit();
  line.burst.begin = unit();
  Samples sound = signals::joined({signals::silence(20.0 + 100.0 * unit()),
                                   signals::burst(octets, line.burst), signals::silence(60.0)});
  const double ms = static_cast<double>(sound.size()) / 8.0 + 1.0, level = level_of(line.burst);
  if (line.snr_db < 100.0) signals::add(sound, band_noise(level - line.snr_db, ms, random()));
  if (line.hum_hz > 0.0) {
    const double hum_dbm0 = level + line.hum_over_signal_db;
    signals::add(sound, signals::sine(line.hum_hz, hum_dbm0, ms, 6.28 * unit()));
  }
  for (double &sample : sound) sample += line.dc * 32768.0;
  octets.pop_back();
  return {on_line(sound, coding), octets};
}

}  // namespace

CallerIdShares shares_of(const CallerIdKind &kind, const CallerIdLine &line, size_t count) {
  CallerIdShares shares;
  for (const Coding coding : {Coding::linear, Coding::alaw}) {
    std::mt19937 random(coding == Coding::linear ? 1U : 2U);
    size_t own = 0, theirs = 0, alone = 0;
    for (size_t n = 0; n < count; n++) {
      const Call call = call_on(line, coding, random);
      const std::vector<Octets> wanted = {call.message};
      own += our_messages(call.sound) == wanted;
      alone += our_messages(call.sound, kind.alone) == wanted;
      theirs += spandsp_messages(call.sound, kind.spandsp_standard) == wanted;
    }
    const auto share = [count](size_t n) {
      return static_cast<double>(n) / static_cast<double>(count);
    };
    shares.own = std::min(shares.own, share(own));
    shares.alone = std::min(shares.alone, share(alone));
    shares.theirs = std::min(shares.theirs, share(theirs));
  }
  return shares;
}

CallerIdReach reach_of(const CallerIdKind &kind, double from, double to, double step, size_t count,
                       const std::function<CallerIdLine(double)> &make) {
  CallerIdReach reach;
  bool own = true, theirs = true, alone = true;
  for (double value = from; (to - value) * step >= -1e-9 && (own || theirs || alone);
       value += step) {
    const CallerIdShares shares = shares_of(kind, make(value), count);
    own = own && shares.own >= kCallerIdShare;
    theirs = theirs && shares.theirs >= kCallerIdShare;
    alone = alone && shares.alone >= kCallerIdShare;
    if (own) reach.own = value;
    if (theirs) reach.theirs = value;
    if (alone) reach.alone = value;
  }
  return reach;
}

}  // namespace compare
