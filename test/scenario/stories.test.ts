import assert from 'node:assert/strict';
import { CATALOGUE } from '../../board-sim/scenario/catalogue.ts';
import { play } from '../../board-sim/scenario/play.ts';
import type { Scenario } from '../../board-sim/scenario/scenario.ts';
import { SteppedWorld } from '../../board-sim/scenario/stepped-world.ts';
import type { World } from '../../board-sim/scenario/world.ts';
import { openRehearsal } from '../../src-main/server/rehearsal.ts';
import { TestLog } from '../support/test-log.ts';

async function steppedWorld(scenario: Scenario): Promise<World> {
  return new SteppedWorld(await openRehearsal({ ...scenario.settings, log: new TestLog() }));
}

describe('stories of calls, on stepped time', () => {
  for (const scenario of CATALOGUE) {
    it(`${scenario.name}: ${scenario.story}`, async function () {
      this.timeout(60_000);
      const performance = await play(scenario, steppedWorld);
      assert.ok(performance.passed, `${performance.failure}\n${performance.timeLine}`);
    });
  }
});
