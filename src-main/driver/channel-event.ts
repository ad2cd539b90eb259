import type { ChannelNumber, CommandId } from '../contract/ids.ts';

/**
 * What the board and its line machines report, in order, on one numbered lane. `seq` grows by one per
 * event of a board; `timeUs` is the engine's monotonic clock.
 */
export type ChannelEvent = EventBase & ChannelEventBody;

export interface EventBase {
  readonly seq: number;
  readonly timeUs: number;
}

interface OnChannel {
  readonly channel: ChannelNumber;
}

export type ChannelEventBody =
  /** The board as a whole: up after start, down after close, lost when the driver or the card died. */
  | { readonly kind: 'BoardChanged'; readonly state: BoardState }
  /** A line machine made a step. `label` is the state's number in the source tables LE001 / LE002, 0 without. */
  | (OnChannel & {
      readonly kind: 'StateChanged';
      readonly state: ChannelState;
      readonly previous: ChannelState;
      readonly label: StateLabel;
    })
  /** One burst of ringing current began (true) or ended (false); `count` numbers the bursts from 1. */
  | (OnChannel & { readonly kind: 'RingBurst'; readonly on: boolean; readonly count: number })
  /** The caller gave up before anybody answered (no ring for the ring-stop time). */
  | (OnChannel & { readonly kind: 'RingStopped' })
  | (OnChannel & {
      readonly kind: 'CallerIdReceived';
      readonly number: string;
      readonly name: string;
      readonly quality: CallerIdQuality;
    })
  /** An inbound call is ready to be decided upon: number collected, or its window closed. */
  | (OnChannel & {
      readonly kind: 'CallOffered';
      readonly number: string;
      readonly name: string;
      readonly quality: CallerIdQuality;
    })
  | (OnChannel & { readonly kind: 'HookChanged'; readonly offHook: boolean })
  | (OnChannel & { readonly kind: 'Flashed'; readonly durationMs: number })
  | (OnChannel & {
      readonly kind: 'DigitReceived';
      readonly digit: Digit;
      readonly pulse: boolean;
      readonly durationMs: number;
    })
  /** A phone off-hook has dialled a whole number (hard dialling). */
  | (OnChannel & { readonly kind: 'NumberDialled'; readonly digits: string })
  | (OnChannel & { readonly kind: 'ToneDetected'; readonly tone: Tone; readonly cycles: number })
  | (OnChannel & { readonly kind: 'VoiceChanged'; readonly speaking: boolean })
  /** Progress of a running dial. */
  | (OnChannel & {
      readonly kind: 'Progressed';
      readonly commandId: CommandId;
      readonly step: DialProgress;
    })
  /** The far end of a trunk hung up; our side is still off-hook. */
  | (OnChannel & { readonly kind: 'RemoteCleared'; readonly evidence: ClearEvidence })
  /** The only end of a command. `detail` as told at CommandResult. */
  | (OnChannel & {
      readonly kind: 'CommandCompleted';
      readonly commandId: CommandId;
      readonly result: CommandResult;
      readonly answeredBy?: AnswerEvidence;
      /** Milliseconds played or recorded, or the board's error number when `result` is 'failed'. */
      readonly detail: number;
      /** The digit that ended a playback, or the digits collected. */
      readonly digits: string;
    })
  /** Audio of a command was lost or could not be written. */
  | (OnChannel & {
      readonly kind: 'AudioDisturbed';
      readonly commandId: CommandId;
      readonly what: 'underrun' | 'overrun' | 'gapBegan' | 'gapEnded';
      /** Samples for under- and overrun, milliseconds for gapEnded, 0 for gapBegan. */
      readonly amount: number;
    })
  /** Battery or alarm on the pair. */
  | (OnChannel & { readonly kind: 'LineChanged'; readonly inService: boolean })
  | (OnChannel & { readonly kind: 'PolarityChanged'; readonly reversed: boolean })
  /** A line machine refused an event that its table does not have. For the log and the counters. */
  | (OnChannel & {
      readonly kind: 'EventRefused';
      readonly state: ChannelState;
      /** Name of the line event, as in native/line/line_event.hpp. */
      readonly event: string;
    });

export type ChannelEventKind = ChannelEventBody['kind'];

export type BoardState = 'up' | 'down' | 'lost';

/** `unknown`: the exchange or the line gave nothing in the caller-ID window. */
export type CallerIdQuality = 'good' | 'unreadable' | 'unknown';

export const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D'] as const;
export type Digit = (typeof DIGITS)[number];

/** Order as BSDK_TONE_* of the board ABI, from 1. */
export const TONES = [
  'dial',
  'busy',
  'ringback',
  'congestion',
  'special',
  'faxCalling',
  'faxAnswer',
  'howler',
  'stutter',
  'callWaiting',
] as const;
export type Tone = (typeof TONES)[number];

export type DialProgress = 'seized' | 'dialTone' | 'digitsSent' | 'ringback' | 'silence';

export type ClearEvidence = 'busyTone' | 'polarity' | 'loopDrop' | 'silence';

/** How an answer is known; `assumed` is a guess and is treated as one above. */
export type AnswerEvidence = 'polarity' | 'voice' | 'ringbackEnd' | 'hook' | 'assumed';

/** Line machine states, both kinds of channel. The tables in native/line say which occur where. */
export const CHANNEL_STATES = [
  'outOfService',
  'idle',
  /** Trunk: ringing seen, caller-ID window open. */
  'incoming',
  /** Trunk: number collected, call offered upward. LE001 2. */
  'offered',
  /** Trunk: our answer is on its way to the line. */
  'answering',
  /** Trunk or station in the talk path; labels tell playing (LE001 4), waiting to play (3), linked (8). */
  'connected',
  /** Chosen, nothing on the wire yet. LE001 6 station, LE002 2 station, LE002 6 trunk. */
  'reserved',
  /** Trunk: off-hook, waiting for dial tone, sending digits. */
  'dialling',
  /** Trunk: digits sent, far end not yet answered. LE002 7. */
  'proceeding',
  /** Trunk: dial ended without an answer, still off-hook until released. */
  'failed',
  /** Station: being rung. LE001 7, LE002 3. */
  'ringing',
  /** Station: off-hook, hearing dial tone or dialling. LE002 4 once the number is complete. */
  'initiated',
  /** One side is gone, the other not yet. LE001 9, LE002 9. */
  'clearing',
  /** Station: off-hook with nobody on the other side, hearing busy tone until it hangs up. */
  'parkedOffHook',
  /** Our hang-up is on its way to the line. */
  'releasing',
] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** Number of a state in the source tables LE001 and LE002; 0 where they have none. */
export interface StateLabel {
  readonly inbound: number;
  readonly outbound: number;
}

/** How a command ended. Order and meaning as BSDK_DONE_* of the board ABI. */
export const COMMAND_RESULTS = [
  'ok',
  'cancelled',
  'digit',
  'bargeIn',
  'limit',
  'silence',
  'hangUp',
  'failed',
  'preempted',
  'answered',
  'busy',
  'noAnswer',
  'noDialTone',
  'congestion',
  'invalidNumber',
  'noSignal',
  'undecided',
  'fax',
  'machine',
  /** The line machine did not allow it; nothing was started. */
  'refused',
] as const;
export type CommandResult = (typeof COMMAND_RESULTS)[number];
