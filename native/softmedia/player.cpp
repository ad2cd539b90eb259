#include "player.hpp"

#include <algorithm>
#include <cstring>

#include "../dsp/level.hpp"

namespace trunkline::softmedia {
namespace {

constexpr size_t kChunkSamples = 1024;

}  // namespace

int32_t Player::open(const bsdk_play &play, std::unique_ptr<Player> &into) {
  if (play.clip_count == 0 || play.clips == nullptr) return BSDK_E_ARG;
  if ((play.flags & ~uint32_t{BSDK_STOP_HANGUP | BSDK_STOP_VOICE}) != 0) return BSDK_E_UNSUPPORTED;
  // The constructor is private, which make_unique cannot reach.
  std::unique_ptr<Player> player(new Player);
  for (uint32_t c = 0; c < play.clip_count; c++) {
    ClipReader reader;
    const int32_t opened = reader.open(play.clips[c]);
    if (opened != BSDK_OK) return opened;
    player->clips_.push_back(std::move(reader));
  }
  if (play.stop_digits != nullptr) {
    if (std::strlen(play.stop_digits) >= player->stop_digits_.size()) return BSDK_E_ARG;
    std::strcpy(player->stop_digits_.data(), play.stop_digits);
  }
  player->flags_ = play.flags;
  player->rounds_left_ = play.repeat;
  player->gain_ = dsp::factor_of_gain(play.gain_cdb);
  while (player->read_ahead()) {
  }
  if (player->failed_.load(std::memory_order_relaxed)) return BSDK_E_IO;
  into = std::move(player);
  return BSDK_OK;
}

bool Player::stops_on(char digit) const {
  return std::strchr(stop_digits_.data(), digit) != nullptr;
}

Player::Filled Player::fill(std::span<int16_t> frame) {
  // Asked before the ring: when all was read then, what the ring holds now is all there will be.
  const bool all_read = all_read_.load(std::memory_order_acquire);
  const size_t got = ring_.pop_some(frame);
  std::fill(frame.begin() + static_cast<std::ptrdiff_t>(got), frame.end(), int16_t{0});
  if (gain_ != 1.0F) {
    for (int16_t &sample : frame.first(got)) {
      sample = dsp::saturate(static_cast<float>(sample) * gain_);
    }
  }
  if (got == frame.size()) return {};
  if (!all_read) return {Outcome::playing, static_cast<uint32_t>(frame.size() - got)};
  return {failed_.load(std::memory_order_relaxed) ? Outcome::failed : Outcome::ended, 0};
}

bool Player::work(OutgoingLane &) {
  bool worked = false;
  if (ring_.room() < ring_.capacity() / 4) return false;  // cheap when there is little to do
  while (read_ahead()) worked = true;
  return worked;
}

bool Player::read_ahead() {
  if (!reading_ || ring_.room() < kChunkSamples) return false;
  std::array<int16_t, kChunkSamples> samples{};
  const int32_t got = clips_[clip_].read(samples);
  if (got < 0) {
    stop_reading(got);
    return false;
  }
  if (got == 0) return next_clip();
  round_had_sound_ = true;
  ring_.push_all(std::span<const int16_t>(samples).first(static_cast<size_t>(got)));
  return true;
}

bool Player::next_clip() {
  clips_[clip_].rewind();
  clip_ = (clip_ + 1) % clips_.size();
  if (clip_ != 0) return true;
  // An endless repeat of clips without a sample would never leave this thread.
  const bool over = rounds_left_ == 1 || !round_had_sound_;
  if (rounds_left_ > 1) rounds_left_--;
  round_had_sound_ = false;
  if (over) stop_reading(BSDK_OK);
  return !over;
}

void Player::stop_reading(int32_t result) {
  reading_ = false;
  failed_.store(result != BSDK_OK, std::memory_order_relaxed);  // published by the next line
  all_read_.store(true, std::memory_order_release);
}

}  // namespace trunkline::softmedia
