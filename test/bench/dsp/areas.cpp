#include "areas.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace compare {

// One line a function; each is defined in the file of its area.
void echo_bench(const Options &);
void echo_conformance(const Options &);
void voice_bench(const Options &);
void voice_conformance(const Options &);
void answer_conformance(const Options &);
void conference_bench(const Options &);
void conference_conformance(const Options &);
void whole_bench(const Options &);
void codec_bench(const Options &);
void codec_conformance(const Options &);
void callerid_bench(const Options &);
void callerid_conformance(const Options &);
void dtmf_bench(const Options &);
void dtmf_conformance(const Options &);
void tone_bench(const Options &);
void tone_conformance(const Options &);

namespace {

constexpr std::array kAreas = {
    Area{"echo", echo_bench, echo_conformance},
    Area{"voice", voice_bench, voice_conformance},
    Area{"answer", nullptr, answer_conformance},
    Area{"conference", conference_bench, conference_conformance},
    Area{"whole", whole_bench, nullptr},
    Area{"codec", codec_bench, codec_conformance},
    Area{"callerid", callerid_bench, callerid_conformance},
    Area{"dtmf", dtmf_bench, dtmf_conformance},
    Area{"tone", tone_bench, tone_conformance},
};

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter == '\n' ? ' ' : letter;
  }
  return out + '"';
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double rate_of(double (*work)(void *), void *context, double round_ms) {
  const double begin = cpu_seconds();
  double units = 0.0, now = begin;
  while ((now = cpu_seconds()) - begin < round_ms / 1000.0) units += work(context);
  return units / (now - begin);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

std::span<const Area> areas() { return kAreas; }

void print(const ConformanceRow &row) {
  std::printf(
      "{\"kind\":\"conformance\",\"area\":%s,\"metric\":%s,\"limit\":%s,\"reference\":%s,\"ours\":%"
      "s,\"met\":%s,\"target\":%d,\"floor\":%s,\"goal\":%s,\"goalMet\":%s}\n",
      json_text(row.area).c_str(), json_text(row.metric).c_str(), json_text(row.limit).c_str(),
      json_text(row.reference).c_str(), json_text(row.ours).c_str(), row.is_met ? "true" : "false",
      row.target, json_text(row.floor).c_str(), json_text(row.goal).c_str(),
      row.is_goal_met ? "true" : "false");
  std::fflush(stdout);
}

void print(const BenchRow &row) {
  const double ratio = row.peer > 0.0 ? row.ours / row.peer : 0.0;
  std::printf(
      "{\"kind\":\"bench\",\"name\":%s,\"unit\":%s,\"ours\":%.0f,\"peerName\":%s,\"peer\":%.0f,"
      "\"ratio\":%.2f,\"must\":%g,\"goal\":%g,\"limit\":%.0f,\"isa\":%s}\n",
      json_text(row.name).c_str(), json_text(row.unit).c_str(), row.ours,
      json_text(row.peer_name).c_str(), row.peer, ratio, row.must, row.goal, row.limit,
      json_text(row.isa).c_str());
  std::fflush(stdout);
}

Paired measure_paired(double (*ours)(void *), double (*peer)(void *), void *context, int rounds,
                      double round_ms) {
  std::vector<double> our_rates, peer_rates;
  for (int round = 0; round < rounds; round++) {
    our_rates.push_back(rate_of(ours, context, round_ms));
    if (peer != nullptr) peer_rates.push_back(rate_of(peer, context, round_ms));
  }
  return {median(our_rates), peer_rates.empty() ? 0.0 : median(peer_rates)};
}

std::vector<int16_t> load_speech(const Options &options, std::string_view begins,
                                 size_t most_samples) {
  std::vector<std::filesystem::path> paths;
  if (options.sounds.empty()) return {};
  for (const auto &entry : std::filesystem::directory_iterator(options.sounds)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".s16") && name.starts_with(begins)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<int16_t> all;
  for (const auto &path : paths) {
    std::ifstream file(path, std::ios::binary);
    const size_t samples = static_cast<size_t>(std::filesystem::file_size(path)) / 2;
    const size_t wanted = std::min(samples, most_samples - all.size());
    const size_t begin = all.size();
    all.resize(begin + wanted);
    file.read(reinterpret_cast<char *>(all.data() + begin),
              static_cast<std::streamsize>(wanted * 2));
    if (all.size() >= most_samples) break;
  }
  return all;
}

}  // namespace compare
