/*
 * softmedia over the simulated board: the signals come from DSP that shares nothing with ours, so a
 * mistake in one of them shows here. The simulator is the library beside the executable.
 */
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../../../native/softmedia/softmedia.hpp"

namespace {

constexpr int32_t kTrunk = 0, kPhone = 2;

std::string path_beside_executable(const char *name) {
  char path[4096] = "";
  const ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  const std::string self(path, length > 0 ? static_cast<size_t>(length) : 0);
  return self.substr(0, self.find_last_of('/') + 1) + name;
}

class SimulatedBoard {
 public:
  SimulatedBoard() {
    const std::string path = path_beside_executable("board_sim.so");
    library_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    REQUIRE_MESSAGE(library_ != nullptr, path);
    const auto query = reinterpret_cast<bsdk_query_fn>(dlsym(library_, BSDK_QUERY_SYMBOL));
    trunkline::softmedia::Options options;
    options.inline_mode = true;
    REQUIRE(trunkline::softmedia::open_over(query(BSDK_ABI_MAJOR), options, kConfig, &host_,
                                            &handle) == BSDK_OK);
    REQUIRE(api->start(handle) == BSDK_OK);
    run(20);
  }
  SimulatedBoard(const SimulatedBoard &) = delete;
  SimulatedBoard &operator=(const SimulatedBoard &) = delete;
  ~SimulatedBoard() {
    api->close(handle);
    dlclose(library_);
  }

  void run(uint32_t ms) {
    for (uint32_t passed = 0; passed < ms; passed += 10) {
      time_us_ += 10000;
      api->vendor_call(handle, "clock.step", "{\"frames\":1}", out_, sizeof out_);
      trunkline::softmedia::pump(handle);
    }
  }
  void act(const std::string &action) {
    const int32_t result = api->vendor_call(handle, "sim.do", action.c_str(), out_, sizeof out_);
    REQUIRE_MESSAGE(result == BSDK_OK, action << " -> " << out_);
  }
  const bsdk_event *find(uint16_t kind, bsdk_op op = 0) const {
    const auto at = std::find_if(events.begin(), events.end(), [&](const bsdk_event &event) {
      return event.kind == kind && event.op == op;
    });
    return at == events.end() ? nullptr : &*at;
  }
  std::string digits_on(int32_t channel) const {
    std::string all;
    for (const bsdk_event &event : events) {
      if (event.kind == BSDK_EV_DIGIT && event.channel == channel) all += event.text;
    }
    return all;
  }
  /** Dials and waits for the end at most so long. */
  const bsdk_event *dialled(const char *digits, uint32_t within_ms) {
    const bsdk_dial dial{sizeof dial, BSDK_DIAL_WAIT_TONE, digits, 5000, 30000};
    REQUIRE(api->dial(handle, kTrunk, 77, &dial) == BSDK_OK);
    for (uint32_t passed = 0; passed < within_ms && find(BSDK_EV_DONE, 77) == nullptr;
         passed += 100) {
      run(100);
    }
    return find(BSDK_EV_DONE, 77);
  }

  const bsdk_api *api = trunkline::softmedia::api();
  bsdk_board *handle = nullptr;
  std::vector<bsdk_event> events;

 private:
  static constexpr const char *kConfig =
      R"({"name":"soft","trunks":2,"extensions":2,"seed":3,"clock":"stepped"})";
  void *library_ = nullptr;
  uint64_t time_us_ = 1;
  char out_[4096] = "";
  bsdk_host host_{sizeof(bsdk_host), this,
                  [](void *ctx, const bsdk_event *event) {
                    static_cast<SimulatedBoard *>(ctx)->events.push_back(*event);
                  },
                  [](void *, int, const char *) {},
                  [](void *ctx) { return static_cast<SimulatedBoard *>(ctx)->time_us_; }};
};

}  // namespace

TEST_CASE("a simulated caller's number is read from FSK and from DTMF") {
  for (const char *kind : {"fsk", "dtmf"}) {
    SimulatedBoard board;
    board.act(
        std::string(R"({"do":"ring","trunkNo":1,"number":"13900001234","name":"LI","callerId":")") +
        kind + "\"}");
    board.run(6000);
    const bsdk_event *number = board.find(BSDK_EV_CALLER_ID);
    REQUIRE(number != nullptr);
    CHECK(number->code == 1);
    CHECK(std::string(number->text) == "13900001234");
  }
}

TEST_CASE("an answered simulated caller presses keys and hangs up with busy tone") {
  SimulatedBoard board;
  board.act(R"({"do":"ring","trunkNo":1,"number":"13900001234","name":"","callerId":"fsk"})");
  board.run(6000);
  REQUIRE(board.api->seize(board.handle, kTrunk, 1) == BSDK_OK);
  board.run(500);
  board.act(R"({"do":"farPress","trunkNo":1,"digits":"147*0#"})");
  board.run(3000);
  CHECK(board.digits_on(kTrunk) == "147*0#");
  board.act(R"({"do":"farSpeak","trunkNo":1,"voice":{"kind":"speech","seed":5,"levelDbm0":-18}})");
  board.run(20000);
  CHECK(board.find(BSDK_EV_REMOTE_GONE) == nullptr);
  CHECK(board.digits_on(kTrunk) == "147*0#");
  board.act(R"({"do":"farHangUp","trunkNo":1})");
  board.run(4000);
  REQUIRE(board.find(BSDK_EV_REMOTE_GONE) != nullptr);
  CHECK(board.find(BSDK_EV_REMOTE_GONE)->code == BSDK_GONE_BUSY_TONE);
}

TEST_CASE("keys of a simulated phone are heard, and its hook ends a tone") {
  SimulatedBoard board;
  board.act(R"({"do":"lift","phoneNo":1})");
  board.run(100);
  const bsdk_tone tone{sizeof tone, BSDK_TONE_DIAL, 0, 0, 0, 0, 0};
  REQUIRE(board.api->tone(board.handle, kPhone, 1, &tone) == BSDK_OK);
  board.act(R"({"do":"press","phoneNo":1,"digits":"9801"})");
  board.run(2000);
  CHECK(board.digits_on(kPhone) == "9801");
  board.act(R"({"do":"hangUp","phoneNo":1})");
  board.run(100);
  REQUIRE(board.find(BSDK_EV_DONE, 1) != nullptr);
  CHECK(board.find(BSDK_EV_DONE, 1)->code == BSDK_DONE_HANGUP);
}

TEST_CASE("the endings of simulated numbers come back as results of the dial") {
  const struct {
    const char *number;
    int32_t code;
  } cases[] = {{"13800000080", BSDK_DONE_BUSY},
               {"13800000081", BSDK_DONE_NO_ANSWER},
               {"13800000082", BSDK_DONE_CONGESTION},
               {"13800000083", BSDK_DONE_INVALID_NUMBER},
               {"13800000085", BSDK_DONE_FAX}};
  for (const auto &[number, code] : cases) {
    CAPTURE(number);
    SimulatedBoard board;
    const bsdk_event *done = board.dialled(number, 60000);
    REQUIRE(done != nullptr);
    CHECK(done->code == code);
  }
}

TEST_CASE("a simulated party that answers is known by polarity, or by its voice") {
  for (const bool polarity : {true, false}) {
    CAPTURE(polarity);
    SimulatedBoard board;
    board.act(std::string(R"({"do":"setLine","trunkNo":1,"polarityAnswer":)") +
              (polarity ? "true}" : "false}"));
    board.act(
        R"({"do":"farSpeak","trunkNo":1,"voice":{"kind":"speech","seed":5,"levelDbm0":-18}})");
    const bsdk_event *done = board.dialled("13800000006", 60000);
    REQUIRE(done != nullptr);
    CHECK(done->code == BSDK_DONE_ANSWERED);
    CHECK(done->arg == (polarity ? BSDK_BY_POLARITY : BSDK_BY_VOICE));
  }
}

TEST_CASE("a simulated line without dial tone is noticed") {
  SimulatedBoard board;
  board.act(R"({"do":"setLine","trunkNo":1,"dialTone":false})");
  const bsdk_event *done = board.dialled("13800000006", 8000);
  REQUIRE(done != nullptr);
  CHECK(done->code == BSDK_DONE_NO_DIALTONE);
}
