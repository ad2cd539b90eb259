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
  if (is_seeking()) {
    std::fill(frame.begin(), frame.end(), int16_t{0});
    return {};
  }
  // Asked before the ring: when all was read then, what the ring holds now is all there will be.
  const bool all_read = all_read_.load(std::memory_order_acquire);
  const auto pop = [this](std::span<int16_t> into) { return ring_.pop_some(into); };
  const size_t got = is_stretched_ ? stretch_.fill(frame, pop, all_read) : pop(frame);
  std::fill(frame.begin() + static_cast<std::ptrdiff_t>(got), frame.end(), int16_t{0});
  if (gain_ != 1.0F) {
    for (int16_t &sample : frame.first(got)) {
      sample = dsp::saturate(static_cast<float>(sample) * gain_);
    }
  }
  if (got > 0) is_landing_ = false;
  if (got == frame.size() || (is_landing_ && !all_read)) return {};
  if (!all_read) return {Outcome::playing, static_cast<uint32_t>(frame.size() - got)};
  return {failed_.load(std::memory_order_relaxed) ? Outcome::failed : Outcome::ended, 0};
}

void Player::set_speed(float speed) {
  stretch_.set_speed(speed);
  is_stretched_ = is_stretched_ || speed != 1.0F;  // its buffer has to be played out
}

void Player::seek(uint32_t ms) {
  const uint64_t number = seek_wanted_.load(std::memory_order_relaxed) >> 32;  // only we write it
  seek_wanted_.store((number + 1) << 32 | ms, std::memory_order_release);
}

/** Audio thread: its part of a seek. */
bool Player::is_seeking() {
  const uint64_t wanted = seek_wanted_.load(std::memory_order_relaxed);  // only we write it
  if (seek_drained_.load(std::memory_order_relaxed) == wanted) return false;
  // Asked before the ring is emptied: what is in it then is all there is from before.
  const bool is_taken = seek_taken_.load(std::memory_order_acquire) == wanted;
  std::array<int16_t, kChunkSamples> dropped;
  while (ring_.pop_some(dropped) > 0) {
  }
  if (is_taken) {
    stretch_.reset();
    is_landing_ = true;
    seek_drained_.store(wanted, std::memory_order_release);
  }
  return true;
}

/** File thread: its part of a seek. False while the ring still holds what was before. */
bool Player::take_seek() {
  const uint64_t wanted = seek_wanted_.load(std::memory_order_acquire);
  if (seek_taken_.load(std::memory_order_relaxed) != wanted) {  // only we write it
    for (ClipReader &clip : clips_) clip.rewind();
    clip_ = 0;
    to_skip_ = (wanted & 0xFFFFFFFFU) * 8;
    reading_ = true;
    all_read_.store(false, std::memory_order_relaxed);  // published by the next line
    seek_taken_.store(wanted, std::memory_order_release);
  }
  return seek_drained_.load(std::memory_order_acquire) == wanted;
}

bool Player::work(OutgoingLane &) {
  if (!take_seek()) return false;
  if (ring_.room() < ring_.capacity() / 4) return false;  // cheap when there is little to do
  bool worked = false;
  // A long way is gone in parts: the others wait for their samples.
  constexpr int kMostParts = 64;
  for (int part = 0; part < kMostParts && to_skip_ > 0 && skip_ahead(); part++) worked = true;
  while (to_skip_ == 0 && read_ahead()) worked = true;
  return worked;
}

bool Player::skip_ahead() {
  const int64_t skipped = clips_[clip_].skip(to_skip_);
  if (skipped < 0) {
    stop_reading(static_cast<int32_t>(skipped));
    return false;
  }
  round_had_sound_ = round_had_sound_ || skipped > 0;
  to_skip_ -= static_cast<uint64_t>(skipped);
  if (skipped > 0 || next_clip()) return true;
  to_skip_ = 0;
  return false;
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
