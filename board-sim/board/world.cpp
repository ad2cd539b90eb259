#include "board-sim/board/world.hpp"

namespace boardsim {
namespace {

// As fast as possible still leaves room for the audio of the frame.
constexpr uint64_t kMaxFloodPerFrame = 10'000;

}  // namespace

World::World(const BoardConfig &config, const bsdk_host &host)
    : config_(config),
      outbox_(host),
      random_state_(static_cast<uint64_t>(config.seed) * 2654435761U + 12345) {
  int32_t channel = 0;
  for (int32_t no = 1; no <= config.trunks; ++no, ++channel) {
    const SubscriberLine::Place place{no, channel, config.seed * 1000 + no};
    trunks_.push_back(
        std::make_unique<TrunkChannel>(place, config.lines[static_cast<size_t>(no - 1)], *this));
  }
  for (int32_t no = 1; no <= config.extensions; ++no, ++channel) {
    phones_.push_back(std::make_unique<PhoneChannel>(no, channel, *this));
  }
}

void World::notice(Party who, std::string_view what, std::string_view detail) {
  if (notices_.size() == kMaxNotices) notices_.pop_front();
  notices_.push_back({now_ms(), who, std::string(what), std::string(detail)});
}

TrunkChannel *World::trunk(int64_t trunk_no) {
  return trunk_no >= 1 && trunk_no <= static_cast<int64_t>(trunks_.size())
             ? trunks_[static_cast<size_t>(trunk_no - 1)].get()
             : nullptr;
}

PhoneChannel *World::phone(int64_t phone_no) {
  return phone_no >= 1 && phone_no <= static_cast<int64_t>(phones_.size())
             ? phones_[static_cast<size_t>(phone_no - 1)].get()
             : nullptr;
}

void World::report_lines() {
  for (const auto &trunk : trunks_) trunk->line().report_battery();
}

void World::end_all(int32_t done, int32_t arg) {
  for (const auto &trunk : trunks_) trunk->end_all(done, arg);
  for (const auto &phone : phones_) phone->end_all(done, arg);
}

bool World::cancel(uint32_t op) {
  for (const auto &trunk : trunks_) {
    if (trunk->runs(op)) return trunk->end_all(BSDK_DONE_CANCELLED, 0), true;
  }
  for (const auto &phone : phones_) {
    if (phone->runs(op)) return phone->end_all(BSDK_DONE_CANCELLED, 0), true;
  }
  return false;
}

bool World::runs(uint32_t op) const {
  for (const auto &trunk : trunks_) {
    if (trunk->runs(op)) return true;
  }
  for (const auto &phone : phones_) {
    if (phone->runs(op)) return true;
  }
  return false;
}

void World::advance(uint32_t samples) {
  samples_ += samples;
  for (const auto &trunk : trunks_) trunk->advance(samples);
  for (const auto &phone : phones_) phone->advance(samples);
  pour(samples);
}

void World::speak(int16_t *const *rx, uint32_t samples) {
  size_t channel = 0;
  for (const auto &trunk : trunks_) trunk->speak({rx[channel++], samples});
  for (const auto &phone : phones_) phone->phone().speak({rx[channel++], samples});
}

void World::listen(const int16_t *const *tx, uint32_t samples) {
  size_t channel = 0;
  for (const auto &trunk : trunks_) trunk->listen({tx[channel++], samples});
  for (const auto &phone : phones_) phone->phone().listen({tx[channel++], samples});
}

void World::flood(uint64_t count, uint64_t per_second) {
  flood_left_ += count;
  flood_per_second_ = per_second;
  flood_credit_ = 0;
}

void World::pour(uint32_t samples) {
  if (flood_left_ == 0 || trunks_.empty()) return;
  uint64_t now = std::min(flood_left_, kMaxFloodPerFrame);
  if (flood_per_second_ > 0) {
    flood_credit_ += flood_per_second_ * samples;
    now = std::min(flood_left_, flood_credit_ / kRateHz);
    flood_credit_ -= now * kRateHz;
  }
  flood_left_ -= now;
  for (; now > 0; --now, ++flooded_) {
    const uint64_t round = flooded_ / trunks_.size();
    raise({static_cast<int32_t>(flooded_ % trunks_.size()), BSDK_EV_VOICE, round % 2 == 0 ? 1 : 0});
  }
}

uint32_t World::random(uint32_t below) {
  random_state_ = random_state_ * 6364136223846793005U + 1442695040888963407U;
  return static_cast<uint32_t>((random_state_ >> 33) % below);
}

}  // namespace boardsim
