import type { CallId } from '../../contract/ids.ts';
import type { AgentState, AgentView, UserView } from '../../contract/users.ts';
import { stepTable } from '../../foundation/state-table.ts';
import { agentTable, type AgentAction, type AgentEvent } from './agent-table.ts';

/** What the agent wants when no call keeps it busy. */
export type AgentWish = 'ready' | 'notReady';

export interface Agent {
  readonly user: UserView;
  readonly stationNo: string | undefined;
  readonly state: AgentState;
  /** What the agent is when no call is there: its state before the call, or what it chose meanwhile. */
  readonly wish: AgentWish;
  /** The wish was chosen during the call and differs from what was before. */
  readonly wishPending: boolean;
  /** Unix milliseconds. */
  readonly since: number;
  readonly callId: CallId | undefined;
  readonly online: boolean;
}

export function newAgent(user: UserView, nowMs: number): Agent {
  return {
    user,
    stationNo: undefined,
    state: 'loggedOut',
    wish: 'notReady',
    wishPending: false,
    since: nowMs,
    callId: undefined,
    online: false,
  };
}

/** One step of the agent's table; undefined when the table refuses the event. Pure. */
export function stepAgent(agent: Agent, event: AgentEvent, nowMs: number): Agent | undefined {
  const step = stepTable<AgentState, AgentEvent, AgentAction>(agentTable, agent.state, event);
  if (step.kind === 'refused') return undefined;
  if (step.kind === 'ignored') return agent;
  const wanted = wishAfter(agent, event, step.to);
  const wishPending = step.actions.includes('dropWish')
    ? false
    : step.actions.includes('keepWish')
      ? agent.wishPending !== (wanted !== agent.wish)
      : agent.wishPending;
  return {
    ...agent,
    state: step.to,
    wish: wanted,
    wishPending,
    since: step.to === agent.state ? agent.since : nowMs,
  };
}

function wishAfter(agent: Agent, event: AgentEvent, to: AgentState): AgentWish {
  if (event === 'MadeReady') return 'ready';
  if (event === 'MadeNotReady' || to === 'loggedOut') return 'notReady';
  return agent.wish;
}

export function agentView(agent: Agent): AgentView {
  return {
    userId: agent.user.userId,
    displayName: agent.user.displayName,
    role: agent.user.role,
    state: agent.state,
    since: agent.since,
    online: agent.online,
    ...(agent.stationNo === undefined ? {} : { stationNo: agent.stationNo }),
    ...(agent.wishPending ? { pendingState: agent.wish } : {}),
    ...(agent.callId === undefined ? {} : { callId: agent.callId }),
  };
}
