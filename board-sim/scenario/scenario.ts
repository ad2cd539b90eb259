import type { Stage } from './stage.ts';

/** One story: who does what, and what must be true. Its file name tells it. */
export interface Scenario {
  /** kebab-case, as typed after `npm run sim --`. */
  readonly name: string;
  /** One sentence. */
  readonly story: string;
  /** Settings the product must start with for this story. */
  readonly settings?: ScenarioSettings;
  play(stage: Stage): Promise<void>;
}

export interface ScenarioSettings {
  readonly trunks?: number;
  readonly extensions?: number;
}
