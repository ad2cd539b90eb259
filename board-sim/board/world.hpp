// Everything that is simulated: channels, lines, phones, time, notices. Not thread-safe;
// virtual_board holds the lock.
#pragma once

#include <deque>
#include <memory>

#include "board-sim/board/board_config.hpp"
#include "board-sim/board/event_outbox.hpp"
#include "board-sim/board/phone_channel.hpp"
#include "board-sim/board/trunk_channel.hpp"

namespace boardsim {

struct Notice {
  double at_ms;
  Party who;
  std::string what, detail;
};

class World final : public WorldPort {
 public:
  static constexpr size_t kMaxNotices = 10'000;

  World(const BoardConfig &config, const bsdk_host &host);

  void raise(const BoardSignal &signal) override { outbox_.put(signal); }
  void notice(Party who, std::string_view what, std::string_view detail) override;

  // A trunk or a phone by its number from 1, nullptr when there is none.
  TrunkChannel *trunk(int64_t trunk_no);
  PhoneChannel *phone(int64_t phone_no);
  // By channel; exactly one of them is not nullptr for a channel that exists.
  TrunkChannel *trunk_at(int32_t channel) { return trunk(static_cast<int64_t>(channel) + 1); }
  PhoneChannel *phone_at(int32_t channel) {
    return phone(static_cast<int64_t>(channel) - static_cast<int64_t>(trunks_.size()) + 1);
  }
  uint32_t channel_count() const { return static_cast<uint32_t>(trunks_.size() + phones_.size()); }

  // Battery of every line, as the first events after BOARD up.
  void report_lines();
  void end_all(int32_t done, int32_t arg);
  // Ends the operation as cancelled; false when no channel runs it.
  bool cancel(uint32_t op);
  bool runs(uint32_t op) const;

  // One frame: time first, then what the channels hear, then what they said.
  void advance(uint32_t samples);
  void speak(int16_t *const *rx, uint32_t samples);
  void listen(const int16_t *const *tx, uint32_t samples);

  void flood(uint64_t count, uint64_t per_second);

  const BoardConfig &config() const { return config_; }
  double now_ms() const { return static_cast<double>(samples_) / kSamplesPerMs; }
  std::deque<Notice> &notices() { return notices_; }
  EventOutbox &outbox() { return outbox_; }
  // A number that depends on the seed and on how often it was asked for.
  uint32_t random(uint32_t below);

 private:
  void pour(uint32_t samples);

  BoardConfig config_;
  EventOutbox outbox_;
  std::vector<std::unique_ptr<TrunkChannel>> trunks_;
  std::vector<std::unique_ptr<PhoneChannel>> phones_;
  std::deque<Notice> notices_;
  uint64_t samples_ = 0;
  uint64_t random_state_;
  uint64_t flood_left_ = 0;
  uint64_t flood_per_second_ = 0;
  uint64_t flood_credit_ = 0;  // events x samples that may still be poured
  uint64_t flooded_ = 0;
};

}  // namespace boardsim
