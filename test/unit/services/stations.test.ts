import assert from 'node:assert/strict';
import { promptIdSchema } from '../../../src-main/contract/ids.ts';
import type { StationSettings } from '../../../src-main/contract/stations.ts';
import { StationsService, walkForwarding } from '../../../src-main/services/stations/index.ts';
import { StationSettingsRepository } from '../../../src-main/storage/repositories/station-settings.ts';
import { readTestNumber } from '../../support/fake-follow.ts';
import { openMemory, type TestDatabase } from '../../support/test-databases.ts';
import { TestLog } from '../../support/test-log.ts';
import { openCallCentre, PHONE_801, STATION_801, type CallCentre } from '../mediator/call-centre.ts';

const MOBILE = '13800138000';
const OWN_LINE = '94008008888';

describe('stations', () => {
  let database: TestDatabase;
  let centre: CallCentre;
  let stations: StationsService;
  const changes: StationSettings[] = [];

  beforeEach(async () => {
    database = await openMemory();
    await begin();
  });
  afterEach(async () => {
    stations.dispose();
    await database.remove();
  });

  async function begin(): Promise<void> {
    centre = await openCallCentre();
    changes.length = 0;
    stations = new StationsService({
      callControl: centre.mediator,
      repository: new StationSettingsRepository(database.database.query),
      readNumber: readTestNumber,
      prompt: (name) => ({ promptId: promptIdSchema.parse(name), path: `/prompts/${name}.wav` }),
      log: new TestLog(),
    });
    stations.onStationChanged((settings) => changes.push(settings));
    await stations.start();
  }

  const codeOf = async (change: Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>) => {
    const done = await change;
    return done.error?.code ?? 'ok';
  };

  it('take effect at once, are told, and are there again after a restart', async () => {
    assert.equal(await codeOf(stations.setDoNotDisturb('801', true)), 'ok');
    assert.equal(await codeOf(stations.setForwarding('801', { noAnswer: { number: MOBILE, seconds: 15 } })), 'ok');
    const features = { doNotDisturb: true, forwarding: { noAnswer: { number: MOBILE, afterMs: 15_000 } } };
    assert.deepEqual(centre.mediator.features(STATION_801), features);
    assert.deepEqual(changes.at(-1), stations.of('801'));
    stations.dispose();
    await begin();
    assert.deepEqual(centre.mediator.features(STATION_801), features);
    assert.equal(stations.all().find((each) => each.stationNo === '801')?.doNotDisturb, true);
  });

  it('are all listed, set or not', () => {
    assert.deepEqual(
      stations.all().map((each) => each.stationNo),
      ['801', '802', '803', '804'],
    );
  });

  for (const [what, forwarding] of [
    ['to itself', { always: '801' }],
    ['to one that forwards back', { busy: '802' }],
    ['over two others back', { noAnswer: { number: '803', seconds: 20 } }],
    ['to one of our own lines', { always: OWN_LINE }],
  ] as const) {
    it(`refuse forwarding ${what}, and stay as they were`, async () => {
      assert.equal(await codeOf(stations.setForwarding('802', { always: '801' })), 'ok');
      assert.equal(await codeOf(stations.setForwarding('803', { busy: '802' })), 'ok');
      assert.equal(await codeOf(stations.setForwarding('801', forwarding)), 'call/forwardingLoop');
      assert.deepEqual(stations.of('801').forwarding, {});
    });
  }

  it('refuse a number that leads nowhere, and a station that the board does not have', async () => {
    assert.equal(await codeOf(stations.setForwarding('801', { always: '12' })), 'call/numberInvalid');
    assert.equal(await codeOf(stations.setDoNotDisturb('899', true)), 'call/deviceUnknown');
  });

  it('make changes that come together one after the other', async () => {
    const [one, other] = await Promise.all([
      stations.setForwarding('801', { always: '802' }),
      stations.setForwarding('802', { always: '801' }),
    ]);
    assert.deepEqual([one.ok, other.ok], [true, false]);
  });

  describe('that dial a code', () => {
    async function dials(code: string): Promise<void> {
      centre.driver.lift(PHONE_801);
      await centre.settle();
      centre.driver.dialNumber(PHONE_801, code);
      await centre.settle(10);
      // The database answers in its own time.
      for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
      await centre.settle(10);
    }
    const told = (): readonly string[] =>
      centre.events.flatMap((event) => (event.kind === 'PlaybackStarted' ? event.prompts : []));

    for (const [code, prompt, settings] of [
      ['*78', 'dnd-on', { doNotDisturb: true, forwarding: { busy: '802' } }],
      ['*79', 'dnd-off', { doNotDisturb: false, forwarding: { busy: '802' } }],
      ['*72913800138000', 'forward-on', { doNotDisturb: false, forwarding: { busy: '802', always: '913800138000' } }],
      ['*73', 'forward-off', { doNotDisturb: false, forwarding: { busy: '802' } }],
      ['*72801', 'setting-refused', { doNotDisturb: false, forwarding: { busy: '802' } }],
    ] as const) {
      it(`${code} are told ${prompt}, then let go`, async () => {
        await stations.setForwarding('801', { busy: '802' });
        await dials(code);
        assert.deepEqual([told(), stations.of('801')], [[prompt], { stationNo: '801', ...settings }]);
        centre.driver.complete(PHONE_801, 'play', 'ok');
        await centre.settle(1_000);
        centre.driver.hangUp(PHONE_801);
        await centre.settle(15_000);
        assert.deepEqual([centre.mediator.calls.size, centre.defects], [0, []]);
      });
    }

    it('change nothing more when the handset goes down before it was said', async () => {
      await dials('*78');
      centre.driver.hangUp(PHONE_801);
      await centre.settle(15_000);
      assert.deepEqual([stations.of('801').doNotDisturb, centre.mediator.calls.size], [true, 0]);
    });
  });
});

describe('a walk along forwardings', () => {
  it('comes to an end in a circle, and tells every place that it came to', () => {
    const forwarding = {
      801: { busy: '802' },
      802: { noAnswer: { number: '803', seconds: 20 } },
      803: { always: '801', busy: MOBILE },
    };
    const of = (stationNo: string) => Object.entries(forwarding).find(([no]) => no === stationNo)?.[1] ?? {};
    const walk = walkForwarding(['801'], of, readTestNumber);
    assert.deepEqual([...walk.stationNos], ['801', '802', '803']);
    assert.deepEqual([[...walk.outside], walk.meetsOwnTrunk], [[], false]);
  });
});
