import type { ChannelCommandKind, ConferenceMode, ControlVerb, LinkWays } from './channel-command.ts';
import type { ChannelEventKind, ClearEvidence, AnswerEvidence, BoardState, DialProgress } from './channel-event.ts';
import type { CallerIdQuality } from './channel-event.ts';

/**
 * What crosses the border to the engine, as this side reads and writes it. A test compares every offset and
 * name with the addon's layout(), so that neither side can move alone. All numbers are little-endian.
 */
export const RECORD_BYTES = 200;

export const EVENT_OFFSETS = {
  seq: 0,
  timeUs: 8,
  kind: 16,
  channel: 20,
  commandId: 24,
  a: 28,
  b: 32,
  c: 36,
  text: 40,
  text2: 136,
} as const;

export const TEXT_BYTES = 96;
export const TEXT2_BYTES = 64;

export const COMMAND_OFFSETS = {
  commandId: 0,
  kind: 4,
  channel: 6,
  a: 8,
  b: 12,
  c: 16,
  textCount: 20,
  flags: 22,
  texts: 24,
} as const;

/** In the order of native/engine/channel_event.def, from 0. */
export const EVENT_KINDS = [
  'BoardChanged',
  'StateChanged',
  'RingBurst',
  'RingStopped',
  'CallerIdReceived',
  'CallOffered',
  'HookChanged',
  'Flashed',
  'DigitReceived',
  'NumberDialled',
  'ToneDetected',
  'VoiceChanged',
  'Progressed',
  'RemoteCleared',
  'CommandCompleted',
  'AudioDisturbed',
  'LineChanged',
  'PolarityChanged',
  'EventRefused',
] as const satisfies readonly ChannelEventKind[];

/** In the order of native/engine/channel_command.def, from 0. */
export const COMMAND_KINDS = [
  'answer',
  'reserve',
  'dial',
  'ring',
  'release',
  'play',
  'tone',
  'sendDigits',
  'record',
  'connect',
  'disconnect',
  'flash',
  'cancel',
  'joinConference',
  'leaveConference',
  'maskRecording',
  'messageWaiting',
  'control',
] as const satisfies readonly ChannelCommandKind[];

/** What post() of the addon answers, by number. */
export const POST_OUTCOMES = ['accepted', 'malformed', 'channelUnknown', 'notStarted', 'gone', 'inboxFull'] as const;

export const BOARD_STATES = ['up', 'down', 'lost'] as const satisfies readonly BoardState[];
export const QUALITIES = ['good', 'unreadable', 'unknown'] as const satisfies readonly CallerIdQuality[];
export const PROGRESS_STEPS = [
  'seized',
  'dialTone',
  'digitsSent',
  'ringback',
  'silence',
] as const satisfies readonly DialProgress[];
export const CLEAR_EVIDENCE = [
  'busyTone',
  'polarity',
  'loopDrop',
  'silence',
] as const satisfies readonly ClearEvidence[];
export const ANSWER_EVIDENCE = [
  'polarity',
  'voice',
  'ringbackEnd',
  'hook',
  'assumed',
] as const satisfies readonly AnswerEvidence[];
export const DISTURBANCES = ['underrun', 'overrun', 'gapBegan', 'gapEnded'] as const;
export const CONTAINERS = ['wav', 'rawAlaw'] as const;
export const WAYS = [
  'both',
  'hears',
  'heardBy',
  'taps',
  'whispers',
  'hearsPlay',
] as const satisfies readonly LinkWays[];
export const CONFERENCE_MODES = ['talk', 'hear'] as const satisfies readonly ConferenceMode[];
export const CONTROL_VERBS = ['pause', 'resume', 'seekMs', 'speedPercent'] as const satisfies readonly ControlVerb[];
/** Flags of a record. */
export const RECORD_FLAGS = { fromLineOnly: 1, beep: 2 } as const;

/** Bit numbers of BSDK_C_* in native/abi/board_sdk.h, as names. */
export const CAPABILITIES: Readonly<Record<number, string>> = {
  0: 'ringRx',
  1: 'ringTx',
  2: 'callerIdRx',
  3: 'callerIdTx',
  4: 'flashRx',
  5: 'flashTx',
  6: 'polarityRx',
  7: 'polarityTx',
  8: 'loopDropRx',
  9: 'loopDropTx',
  10: 'messageLamp',
  11: 'voltage',
  12: 'pulseRx',
  13: 'pulseTx',
  14: 'hookTx',
  16: 'dtmfRx',
  17: 'dtmfTx',
  18: 'dtmfMute',
  19: 'toneRx',
  20: 'toneTx',
  21: 'toneLearn',
  22: 'callProgress',
  23: 'voiceRx',
  24: 'machineDetection',
  25: 'faxRx',
  26: 'echoCanceller',
  27: 'echoTraining',
  28: 'agc',
  29: 'gain',
  32: 'play',
  33: 'record',
  34: 'playAndRecord',
  35: 'playKeepsLink',
  36: 'recordBoth',
  37: 'preRecord',
  38: 'playControl',
  39: 'hostAudio',
  40: 'monitor',
  48: 'connect',
  49: 'connectGain',
  50: 'multiSource',
  51: 'conference',
  52: 'conferenceListen',
  53: 'conferencePlay',
  54: 'conferenceRecord',
  55: 'crossBoard',
  56: 'tapBoth',
};
