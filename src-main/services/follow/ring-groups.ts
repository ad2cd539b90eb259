import type { CallEvent } from '../../contract/call-events.ts';
import { stationDevice, type CallId, type DeviceId } from '../../contract/ids.ts';
import type { RingGroup } from '../../contract/routing.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { SummonTarget } from '../../mediator/call-control.ts';
import { isLikeCaller, type CallForRingGroup } from '../routing/index.ts';
import type { FollowParts } from './ports.ts';
import { summonTelling, tellWhy } from './summon-call.ts';

type Member = RingGroup['members'][number];
type RingGroupParts = Pick<FollowParts, 'callControl' | 'clock' | 'log' | 'routing' | 'readNumber' | 'greeted'>;

/**
 * 振铃组: the members of a group are called for a caller, together, in order, or in order beginning after the one who took
 * the last call. When nobody takes it the group's own step comes. JS thread only.
 */
export class RingGroups implements Disposable {
  readonly #parts: RingGroupParts;
  readonly #owned = new DisposableStack();
  /** Groups by which a call has come: a second time ends it. */
  readonly #seen = new Map<CallId, Set<string>>();
  /** What was dialled on which line, for calls of groups. */
  readonly #dialled = new Map<CallId, Map<DeviceId, string>>();
  /** The member of a group with a memory that took the last call. */
  readonly #lastTakers = new Map<string, string>();

  constructor(parts: RingGroupParts) {
    this.#parts = parts;
  }

  start(): void {
    const { routing, callControl } = this.#parts;
    this.#owned.own(routing.onCallForRingGroup((call) => void this.#ring(call)));
    this.#owned.own(callControl.onCallEvent((event) => this.#onCallEvent(event)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #ring({ callId, deviceId, group }: CallForRingGroup): Promise<void> {
    const { callControl, routing, log } = this.#parts;
    const answered = await callControl.answerCall(callId, deviceId);
    if (!answered.ok) return log.info('the call could not be answered', { callId, code: answered.error.code });
    if (this.#isSeen(callId, group.groupId)) {
      log.warn('a ring group led back to itself; the call is ended', { callId });
      return void callControl.clearCall(callId);
    }
    await this.#parts.greeted(callId);
    if (!callControl.calls.has(callId)) return;
    const { groupId, title, ringMs, order } = group;
    tellWhy(this.#parts, callId, [{ kind: 'ringGroup', groupId, title }]);
    const members = this.#inTurn(group);
    const targets = members.map((member): SummonTarget => ({ to: addressOf(member), ringMs }));
    const how = order === 'together' ? 'together' : 'inOrder';
    const taken = await summonTelling(this.#parts, { callId, targets, how });
    if (taken.ok) return this.#remember(callId, group, taken.value);
    if (callControl.calls.has(callId)) routing.takeStep(callId, deviceId, group.then);
  }

  #inTurn({ groupId, order, members }: RingGroup): readonly Member[] {
    if (order !== 'round') return members;
    const last = members.findIndex((member) => addressOf(member) === this.#lastTakers.get(groupId));
    return [...members.slice(last + 1), ...members.slice(0, last + 1)];
  }

  /** A station is known by itself, an outside member by the number that went out on the line that took the call. */
  #remember(callId: CallId, { groupId, order, members }: RingGroup, takerId: DeviceId): void {
    const dialled = this.#dialled.get(callId)?.get(takerId) ?? '';
    const taker = members.find((member) => {
      if (member.kind === 'station') return stationDevice(member.stationNo) === takerId;
      const reading = this.#parts.readNumber(member.number);
      return dialled !== '' && reading.kind === 'outside' && isLikeCaller(reading.digits, dialled);
    });
    if (order === 'round' && taker !== undefined) this.#lastTakers.set(groupId, addressOf(taker));
  }

  #isSeen(callId: CallId, groupId: string): boolean {
    const seen = this.#seen.get(callId) ?? new Set();
    const before = seen.has(groupId);
    this.#seen.set(callId, seen.add(groupId));
    return before;
  }

  #onCallEvent(event: CallEvent): void {
    const { kind, callId } = event;
    if (kind === 'NetworkReached' && this.#seen.has(callId)) {
      const dialled = this.#dialled.get(callId) ?? new Map<DeviceId, string>();
      this.#dialled.set(callId, dialled.set(event.deviceId, event.number));
    }
    if (kind !== 'CallCleared') return;
    this.#seen.delete(callId);
    this.#dialled.delete(callId);
  }
}

function addressOf(member: Member): string {
  return member.kind === 'station' ? stationDevice(member.stationNo) : member.number;
}
