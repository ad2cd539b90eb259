import type { BenchActionInput, VoiceSource } from '../../../src-main/contract/bench.ts';
import { benchActionSchema } from '../../../src-main/contract/bench.ts';
import type { Stage } from '../stage.ts';

/** The outside party on one trunk: caller of an inbound call, called party of an outbound one. */
export class CallerActor {
  readonly trunkNo: number;
  readonly #stage: Stage;

  constructor(stage: Stage, trunkNo: number) {
    this.#stage = stage;
    this.trunkNo = trunkNo;
  }

  ring(
    number: string,
    options: { name?: string; callerId?: 'fsk' | 'dtmf' | 'none'; giveUpAfterMs?: number } = {},
  ): Promise<void> {
    return this.#act({ do: 'ring', trunkNo: this.trunkNo, number, ...options });
  }

  giveUp(): Promise<void> {
    return this.#act({ do: 'giveUp', trunkNo: this.trunkNo });
  }

  press(digits: string): Promise<void> {
    return this.#act({ do: 'farPress', trunkNo: this.trunkNo, digits });
  }

  speak(voice: VoiceSource): Promise<void> {
    return this.#act({ do: 'farSpeak', trunkNo: this.trunkNo, voice });
  }

  answer(): Promise<void> {
    return this.#act({ do: 'farAnswer', trunkNo: this.trunkNo });
  }

  hangUp(): Promise<void> {
    return this.#act({ do: 'farHangUp', trunkNo: this.trunkNo });
  }

  line(settings: {
    battery?: boolean;
    dialTone?: boolean;
    polarityAnswer?: boolean;
    clearBy?: 'busyTone' | 'polarity' | 'loopDrop';
  }): Promise<void> {
    return this.#act({ do: 'setLine', trunkNo: this.trunkNo, ...settings });
  }

  async #act(input: BenchActionInput): Promise<void> {
    const action = benchActionSchema.parse(input);
    this.#stage.tell(`caller ${this.trunkNo}`, JSON.stringify(action));
    const done = await this.#stage.world.act(action);
    if (!done.ok) this.#stage.fail(`caller ${this.trunkNo} can ${action.do}: ${done.error.now}`);
  }
}
