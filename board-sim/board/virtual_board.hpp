// The board: threads, locks and life cycle around the world.
//
// One lock guards the world. A frame is: lock, world advances and speaks, unlock, the host's
// block(), lock, world listens, unlock, events are delivered with no lock held. Commands and
// actions take the lock from any thread, act at once, and leave their events to the next frame, so
// that all events come from one thread.
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "board-sim/board/world.hpp"

namespace boardsim {

class VirtualBoard {
 public:
  VirtualBoard(const BoardConfig &config, const bsdk_host &host);
  ~VirtualBoard();
  VirtualBoard(const VirtualBoard &) = delete;
  VirtualBoard &operator=(const VirtualBoard &) = delete;

  int32_t start();
  // Ends what runs as cancelled, reports BOARD down; no call-back runs after it.
  void close();

  // Attaches or, with nullptr, detaches the host's audio; after that no block() runs any more.
  int32_t attach_audio(const bsdk_audio *audio);
  // Stepped time only: runs frames on this thread; `ran` tells how many.
  int32_t run_frames(uint64_t frames, uint64_t &ran);

  // Runs `use` on the world under the lock; BSDK_E_STATE before start, BSDK_E_GONE after the board
  // was lost.
  template <typename Use>
  int32_t with_world(Use use) {
    const std::scoped_lock lock(world_mutex_);
    if (gone_) return BSDK_E_GONE;
    if (!started_) return BSDK_E_STATE;
    return use(world_);
  }
  // Also before start and after the loss: for looking only.
  template <typename Use>
  void look_at_world(Use use) {
    const std::scoped_lock lock(world_mutex_);
    use(world_);
  }

  // The card is pulled out: running operations fail, BOARD lost follows, then nothing more.
  int32_t remove();
  bool gone();

  const BoardConfig &config() const { return config_; }
  void log(int level, const std::string &text) const;

 private:
  bool run_frame();
  void run_media_thread();
  void deliver();

  const BoardConfig config_;
  const bsdk_host host_;
  std::mutex world_mutex_;
  World world_;
  bool started_ = false;
  bool gone_ = false;
  bool final_events_left_ = false;  // what `remove` raised is still to be delivered

  std::mutex frame_mutex_;  // one frame at a time; taken before the others
  std::mutex audio_mutex_;  // held while block() runs, never together with world_mutex_
  bsdk_audio audio_{};
  std::vector<int16_t> samples_;
  std::vector<int16_t *> rx_, tx_;
  std::vector<bsdk_event> delivering_;

  std::atomic<bool> stopping_{false};  // relaxed: only ends a loop, the join orders everything else
  std::thread media_thread_;
};

}  // namespace boardsim
