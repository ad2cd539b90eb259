import type { ChannelNumber, CommandId } from '../contract/ids.ts';
import type { Tone } from './channel-event.ts';

/**
 * What can be asked of a channel. Posting copies the command and returns at once; it ends with exactly
 * one CommandCompleted that carries its id, also when the line machine refuses it.
 */
export type ChannelCommand =
  /**
   * Trunk, state offered or incoming: go off-hook; ends 'ok' when in the talk path. Station, state ringing, with
   * capability 'hookTx' (headset circuit): go off-hook by command; the running ring then ends 'answered'.
   */
  | (OnChannel & { readonly kind: 'answer' })
  /** Idle trunk or station: keep it for one use; it takes no other work until released. Ends at once. */
  | (OnChannel & { readonly kind: 'reserve' })
  /** Idle or reserved trunk: seize, dial, watch the progress. Ends 'answered' or with the reason why not. */
  | (OnChannel & {
      readonly kind: 'dial';
      /** 0-9 * # A-D, ',' is a pause of 1 s. 1 to 64 characters. */
      readonly digits: string;
      readonly waitForDialTone: boolean;
      /** 5 000 to 180 000 ms; 0 takes the default of the timer table. */
      readonly answerTimeoutMs: number;
    })
  /** Idle or reserved station: ring. Ends 'answered' (hook), 'noAnswer', 'cancelled'. */
  | (OnChannel & {
      readonly kind: 'ring';
      /** Sent to the phone's display where the channel can; empty for none. */
      readonly callerNumber: string;
      readonly callerName: string;
      /** 1 000 to 300 000 ms; 0 takes the default of the timer table, 45 s (DRV-8). */
      readonly timeoutMs: number;
    })
  /**
   * Let go: a trunk goes on-hook, a ringing station stops, a station off-hook hears busy tone until it
   * hangs up. Ends all other commands of the channel first, each with 'hangUp'.
   */
  | (OnChannel & { readonly kind: 'release' })
  /** Channel in the talk path: play clips in order. Ends 'ok', 'digit', 'cancelled', 'hangUp', 'failed'. */
  | (OnChannel & {
      readonly kind: 'play';
      readonly clips: readonly Clip[];
      /** Digits that end it, e.g. '0123456789*#'; empty for none. */
      readonly stopDigits: string;
      /** 1 plays once; 0 repeats until stopped. */
      readonly repeat: number;
    })
  /** A tone until cancelled. */
  | (OnChannel & { readonly kind: 'tone'; readonly tone: Tone })
  /** Second-stage digits into the line. */
  | (OnChannel & { readonly kind: 'sendDigits'; readonly digits: string })
  /**
   * Left from the line, right to the line; 'gsm' adds the two up. One at a time on a channel. Runs until cancelled,
   * 'hangUp', 'digit', 'silence' or 'limit', with the length in ms as its detail.
   */
  | (OnChannel & {
      readonly kind: 'record';
      /** Absolute path, UTF-8. The file must not exist yet. */
      readonly path: string;
      readonly format: RecordFormat;
      /** 0 for no limit. */
      readonly maxMs: number;
      /** Default 'both'. */
      readonly sides?: RecordSides;
      /** Digits from the line that end it; none by default. */
      readonly stopDigits?: string;
      /** Silence from the line that ends it; 0, the default, for never. */
      readonly silenceMs?: number;
      /** Tells both parties by a short tone that it begins. Default false. */
      readonly beep?: boolean;
    })
  /**
   * While masked, the running recording holds silence on both sides and its time goes on, so that a place in the file
   * stays the place in the call. 'refused' when nothing is being recorded; ends with the recording.
   */
  | (OnChannel & { readonly kind: 'maskRecording'; readonly masked: boolean })
  /** A play of this channel that runs; 'refused' when it has ended. */
  | (OnChannel & {
      readonly kind: 'control';
      readonly target: CommandId;
      readonly verb: ControlVerb;
      /** seekMs: from the start of the first clip. speedPercent: 50 to 200, at the same pitch. Else 0. */
      readonly amount: number;
    })
  /**
   * Join the speech of two channels; ends at once. A second connect of the pair, from either end, replaces its ways.
   * 'failed', with nothing changed, when one of the two cannot hear any more others.
   */
  | (OnChannel & { readonly kind: 'connect'; readonly peer: ChannelNumber; readonly ways: LinkWays })
  /** Undoes all ways of the pair. */
  | (OnChannel & { readonly kind: 'disconnect'; readonly peer: ChannelNumber })
  /**
   * Put the channel into a room, where all hear all but themselves; allowed where 'connect' is. A channel is in one
   * room: joining another, or in another mode, moves it. 'failed' when the board has no room or no place in it.
   */
  | (OnChannel & {
      readonly kind: 'joinConference';
      /** 0 to 15; who posts chooses it. */
      readonly room: number;
      readonly mode: ConferenceMode;
    })
  /** Ends 'ok' also when it is in none. */
  | (OnChannel & { readonly kind: 'leaveConference' })
  /**
   * Station, any state: lights its lamp where it has one, and gives stutter dial tone instead of dial tone when it is
   * lifted, until it is taken back. 'refused' on a trunk.
   */
  | (OnChannel & { readonly kind: 'messageWaiting'; readonly on: boolean })
  /** Hook flash into the line. */
  | (OnChannel & { readonly kind: 'flash'; readonly durationMs: number })
  /** Ends another running command with 'cancelled'; refused when that has ended already. */
  | (OnChannel & { readonly kind: 'cancel'; readonly target: CommandId });

export type ChannelCommandKind = ChannelCommand['kind'];

interface OnChannel {
  readonly channel: ChannelNumber;
}

/** A file to play: WAV (PCM16, A-law, mu-law; 8 kHz mono) or headerless A-law. */
export interface Clip {
  readonly path: string;
  readonly container: 'wav' | 'rawAlaw';
}

/** All in WAV files. */
export const RECORD_FORMATS = ['pcm16', 'alaw', 'ulaw', 'imaAdpcm', 'gsm'] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

export type RecordSides = 'both' | 'fromLine';

/**
 * 'taps': the channel hears both sides of its peer. 'whispers': it taps, and the peer hears it. 'hearsPlay': it hears
 * the clip, tone or digits that are said to its peer.
 */
export type LinkWays = 'both' | 'hears' | 'heardBy' | 'taps' | 'whispers' | 'hearsPlay';

/** 'talk' hears as well; 'hear' is silent to the others. */
export type ConferenceMode = 'talk' | 'hear';

export type ControlVerb = 'pause' | 'resume' | 'seekMs' | 'speedPercent';
