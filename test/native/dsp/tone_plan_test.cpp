#include "../../../native/dsp/tones/tone_plan.hpp"

#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "../../../native/dsp/tones/tone_listener.hpp"

using namespace trunkline::dsp;

TEST_CASE("tones: every signal of every plan is named by what our generator makes of it") {
  for (const TonePlan &plan : tone_plans()) {
    const PlanTables tables(plan);
    for (const ToneRow &row : plan.rows) {
      ToneGenerator generator(shape_of(row, plan.level_dbm0));
      ToneListener listener(tables);
      std::vector<Signal> named;
      std::array<int16_t, 80> frame{};
      for (int tick = 0; tick < 2300; tick++) {
        generator.fill(frame);
        const Signal signal = listener.hear(frame);
        if (signal != Signal::none) named.push_back(signal);
      }
      CAPTURE(plan.name);
      CAPTURE(word_of(row.signal));
      CHECK(named == std::vector<Signal>{row.signal});
    }
  }
}

TEST_CASE("tones: words and signals go both ways, plans are found in small letters too") {
  for (int n = 1; n < 14; n++) {
    CHECK(signal_of(word_of(static_cast<Signal>(n))) == static_cast<Signal>(n));
  }
  CHECK(signal_of("nonsense") == Signal::none);
  CHECK(tone_plan_index("etsi") == tone_plan_index("ETSI"));
  CHECK(tone_plan_index("xx") == -1);
}
