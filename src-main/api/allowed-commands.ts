import { isTrunk, stationDevice, type DeviceId } from '../contract/ids.ts';
import type { CallView, ConnectionState, ConnectionView } from '../contract/call-model.ts';
import type { SeatCommandName, SeatTopics } from '../contract/seat-protocol.ts';
import type { AgentView } from '../contract/users.ts';
import type { CallControl } from '../mediator/call-control.ts';
import { mayCommand, type Viewer } from './policies/seat-policies.ts';
import type { AgentsPort } from './ports.ts';

/** Capability of a channel whose phone can be lifted by command. */
const LIFTS_BY_COMMAND = 'hookTx';

/** States of the own station's connection in which a call can be left. */
const LEAVABLE: readonly ConnectionState[] = ['initiated', 'alerting', 'connected', 'held', 'failed'];

/** Which commands would be accepted now. The seat draws its keys from this and the server refuses by it. */
export class AllowedCommands {
  readonly #calls: CallControl;
  readonly #agents: AgentsPort;

  constructor(calls: CallControl, agents: AgentsPort) {
    this.#calls = calls;
    this.#agents = agents;
  }

  of(viewer: Viewer): SeatTopics['allowed'] {
    const calls: Record<string, SeatCommandName[]> = {};
    for (const call of this.#calls.calls.values()) {
      const commands = this.onCall(viewer, call);
      if (commands.length > 0) calls[call.callId] = commands;
    }
    return { agent: this.onAgent(viewer), calls };
  }

  onAgent(viewer: Viewer): SeatCommandName[] {
    const agent = this.#agents.byUser(viewer.userId);
    if (agent === undefined || agent.state === 'loggedOut') return [];
    const commands: SeatCommandName[] = ['agent.setReady'];
    if (this.#mayDial(viewer, agent)) commands.push('call.make');
    return commands.filter((name) => mayCommand(viewer.role, name));
  }

  onCall(viewer: Viewer, call: CallView): SeatCommandName[] {
    const own = ownConnection(viewer, call);
    if (own === undefined) return [];
    const commands: SeatCommandName[] = [];
    if (own.state === 'alerting' && this.#liftsByCommand(own.deviceId)) commands.push('call.answer');
    if (LEAVABLE.includes(own.state)) commands.push('call.hangUp');
    if (own.state === 'connected' && hasTrunkInTalk(call)) commands.push('call.sendDigits');
    return commands.filter((name) => mayCommand(viewer.role, name));
  }

  #mayDial(viewer: Viewer, agent: AgentView): boolean {
    if (viewer.stationNo === undefined || agent.stationNo !== viewer.stationNo) return false;
    const station = this.#calls.devices.device(stationDevice(viewer.stationNo));
    return (
      station !== undefined &&
      station.channel.inService &&
      station.channel.state === 'idle' &&
      station.callId === undefined
    );
  }

  #liftsByCommand(deviceId: DeviceId): boolean {
    return this.#calls.devices.device(deviceId)?.description.capabilities.includes(LIFTS_BY_COMMAND) ?? false;
  }
}

/** The viewer's own station in a call, unless it has left. */
export function ownConnection(viewer: Viewer, call: CallView): ConnectionView | undefined {
  if (viewer.stationNo === undefined) return undefined;
  const own = stationDevice(viewer.stationNo);
  return call.connections.find((connection) => connection.deviceId === own && connection.state !== 'null');
}

function hasTrunkInTalk(call: CallView): boolean {
  return call.connections.some(({ deviceId, state }) => isTrunk(deviceId) && state === 'connected');
}
