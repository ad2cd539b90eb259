import type { StateTable } from '../../foundation/state-table.ts';

/** Where a caller is in a flow. */
export type SessionState =
  'answering' | 'deciding' | 'playing' | 'collecting' | 'transferring' | 'handedOver' | 'hangingUp' | 'ended';

export type SessionEvent =
  | 'Answered'
  | 'AnswerRefused'
  | 'PlayBegan'
  | 'PlayEnded'
  | 'DigitWanted'
  | 'DigitTaken'
  | 'DigitTimedOut'
  | 'TransferBegan'
  | 'TransferTaken'
  | 'TransferFailed'
  | 'HangUpBegan'
  | 'NodeFailed'
  | 'TakenBack'
  | 'CallCleared';

/** `stopWaiting` ends the wait for a digit; `forget` takes the session out of the service. */
export type SessionAction = 'stopWaiting' | 'forget';

const anew = { to: 'deciding', actions: ['stopWaiting'] } as const;
const gone = { to: 'ended', actions: ['stopWaiting', 'forget'] } as const;

/**
 * The caller may hang up in every state, and the station that waits for a caller may take him back before the flow is
 * through; what was under way then ends late and is ignored.
 */
export const sessionTable = {
  answering: {
    Answered: { to: 'deciding' },
    AnswerRefused: gone,
    NodeFailed: anew,
    TakenBack: gone,
    CallCleared: gone,
  },
  deciding: {
    PlayBegan: { to: 'playing' },
    DigitWanted: { to: 'collecting' },
    TransferBegan: { to: 'transferring' },
    HangUpBegan: { to: 'hangingUp' },
    NodeFailed: 'ignore',
    TakenBack: gone,
    CallCleared: gone,
  },
  playing: { PlayEnded: { to: 'deciding' }, NodeFailed: anew, TakenBack: gone, CallCleared: gone },
  collecting: {
    DigitTaken: { to: 'deciding' },
    DigitTimedOut: { to: 'deciding' },
    NodeFailed: anew,
    TakenBack: gone,
    CallCleared: gone,
  },
  transferring: {
    TransferTaken: { to: 'handedOver', actions: ['forget'] },
    TransferFailed: { to: 'deciding' },
    NodeFailed: anew,
    TakenBack: gone,
    CallCleared: gone,
  },
  handedOver: { NodeFailed: 'ignore', TakenBack: 'ignore', CallCleared: 'ignore' },
  hangingUp: { NodeFailed: 'ignore', TakenBack: 'ignore', CallCleared: gone },
  ended: {
    Answered: 'ignore',
    AnswerRefused: 'ignore',
    PlayBegan: 'ignore',
    PlayEnded: 'ignore',
    DigitWanted: 'ignore',
    DigitTaken: 'ignore',
    DigitTimedOut: 'ignore',
    TransferBegan: 'ignore',
    TransferTaken: 'ignore',
    TransferFailed: 'ignore',
    HangUpBegan: 'ignore',
    NodeFailed: 'ignore',
    TakenBack: 'ignore',
    CallCleared: 'ignore',
  },
} as const satisfies StateTable<SessionState, SessionEvent, SessionAction>;
