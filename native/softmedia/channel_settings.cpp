#include "channel_settings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "../abi/board_sdk.h"
#include "past_sound.hpp"

namespace trunkline::softmedia {
namespace {

using Settings = ChannelSettings;

constexpr std::array kParameters = {
    ChannelParameter{BSDK_PARAM_EC, 0, 1,
                     [](const Settings &s) -> int64_t { return s.cancels_echo; },
                     [](Settings &s, int64_t v) { s.cancels_echo = v != 0; }},
    ChannelParameter{BSDK_PARAM_AGC, 0, 1,
                     [](const Settings &s) -> int64_t { return s.controls_level; },
                     [](Settings &s, int64_t v) { s.controls_level = v != 0; }},
    // 24 dB either way is what voice boards offer.
    ChannelParameter{BSDK_PARAM_RX_GAIN_CDB, -2400, 2400,
                     [](const Settings &s) -> int64_t { return s.rx_gain_cdb; },
                     [](Settings &s, int64_t v) { s.rx_gain_cdb = static_cast<int32_t>(v); }},
    ChannelParameter{BSDK_PARAM_TX_GAIN_CDB, -2400, 2400,
                     [](const Settings &s) -> int64_t { return s.tx_gain_cdb; },
                     [](Settings &s, int64_t v) { s.tx_gain_cdb = static_cast<int32_t>(v); }},
    ChannelParameter{BSDK_PARAM_BUSY_CYCLES, 1, 15,
                     [](const Settings &s) -> int64_t { return s.busy_cycles; },
                     [](Settings &s, int64_t v) { s.busy_cycles = static_cast<uint32_t>(v); }},
    ChannelParameter{BSDK_PARAM_PRERECORD_MS, 0, PastSound::kMostMs,
                     [](const Settings &s) -> int64_t { return s.past_ms; },
                     [](Settings &s, int64_t v) { s.past_ms = static_cast<uint32_t>(v); }},
    ChannelParameter{BSDK_PARAM_DTMF_ON_MS, 40, 1000,
                     [](const Settings &s) -> int64_t { return s.dtmf.on_ms; },
                     [](Settings &s, int64_t v) { s.dtmf.on_ms = static_cast<uint32_t>(v); }},
    ChannelParameter{BSDK_PARAM_DTMF_OFF_MS, 30, 1000,
                     [](const Settings &s) -> int64_t { return s.dtmf.off_ms; },
                     [](Settings &s, int64_t v) { s.dtmf.off_ms = static_cast<uint32_t>(v); }},
    // Of the low tone, hundredths of dBm0.
    ChannelParameter{
        BSDK_PARAM_DTMF_LEVEL, -3000, -300,
        [](const Settings &s) -> int64_t { return std::lround(s.dtmf.low_level_dbm0 * 100.0); },
        [](Settings &s, int64_t v) { s.dtmf.low_level_dbm0 = static_cast<double>(v) / 100.0; }},
};

}  // namespace

const ChannelParameter *find_parameter(uint32_t key) {
  const auto at = std::find_if(kParameters.begin(), kParameters.end(),
                               [key](const ChannelParameter &row) { return row.key == key; });
  return at == kParameters.end() ? nullptr : &*at;
}

}  // namespace trunkline::softmedia
