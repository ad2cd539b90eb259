#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "fake_board.hpp"

using namespace fake;

namespace {

/** A host whose events come from the delivery thread; waiting ends with the event, not with a time.
 */
struct Host {
  std::mutex mutex;
  std::condition_variable arrived;
  std::vector<bsdk_event> events;

  bsdk_host table() {
    return {sizeof(bsdk_host), this,
            [](void *ctx, const bsdk_event *event) {
              auto &host = *static_cast<Host *>(ctx);
              const std::lock_guard lock(host.mutex);
              host.events.push_back(*event);
              host.arrived.notify_all();
            },
            [](void *, int, const char *) {}, [](void *) { return uint64_t{1}; }};
  }
  bool wait_for_done(bsdk_op op) {
    std::unique_lock lock(mutex);
    return arrived.wait_for(lock, std::chrono::seconds(20), [&] {
      return std::any_of(events.begin(), events.end(), [&](const bsdk_event &event) {
        return event.kind == BSDK_EV_DONE && event.op == op;
      });
    });
  }
};

}  // namespace

TEST_CASE(
    "with its own threads, operations from two threads each end once and events are in order") {
  Board board;
  opening() = &board;
  Host host;
  const bsdk_host table_of_host = host.table();
  bsdk_board *handle = nullptr;
  REQUIRE(trunkline::softmedia::open_over(table(), {}, "", &table_of_host, &handle) == BSDK_OK);
  const bsdk_api *api = trunkline::softmedia::api();
  REQUIRE(api->start(handle) == BSDK_OK);
  std::atomic<bool> ticking{true};
  std::thread media([&] {
    while (ticking.load()) {
      board.step();
      std::this_thread::yield();
    }
  });
  TemporaryFolder folder;
  const auto command = [&](int32_t channel, bsdk_op first) {
    const auto samples = signals::pcm(signals::sine(700, -12, 200));
    const bsdk_clip clip{BSDK_FMT_PCM16,    BSDK_BOX_RAW, nullptr, samples.data(), 0,
                         samples.size() * 2};
    const bsdk_play play{sizeof play, 0, "", 1, 0, 1, &clip};
    for (bsdk_op op = first; op < first + 40; op += 2) {
      const std::string path = folder.file(std::to_string(op) + ".wav");
      const bsdk_record record{sizeof record, 0, 3, "", path.c_str(), BSDK_FMT_ALAW,
                               BSDK_BOX_WAV,  0, 0};
      CHECK(api->record(handle, channel, op + 1, &record) == BSDK_OK);
      CHECK(api->play(handle, channel, op, &play) == BSDK_OK);
      CHECK(host.wait_for_done(op));
      CHECK(api->cancel(handle, op + 1) == BSDK_OK);
      CHECK(host.wait_for_done(op + 1));
    }
  };
  std::thread other([&] { command(kTrunk, 100); });
  command(kPhone, 500);
  other.join();
  const bsdk_tone tone{sizeof tone, BSDK_TONE_DIAL, 0, 0, 0, 0, 0};
  CHECK(api->tone(handle, kPhone, 900, &tone) == BSDK_OK);
  CHECK(api->release(handle, kPhone, 901) == BSDK_OK);
  CHECK(host.wait_for_done(901));
  CHECK(api->tone(handle, kPhone, 902, &tone) == BSDK_OK);
  ticking.store(false);
  media.join();
  api->close(handle);
  std::vector<int> ends(1000, 0);
  for (size_t e = 0; e < host.events.size(); e++) {
    CHECK(host.events[e].seq == e + 1);
    if (host.events[e].kind == BSDK_EV_DONE) ends[host.events[e].op]++;
  }
  for (bsdk_op op = 100; op < 140; op++) CHECK(ends[op] == 1);
  for (bsdk_op op = 500; op < 540; op++) CHECK(ends[op] == 1);
  for (bsdk_op op = 900; op < 903; op++) CHECK(ends[op] == 1);
}
