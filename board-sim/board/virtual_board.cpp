#include "board-sim/board/virtual_board.hpp"

#include <algorithm>
#include <chrono>

namespace boardsim {
namespace {

// When the machine slept, frames that are this late are left out instead of being hurried through.
constexpr int kMaxLateFrames = 25;

}  // namespace

VirtualBoard::VirtualBoard(const BoardConfig &config, const bsdk_host &host)
    : config_(config), host_(host), world_(config, host) {
  const size_t channels = world_.channel_count();
  const auto frame = static_cast<size_t>(config.frame_samples);
  samples_.resize(2 * channels * frame);
  for (size_t channel = 0; channel < channels; ++channel) {
    rx_.push_back(&samples_[channel * frame]);
    tx_.push_back(&samples_[(channels + channel) * frame]);
  }
}

VirtualBoard::~VirtualBoard() { close(); }

int32_t VirtualBoard::start() {
  const std::scoped_lock lock(world_mutex_);
  if (started_) return BSDK_E_STATE;
  started_ = true;
  world_.raise({-1, BSDK_EV_BOARD, 1});
  world_.report_lines();
  if (config_.clock == ClockMode::real) media_thread_ = std::thread([this] { run_media_thread(); });
  return BSDK_OK;
}

void VirtualBoard::close() {
  stopping_.store(true, std::memory_order_relaxed);
  if (media_thread_.joinable()) media_thread_.join();
  const std::scoped_lock frame(frame_mutex_);
  {
    const std::scoped_lock lock(world_mutex_);
    if (!started_) return;
    if (!gone_) {
      world_.end_all(BSDK_DONE_CANCELLED, 0);
      world_.raise({-1, BSDK_EV_BOARD, 0});
    }
    started_ = false;
  }
  deliver();
}

int32_t VirtualBoard::attach_audio(const bsdk_audio *audio) {
  if (gone()) return BSDK_E_GONE;
  const std::scoped_lock lock(audio_mutex_);
  audio_ = audio == nullptr ? bsdk_audio{} : *audio;
  return BSDK_OK;
}

int32_t VirtualBoard::run_frames(uint64_t frames, uint64_t &ran) {
  ran = 0;
  const std::scoped_lock frame(frame_mutex_);
  {
    const std::scoped_lock lock(world_mutex_);
    if (gone_ && !final_events_left_) return BSDK_E_GONE;
    if (!started_ || config_.clock != ClockMode::stepped) return BSDK_E_STATE;
  }
  while (ran < frames && run_frame()) ++ran;
  return BSDK_OK;
}

int32_t VirtualBoard::remove() {
  return with_world([this](World &world) {
    world.end_all(BSDK_DONE_FAILED, BSDK_E_GONE);
    world.raise({-1, BSDK_EV_BOARD, -1});
    gone_ = true;
    final_events_left_ = true;
    return BSDK_OK;
  });
}

bool VirtualBoard::gone() {
  const std::scoped_lock lock(world_mutex_);
  return gone_;
}

void VirtualBoard::log(int level, const std::string &text) const {
  if (host_.log != nullptr) host_.log(host_.ctx, level, text.c_str());
}

bool VirtualBoard::run_frame() {
  const auto samples = static_cast<uint32_t>(config_.frame_samples);
  bool alive = true;
  {
    const std::scoped_lock lock(world_mutex_);
    alive = !gone_;
    if (alive) {
      std::fill(samples_.begin(), samples_.end(), int16_t{0});
      world_.advance(samples);
      world_.speak(rx_.data(), samples);
    }
  }
  if (alive) {
    const std::scoped_lock lock(audio_mutex_);
    if (audio_.block != nullptr) {
      audio_.block(audio_.ctx, static_cast<uint32_t>(rx_.size()), rx_.data(), tx_.data(), samples,
                   host_.now_us(host_.ctx));
    }
  }
  if (alive) {
    const std::scoped_lock lock(world_mutex_);
    if (!gone_) world_.listen(tx_.data(), samples);
  }
  deliver();
  return alive;
}

void VirtualBoard::deliver() {
  {
    const std::scoped_lock lock(world_mutex_);
    world_.outbox().take(delivering_);
    if (gone_) final_events_left_ = false;
  }
  world_.outbox().deliver(delivering_);
}

void VirtualBoard::run_media_thread() {
  const auto frame = std::chrono::microseconds(config_.frame_samples * 1000 / kSamplesPerMs);
  auto deadline = std::chrono::steady_clock::now();
  while (!stopping_.load(std::memory_order_relaxed)) {
    {
      const std::scoped_lock lock(frame_mutex_);
      if (!run_frame()) return;
    }
    deadline += frame;
    const auto now = std::chrono::steady_clock::now();
    if (now - deadline > kMaxLateFrames * frame) deadline = now;
    std::this_thread::sleep_until(deadline);
  }
}

}  // namespace boardsim
