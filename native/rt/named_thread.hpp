/*
 * What it does: a thread with a name that shows in the system's tools, and an owner who joins it.
 *
 * How to use it: keep it as the owner's last member, so that it is joined before anything it uses
 * dies. The owner tells the thread to end before it joins.
 */
#pragma once
#include <pthread.h>

#include <string>
#include <thread>
#include <utility>

namespace trunkline::rt {

class NamedThread {
 public:
  NamedThread() = default;
  /** `name`: at most 15 bytes are shown by Linux. */
  template <typename Work>
  NamedThread(const char *name, Work &&work) : thread_(std::forward<Work>(work)) {
    pthread_setname_np(thread_.native_handle(), std::string(name).substr(0, 15).c_str());
  }
  NamedThread(NamedThread &&) = default;
  NamedThread &operator=(NamedThread &&) = default;
  ~NamedThread() { join(); }

  bool is_running() const { return thread_.joinable(); }
  void join() {
    if (thread_.joinable()) thread_.join();
  }

 private:
  std::thread thread_;
};

}  // namespace trunkline::rt
