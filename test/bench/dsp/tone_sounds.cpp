#include "tone_sounds.hpp"

#include <algorithm>

namespace compare {
namespace {

using Step = LineTone::Step;

// ITU-T T.30, 4.1: CNG 1100 +-38 Hz, 0.5 s and 3 s +-15 %; CED 2100 +-15 Hz.
constexpr LineTone kCng{"cng", {{{1100, 0, 500}, {0, 0, 3000}}}, 38.0, 0.0, 0.15};
constexpr LineTone kCed{"ced", {{{2100, 0, 0}}}, 15.0, 0.0, 0.0};
// ITU-T E.180, 7: each tone +-50 Hz, 330 +-70 ms.
constexpr LineTone kSit{
    "sit", {{{950, 0, 330}, {1400, 0, 330}, {1800, 0, 330}, {0, 0, 1000}}}, 50.0, 0.0, 0.2};

// GB 3380: 450 +-25 Hz, +-10 %.
constexpr std::array kChina = {
    LineTone{"dial", {{{450, 0, 0}}}, 25.0, 0.0, 0.0},
    LineTone{"ringback", {{{450, 0, 1000}, {0, 0, 4000}}}, 25.0},
    LineTone{"busy", {{{450, 0, 350}, {0, 0, 350}}}, 25.0},
    LineTone{"congestion", {{{450, 0, 700}, {0, 0, 700}}}, 25.0},
    LineTone{"unobtainable",
             {{{450, 0, 100},
               {0, 0, 100},
               {450, 0, 100},
               {0, 0, 100},
               {450, 0, 100},
               {0, 0, 100},
               {450, 0, 400},
               {0, 0, 400}}},
             25.0},
    LineTone{"notice", {{{450, 0, 200}, {0, 0, 200}, {450, 0, 200}, {0, 0, 600}}}, 25.0},
    LineTone{"waiting", {{{450, 0, 400}, {0, 0, 4000}}}, 25.0},
    LineTone{"howler", {{{950, 0, 0}}}, 25.0, 0.0, 0.0},
    LineTone{"third-party", {{{1400, 0, 400}, {0, 0, 10000}}}, 25.0},
    kCng,
    kCed};
constexpr std::array kNorthAmerica = {
    LineTone{"dial", {{{350, 440, 0}}}, 0.0, 0.015, 0.0},
    LineTone{"ringback", {{{440, 480, 2000}, {0, 0, 4000}}}, 0.0, 0.015},
    LineTone{"busy", {{{480, 620, 500}, {0, 0, 500}}}, 0.0, 0.015},
    LineTone{"congestion", {{{480, 620, 250}, {0, 0, 250}}}, 0.0, 0.015},
    LineTone{"waiting", {{{440, 0, 300}, {0, 0, 9700}}}, 0.0, 0.015},
    kSit,
    kCng,
    kCed};
constexpr std::array kEtsi = {LineTone{"dial", {{{425, 0, 0}}}, 15.0, 0.0, 0.0},
                              LineTone{"ringback", {{{425, 0, 1000}, {0, 0, 4000}}}, 15.0},
                              LineTone{"busy", {{{425, 0, 480}, {0, 0, 480}}}, 15.0},
                              LineTone{"congestion", {{{425, 0, 240}, {0, 0, 240}}}, 15.0},
                              kSit,
                              kCng,
                              kCed};
constexpr std::array kUnitedKingdom = {
    LineTone{"dial", {{{350, 440, 0}}}, 0.0, 0.02, 0.0},
    LineTone{
        "ringback", {{{400, 450, 400}, {0, 0, 200}, {400, 450, 400}, {0, 0, 2000}}}, 0.0, 0.02},
    LineTone{"busy", {{{400, 0, 375}, {0, 0, 375}}}, 0.0, 0.02},
    LineTone{"congestion", {{{400, 0, 400}, {0, 0, 350}, {400, 0, 225}, {0, 0, 525}}}, 0.0, 0.02},
    kSit,
    kCng,
    kCed};
constexpr std::array kPlans = {LinePlan{"cn", kChina}, LinePlan{"us", kNorthAmerica},
                               LinePlan{"etsi", kEtsi}, LinePlan{"uk", kUnitedKingdom}};

using Random = std::mt19937;
double between(Random &random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

Samples step_sound(const LineTone &tone, const Step &step, const Bend &bend, double ms,
                   Random &random) {
  if (step.first_hz == 0.0) return signals::silence(ms);
  const auto bent = [&](double hz) {
    return hz + bend.offset * (tone.offset_hz + tone.offset_share * hz);
  };
  const double down = step.second_hz > 0.0 ? bend.twist_db : 0.0;
  Samples sound = signals::sine(bent(step.first_hz), bend.dbm0 - std::max(0.0, -down), ms,
                                between(random, 0.0, 6.28));
  if (step.second_hz > 0.0) {
    signals::add(sound, signals::sine(bent(step.second_hz), bend.dbm0 - std::max(0.0, down), ms,
                                      between(random, 0.0, 6.28)));
  }
  return sound;
}

}  // namespace

size_t LineTone::count() const {
  size_t used = 0;
  while (used < steps.size() && (steps[used].first_hz > 0.0 || steps[used].ms > 0.0)) used++;
  return used;
}

std::span<const LinePlan> line_plans() { return kPlans; }

double enough_ms(const LineTone &tone) {
  if (tone.is_continuous()) return 3000.0;
  double cycle = 0.0;
  for (const Step &step : tone.steps) cycle += step.ms;
  return cycle * (cycle > 9000.0 ? 2.2 : 4.2);
}

Samples bent_tone(const LineTone &tone, const Bend &bend, double ms, uint32_t seed) {
  Random random(seed);
  Samples sound = signals::silence(400.0 + between(random, 0.0, 10.0));
  const size_t wanted = sound.size() + signals::samples_of(ms);
  for (size_t s = 0; sound.size() < wanted; s = (s + 1) % tone.count()) {
    const double length = tone.steps[s].ms * (1.0 + bend.time * tone.time_share);
    signals::append(sound,
                    step_sound(tone, tone.steps[s], bend, length > 0.0 ? length : ms, random));
  }
  sound.resize(wanted);
  if (bend.snr_db < 90.0) {
    const double power_dbm0 = bend.dbm0 + (tone.is_dual() ? 3.01 : 0.0);
    const double noise_ms = static_cast<double>(sound.size()) / 8.0;
    signals::add(sound,
                 band_noise(power_dbm0 - bend.snr_db, noise_ms, static_cast<uint32_t>(random())));
  }
  return sound;
}

std::vector<int16_t> two_at_once(std::span<const int16_t> talk) {
  std::vector<int16_t> out(talk.size());
  for (size_t n = 0; n < out.size(); n++) {
    const size_t other = (n + talk.size() / 3) % talk.size();
    out[n] = static_cast<int16_t>(0.6 * talk[n] + 0.35 * talk[other]);
  }
  return out;
}

Samples digit_strings(double minutes, uint32_t seed) {
  Random random(seed);
  Samples out;
  while (static_cast<double>(out.size()) < minutes * 480'000.0) {
    const double twist = between(random, -4.0, 8.0), on_ms = between(random, 45.0, 400.0);
    const signals::Dtmf shape{on_ms,
                              between(random, 45.0, 400.0),
                              -12.0 + std::min(0.0, twist),
                              -12.0 - std::max(0.0, twist),
                              between(random, -0.015, 0.015),
                              between(random, -0.015, 0.015),
                              between(random, 0.0, 6.28)};
    const char digit = "123A456B789C*0#D"[random() % 16];
    signals::append(out, signals::dtmf_string(std::string(6, digit), shape));
  }
  return out;
}

Samples fsk_bursts(double minutes, uint32_t seed) {
  Random random(seed);
  Samples out;
  while (static_cast<double>(out.size()) < minutes * 480'000.0) {
    const signals::Fsk shape = random() % 2 == 0 ? signals::Fsk{} : signals::kV23;
    signals::append(out, signals::fsk(signals::mdmf("13900001234", "Somebody"), shape));
    signals::append(out, signals::silence(between(random, 100.0, 900.0)));
  }
  return out;
}

}  // namespace compare
