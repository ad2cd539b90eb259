#include "file_service.hpp"

#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace trunkline::softmedia {
namespace {

constexpr std::chrono::milliseconds kRound{20};  // the rings hold 1 s and more

}  // namespace

void FileService::start() {
  thread_ = std::thread([this] { run(); });
  pthread_setname_np(thread_.native_handle(), "media-file");
}

void FileService::add(std::unique_ptr<FileJob> job) {
  {
    const std::lock_guard lock(inbox_mutex_);
    inbox_.push_back(std::move(job));
    inbox_waiting_.store(true, std::memory_order_relaxed);  // the mutex orders the inbox itself
  }
  inbox_filled_.notify_one();
}

void FileService::take_inbox() {
  if (!inbox_waiting_.load(std::memory_order_relaxed)) return;
  const std::lock_guard lock(inbox_mutex_);
  std::move(inbox_.begin(), inbox_.end(), std::back_inserter(jobs_));
  inbox_.clear();
  inbox_waiting_.store(false, std::memory_order_relaxed);
}

bool FileService::run_once() {
  take_inbox();
  bool worked = false;
  for (const auto &job : jobs_) worked = job->work(*lane_) || worked;
  std::erase_if(jobs_, [](const auto &job) { return job->finished(); });
  lane_->ring_if_posted();
  return worked;
}

void FileService::run() {
  for (;;) {
    run_once();
    std::unique_lock lock(inbox_mutex_);
    if (stopping_ && jobs_.empty() && inbox_.empty()) return;
    const auto woken = [this] { return stopping_ || !inbox_.empty(); };
    if (jobs_.empty()) {
      inbox_filled_.wait(lock, woken);
    } else {
      inbox_filled_.wait_for(lock, kRound, [this] { return !inbox_.empty(); });
    }
  }
}

void FileService::stop() {
  {
    const std::lock_guard lock(inbox_mutex_);
    stopping_ = true;
  }
  inbox_filled_.notify_one();
  if (thread_.joinable()) {
    thread_.join();
  } else {
    run_once();
  }
}

}  // namespace trunkline::softmedia
