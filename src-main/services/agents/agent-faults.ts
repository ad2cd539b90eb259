import type { UserId } from '../../contract/ids.ts';
import type { AgentState } from '../../contract/users.ts';
import type { Fault } from '../../foundation/errors.ts';

/** The refusals of the agents service. */
export const agentFaults = {
  notLoggedIn: (userId: UserId): Fault => ({
    kind: 'misuse',
    code: 'agent/notLoggedIn',
    tried: 'change the state of an agent',
    now: 'the agent is not signed in',
    next: 'Sign in first.',
    ids: { userId },
  }),
  noStation: (userId: UserId): Fault => ({
    kind: 'misuse',
    code: 'agent/wrongState',
    tried: 'make an agent ready',
    now: 'the agent has no station, so no call could reach it',
    next: 'Sign in again with the number of the station.',
    ids: { userId },
  }),
  wrongState: (userId: UserId, state: AgentState): Fault => ({
    kind: 'misuse',
    code: 'agent/wrongState',
    tried: 'change the state or the station of an agent',
    now: `the agent is ${state}, which does not allow it; nothing was changed`,
    next: 'End the call first.',
    ids: { userId },
  }),
  stationUnknown: (stationNo: string): Fault => ({
    kind: 'misuse',
    code: 'call/deviceUnknown',
    tried: 'sign in at a station',
    now: 'the board has no such station',
    next: 'Choose one of the stations of the board console.',
    ids: { stationNo },
  }),
  stationTaken: (stationNo: string): Fault => ({
    kind: 'misuse',
    code: 'auth/stationTaken',
    tried: 'sign in at a station',
    now: 'another user is signed in there',
    next: 'Choose another station, or have the other user sign out.',
    ids: { stationNo },
  }),
} as const;
