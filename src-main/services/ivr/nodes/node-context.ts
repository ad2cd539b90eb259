import type { PromptId } from '../../../contract/ids.ts';
import type { AgentsService } from '../../agents/index.ts';
import type { CallControl } from '../../../mediator/call-control.ts';
import type { Digit, FlowSession } from '../flow-session.ts';

/** What a node may use while a caller is in it. */
export interface NodeContext {
  readonly session: FlowSession;
  readonly callControl: CallControl;
  readonly agents: AgentsService;
  readonly player: FlowPlayer;
}

/** How the prompts of a node ended. `played` also when they could not be played: the caller goes on. */
export type PlayEnd =
  { readonly kind: 'played' } | { readonly kind: 'digit'; readonly digit: Digit } | { readonly kind: 'ended' };

export interface FlowPlayer {
  /** Plays to the caller; any digit cuts it short and is told. */
  play(session: FlowSession, prompts: readonly PromptId[]): Promise<PlayEnd>;
  /** Repeats music until the returned function is called or the call is joined. */
  startMusic(session: FlowSession, music: PromptId | undefined): () => Promise<void>;
}

/** Where the caller goes from a node. `choice` is the way out in the words of the call record. */
export type NodeEnd =
  | { readonly kind: 'next'; readonly node: string; readonly choice?: string }
  /** A station has the caller, or the caller is gone: the flow is over. */
  | { readonly kind: 'over'; readonly choice?: string };
