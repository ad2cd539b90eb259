/*
 * What it does: the settings of one channel, and which parameters of the board interface they are.
 *
 * How it works: a row a parameter: range, how it is read, how it is written. The tone plan is a
 * text and stands apart.
 *
 * How to use it: find_parameter() with the key; nothing means that softmedia does not serve it.
 */
#pragma once
#include <cstdint>

#include "../dsp/dtmf/dtmf_generator.hpp"

namespace trunkline::softmedia {

/** Plain values: they cross a ring. */
struct ChannelSettings {
  uint32_t busy_cycles = 3;  // Asterisk's default; GSM gateways 4
  uint32_t plan = 0;         // index into tone_plans()
  dsp::DtmfTiming dtmf;
  bool cancels_echo = false;
  bool controls_level = false;
  int32_t rx_gain_cdb = 0;  // of what is heard, before everything else
  int32_t tx_gain_cdb = 0;  // of what is said, after everything else
  uint32_t past_ms = 0;     // that a recording has from before it was asked for
};

/** A parameter of board_sdk.h that is a number. */
struct ChannelParameter {
  uint32_t key;  // BSDK_PARAM_*
  int64_t least, most;
  int64_t (*read)(const ChannelSettings &);
  void (*write)(ChannelSettings &, int64_t);
};

/** nullptr when softmedia does not serve it. */
const ChannelParameter *find_parameter(uint32_t key);

}  // namespace trunkline::softmedia
