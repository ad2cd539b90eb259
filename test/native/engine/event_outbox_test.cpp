#include "native/engine/event_outbox.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <vector>

using namespace trunkline::engine;

namespace {

struct CountingBell final : Doorbell {
  int rings = 0;
  void ring() override { ++rings; }
};

void publish(EventOutbox &outbox, size_t count) {
  std::vector<EventRecord> events(count);
  outbox.publish(events, {}, {}, 0);
}

}  // namespace

TEST_CASE("events are numbered from one without gaps, over overflow too") {
  EventOutbox outbox(4);
  publish(outbox, 3);
  std::vector<EventRecord> into(8);
  REQUIRE(outbox.drain(into) == 3);
  CHECK(into[2].seq == 3);
  publish(outbox, 6);
  REQUIRE(outbox.drain(into) == 4);
  CHECK(into[0].seq == 4);
  CHECK(into[3].seq == 7);
  CHECK(outbox.drain(into) == -1);
  CHECK(outbox.resync().seq == 9);
  publish(outbox, 1);
  REQUIRE(outbox.drain(into) == 1);
  CHECK(into[0].seq == 10);
  CHECK(outbox.counters().lost == 2);
}

TEST_CASE("after a loss nothing more is taken until the resync, so the lane never has a hole") {
  EventOutbox outbox(2);
  publish(outbox, 3);
  std::vector<EventRecord> into(8);
  CHECK(outbox.drain(into) == 2);
  publish(outbox, 1);
  CHECK(outbox.drain(into) == -1);
  CHECK(outbox.drain(into) == -1);
  outbox.resync();
  CHECK(outbox.drain(into) == 0);
}

TEST_CASE("the bell rings once until the reader has found nothing left") {
  EventOutbox outbox(8);
  CountingBell bell;
  outbox.set_bell(&bell);
  publish(outbox, 1);
  publish(outbox, 1);
  CHECK(bell.rings == 1);
  std::vector<EventRecord> into(8);
  CHECK(outbox.drain(into) == 2);
  publish(outbox, 1);
  CHECK(bell.rings == 1); /* the reader is still draining */
  CHECK(outbox.drain(into) == 1);
  CHECK(outbox.drain(into) == 0);
  publish(outbox, 1);
  CHECK(bell.rings == 2);
  outbox.set_bell(nullptr);
}

TEST_CASE("a posted command counts as running until the snapshot that contains its handling") {
  EventOutbox outbox(8);
  outbox.set_channels(std::vector<ChannelSnapshot>(2));
  outbox.add_posted(1, 77);
  CHECK(outbox.snapshot().channels[1].running == std::vector<uint32_t>{77});
  const uint32_t taken[] = {77};
  outbox.publish({}, {}, taken, 5);
  CHECK(outbox.snapshot().channels[1].running.empty());
  CHECK(outbox.snapshot().time_us == 5);
}

TEST_CASE("a text is cut between characters, never inside one") {
  char text[8];
  copy_text("远山电话", text, sizeof(text)); /* three bytes each */
  CHECK(std::strcmp(text, "远山") == 0);
  copy_text("1234567890", text, sizeof(text));
  CHECK(std::strcmp(text, "1234567") == 0);
}
