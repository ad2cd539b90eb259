#include "echo_batch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "../level.hpp"

namespace trunkline::dsp {
namespace {

constexpr size_t kMostFrame = 160;

}  // namespace

EchoBatch::EchoBatch(const EchoSettings &settings, size_t frame_samples, Isa isa)
    : EchoBatch(echo_kernel(isa), settings, frame_samples) {}

EchoBatch::EchoBatch(const EchoKernel &kernel, const EchoSettings &settings, size_t frame_samples)
    : kernel_(&kernel),
      settings_(settings),
      partitions_(echo_partitions(settings.tail_ms)),
      frame_samples_(frame_samples),
      delay_(frame_samples % kEchoBlock == 0 ? 0
                                             : kEchoBlock - std::gcd(frame_samples, kEchoBlock)),
      memory_(allocate(kernel.memory_floats(partitions_))) {
  if (delay_ > 0) {
    far_waiting_ = allocate(kEchoBlock * lanes());
    near_waiting_ = allocate(kEchoBlock * lanes());
    ready_ = allocate((kEchoBlock + kMostFrame + delay_) * lanes());
    ready_count_ = delay_;
  }
  for (size_t lane = 0; lane < lanes(); lane++) reset(lane);
}

EchoBatch::Floats EchoBatch::allocate(size_t floats) {
  auto *const memory = static_cast<float *>(::operator new[](floats * sizeof(float), kAlignment));
  std::fill_n(memory, floats, 0.0F);
  return Floats(memory);
}

void EchoBatch::reset(size_t lane) {
  kernel_->reset(memory_.get(), partitions_, lane, constants_);
  if (delay_ == 0) return;
  for (size_t n = 0; n < kEchoBlock; n++) {
    far_waiting_[n * lanes() + lane] = near_waiting_[n * lanes() + lane] = 0.0F;
  }
  for (size_t n = 0; n < ready_count_; n++) ready_[n * lanes() + lane] = 0.0F;
}

void EchoBatch::run_block(const float *far, const float *near, float *out) {
  newest_ = newest_ == 0 ? partitions_ - 1 : newest_ - 1;
  constrained_ = constrained_ + 1 < partitions_ ? constrained_ + 1 : 0;
  kernel_->run({&tables_, &constants_, memory_.get(), partitions_, newest_, constrained_,
                settings_.suppresses_rest, settings_.yields_to_modems, far, near, out});
}

void EchoBatch::feed(const float *far, const float *near, float *out) {
  const size_t width = lanes();
  if (delay_ == 0) {
    for (size_t at = 0; at < frame_samples_; at += kEchoBlock) {
      run_block(far + at * width, near + at * width, out + at * width);
    }
    return;
  }
  for (size_t at = 0; at < frame_samples_;) {
    const size_t count = std::min(kEchoBlock - waiting_, frame_samples_ - at);
    std::copy_n(far + at * width, count * width, far_waiting_.get() + waiting_ * width);
    std::copy_n(near + at * width, count * width, near_waiting_.get() + waiting_ * width);
    waiting_ += count;
    at += count;
    if (waiting_ < kEchoBlock) break;
    waiting_ = 0;
    run_block(far_waiting_.get(), near_waiting_.get(), ready_.get() + ready_count_ * width);
    ready_count_ += kEchoBlock;
  }
  std::copy_n(ready_.get(), frame_samples_ * width, out);
  ready_count_ -= frame_samples_;
  std::copy_n(ready_.get() + frame_samples_ * width, ready_count_ * width, ready_.get());
}

void EchoCanceller::feed(std::span<const int16_t> far, std::span<const int16_t> near,
                         std::span<int16_t> out) {
  std::array<float, kMostFrame> far_floats{}, near_floats{}, out_floats{};
  std::copy(far.begin(), far.end(), far_floats.begin());
  std::copy(near.begin(), near.end(), near_floats.begin());
  EchoBatch::feed(far_floats.data(), near_floats.data(), out_floats.data());
  for (size_t n = 0; n < out.size(); n++) out[n] = saturate(std::nearbyint(out_floats[n]));
}

}  // namespace trunkline::dsp
