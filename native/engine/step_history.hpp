/*
 * What it does: keeps the last 32 steps of a channel, so that a refusal can be understood from the
 * log.
 *
 * How to use it: note() each step; text() when something was refused.
 */
#pragma once
#include <array>
#include <string>

#include "../line/transition_table.hpp"

namespace trunkline::engine {

class StepHistory {
 public:
  void note(uint64_t time_us, line::LineState from, line::LineEvent event, const line::Step &step) {
    entries_[count_++ % kKept] = {time_us, from, event, step.next, step.outcome};
  }

  /** Oldest first, `time from -event-> to` each, refused ones with an exclamation mark. */
  std::string text() const {
    std::string out;
    const uint64_t first = count_ > kKept ? count_ - kKept : 0;
    for (uint64_t index = first; index < count_; ++index) {
      const Entry &each = entries_[index % kKept];
      if (!out.empty()) out += "; ";
      out += std::to_string(each.time_us / 1000) + " ms " + name_of(each.from) + " -" +
             name_of(each.event);
      out += each.outcome == line::StepOutcome::kRefused ? "!" : "-> ";
      if (each.outcome == line::StepOutcome::kStepped) out += name_of(each.to);
    }
    return out;
  }

 private:
  static constexpr uint64_t kKept = 32;
  struct Entry {
    uint64_t time_us;
    line::LineState from;
    line::LineEvent event;
    line::LineState to;
    line::StepOutcome outcome;
  };
  std::array<Entry, kKept> entries_{};
  uint64_t count_ = 0;
};

}  // namespace trunkline::engine
