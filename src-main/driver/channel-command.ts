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
  /** Stereo: left from the line, right to the line. Runs until cancelled, 'hangUp' or 'limit'. */
  | (OnChannel & {
      readonly kind: 'record';
      /** Absolute path, UTF-8. The file must not exist yet. */
      readonly path: string;
      readonly format: RecordFormat;
      /** 0 for no limit. */
      readonly maxMs: number;
    })
  /** Join the speech of two channels; ends at once. */
  | (OnChannel & { readonly kind: 'connect'; readonly peer: ChannelNumber; readonly ways: LinkWays })
  | (OnChannel & { readonly kind: 'disconnect'; readonly peer: ChannelNumber })
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

export const RECORD_FORMATS = ['pcm16', 'alaw', 'ulaw', 'imaAdpcm', 'gsm'] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

export type LinkWays = 'both' | 'hears' | 'heardBy';
