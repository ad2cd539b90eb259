/*
 * What it does: everything that the engine is told at its making.
 */
#pragma once
#include <cstdint>
#include <string>

#include "../line/line_timers.hpp"

namespace trunkline::engine {

enum class ClockKind : uint8_t { kReal, kStepped };
/** kSoft: softmedia stands over the board. kBoard: the board has files, tones and switching itself.
 */
enum class MediaKind : uint8_t { kSoft, kBoard };

struct EngineOptions {
  std::string library_path;
  std::string config;
  std::string tone_plan = "CN";
  ClockKind clock = ClockKind::kReal;
  MediaKind media = MediaKind::kSoft;
  bool cancels_echo = true;         /* echo of the line and the phone; kSoft only */
  bool controls_level = false;      /* brings speech of all lines to one level; kSoft only */
  uint32_t echo_tail_ms = 64;       /* 8 to 128 */
  uint32_t frame_samples = 80;      /* of one tick at 8 kHz, 80 to 160 */
  uint32_t ring_capacity = 8192;    /* events kept for JavaScript */
  uint32_t inbox_capacity = 16384;  /* driver events and commands kept for the signalling thread */
  uint32_t max_dialled_digits = 24; /* 1 to 32 */
  line::TimerValues timers_ms = line::default_timers();
};

}  // namespace trunkline::engine
