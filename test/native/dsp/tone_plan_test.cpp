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

TEST_CASE("tones: stutter dial tone has the frequencies of dial tone and gaps, in every plan") {
  for (const TonePlan &plan : tone_plans()) {
    CAPTURE(plan.name);
    const ToneRow *dial = find_row(plan, Signal::dial);
    const ToneRow *stutter = find_row(plan, Signal::stutter_dial);
    REQUIRE(dial != nullptr);
    REQUIRE(stutter != nullptr);
    CHECK(stutter->steps[0].tone == dial->steps[0].tone);
    CHECK_FALSE(shape_of(*stutter, -10.0).is_continuous);
    for (size_t s = 1; s < stutter->step_count; s++) {
      CHECK_FALSE(stutter->steps[s].tone == stutter->steps[s - 1].tone);
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
