/*
 * What it does: knows who hears whom, and adds the speech of the others to what a channel hears.
 *
 * How it works: each listener has a short list of sources with a gain. Of a source it may hear what
 * came from its line, what is played to it, or, as a tap, both sides of it. Sums saturate. Taps
 * come last, when all plain sums and conferences are made, so that a tap hears what the other
 * really says and hears, but for the tap's own speech, which nobody wants back; a tap of a tap
 * hears it one channel order late.
 *
 * How to use it: link() and unlink() give BSDK results; once a tick mix(), where tx already holds
 * each channel's own player or tone, and at the end mix_taps(), with the blocks of all channels.
 * One thread.
 */
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace trunkline::softmedia {

class SwitchMatrix {
 public:
  static constexpr size_t kMaxSources = 8;
  explicit SwitchMatrix(size_t channels) : listeners_(channels), played_(channels * kMaxFrame) {}

  /** ways: BSDK_LINK_*. BSDK_E_ARG, BSDK_E_CHANNEL, BSDK_E_RESOURCE (too many sources, nothing
   * done). */
  int32_t link(int32_t a, int32_t b, uint32_t ways, int32_t gain_cdb);
  /** What is not linked stays so; only bad channels and ways are errors. */
  int32_t unlink(int32_t a, int32_t b, uint32_t ways);
  /** Takes the channel out of all links. */
  void unlink_all(int32_t channel);

  using Blocks = std::span<const int16_t *const>;
  void mix(Blocks rx, std::span<int16_t *const> tx, uint32_t samples);
  void mix_taps(Blocks rx, std::span<int16_t *const> tx, uint32_t samples);

 private:
  static constexpr size_t kMaxFrame = 160;
  enum Sound : uint8_t { kLine = 1, kPlay = 2, kTap = 4 };
  struct Source {
    int32_t channel = -1;
    uint8_t sounds = 0;  // Sound
    float gain = 1.0F;
  };
  struct Listener {
    std::array<Source, kMaxSources> sources{};
    size_t count = 0;
  };
  int32_t check(int32_t a, int32_t b, uint32_t ways) const;
  static uint8_t heard_by_a(uint32_t ways);
  Source *find(int32_t listener, int32_t source);
  bool may_hear(int32_t listener, int32_t source);
  void hear(int32_t listener, const Source &source);
  void forget(int32_t listener, int32_t source, uint8_t sounds);
  enum class Sort : uint8_t { plain, taps };
  /** Adds the sources of one sort to what each channel hears, by add_source(sum, listener, source).
   */
  template <typename Add>
  void add_sources(Sort sort, std::span<int16_t *const> tx, uint32_t samples, Add add_source);
  void keep_played(std::span<int16_t *const> tx, uint32_t samples);

  std::vector<Listener> listeners_;
  std::vector<int16_t> played_;  // to each channel in this tick, where another hears it
};

}  // namespace trunkline::softmedia
