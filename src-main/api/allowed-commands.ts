import { isTrunk, stationDevice } from '../contract/ids.ts';
import type { CallView, ConnectionState, ConnectionView } from '../contract/call-model.ts';
import { seatCommandNameSchema, type SeatCommandName, type SeatTopics } from '../contract/seat-protocol.ts';
import type { AgentView } from '../contract/users.ts';
import type { CallControl, DeviceView } from '../mediator/call-control.ts';
import { mayCommand, type Viewer } from './policies/seat-policies.ts';
import type { AgentsPort } from './ports.ts';
import type { LiveRecordingPort } from './recording-ports.ts';

/** Capability of a channel whose phone can be lifted by command. */
const LIFTS_BY_COMMAND = 'hookTx';

/** States of the own station's connection in which a call can be left. */
const LEAVABLE: readonly ConnectionState[] = ['initiated', 'alerting', 'connected', 'held', 'failed'];

/** What is known of a viewer and a call when its keys are chosen. */
interface Situation {
  readonly own: ConnectionView | undefined;
  /** The own station talks in this call, not only listens. */
  readonly talks: boolean;
  /** The others who talk. */
  readonly others: readonly ConnectionView[];
  /** Somebody is in the call, answered or not. */
  readonly active: CallView | undefined;
  /** Of the active call of the station, when this one is held: those who are in it besides the station. */
  readonly consulted: readonly ConnectionView[];
  readonly station: DeviceView | undefined;
  readonly liftsByCommand: boolean;
  readonly isPlaying: boolean;
  readonly isRecorded: boolean;
  readonly isMasked: boolean;
}

type AgentCommandName =
  | 'agent.setReady'
  | 'call.make'
  | 'call.pickup'
  | 'call.retrieveParked'
  | 'station.setDoNotDisturb'
  | 'station.setForwarding';
type CallCommandName = Exclude<SeatCommandName, AgentCommandName>;

/** When each command on a call would be accepted. The seat draws its keys from this and the server refuses by it. */
const ON_CALL: { readonly [Name in CallCommandName]: (now: Situation) => boolean } = {
  'call.answer': ({ own, liftsByCommand }) => own?.state === 'alerting' && liftsByCommand,
  'call.hangUp': ({ own }) => own !== undefined && LEAVABLE.includes(own.state),
  'call.sendDigits': ({ own, others }) => own?.state === 'connected' && others.some((each) => isTrunk(each.deviceId)),
  'call.hold': ({ talks, others }) => talks && others.length > 0,
  'call.retrieve': ({ own, active, station }) =>
    own?.state === 'held' && active === undefined && station?.channel.offHook === true,
  'call.alternate': ({ own, consulted }) => own?.state === 'held' && consulted.some(isConnected),
  'call.reconnect': ({ own, active }) => own?.state === 'held' && active !== undefined,
  'call.consult': ({ own, talks, others, active }) =>
    (talks && others.length > 0) || (own?.state === 'held' && active === undefined),
  'call.completeTransfer': ({ own, consulted }) => own?.state === 'held' && consulted.length > 0,
  'call.completeConference': ({ own, consulted }) => own?.state === 'held' && consulted.some(isConnected),
  'call.transfer': ({ talks, others }) => talks && others.length > 0,
  'call.invite': ({ talks, others }) => talks && others.length > 0,
  'call.deflect': ({ own }) => own?.state === 'alerting',
  'call.park': ({ talks, others }) => talks && others.length === 1,
  'call.toFlow': ({ talks, others }) => talks && others.length === 1 && others.every((each) => isTrunk(each.deviceId)),
  'call.join': ({ own, talks, others, station }) =>
    !talks && others.length > 1 && (own?.state === 'connected' || (station !== undefined && isFree(station))),
  'call.dropParty': ({ talks, others }) => talks && others.length > 1,
  'call.clear': () => true,
  'call.playRecording': ({ talks, others, isPlaying }) => talks && others.length > 0 && !isPlaying,
  'call.followMe': ({ talks, others }) =>
    talks && others.length === 1 && others.every((each) => isTrunk(each.deviceId)),
  'call.stopPlaying': ({ own, isPlaying }) => own !== undefined && isPlaying,
  'call.startRecording': ({ talks, others, isRecorded }) =>
    talks && !isRecorded && others.some((each) => isTrunk(each.deviceId)),
  'call.stopRecording': ({ talks, isRecorded }) => talks && isRecorded,
  'call.markRecording': ({ talks, isRecorded }) => talks && isRecorded,
  'call.maskRecording': ({ talks, isRecorded, isMasked }) => talks && (isRecorded || isMasked),
};

const CALL_COMMANDS: readonly CallCommandName[] = seatCommandNameSchema.options.filter(isCallCommand);

function isCallCommand(name: SeatCommandName): name is CallCommandName {
  return name in ON_CALL;
}

/** Which commands would be accepted now, of one seat. */
export class AllowedCommands {
  readonly #calls: CallControl;
  readonly #agents: AgentsPort;
  readonly #recorder: Pick<LiveRecordingPort, 'isRunning'>;

  constructor(calls: CallControl, agents: AgentsPort, recorder: Pick<LiveRecordingPort, 'isRunning'>) {
    this.#calls = calls;
    this.#agents = agents;
    this.#recorder = recorder;
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
    if (viewer.stationNo !== undefined) commands.push('station.setDoNotDisturb', 'station.setForwarding');
    if (this.#isFreeAt(viewer, agent)) {
      commands.push('call.make');
      const calls = [...this.#calls.calls.values()];
      if (calls.some((call) => ringsOther(call, viewer))) commands.push('call.pickup');
      if (calls.some((call) => call.parkSlot !== undefined)) commands.push('call.retrieveParked');
    }
    return commands.filter((name) => mayCommand(viewer.role, name));
  }

  onCall(viewer: Viewer, call: CallView): SeatCommandName[] {
    const now = this.#situation(viewer, call);
    return CALL_COMMANDS.filter((name) => mayCommand(viewer.role, name) && ON_CALL[name](now));
  }

  #situation(viewer: Viewer, call: CallView): Situation {
    const own = ownConnection(viewer, call);
    const stationId = viewer.stationNo === undefined ? undefined : stationDevice(viewer.stationNo);
    const station = stationId === undefined ? undefined : this.#calls.devices.device(stationId);
    const active = station?.callId === undefined ? undefined : this.#calls.calls.get(station.callId);
    const isHeld = own?.state === 'held' && active !== undefined && active.callId !== call.callId;
    return {
      own,
      talks: own?.state === 'connected' && own.participation === undefined,
      others: call.connections.filter(
        (each) => isConnected(each) && each.participation === undefined && each.deviceId !== stationId,
      ),
      active,
      consulted: isHeld ? active.connections.filter((each) => isReached(each) && each.deviceId !== stationId) : [],
      station,
      liftsByCommand: station?.description.capabilities.includes(LIFTS_BY_COMMAND) ?? false,
      isPlaying: call.connections.some((each) => each.hearsClip === true),
      isMasked: call.maskedSince !== undefined,
      isRecorded: this.#recorder.isRunning(call.callId),
    };
  }

  #isFreeAt(viewer: Viewer, agent: AgentView): boolean {
    if (viewer.stationNo === undefined || agent.stationNo !== viewer.stationNo) return false;
    const station = this.#calls.devices.device(stationDevice(viewer.stationNo));
    return station !== undefined && isFree(station);
  }
}

/** The viewer's own station in a call, unless it has left. */
export function ownConnection(viewer: Viewer, call: CallView): ConnectionView | undefined {
  if (viewer.stationNo === undefined) return undefined;
  const own = stationDevice(viewer.stationNo);
  return call.connections.find((connection) => connection.deviceId === own && connection.state !== 'null');
}

function isFree(station: DeviceView): boolean {
  return (
    station.channel.inService &&
    station.channel.state === 'idle' &&
    station.callId === undefined &&
    station.heldCallIds.length === 0
  );
}

function isConnected(connection: ConnectionView): boolean {
  return connection.state === 'connected';
}

function isReached(connection: ConnectionView): boolean {
  return connection.state === 'connected' || connection.state === 'alerting';
}

function ringsOther(call: CallView, { stationNo = '' }: Viewer): boolean {
  return call.connections.some(
    (each) => !isTrunk(each.deviceId) && each.state === 'alerting' && each.deviceId !== `station/${stationNo}`,
  );
}
