import type { Scenario } from './scenario.ts';
import { ExpectationFailed, Stage } from './stage.ts';
import type { World } from './world.ts';

export interface Performance {
  readonly scenario: Scenario;
  readonly passed: boolean;
  readonly worldMs: number;
  /** Why it failed; empty when it passed. */
  readonly failure: string;
  /** All layers merged by world time. */
  readonly timeLine: string;
}

/** Plays one scenario in a world and closes the world, whatever happens. */
export async function play(scenario: Scenario, open: (scenario: Scenario) => Promise<World>): Promise<Performance> {
  const world = await open(scenario);
  const stage = new Stage(world);
  try {
    await scenario.play(stage);
    return { scenario, passed: true, worldMs: world.nowMs(), failure: '', timeLine: stage.timeLine.print() };
  } catch (error) {
    const failure =
      error instanceof ExpectationFailed ? error.message : String(error instanceof Error ? error.stack : error);
    return { scenario, passed: false, worldMs: world.nowMs(), failure, timeLine: stage.timeLine.print() };
  } finally {
    await world.close();
  }
}
