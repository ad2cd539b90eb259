/*
 * What it does: what the commanding threads tell the audio thread, as values that cross a ring.
 *
 * Pointers to players and recorders stay valid until the audio thread's last touch (file_job.hpp).
 */
#pragma once
#include <cstdint>
#include <type_traits>
#include <variant>

#include "../dsp/tones/tone_generator.hpp"
#include "call_progress.hpp"
#include "channel_settings.hpp"
#include "conferences.hpp"
#include "digit_sender.hpp"
#include "monitor_tap.hpp"
#include "past_sound.hpp"
#include "player.hpp"
#include "recorder.hpp"

namespace trunkline::softmedia {

struct OnChannel {
  int32_t channel = 0;
  bsdk_op op = 0;
};

struct StartPlay : OnChannel {
  Player *player = nullptr;
};
struct StartRecord : OnChannel {
  Recorder *recorder = nullptr;
};
struct StartTone : OnChannel {
  dsp::ToneShape shape;
};
struct StartDigits : OnChannel {
  DigitString digits;
};
/** The inner board is seizing the line for this; a DialSeized follows. */
struct StartDial : OnChannel {
  DigitString digits;
  DialTimes times;
  uint32_t flags = 0;
};
struct DialSeized : OnChannel {
  int32_t code = 0, arg = 0;  // of the inner board's DONE
};
/** The inner board refused after the start had been posted: end it without a DONE. */
struct Forget : OnChannel {};
struct FlashEnded : OnChannel {};
struct CancelOp : OnChannel {};
/** End all operations of the channel with HANGUP, leave all links, go on-hook; op 0: tell nobody.
 */
struct ReleaseChannel : OnChannel {};
/** control() of a play: its verb, and the number that it needs. */
struct ControlPlay : OnChannel {
  uint32_t verb = 0;
  float factor = 1.0F;  // GAIN_CDB: of the samples; SPEED_PERCENT: of the time
  uint32_t ms = 0;      // SEEK_MS
};
/** control() of a record: PAUSE and RESUME. */
struct MaskRecord : OnChannel {
  bool is_masked = false;
};
/** Where the channel's last seconds are to be kept; for the board's whole life. */
struct KeepPast : OnChannel {
  PastSound *past = nullptr;
};
/** Who listens to the channel from outside, while the tap is open; for the board's whole life. */
struct PlaceTap : OnChannel {
  MonitorTap *tap = nullptr;
};
struct AppendDigits : OnChannel {
  DigitString digits;
};
struct Link {
  int32_t a = 0, b = 0;
  uint32_t ways = 0;
  int32_t gain_cdb = 0;
};
struct Unlink {
  int32_t a = 0, b = 0;
  uint32_t ways = 0;
};
struct JoinConference : ConferenceJoin {};
struct LeaveConference {
  int32_t channel = 0;
};
/** What the inner board reported about the line. */
struct LineChange : OnChannel {
  enum class Kind : uint8_t { off_hook, on_hook, polarity, caller_gone, remote_gone } kind{};
  int32_t code = 0;
};
struct ChangeSettings : OnChannel {
  ChannelSettings settings;
};

using MediaCommand =
    std::variant<StartPlay, StartRecord, StartTone, StartDigits, StartDial, DialSeized, Forget,
                 FlashEnded, CancelOp, ReleaseChannel, ControlPlay, MaskRecord, AppendDigits, Link,
                 Unlink, JoinConference, LeaveConference, LineChange, ChangeSettings, KeepPast,
                 PlaceTap>;
static_assert(std::is_trivially_copyable_v<MediaCommand>);

}  // namespace trunkline::softmedia
