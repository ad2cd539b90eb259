// Caller ID: channels a core of the FSK receiver, beside spandsp's, while messages come without
// pause; and of lines on which nothing comes.
#include <spandsp.h>

#include <algorithm>
#include <memory>
#include <new>

#include "../../../native/dsp/callerid/fsk_batch.hpp"
#include "../../native/dsp/callerid_signals.hpp"
#include "areas.hpp"
#include "line_sound.hpp"

namespace compare {
namespace {

using namespace trunkline::dsp;

constexpr size_t kSamples = 40000, kFrame = 160;
constexpr double kSeconds = static_cast<double>(kSamples) / 8000.0;
/**
 * What the processor could do at best, for one lane of a group of W: a second sample costs the two
 * correlators 2 x (5 sums and differences, 10 + 1 products, 10 sums), two roots of 12 operations
 * each and 11 of power; a block of four samples about 130 of deciding. That is (63 + 24 + 11) / 2 +
 * 130 / 4 = 82 vector operations a sample, two a cycle on this machine's 3.4 GHz.
 */
constexpr double kOperations = 82.0, kOperationsSecond = 2.0 * 3.4e9;

struct Free {
  void operator()(float *floats) const { ::operator delete[](floats, std::align_val_t{64}); }
};

struct Work {
  explicit Work(Isa isa)
      : batch(FskStandard::either, isa),
        lanes(batch.lanes()),
        frames(static_cast<float *>(
            ::operator new[](kSamples *lanes * sizeof(float), std::align_val_t{64}))),
        reports(lanes) {
    std::mt19937 random(3);
    while (line.size() < kSamples) {
      signals::Burst burst = random() % 2 == 0 ? signals::kBell202Burst : signals::kV23Burst;
      const auto sound = on_line(signals::burst(signals::any_message(random), burst), Coding::alaw);
      line.insert(line.end(), sound.begin(), sound.end());
    }
    line.resize(kSamples);
    fill(1.0F);
    peer = fsk_rx_init(
        nullptr, &preset_fsk_specs[FSK_BELL202], FSK_FRAME_MODE_ASYNC, [](void *, int) {}, nullptr);
  }
  ~Work() { fsk_rx_free(peer); }
  Work(const Work &) = delete;
  Work &operator=(const Work &) = delete;

  /** Each lane is somewhere else in the line's sound. */
  void fill(float gain) {
    for (size_t n = 0; n < kSamples; n++) {
      for (size_t lane = 0; lane < lanes; lane++) {
        frames.get()[n * lanes + lane] = gain * line[(n + lane * 2357) % kSamples];
      }
    }
  }

  FskBatch batch;
  size_t lanes;
  std::unique_ptr<float[], Free> frames;
  std::vector<FskReports> reports;
  std::vector<int16_t> line;
  fsk_rx_state_t *peer = nullptr;
};

double run_ours(void *context) {
  Work &work = *static_cast<Work *>(context);
  for (size_t at = 0; at < kSamples; at += kFrame) {
    work.batch.feed(work.frames.get() + at * work.lanes, kFrame, ~0U, work.reports);
  }
  return kSeconds * static_cast<double>(work.lanes);
}

double run_spandsp(void *context) {
  Work &work = *static_cast<Work *>(context);
  for (size_t at = 0; at < kSamples; at += kFrame) {
    fsk_rx(work.peer, work.line.data() + at, kFrame);
  }
  return kSeconds;
}

}  // namespace

void callerid_bench(const Options &) {
  const IsaList isas = runnable_isas();
  for (size_t i = 0; i < isas.count; i++) {
    Work work(isas.list[i]);
    const Paired rates = measure_paired(run_ours, run_spandsp, &work);
    const double limit = kOperationsSecond / kOperations * static_cast<double>(work.lanes) / 8000.0;
    const bool is_best = isas.list[i] == best_isa();
    print(BenchRow{"FSK caller-ID receiver, signal present", "channels/core", rates.ours,
                   "spandsp fsk_rx", rates.peer, is_best ? 3.0 : 0.0, is_best ? 5.0 : 0.0, limit,
                   std::string(name_of(isas.list[i]))});
  }
  Work work(best_isa());
  work.fill(0.0F);
  const Paired idle = measure_paired(run_ours, nullptr, &work);
  print(BenchRow{"FSK caller-ID receiver, silent lines", "channels/core", idle.ours, "", 0.0, 0.0,
                 0.0, 0.0, std::string(name_of(best_isa()))});
}

}  // namespace compare
