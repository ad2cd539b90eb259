import type { FollowingPort, MusicPort, StationsPort } from '../../src-main/api/ports.ts';
import { promptIdSchema, type CallId, type DeviceId, type UserId } from '../../src-main/contract/ids.ts';
import { musicPlanSchema, type MusicChoice, type MusicPlan } from '../../src-main/contract/music.ts';
import type { StationDraft, StationForwarding, StationSettings } from '../../src-main/contract/stations.ts';
import type { Disposable } from '../../src-main/foundation/disposable.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import type { Fault } from '../../src-main/foundation/errors.ts';
import { failed, ok, type Result } from '../../src-main/foundation/result.ts';
import { TypedEmitter } from '../../src-main/foundation/typed-emitter.ts';
import { FollowDesk, type FollowPlanStore } from '../../src-main/services/follow/index.ts';
import type { RoutingBook } from '../../src-main/services/routing/index.ts';
import type { ReadHouseNumber } from '../../src-main/services/stations/index.ts';
import type { FollowPlan } from '../../src-main/contract/follow.ts';
import { fault } from './fake-fault.ts';

/** Plans in memory. */
export class MemoryFollowPlans implements FollowPlanStore {
  plans: readonly FollowPlan[] = [];

  all(): Promise<readonly FollowPlan[]> {
    return Promise.resolve(this.plans);
  }

  save(plan: FollowPlan): Promise<void> {
    this.plans = [...this.plans.filter((each) => each.planId !== plan.planId), plan];
    return Promise.resolve();
  }

  remove(planId: string): Promise<void> {
    this.plans = this.plans.filter((each) => each.planId !== planId);
    return Promise.resolve();
  }
}

/** Stations 801 to 803; the own line has 4008008888; two digits lead nowhere. */
export const readTestNumber: ReadHouseNumber = (number) => {
  if (/^80[1-3]$/.test(number)) return { kind: 'station', stationNo: number };
  if (number.endsWith('4008008888')) return { kind: 'ownTrunk' };
  return number.length < 4 ? { kind: 'nowhere' } : { kind: 'outside', digits: number };
};

/** Follow-me, stations and music of a house without lines. */
export class FakeFollow implements FollowingPort {
  readonly store = new MemoryFollowPlans();
  readonly stations = new FakeStations();
  readonly music = new FakeMusic();
  readonly desk: FollowDesk;
  readonly followed: { readonly callId: CallId; readonly stationId: DeviceId; readonly planId: string }[] = [];

  constructor(book: RoutingBook) {
    let made = 0;
    this.desk = new FollowDesk({
      store: this.store,
      people: { reload: () => Promise.resolve(), stationOf: () => '801', nameOf: (userId) => `name of ${userId}` },
      schedules: {
        explainAt: (scheduleId) => (scheduleId === 'office' ? { kind: 'work', because: 'weekly' } : undefined),
      },
      clock: new SteppedClock(0),
      readNumber: readTestNumber,
      forwardingOf: (stationNo) => this.stations.of(stationNo).forwarding,
      flowIds: () => Promise.resolve(new Set(['welcome'])),
      isUsed: (planId) => book.plan.inboundRules.some(({ next }) => next.kind === 'followMe' && next.planId === planId),
      makeId: () => `plan_${(made += 1)}`,
    });
  }

  followByHand(callId: CallId, stationId: DeviceId, planId: string): Promise<Result<void, Fault>> {
    this.followed.push({ callId, stationId, planId });
    return Promise.resolve(ok());
  }
}

export class FakeStations implements StationsPort {
  readonly #settings = new Map<string, StationSettings>();
  readonly #changed = new TypedEmitter<StationSettings>(() => undefined);

  all(): readonly StationSettings[] {
    return ['801', '802', '803'].map((stationNo) => this.of(stationNo));
  }

  of(stationNo: string): StationSettings {
    return this.#settings.get(stationNo) ?? { stationNo, doNotDisturb: false, forwarding: {} };
  }

  save(stationNo: string, draft: StationDraft): Promise<Result<StationSettings, Fault>> {
    if (draft.forwarding.always === stationNo) return Promise.resolve(failed(fault('call/forwardingLoop')));
    const settings = { ...draft, stationNo };
    this.#settings.set(stationNo, settings);
    this.#changed.emit(settings);
    return Promise.resolve(ok(settings));
  }

  setDoNotDisturb(stationNo: string, doNotDisturb: boolean): Promise<Result<StationSettings, Fault>> {
    return this.save(stationNo, { ...this.of(stationNo), doNotDisturb });
  }

  setForwarding(stationNo: string, forwarding: StationForwarding): Promise<Result<StationSettings, Fault>> {
    return this.save(stationNo, { ...this.of(stationNo), forwarding });
  }

  onStationChanged(listener: (settings: StationSettings) => void): Disposable {
    return this.#changed.subscribe(listener);
  }
}

class FakeMusic implements MusicPort {
  plan: MusicPlan = musicPlanSchema.parse({});
  readonly own = new Map<UserId, MusicChoice>();
  readonly uploads: { readonly title: string; readonly bytes: Uint8Array }[] = [];
  readonly removed: string[] = [];
  soundPath: string | undefined;

  view(userId: UserId) {
    const own = this.own.get(userId);
    const musicId = promptIdSchema.parse('hold-music');
    const files = [{ musicId, title: 'hold-music', lengthMs: 16_000, own: false, present: true }];
    return { files, plan: this.plan, ...(own === undefined ? {} : { own }) };
  }

  savePlan(plan: MusicPlan): Promise<Result<void, Fault>> {
    this.plan = plan;
    return Promise.resolve(ok());
  }

  setOwn(userId: UserId, choice: MusicChoice | undefined): Promise<Result<void, Fault>> {
    if (choice === undefined) this.own.delete(userId);
    else this.own.set(userId, choice);
    return Promise.resolve(ok());
  }

  upload(title: string, bytes: Uint8Array) {
    this.uploads.push({ title, bytes });
    const musicId = promptIdSchema.parse(`music_${this.uploads.length}`);
    return Promise.resolve(ok({ musicId, title, lengthMs: 1_000, own: true, present: true }));
  }

  remove(musicId: string): Promise<Result<void, Fault>> {
    this.removed.push(musicId);
    return Promise.resolve(ok());
  }

  soundOf(): Result<string, Fault> {
    return this.soundPath === undefined ? failed(fault('prompt/missing')) : ok(this.soundPath);
  }
}
