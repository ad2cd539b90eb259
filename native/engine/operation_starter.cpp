#include "operation_starter.hpp"

namespace trunkline::engine {

int32_t start_tone(const BoardPort &port, int32_t channel, uint32_t operation, uint32_t tone) {
  bsdk_tone arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.tone = tone;
  return port.call(&bsdk_api::tone, channel, operation, &arguments);
}

int32_t OperationStarter::start(const Channel &channel, const ChannelCommand &command) const {
  const BoardPort &port = context_.port;
  switch (command.kind) {
    case CommandKind::kAnswer:
      return port.call(&bsdk_api::seize, channel.number, command.id);
    case CommandKind::kRelease:
      return port.call(&bsdk_api::release, channel.number, command.id);
    case CommandKind::kDial:
      return dial(channel, command);
    case CommandKind::kRing:
      return ring(channel, command);
    case CommandKind::kPlay:
      return play(channel, command);
    case CommandKind::kRecord:
      return record(channel, command);
    case CommandKind::kTone:
      return start_tone(port, channel.number, command.id, static_cast<uint32_t>(command.a));
    case CommandKind::kSendDigits:
      return port.call(&bsdk_api::digits, channel.number, command.id, command.texts[0].c_str());
    case CommandKind::kFlash:
      return port.call(&bsdk_api::flash, channel.number, command.id,
                       static_cast<uint32_t>(command.a));
    case CommandKind::kReserve:
    case CommandKind::kConnect:
    case CommandKind::kDisconnect:
    case CommandKind::kCancel:
    case CommandKind::kJoinConference:
    case CommandKind::kLeaveConference:
    case CommandKind::kMaskRecording:
    case CommandKind::kMessageWaiting:
    case CommandKind::kControl:
      break;
  }
  return BSDK_E_INTERNAL;
}

uint32_t OperationStarter::value_or_default(int32_t value_ms, line::LineTimer timer) const {
  return value_ms > 0 ? static_cast<uint32_t>(value_ms)
                      : context_.options.timers_ms[static_cast<size_t>(timer)];
}

int32_t OperationStarter::dial(const Channel &channel, const ChannelCommand &command) const {
  bsdk_dial arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.flags = command.a != 0 ? BSDK_DIAL_WAIT_TONE : BSDK_DIAL_BLIND;
  arguments.digits = command.texts[0].c_str();
  arguments.dialtone_ms = value_or_default(0, line::LineTimer::kDialToneWait);
  arguments.answer_ms = value_or_default(command.b, line::LineTimer::kAnswerWait);
  return context_.port.call(&bsdk_api::dial, channel.number, command.id, &arguments);
}

int32_t OperationStarter::ring(const Channel &channel, const ChannelCommand &command) const {
  bsdk_ring arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.cid_number = command.texts[0].empty() ? nullptr : command.texts[0].c_str();
  arguments.cid_name = command.texts[1].empty() ? nullptr : command.texts[1].c_str();
  arguments.timeout_ms = value_or_default(command.b, line::LineTimer::kRingWait);
  return context_.port.call(&bsdk_api::ring, channel.number, command.id, &arguments);
}

int32_t OperationStarter::play(const Channel &channel, const ChannelCommand &command) const {
  std::vector<bsdk_clip> clips;
  clips.reserve(command.texts.size() / 2);
  for (size_t index = 1; index + 1 < command.texts.size(); index += 2) {
    bsdk_clip clip{};
    const bool is_wav = command.texts[index] == "wav";
    clip.box = is_wav ? BSDK_BOX_WAV : BSDK_BOX_RAW;
    clip.format = is_wav ? BSDK_FMT_NONE : BSDK_FMT_ALAW; /* a WAV file tells its own */
    clip.path = command.texts[index + 1].c_str();
    clips.push_back(clip);
  }
  bsdk_play arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.flags = BSDK_STOP_HANGUP;
  arguments.stop_digits = command.texts[0].c_str();
  arguments.repeat = static_cast<uint32_t>(command.a);
  arguments.clip_count = static_cast<uint32_t>(clips.size());
  arguments.clips = clips.data();
  return context_.port.call(&bsdk_api::play, channel.number, command.id, &arguments);
}

int32_t OperationStarter::record(const Channel &channel, const ChannelCommand &command) const {
  // In the order of RECORD_FORMATS in src-main/driver/channel-command.ts.
  static constexpr uint32_t kFormats[] = {BSDK_FMT_PCM16, BSDK_FMT_ALAW, BSDK_FMT_ULAW,
                                          BSDK_FMT_IMA_ADPCM, BSDK_FMT_GSM610};
  bsdk_record arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.flags = (command.flags & kRecordBeep) != 0 ? uint32_t{BSDK_REC_BEEP} : 0u;
  const bool from_line_only = (command.flags & kRecordFromLineOnly) != 0;
  arguments.sides = BSDK_REC_NEAR | (from_line_only ? 0u : uint32_t{BSDK_REC_FAR});
  arguments.stop_digits = command.texts[1].c_str();
  arguments.path = command.texts[0].c_str();
  arguments.format = kFormats[command.a];
  arguments.box = BSDK_BOX_WAV;
  arguments.max_ms = static_cast<uint32_t>(command.b);
  arguments.silence_ms = static_cast<uint32_t>(command.c);
  return context_.port.call(&bsdk_api::record, channel.number, command.id, &arguments);
}

}  // namespace trunkline::engine
