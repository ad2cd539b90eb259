#include "test/native/contract/session.hpp"

#include <chrono>

namespace contract {
namespace {

constexpr std::chrono::milliseconds kFrame(10);

uint64_t steady_us() {
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                   std::chrono::steady_clock::now().time_since_epoch())
                                   .count());
}

}  // namespace

Session::Session(Time time) : time_(subject().real_config.empty() ? Time::real : time) {
  bsdk_host host{};
  host.struct_size = sizeof host;
  host.ctx = this;
  host.on_event = [](void *self, const bsdk_event *event) {
    auto *session = static_cast<Session *>(self);
    const std::scoped_lock lock(session->mutex_);
    session->told_.push_back({*event, std::this_thread::get_id()});
    session->told_more_.notify_all();
  };
  host.now_us = [](void *self) {
    auto *session = static_cast<Session *>(self);
    return session->time_ == Time::real ? steady_us()
                                        : session->stepped_us_.load(std::memory_order_relaxed);
  };
  const std::string &config = time == Time::real && !subject().real_config.empty()
                                  ? subject().real_config
                                  : subject().stepped_config;
  open_code_ = subject().open(config.c_str(), &host, &board_);
}

void Session::start() {
  api().start(board_);
  pass(3);
}

void Session::close() {
  if (board_ != nullptr) api().close(board_);
  board_ = nullptr;
}

void Session::pass(uint32_t frames) {
  for (uint32_t i = 0; i < frames; ++i) {
    if (time_ == Time::real) {
      wait_for_an_event();
    } else {
      stepped_us_.fetch_add(10'000, std::memory_order_relaxed);
      api().vendor_call(board_, "clock.step", R"({"frames":1})", nullptr, 0);
      if (subject().pump) subject().pump(board_);
    }
  }
}

void Session::wait_for_an_event() {
  std::unique_lock lock(mutex_);
  const size_t before = told_.size();
  told_more_.wait_for(lock, kFrame, [&] { return told_.size() > before; });
}

int32_t Session::act(const std::string &json) const {
  return api().vendor_call(board_, "sim.do", json.c_str(), nullptr, 0);
}

std::vector<Told> Session::told() const {
  const std::scoped_lock lock(mutex_);
  return told_;
}

std::vector<bsdk_event> Session::events_of(uint16_t kind, int32_t channel) const {
  std::vector<bsdk_event> found;
  for (const Told &each : told()) {
    if (each.event.kind == kind && each.event.channel == channel) found.push_back(each.event);
  }
  return found;
}

std::vector<bsdk_event> Session::dones(uint32_t op) const {
  std::vector<bsdk_event> found;
  for (const Told &each : told()) {
    if (each.event.kind == BSDK_EV_DONE && each.event.op == op) found.push_back(each.event);
  }
  return found;
}

uint32_t Session::channel_count() const {
  bsdk_board_info info{};
  info.struct_size = sizeof info;
  return api().board_info(board_, &info) == BSDK_OK ? info.channel_count : 0;
}

bsdk_channel_info Session::info(int32_t channel) const {
  bsdk_channel_info info{};
  info.struct_size = sizeof info;
  api().channel_info(board_, channel, &info);
  return info;
}

int32_t Session::first(uint32_t kind) const {
  for (uint32_t channel = 0; channel < channel_count(); ++channel) {
    if (info(static_cast<int32_t>(channel)).kind == kind) return static_cast<int32_t>(channel);
  }
  return -1;
}

}  // namespace contract
