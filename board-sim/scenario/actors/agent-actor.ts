import type { SeatCommandName } from '../../../src-main/contract/seat-protocol.ts';
import type { AgentState } from '../../../src-main/contract/users.ts';
import type { Fault } from '../../../src-main/foundation/errors.ts';
import type { Stage } from '../stage.ts';
import type { Attempt, Seat } from '../world.ts';
import type { PhoneActor } from './phone-actor.ts';

/** A signed-in agent: the seat's commands and the desk phone beside it. */
export class AgentActor {
  readonly seat: Seat;
  readonly phone: PhoneActor;
  readonly #stage: Stage;

  constructor(stage: Stage, seat: Seat, phone: PhoneActor) {
    this.#stage = stage;
    this.seat = seat;
    this.phone = phone;
  }

  /** 置闲, and waits until the server says so. */
  async ready(): Promise<void> {
    this.command('agent.setReady', { ready: true });
    await this.is('ready');
  }

  is(state: AgentState, withinMs = 10_000): Promise<true> {
    return this.#stage.until(`${this.seat.login} is ${state}`, () => this.seat.agent().state === state, withinMs);
  }

  /** 应答: answers what rings the own station. */
  answer(): Attempt {
    return this.command('call.answer', { callId: this.#callId() });
  }

  /** 挂机. */
  hangUp(): Attempt {
    return this.command('call.hangUp', { callId: this.#callId() });
  }

  /** 外呼. */
  dial(number: string): Attempt {
    return this.command('call.make', { number });
  }

  /** 送号. */
  sendDigits(digits: string): Attempt {
    return this.command('call.sendDigits', { callId: this.#callId(), digits });
  }

  command(name: SeatCommandName, params: unknown): Attempt {
    this.#stage.tell(this.seat.login, `${name} ${JSON.stringify(params)}`);
    return this.seat.command(name, params);
  }

  succeeds(what: string, attempt: Attempt, withinMs = 10_000): Promise<true> {
    return this.#stage.until(
      `${this.seat.login}: ${what} succeeds`,
      () => this.#settled(attempt)?.ok === true,
      withinMs,
    );
  }

  async fails(what: string, attempt: Attempt, withinMs = 90_000): Promise<Fault> {
    return this.#stage.until(
      `${this.seat.login}: ${what} is refused`,
      () => {
        const outcome = this.#settled(attempt);
        return outcome !== undefined && !outcome.ok ? outcome.error : undefined;
      },
      withinMs,
    );
  }

  #settled(attempt: Attempt): Attempt['outcome'] {
    return attempt.outcome;
  }

  #callId(): string {
    const call = this.#stage.world
      .calls()
      .find((each) => each.connections.some((connection) => connection.deviceId === `station/${this.seat.stationNo}`));
    return call?.callId ?? this.#stage.fail(`${this.seat.login} has a call`);
  }
}
