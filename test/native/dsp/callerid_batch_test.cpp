#include <doctest/doctest.h>

#include <array>
#include <string>

#include "callerid_ear.hpp"

using namespace trunkline::dsp;
using signals::Burst;

TEST_CASE("the batch agrees with the plain form to the last report, on every instruction set") {
  std::mt19937 random(4);
  std::vector<std::vector<int16_t>> sounds;
  for (int n = 0; n < 16; n++) {
    Burst shape = n % 2 == 0 ? signals::kBell202Burst : signals::kV23Burst;
    shape = shape.at_level(-10.0 - 2.3 * n, n - 8.0);
    shape.rate_error = 0.002 * (n - 8);
    auto signal = signals::joined({signals::silence(10.0 * n),
                                   signals::burst(signals::any_message(random), shape),
                                   signals::silence(n % 3 == 0 ? 300 : 20),
                                   signals::burst(signals::any_message(random), shape)});
    const double ms = static_cast<double>(signal.size()) / 8.0;
    if (n % 4 == 1) signals::add(signal, signals::noise(-18.0 - 2.3 * n, ms, random()));
    if (n == 5) signal = signals::noise(6.0, ms);
    if (n == 7) signal = signals::silence(ms);
    signal.resize(18000);
    sounds.push_back(signals::pcm(signal));
  }
  for (const size_t frame : {40U, 80U, 133U}) {
    std::vector<std::string> plain;
    for (const auto &sound : sounds) plain.push_back(ear::plain_text(sound, frame));
    const IsaList isas = runnable_isas();
    for (size_t i = 0; i < isas.count; i++) {
      ear::BatchEar batch(isas.list[i]);
      CAPTURE(name_of(isas.list[i]));
      const auto texts = batch.texts(sounds, frame);
      for (size_t lane = 0; lane < batch.lanes(); lane++) CHECK(texts[lane] == plain[lane]);
    }
  }
}

TEST_CASE("lanes that are not active report nothing and leave the others alone") {
  const auto message = signals::mdmf("13900001234");
  FskBatch batch;
  const auto sound = signals::pcm(signals::joined({signals::burst(message), signals::silence(9)}));
  std::vector<FskReports> reports(batch.lanes());
  alignas(64) std::array<float, 80 * 16> frame{};
  size_t bytes = 0, others = 0;
  for (size_t at = 0; at + 80 <= sound.size(); at += 80) {
    for (size_t n = 0; n < 80 * batch.lanes(); n++) frame[n] = sound[at + n / batch.lanes()];
    batch.feed(frame.data(), 80, 1U << 1, reports);
    for (size_t lane = 0; lane < batch.lanes(); lane++) {
      (lane == 1 ? bytes : others) += reports[lane].count;
    }
  }
  CHECK(bytes == message.size());
  CHECK(others == 0);
}
