import type { CallView } from '../../src-main/contract/call-model.ts';
import type { CallEvent, CallEventKind } from '../../src-main/contract/call-events.ts';
import type { CallRecord } from '../../src-main/contract/call-record.ts';
import { AgentActor } from './actors/agent-actor.ts';
import { CallerActor } from './actors/caller-actor.ts';
import { PhoneActor } from './actors/phone-actor.ts';
import { TimeLine } from './time-line.ts';
import type { World } from './world.ts';

const SLICE_MS = 20;
const DEFAULT_WITHIN_MS = 10_000;

/** Thrown when an expectation was not met; carries the merged time line. */
export class ExpectationFailed extends Error {
  readonly timeLine: string;

  constructor(expectation: string, timeLine: string) {
    super(`expected: ${expectation}`);
    this.name = 'ExpectationFailed';
    this.timeLine = timeLine;
  }
}

/** Where a scenario is played: hands out actors, waits for what must happen, keeps the time line. */
export class Stage {
  readonly world: World;
  readonly timeLine = new TimeLine();
  readonly #agents: AgentActor[] = [];

  constructor(world: World) {
    this.world = world;
    world.onMoment((moment) => this.timeLine.add(moment));
  }

  /** The outside party at the far end of a trunk. */
  caller(trunkNo: number): CallerActor {
    return new CallerActor(this, trunkNo);
  }

  phone(phoneNo: number): PhoneActor {
    return new PhoneActor(this, phoneNo);
  }

  /** Signs an agent in at a station; its desk phone is `phoneNo`. */
  async agent(login: string, phoneNo: number): Promise<AgentActor> {
    const seat = await this.world.seat(login, String(800 + phoneNo));
    const actor = new AgentActor(this, seat, this.phone(phoneNo));
    this.#agents.push(actor);
    return actor;
  }

  tell(who: string, what: string): void {
    this.timeLine.add({ atMs: this.world.nowMs(), source: 'story', who, what });
  }

  /** Lets time pass until the condition gives a value; fails after `withinMs` of world time. */
  async until<Value>(
    expectation: string,
    condition: () => Value | undefined | false | Promise<Value | undefined | false>,
    withinMs = DEFAULT_WITHIN_MS,
  ): Promise<Value> {
    const deadlineMs = this.world.nowMs() + withinMs;
    for (;;) {
      const value = await condition();
      if (value !== undefined && value !== false) {
        this.tell('✓', expectation);
        return value;
      }
      if (this.world.nowMs() >= deadlineMs) this.fail(`${expectation} (within ${withinMs} ms)`);
      await this.world.pass(SLICE_MS);
    }
  }

  /** Must be true now. */
  async expect(expectation: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    if (!(await condition())) this.fail(expectation);
    this.tell('✓', expectation);
  }

  /** Must stay true for `forMs` of world time. */
  async hold(expectation: string, forMs: number, condition: () => boolean): Promise<void> {
    const untilMs = this.world.nowMs() + forMs;
    while (this.world.nowMs() < untilMs) {
      if (!condition()) this.fail(`${expectation} (for ${forMs} ms)`);
      await this.world.pass(SLICE_MS);
    }
    this.tell('✓', expectation);
  }

  fail(expectation: string): never {
    this.tell('✗', expectation);
    throw new ExpectationFailed(expectation, this.timeLine.print());
  }

  /** The only call that is up; undefined when there is none or more than one. */
  onlyCall(): CallView | undefined {
    const calls = this.world.calls();
    return calls.length === 1 ? calls[0] : undefined;
  }

  events<Kind extends CallEventKind>(kind: Kind): readonly Extract<CallEvent, { kind: Kind }>[] {
    return this.world.callEvents().filter((event): event is Extract<CallEvent, { kind: Kind }> => event.kind === kind);
  }

  /** Waits until no call is up, every trunk is idle and the last record is complete; returns that record. */
  async cleared(withinMs = DEFAULT_WITHIN_MS): Promise<CallRecord> {
    await this.until('no call is up', () => this.world.calls().length === 0, withinMs);
    await this.until(
      'all trunks are idle',
      () =>
        this.world
          .channels()
          .every((channel) => channel.kind !== 'trunk' || channel.state === 'idle' || channel.state === 'outOfService'),
      withinMs,
    );
    return this.until('the call record is complete', async () => {
      const record = (await this.world.records()).at(-1);
      return record?.endReason === undefined ? undefined : record;
    });
  }
}
