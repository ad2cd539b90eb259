/*
 * What it does: keeps the players' rings full and writes the recordings.
 *
 * How it works: jobs come through a small inbox; the file thread goes round all of them every 20 ms
 * while there are any and sleeps when there are none. Finished jobs are destroyed here. In inline
 * mode there is no thread and run_once() is called by pump().
 *
 * How to use it: start() unless inline, add() from commanding threads, stop() after the audio
 * engine has ended everything: it returns when all jobs are finished.
 */
#pragma once
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "file_job.hpp"

namespace trunkline::softmedia {

class FileService {
 public:
  explicit FileService(OutgoingLane &lane) : lane_(&lane) {}
  FileService(const FileService &) = delete;
  FileService &operator=(const FileService &) = delete;

  void start();
  void add(std::unique_ptr<FileJob> job);
  /** File thread, or the owner's in inline mode. Returns whether anything was done. */
  bool run_once();
  void stop();

 private:
  void run();
  void take_inbox();

  OutgoingLane *lane_;
  std::vector<std::unique_ptr<FileJob>> jobs_;  // file thread's own
  std::mutex inbox_mutex_;
  std::condition_variable inbox_filled_;
  std::vector<std::unique_ptr<FileJob>> inbox_;  // guarded by inbox_mutex_
  bool stopping_ = false;                        // guarded by inbox_mutex_
  std::atomic<bool> inbox_waiting_{false};       // lets run_once() skip the lock
  std::thread thread_;
};

}  // namespace trunkline::softmedia
