#include "engine.hpp"

#include <mutex>

namespace trunkline::engine {
namespace {

/* Events and commands cause each other within one instant; more rounds than this are a defect of a
 * board. */
constexpr int kMaxRoundsAnInstant = 100000;
constexpr uint64_t kSampleRateHz = 8000;

}  // namespace

Engine::Engine(EngineOptions options)
    : options_(std::move(options)),
      outbox_(options_.ring_capacity),
      loop_(options_, clock(), port_, outbox_, log_) {}

Engine::~Engine() { stop(); }

const rt::Clock &Engine::clock() const {
  if (options_.clock == ClockKind::kReal) return real_clock_;
  return stepped_clock_;
}

bsdk_host Engine::make_host() {
  bsdk_host host{};
  host.struct_size = sizeof(host);
  host.ctx = this;
  host.on_event = [](void *context, const bsdk_event *event) {
    static_cast<Engine *>(context)->loop_.on_driver_event(*event);
  };
  host.log = [](void *context, int level, const char *text) {
    auto *engine = static_cast<Engine *>(context);
    const LogLevel known = level <= 0   ? LogLevel::kError
                           : level == 1 ? LogLevel::kWarning
                                        : LogLevel::kInformation;
    engine->log_.add({known, engine->now_us(), -1, text});
  };
  host.now_us = [](void *context) { return static_cast<Engine *>(context)->now_us(); };
  return host;
}

OpenFault Engine::start() {
  const std::lock_guard lock(life_mutex_);
  if (phase_.load(std::memory_order_acquire) != Phase::kNew) {
    return {"board/notStarted", "the engine was started or stopped before"};
  }
  OpenFault fault = port_.open(options_, make_host());
  if (fault.code != nullptr) {
    port_.close();
    return fault;
  }
  loop_.make_channels();
  if (options_.clock == ClockKind::kReal) {
    thread_ = rt::NamedThread("signalling", [this] { loop_.run(); });
  }
  const int32_t result = port_.start();
  // release: who sees the phase sees the channels.
  phase_.store(Phase::kUp, std::memory_order_release);
  if (result != BSDK_OK) {
    end();
    return {"board/openFailed", std::string("the board does not start: ") + name_of_result(result)};
  }
  if (options_.clock == ClockKind::kStepped) pump();
  return {};
}

void Engine::stop() {
  const std::lock_guard lock(life_mutex_);
  end();
}

void Engine::end() {
  if (phase_.exchange(Phase::kStopped, std::memory_order_acq_rel) != Phase::kUp) return;
  loop_.request_end();
  thread_.join();
  close_board();
  loop_.finish();
}

void Engine::close_board() {
  loop_.leave_conferences();
  // Lines are put on-hook first: not every board does that by itself when it is closed.
  const auto channels = static_cast<int32_t>(port_.channels().size());
  const BoardSnapshot last = outbox_.snapshot();
  for (int32_t channel = 0; channel < channels; ++channel) {
    if (!last.channels[static_cast<size_t>(channel)].off_hook) continue;
    const uint32_t operation = kEngineOperation | 0x40000000u | static_cast<uint32_t>(channel);
    port_.call(&bsdk_api::release, channel, operation);
  }
  port_.close();
}

PostOutcome Engine::post(std::span<const uint8_t> bytes) {
  if (phase_.load(std::memory_order_acquire) != Phase::kUp) return PostOutcome::kNotStarted;
  if (loop_.board_is_lost()) return PostOutcome::kGone;
  std::optional<ChannelCommand> command = decode_command(bytes);
  if (!command) return PostOutcome::kMalformed;
  const auto &channels = port_.channels();
  const auto has_machine = [&channels](int32_t number) {
    if (number < 0 || static_cast<size_t>(number) >= channels.size()) return false;
    const uint32_t kind = channels[static_cast<size_t>(number)].kind;
    return kind == BSDK_KIND_FXO || kind == BSDK_KIND_FXS;
  };
  const bool has_peer =
      command->kind == CommandKind::kConnect || command->kind == CommandKind::kDisconnect;
  if (!has_machine(command->channel) || (has_peer && !has_machine(command->a))) {
    return PostOutcome::kChannelUnknown;
  }
  const bool taken = loop_.post(std::make_unique<ChannelCommand>(std::move(*command)));
  return taken ? PostOutcome::kAccepted : PostOutcome::kInboxFull;
}

// A stop on its way has the mutex for long; who listens hears nothing then.
int32_t Engine::monitor(int32_t channel, bool on) {
  const std::unique_lock lock(life_mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return BSDK_E_GONE;
  return port_.call(&bsdk_api::monitor, channel, on ? 1U : 0U);
}

int32_t Engine::read_monitor(int32_t channel, std::span<int16_t> pairs) {
  const std::unique_lock lock(life_mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return 0;
  return port_.call(&bsdk_api::monitor_read, channel, pairs.data(),
                    static_cast<uint32_t>(pairs.size() / 2));
}

bool Engine::pump_once() {
  const bool media = port_.pump();
  return loop_.turn() || media;
}

bool Engine::pump() {
  if (options_.clock != ClockKind::kStepped) return false;
  if (phase_.load(std::memory_order_acquire) != Phase::kUp) return false;
  int rounds = 0;
  while (rounds < kMaxRoundsAnInstant && pump_once()) ++rounds;
  return rounds > 0;
}

uint32_t Engine::step(uint32_t max_frames) {
  if (options_.clock != ClockKind::kStepped) return 0;
  const uint64_t frame_us = uint64_t{options_.frame_samples} * 1000000 / kSampleRateHz;
  uint32_t ran = 0;
  while (ran < max_frames && phase_.load(std::memory_order_acquire) == Phase::kUp) {
    stepped_clock_.advance(frame_us);
    ++ran;
    // A lost board answers 'gone'; time goes on without it.
    port_.call(&bsdk_api::vendor_call, "clock.step", "{\"frames\":1}", static_cast<char *>(nullptr),
               0u);
    pump();
    if (outbox_.has_waiting()) break;
  }
  return ran;
}

}  // namespace trunkline::engine
