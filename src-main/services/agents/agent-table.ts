import type { AgentState } from '../../contract/users.ts';
import type { StateTable } from '../../foundation/state-table.ts';

/**
 * What happens to an agent. `StationFreedReady` and `StationFreedNotReady` are the same moment with the two
 * things that the agent may want by then: the wish is a field of its own, because it may change during a call.
 */
export type AgentEvent =
  | 'SignedIn'
  | 'SignedOut'
  | 'MadeReady'
  | 'MadeNotReady'
  | 'StationRang'
  | 'StationTalked'
  | 'StationFreedReady'
  | 'StationFreedNotReady';

/** Actions: `keepWish` stores what the agent wants for after the call; `dropWish` forgets it. */
export type AgentAction = 'keepWish' | 'dropWish';

const inCall = {
  SignedOut: { to: 'loggedOut', actions: ['dropWish'] },
  StationFreedReady: { to: 'ready', actions: ['dropWish'] },
  StationFreedNotReady: { to: 'notReady', actions: ['dropWish'] },
} as const;

export const agentTable = {
  loggedOut: {
    SignedIn: { to: 'notReady' },
    SignedOut: 'ignore',
  },
  notReady: {
    SignedIn: 'ignore',
    SignedOut: { to: 'loggedOut' },
    MadeReady: { to: 'ready' },
    MadeNotReady: 'ignore',
    StationRang: { to: 'ringing' },
    StationTalked: { to: 'talking' },
    StationFreedReady: 'ignore',
    StationFreedNotReady: 'ignore',
  },
  ready: {
    SignedIn: 'ignore',
    SignedOut: { to: 'loggedOut' },
    MadeReady: 'ignore',
    MadeNotReady: { to: 'notReady' },
    StationRang: { to: 'ringing' },
    StationTalked: { to: 'talking' },
    StationFreedReady: 'ignore',
    StationFreedNotReady: 'ignore',
  },
  ringing: {
    ...inCall,
    SignedIn: 'ignore',
    MadeReady: { to: 'ringing', actions: ['keepWish'] },
    MadeNotReady: { to: 'ringing', actions: ['keepWish'] },
    StationRang: 'ignore',
    StationTalked: { to: 'talking' },
  },
  talking: {
    ...inCall,
    SignedIn: 'ignore',
    MadeReady: { to: 'talking', actions: ['keepWish'] },
    MadeNotReady: { to: 'talking', actions: ['keepWish'] },
    StationRang: 'ignore',
    StationTalked: 'ignore',
  },
} as const satisfies StateTable<AgentState, AgentEvent, AgentAction>;
