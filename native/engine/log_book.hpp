/*
 * What it does: keeps the last lines for the log until JavaScript takes them. Bounded: when nobody
 * takes them the oldest go, and their number is told with the next take. Any thread but the audio
 * thread.
 */
#pragma once
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace trunkline::engine {

enum class LogLevel : uint8_t { kError, kWarning, kInformation };

struct LogLine {
  LogLevel level;
  uint64_t time_us;
  int32_t channel; /* -1: the board */
  std::string text;
};

class LogBook {
 public:
  void add(LogLine line) {
    const std::lock_guard lock(mutex_);
    if (lines_.size() == kKept) {
      lines_.pop_front();
      ++dropped_;
    }
    lines_.push_back(std::move(line));
  }

  std::vector<LogLine> take() {
    const std::lock_guard lock(mutex_);
    std::vector<LogLine> out;
    if (dropped_ > 0) {
      out.push_back({LogLevel::kWarning, lines_.front().time_us, -1,
                     std::to_string(dropped_) + " older log lines were dropped"});
      dropped_ = 0;
    }
    out.insert(out.end(), std::make_move_iterator(lines_.begin()),
               std::make_move_iterator(lines_.end()));
    lines_.clear();
    return out;
  }

 private:
  static constexpr size_t kKept = 512;
  std::mutex mutex_;
  std::deque<LogLine> lines_;
  uint64_t dropped_ = 0;
};

}  // namespace trunkline::engine
