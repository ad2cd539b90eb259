/*
 * What it does: gives a board that only moves audio everything that a full voice board does: files,
 * recordings, DTMF both ways, tones, call progress, caller ID, busy detection and switching. It
 * serves the same bsdk_api table, so whoever stands above cannot tell it from a board that does it
 * in hardware.
 *
 *            commands                    commands (seize, ring, flash ...)
 *   engine ----------> softmedia ------------------------------> inner board
 *          <----------           <------------------------------
 *            events, one           events; block(): rx and tx of all
 *            numbering             channels of the same instant
 *
 * How it works: the audio thread (the inner board's media thread) runs detectors, players and the
 * switch matrix in block(); a file thread reads prompts ahead and writes recordings; a delivery
 * thread hands all events to the host in one numbered sequence. The three meet in rings only. In
 * inline mode there are no threads: block() runs inside vendor_call(board, "clock.step", ...) and
 * pump() does the rest.
 *
 * How to use it: open_over() instead of inner->open(), then call the functions of api() with that
 * board.
 */
#pragma once
#include <cstdint>

#include "../abi/board_sdk.h"

namespace trunkline::softmedia {

/** How softmedia runs over its inner board. */
struct Options {
  /** Stepped time: no thread is started; the owner calls pump() after each frame. */
  bool inline_mode = false;
  /** Samples of one tick at 8 kHz, 80 to 160; the inner board is asked for this size. */
  uint32_t frame_samples = 80;
  /** Tone plan of the lines: "CN", "US" or "ETSI"; set_param(TONE_PLAN) changes it per channel. */
  const char *tone_plan = "CN";
  /** Line echo canceller and level control; set_param(EC, AGC) changes them per channel. */
  bool cancels_echo = false;
  bool controls_level = false;
  /** The longest echo that is cancelled, 8 to 128 ms. */
  uint32_t echo_tail_ms = 64;
};

/**
 * The table of softmedia; every function takes a board made by open_over(). Its `open` is NULL,
 * because a board is always opened over another one; `close` also closes the inner board.
 */
const bsdk_api *api();

/**
 * Opens the inner board with config_utf8 and stands over it. The host is copied; its ctx must
 * outlive close(). Errors: those of inner->open; BSDK_E_ARG for a missing argument, a frame size
 * out of range or an unknown tone plan; BSDK_E_VERSION when the inner table is of another major.
 */
int32_t open_over(const bsdk_api *inner, const Options &options, const char *config_utf8,
                  const bsdk_host *host, bsdk_board **out);

/**
 * Inline mode only: delivers the events that are due and does the file work, on the caller's
 * thread. Events come from nowhere else in this mode. Returns true when it delivered or wrote
 * anything. Call it after each "clock.step" and after commands when time stands still; a few loads
 * when there is nothing to do. Without inline mode it does nothing and returns false.
 */
bool pump(bsdk_board *board);

}  // namespace trunkline::softmedia
