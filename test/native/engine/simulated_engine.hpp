/*
 * What it does: the whole engine with softmedia over the simulated board, in stepped time, and the
 * ears of the simulated world. The simulator is the library beside the executable.
 *
 * How to use it: lift() and call() bring phones and lines into the talk path; post() and ended()
 * are commands and their ends; hear() lets time pass and gives what parties heard of it.
 */
#pragma once
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "board-sim/control/sim_control.h"
#include "encoded_command.hpp"
#include "native/engine/engine.hpp"
#include "test/native/dsp/signals.hpp"

namespace trunkline::engine {

using Sound = std::vector<int16_t>;

/** Who hears: a phone or the far party of a line, numbered from 1. */
struct Party {
  int32_t ear = SIM_EAR_PHONE;
  int32_t no = 1;
};
inline Party phone(int32_t no) { return {SIM_EAR_PHONE, no}; }
inline Party far_party(int32_t no) { return {SIM_EAR_FAR, no}; }

struct Ended {
  CommandResult result;
  int32_t detail;
  std::string digits;
};

class SimulatedEngine {
 public:
  SimulatedEngine(int32_t trunks, int32_t phones) : trunks_(trunks), engine_(options(phones)) {
    library_ = dlopen(library_path().c_str(), RTLD_NOW | RTLD_LOCAL);
    REQUIRE(library_ != nullptr);
    const auto query = reinterpret_cast<bsdk_query_fn>(dlsym(library_, BSDK_QUERY_SYMBOL));
    table_ = query(BSDK_ABI_MAJOR);
    control_ =
        static_cast<const sim_control_api *>(static_cast<const void *>(query(SIM_CONTROL_MAJOR)));
    const OpenFault fault = engine_.start();
    REQUIRE_MESSAGE(fault.code == nullptr, fault.text);
    run(100);
  }
  SimulatedEngine(const SimulatedEngine &) = delete;
  SimulatedEngine &operator=(const SimulatedEngine &) = delete;
  ~SimulatedEngine() {
    engine_.stop();
    dlclose(library_);
  }

  int32_t channel_of_phone(int32_t no) const { return trunks_ + no - 1; }
  static int32_t channel_of_trunk(int32_t no) { return no - 1; }

  void run(uint32_t ms) {
    for (uint32_t frames = ms / kFrameMs; frames > 0;) {
      frames -= engine_.step(frames);
      drain();
    }
  }
  /** An action of src-main/contract/bench.ts: its name, then the rest of its members. */
  void act(const std::string &name, const std::string &members) {
    const std::string json = "{\"do\":\"" + name + "\"," + members + "}";
    REQUIRE_MESSAGE(ask("sim.do", json) == BSDK_OK, json << " -> " << answer_.data());
    run(kFrameMs);
  }
  std::string state() {
    REQUIRE(ask("sim.state", "{}") == BSDK_OK);
    return answer_.data();
  }
  std::string notices() {
    REQUIRE(ask("sim.notices", "{}") == BSDK_OK);
    return answer_.data();
  }
  void speak(const Party &who, double hz, double level_dbm0 = -20.0) {
    const bool is_phone = who.ear == SIM_EAR_PHONE;
    act(is_phone ? "speak" : "farSpeak",
        (is_phone ? "\"phoneNo\":" : "\"trunkNo\":") + std::to_string(who.no) +
            ",\"voice\":{\"kind\":\"tone\",\"hz\":" + std::to_string(hz) +
            ",\"levelDbm0\":" + std::to_string(level_dbm0) + "}");
  }
  void be_silent(const Party &who) {
    const bool is_phone = who.ear == SIM_EAR_PHONE;
    act(is_phone ? "speak" : "farSpeak", (is_phone ? "\"phoneNo\":" : "\"trunkNo\":") +
                                             std::to_string(who.no) +
                                             ",\"voice\":{\"kind\":\"silence\"}");
  }
  /** A phone in the talk path. */
  void lift(int32_t no) {
    ChannelCommand ring;
    ring.kind = CommandKind::kRing;
    ring.channel = channel_of_phone(no);
    ring.texts = {"", ""};
    post(ring);
    run(50);
    act("lift", "\"phoneNo\":" + std::to_string(no));
    run(50);
  }
  /** A line in the talk path with somebody who called in. */
  void call(int32_t trunk_no) {
    act("ring", "\"trunkNo\":" + std::to_string(trunk_no) + ",\"number\":\"13900001234\"");
    run(4000);
    ChannelCommand answer;
    answer.kind = CommandKind::kAnswer;
    answer.channel = channel_of_trunk(trunk_no);
    post(answer);
    run(100);
  }
  uint32_t post(ChannelCommand command) {
    command.id = ++last_id_;
    REQUIRE(engine_.post(encode(command)) == PostOutcome::kAccepted);
    return last_id_;
  }
  /** Posts it and lets it take effect; how it ended, if it has. */
  std::string done(CommandKind kind, int32_t channel, int32_t a = 0, int32_t b = 0, int32_t c = 0) {
    ChannelCommand command;
    command.kind = kind;
    command.channel = channel;
    command.a = a;
    command.b = b;
    command.c = c;
    const uint32_t id = post(command);
    run(20);
    const auto end = ended_.find(id);
    return end == ended_.end() ? "runs"
                               : kCommandResultNames[static_cast<size_t>(end->second.result)];
  }
  const Ended *ended(uint32_t id) const {
    const auto end = ended_.find(id);
    return end == ended_.end() ? nullptr : &end->second;
  }

  /** Lets so much time pass; what each party heard of it. At most 2 s. */
  std::vector<Sound> hear(const std::vector<Party> &parties, uint32_t ms) {
    std::vector<Sound> heard(parties.size(), Sound(kMostKept));
    const auto take = [&](size_t index) {
      const Party &who = parties[index];
      return control_->hear(name_.c_str(), who.ear, who.no, heard[index].data(), kMostKept);
    };
    for (size_t index = 0; index < parties.size(); ++index) take(index);
    run(ms);
    for (size_t index = 0; index < parties.size(); ++index) {
      const int32_t count = take(index);
      REQUIRE(count == static_cast<int32_t>(ms * 8));
      heard[index].resize(static_cast<size_t>(count));
    }
    return heard;
  }
  Sound hear(const Party &who, uint32_t ms) { return hear(std::vector<Party>{who}, ms)[0]; }

 private:
  static constexpr uint32_t kFrameMs = 10;
  static constexpr int32_t kMostKept = 16000;

  static std::string library_path() {
    char path[4096] = "";
    const ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    const std::string self(path, length > 0 ? static_cast<size_t>(length) : 0);
    return self.substr(0, self.find_last_of('/') + 1) + "board_sim.so";
  }
  EngineOptions options(int32_t phones) {
    static int32_t made = 0;
    name_ = "engine-test-" + std::to_string(++made);
    EngineOptions options;
    options.library_path = library_path();
    options.config = "{\"name\":\"" + name_ + "\",\"trunks\":" + std::to_string(trunks_) +
                     ",\"extensions\":" + std::to_string(phones) +
                     ",\"seed\":1,\"clock\":\"stepped\"}";
    options.clock = ClockKind::kStepped;
    options.cancels_echo = false; /* there is none; levels are measured */
    return options;
  }
  int32_t ask(const char *call, std::string json) {
    json.insert(1, "\"board\":\"" + name_ + (json == "{}" ? "\"" : "\","));
    return table_->vendor_call(nullptr, call, json.c_str(), answer_.data(),
                               static_cast<uint32_t>(answer_.size()));
  }
  void drain() {
    EventRecord record;
    while (engine_.outbox().drain({&record, 1}) == 1) {
      if (static_cast<EventKind>(record.kind) != EventKind::kCommandCompleted) continue;
      ended_[record.command_id] = {static_cast<CommandResult>(record.a), record.c, record.text};
    }
  }

  int32_t trunks_;
  std::string name_;
  Engine engine_;
  void *library_ = nullptr;
  const bsdk_api *table_ = nullptr;
  const sim_control_api *control_ = nullptr;
  std::vector<char> answer_ = std::vector<char>(1 << 20);
  std::map<uint32_t, Ended> ended_;
  uint32_t last_id_ = 0;
};

/** Of one frequency in it, in dBm0; the ends, where things change, are left out. */
inline double level_of(const Sound &sound, double hz) {
  return signals::level_at(std::span(sound).subspan(800, sound.size() - 1600), hz);
}
inline bool is_heard(const Sound &sound, double hz, double level_dbm0 = -20.0) {
  return std::abs(level_of(sound, hz) - level_dbm0) < 0.5;
}
inline bool is_silent(const Sound &sound, double hz) { return level_of(sound, hz) < -55.0; }

/** A folder that disappears with the test. */
class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "engine-test-XXXXXX").string();
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  std::string file(const std::string &name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace trunkline::engine
