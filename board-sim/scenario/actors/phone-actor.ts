import type { BenchAction, BenchState, VoiceSource } from '../../../src-main/contract/bench.ts';
import type { Stage } from '../stage.ts';

/** A desk phone and the hand at it. */
export class PhoneActor {
  readonly phoneNo: number;
  readonly #stage: Stage;

  constructor(stage: Stage, phoneNo: number) {
    this.#stage = stage;
    this.phoneNo = phoneNo;
  }

  lift(): Promise<void> {
    return this.#act({ do: 'lift', phoneNo: this.phoneNo });
  }

  hangUp(): Promise<void> {
    return this.#act({ do: 'hangUp', phoneNo: this.phoneNo });
  }

  press(digits: string): Promise<void> {
    return this.#act({ do: 'press', phoneNo: this.phoneNo, digits });
  }

  speak(voice: VoiceSource): Promise<void> {
    return this.#act({ do: 'speak', phoneNo: this.phoneNo, voice });
  }

  async state(): Promise<BenchState['phones'][number]> {
    const phone = (await this.#stage.world.bench()).phones.find((each) => each.phoneNo === this.phoneNo);
    return phone ?? this.#stage.fail(`phone ${this.phoneNo} exists`);
  }

  rings(withinMs = 10_000): Promise<true> {
    return this.#stage.until(`phone ${this.phoneNo} rings`, async () => (await this.state()).ringing, withinMs);
  }

  async #act(action: BenchAction): Promise<void> {
    this.#stage.tell(`phone ${this.phoneNo}`, JSON.stringify(action));
    const done = await this.#stage.world.act(action);
    if (!done.ok) this.#stage.fail(`phone ${this.phoneNo} can ${action.do}: ${done.error.now}`);
  }
}
