import type { CallEvent } from '../../contract/call-events.ts';
import { deviceNumber, isStation, stationDevice, type CallId, type UserId } from '../../contract/ids.ts';
import { stationNoSchema, type AgentView, type Role, type UserView } from '../../contract/users.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { TypedEmitter } from '../../foundation/typed-emitter.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { Log } from '../../foundation/log.ts';
import { agentFaults } from './agent-faults.ts';
import { agentView, newAgent, stepAgent, type Agent } from './agent-model.ts';
import type { AgentEvent } from './agent-table.ts';

/** Timers of the agents. */
export const AGENT_TIMERS = {
  /** An agent whose seat is gone this long gets no more calls. */
  offlineGraceMs: 60_000,
} as const;

/** An agent that was chosen for a call and is offered to no other until the reservation is disposed of. */
export interface AgentReservation extends Disposable {
  readonly agent: AgentView;
}

/**
 * Who is signed in where, and in which state. What the agent wants comes from its seat, ringing and talking
 * come from the events of its station; agent-table.ts says how they meet. JS thread only.
 */
export class AgentsService implements Disposable {
  readonly #callControl: CallControl;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #changed: TypedEmitter<AgentView>;
  readonly #agents = new Map<UserId, Agent>();
  readonly #offlineTimers = new Map<UserId, Disposable>();
  readonly #reserved = new Set<UserId>();
  readonly #subscription: Disposable;

  constructor(parts: { readonly callControl: CallControl; readonly clock: Clock; readonly log: Log }) {
    this.#callControl = parts.callControl;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#changed = new TypedEmitter((error) => parts.log.error(`a listener of agents failed: ${String(error)}`));
    this.#subscription = this.#callControl.onCallEvent((event) => this.#onCallEvent(event));
  }

  /**
   * Signs the user in, at the station when one is given; signing in again moves it there.
   * Faults: call/deviceUnknown when the board has no such station, auth/stationTaken when another user is there,
   * agent/wrongState when the user is in a call and would leave its station.
   */
  signIn(user: UserView, stationNo: string | undefined): Result<AgentView, Fault> {
    const known = this.#agents.get(user.userId) ?? newAgent(user, this.#clock.nowMs());
    const fault = this.#seatFault(known, stationNo);
    if (fault !== undefined) return failed(fault);
    const signedIn = stepAgent({ ...known, user, stationNo }, 'SignedIn', this.#clock.nowMs());
    if (signedIn === undefined) return failed(agentFaults.wrongState(user.userId, known.state));
    return ok(this.#store(signedIn));
  }

  /** A call that runs goes on; the station is free for another user. */
  signOut(userId: UserId): void {
    const agent = this.#agents.get(userId);
    if (agent === undefined || agent.state === 'loggedOut') return;
    this.#offlineTimers.get(userId)?.dispose();
    const signedOut = stepAgent(agent, 'SignedOut', this.#clock.nowMs());
    if (signedOut !== undefined) {
      this.#store({ ...signedOut, stationNo: undefined, callId: undefined, online: false });
    }
  }

  /** The seat's socket opened or closed. A short absence changes nothing; after 60 s no call is offered. */
  setOnline(userId: UserId, online: boolean): void {
    const agent = this.#agents.get(userId);
    if (agent === undefined || agent.state === 'loggedOut') return;
    this.#offlineTimers.get(userId)?.dispose();
    if (!online) {
      const timer = this.#clock.setTimer(AGENT_TIMERS.offlineGraceMs, () => this.#step(userId, 'MadeNotReady'));
      this.#offlineTimers.set(userId, timer);
    }
    if (agent.online !== online) this.#store({ ...agent, online });
  }

  /** 置闲 / 置忙. Faults: agent/notLoggedIn; agent/wrongState for ready without a station. */
  setReady(userId: UserId, ready: boolean): Result<AgentView, Fault> {
    const agent = this.#agents.get(userId);
    if (agent === undefined || agent.state === 'loggedOut') return failed(agentFaults.notLoggedIn(userId));
    if (ready && agent.stationNo === undefined) return failed(agentFaults.noStation(userId));
    const stepped = this.#step(userId, ready ? 'MadeReady' : 'MadeNotReady');
    return stepped === undefined ? failed(agentFaults.wrongState(userId, agent.state)) : ok(stepped);
  }

  byUser(userId: UserId): AgentView | undefined {
    const agent = this.#agents.get(userId);
    return agent === undefined ? undefined : agentView(agent);
  }

  /** The agent that is signed in at the station. */
  byStation(stationNo: string): AgentView | undefined {
    const agent = this.#at(stationNo);
    return agent === undefined ? undefined : agentView(agent);
  }

  /** Everybody who has signed in since the start, by name of user id. */
  all(): readonly AgentView[] {
    return [...this.#agents.values()].map(agentView).toSorted((one, other) => (one.userId < other.userId ? -1 : 1));
  }

  onAgentChanged(listener: (agent: AgentView) => void): Disposable {
    return this.#changed.subscribe(listener);
  }

  /**
   * The agent that has been ready for the longest, whose phone is free and that no other call has chosen.
   * @param choice.roles who may be chosen; @param choice.except agents that were tried already.
   */
  reserveReady(choice: {
    readonly roles: readonly Role[];
    readonly except?: ReadonlySet<UserId>;
  }): AgentReservation | undefined {
    const [longest] = [...this.#agents.values()]
      .filter((agent) => agent.state === 'ready' && choice.roles.includes(agent.user.role))
      .filter((agent) => !this.#reserved.has(agent.user.userId) && choice.except?.has(agent.user.userId) !== true)
      .filter((agent) => agent.stationNo !== undefined && this.#stationIsFree(agent.stationNo))
      .toSorted((one, other) => one.since - other.since || (one.user.userId < other.user.userId ? -1 : 1));
    if (longest === undefined) return undefined;
    const userId = longest.user.userId;
    this.#reserved.add(userId);
    return { agent: agentView(longest), dispose: () => void this.#reserved.delete(userId) };
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const timer of this.#offlineTimers.values()) timer.dispose();
  }

  #seatFault(agent: Agent, stationNo: string | undefined): Fault | undefined {
    const busy = agent.state === 'ringing' || agent.state === 'talking';
    if (busy && agent.stationNo !== stationNo) return agentFaults.wrongState(agent.user.userId, agent.state);
    if (stationNo === undefined) return undefined;
    const known = stationNoSchema.safeParse(stationNo).success;
    if (!known || this.#callControl.devices.device(stationDevice(stationNo)) === undefined) {
      return agentFaults.stationUnknown(stationNo);
    }
    const holder = this.#at(stationNo);
    const taken = holder !== undefined && holder.user.userId !== agent.user.userId;
    return taken ? agentFaults.stationTaken(stationNo) : undefined;
  }

  #stationIsFree(stationNo: string): boolean {
    const device = this.#callControl.devices.device(stationDevice(stationNo));
    return device !== undefined && device.channel.inService && device.channel.state === 'idle';
  }

  #at(stationNo: string): Agent | undefined {
    return [...this.#agents.values()].find((agent) => agent.state !== 'loggedOut' && agent.stationNo === stationNo);
  }

  #onCallEvent(event: CallEvent): void {
    if (!('deviceId' in event) || !isStation(event.deviceId)) return;
    const agent = this.#at(deviceNumber(event.deviceId));
    if (agent === undefined) return;
    const userId = agent.user.userId;
    switch (event.kind) {
      case 'Delivered':
        return void this.#step(userId, 'StationRang', event.callId);
      case 'ServiceInitiated':
        return void this.#step(userId, event.dialling === 'hard' ? 'StationTalked' : 'StationRang', event.callId);
      case 'Established':
        this.#noteAgent(event.callId, userId);
        return void this.#step(userId, 'StationTalked', event.callId);
      case 'ConnectionCleared':
        if (agent.callId !== event.callId || this.#goesOn(agent, event)) return;
        return void this.#step(
          userId,
          agent.wish === 'ready' ? 'StationFreedReady' : 'StationFreedNotReady',
          undefined,
        );
      default:
    }
  }

  /** The station is still in another call: one that it holds, or for which it has left a consultation. */
  #goesOn(agent: Agent, { callId, deviceId }: Extract<CallEvent, { kind: 'ConnectionCleared' }>): boolean {
    const device = this.#callControl.devices.device(deviceId);
    const next = [device?.callId, ...(device?.heldCallIds ?? [])].find((each) => each !== undefined && each !== callId);
    if (next === undefined) return false;
    this.#store({ ...agent, callId: next });
    return true;
  }

  /** So that the call record knows the person, who may sit elsewhere tomorrow. */
  #noteAgent(callId: CallId, userId: UserId): void {
    this.#callControl.note({ kind: 'CallInformation', at: this.#clock.nowMs(), callId, userId });
  }

  /** @param callId the call that the agent is in afterwards; what it was in when not given. */
  #step(userId: UserId, event: AgentEvent, ...call: [callId?: CallId | undefined]): AgentView | undefined {
    const agent = this.#agents.get(userId);
    if (agent === undefined) return undefined;
    const stepped = stepAgent(agent, event, this.#clock.nowMs());
    if (stepped === undefined) {
      this.#log.warn('an agent event was refused', { userId, state: agent.state, event });
      return undefined;
    }
    const callId = call.length === 0 ? agent.callId : call[0];
    if (stepped === agent && callId === agent.callId) return agentView(agent);
    return this.#store({ ...stepped, callId });
  }

  #store(agent: Agent): AgentView {
    this.#agents.set(agent.user.userId, agent);
    const view = agentView(agent);
    this.#changed.emit(view);
    return view;
  }
}
