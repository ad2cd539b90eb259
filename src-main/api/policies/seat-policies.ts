import { agentsOf, isMissed } from '../../contract/call-record-filter.ts';
import type { CallRecord } from '../../contract/call-record.ts';
import type { SessionId, UserId } from '../../contract/ids.ts';
import type { SeatCommandName, SeatTopics } from '../../contract/seat-protocol.ts';
import type { Role } from '../../contract/users.ts';

/** For whom a screen is: what it sees and may do follows from this. */
export interface Viewer {
  readonly userId: UserId;
  readonly role: Role;
  readonly sessionId: SessionId;
  readonly stationNo?: string;
}

const SEATED = ['agent', 'supervisor'] as const;
const SUPERVISING = ['supervisor'] as const;
const OVERSEEING = ['supervisor', 'admin'] as const;

/** Which roles may give a command at all; whether it fits the moment is decided by the allowed commands. */
export const COMMAND_POLICIES = {
  'agent.setReady': SEATED,
  'call.make': SEATED,
  'call.answer': SEATED,
  'call.hangUp': SEATED,
  'call.sendDigits': SEATED,
  'call.hold': SEATED,
  'call.retrieve': SEATED,
  'call.alternate': SEATED,
  'call.reconnect': SEATED,
  'call.consult': SEATED,
  'call.completeTransfer': SEATED,
  'call.completeConference': SEATED,
  'call.transfer': SEATED,
  'call.invite': SEATED,
  'call.deflect': SEATED,
  'call.pickup': SEATED,
  'call.park': SEATED,
  'call.retrieveParked': SEATED,
  'call.toFlow': SEATED,
  'call.join': SUPERVISING,
  'call.dropParty': SEATED,
  'call.clear': OVERSEEING,
  'call.playRecording': SEATED,
  'call.stopPlaying': SEATED,
  'call.startRecording': SEATED,
  'call.stopRecording': SEATED,
  'call.markRecording': SEATED,
  'call.maskRecording': SEATED,
  'call.followMe': SEATED,
  'station.setDoNotDisturb': ['agent', 'supervisor', 'admin'],
  'station.setForwarding': ['agent', 'supervisor', 'admin'],
} as const satisfies Record<SeatCommandName, readonly Role[]>;

/** Which roles get a topic; `bench` and its page exist only on the simulator, where every caller is made up. */
export const TOPIC_POLICIES = {
  calls: ['agent', 'supervisor', 'admin'],
  agents: ['agent', 'supervisor', 'admin'],
  board: ['supervisor', 'admin'],
  bench: ['agent', 'supervisor', 'admin'],
  stations: ['agent', 'supervisor', 'admin'],
  voicemail: ['agent', 'supervisor', 'admin'],
  allowed: ['agent', 'supervisor', 'admin'],
} as const satisfies Record<keyof SeatTopics, readonly Role[]>;

export function mayCommand(role: Role, name: SeatCommandName): boolean {
  const roles: readonly Role[] = COMMAND_POLICIES[name];
  return roles.includes(role);
}

export function mayWatch(role: Role, topic: keyof SeatTopics): boolean {
  const roles: readonly Role[] = TOPIC_POLICIES[topic];
  return roles.includes(role);
}

/** An agent sees the calls it took part in; supervisors and admins see all. */
export function mayViewRecord(viewer: Pick<Viewer, 'userId' | 'role'>, record: CallRecord): boolean {
  return viewer.role !== 'agent' || agentsOf(record).has(viewer.userId);
}

/** The list, besides: a missed call is everybody's, so that somebody calls back. Not its recordings. */
export function mayListRecord(viewer: Pick<Viewer, 'userId' | 'role'>, record: CallRecord): boolean {
  return mayViewRecord(viewer, record) || isMissed(record);
}
