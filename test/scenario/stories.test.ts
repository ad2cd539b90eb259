import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../../board-sim/scenario/catalogue.ts';
import { play } from '../../board-sim/scenario/play.ts';
import { SteppedWorld } from '../../board-sim/scenario/stepped-world.ts';
import { openSteppedProduct } from '../../src-main/server/stepped-product.ts';
import { TestLog } from '../support/test-log.ts';

describe('stories of calls, on stepped time', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-stories-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  for (const scenario of CATALOGUE) {
    it(`${scenario.name}: ${scenario.story}`, async function () {
      this.timeout(60_000);
      const performance = await play(scenario, async ({ name, settings }) => {
        const product = await openSteppedProduct({ dataDir: join(folder, name), log: new TestLog(), ...settings });
        return new SteppedWorld(product);
      });
      assert.ok(performance.passed, `${performance.failure}\n${performance.timeLine}`);
    });
  }
});
