import assert from 'node:assert/strict';
import { screenPopSchema, type ScreenPop } from '../../../src-main/contract/screen-pop.ts';
import type { CallView } from '../../../src-main/contract/call-model.ts';
import { stationDevice, trunkDevice } from '../../../src-main/contract/ids.ts';
import { startReactions } from '../../../src-renderer/stores/reactions.ts';
import type { Disposable } from '../../../src-renderer/transport/foundation.ts';
import { aCall, CALL_1, someTopics } from '../support/builders.ts';
import { SeatWorld } from '../support/seat-world.ts';

const attention = { begin: () => undefined, end: () => undefined };

describe('screen pops at a seat', () => {
  let world: SeatWorld;
  let reactions: Disposable;
  beforeEach(async () => {
    world = new SeatWorld();
    await world.live(someTopics());
    reactions = startReactions({ root: world.root, attention });
  });
  afterEach(() => reactions.dispose());

  const pop = (change: object = {}): ScreenPop =>
    screenPopSchema.parse({
      screenPopId: 'crm',
      title: 'CRM',
      template: 'https://crm.example/?phone={ani|e164}&call={callId}&ext={stationNo}',
      enabled: true,
      scope: { kind: 'all' },
      directions: ['inbound'],
      when: 'ringing',
      how: 'sameTab',
      ...change,
    });

  /** The call as it is now, told to the seat; the list of pops is asked for and answered. */
  async function tell(state: 'alerting' | 'connected', pops?: readonly ScreenPop[]): Promise<CallView> {
    const call = aCall({
      farNumber: '13900001234',
      connections: [
        { deviceId: trunkDevice(1), state: 'connected', since: 0, media: 'joined' },
        { deviceId: stationDevice('801'), state, since: 0, media: 'none' },
      ],
    });
    world.says({
      topic: 'callEvent',
      call,
      event: { kind: 'CallInformation', eventNo: 1, at: 0, callId: call.callId },
    });
    if (pops !== undefined) await world.http.answer(world.http.asked.length - 1, 200, pops);
    return call;
  }

  const states = (): readonly string[] => world.root.screenPops.notices.map(({ title, state }) => `${title} ${state}`);

  it('open the page with the call’s fields when it rings, once a call', async () => {
    await tell('alerting', [pop()]);
    await tell('alerting');
    assert.deepEqual(world.pages, ['sameTab https://crm.example/?phone=%2B8613900001234&call=call_1&ext=801']);
    assert.deepEqual(states(), ['CRM opened']);
  });

  it('open another page when the call is answered', async () => {
    const pops = [
      pop(),
      pop({ screenPopId: 'erp', template: 'https://erp.example/{ani}', when: 'answered', how: 'newTab' }),
    ];
    await tell('alerting', pops);
    await tell('connected', pops);
    await tell('connected');
    assert.deepEqual(world.pages.slice(1), ['newTab https://erp.example/13900001234']);
  });

  it('leave a link where the browser blocked the page, and the press opens it', async () => {
    world.blocksPages = true;
    await tell('alerting', [pop()]);
    assert.deepEqual(states(), ['CRM blocked']);
    world.blocksPages = false;
    const [notice] = world.root.screenPops.notices;
    assert.ok(notice !== undefined);
    world.root.screenPops.press(notice);
    assert.deepEqual([states(), world.pages.length], [[], 2]);
  });

  it('only offer the link when that is how they are set', async () => {
    await tell('alerting', [pop({ how: 'notice' })]);
    assert.deepEqual([world.pages, states()], [[], ['CRM offered']]);
  });

  it('are not for other lines, other directions and calls of other seats', async () => {
    await tell('alerting', [
      pop({ scope: { kind: 'trunks', trunkNos: [7] } }),
      pop({ screenPopId: 'out', directions: ['outbound'] }),
    ]);
    assert.deepEqual(world.pages, []);
  });

  it('take their notices along when the call is over', async () => {
    await tell('alerting', [pop({ how: 'notice' })]);
    world.says({ topic: 'callGone', callId: CALL_1 });
    assert.deepEqual(states(), []);
  });

  it('go by what was known before when the server does not answer', async () => {
    await tell('alerting', [pop()]);
    world.says({ topic: 'callGone', callId: CALL_1 });
    await tell('alerting');
    await world.http.breakOff(world.http.asked.length - 1);
    assert.equal(world.pages.length, 2);
  });
});
