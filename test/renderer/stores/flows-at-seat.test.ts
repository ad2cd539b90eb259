import assert from 'node:assert/strict';
import type { SeatCommandName } from '../../../src-main/contract/seat-protocol.ts';
import { aTalkingCall, CALL_1, someTopics } from '../support/builders.ts';
import { SeatWorld } from '../support/seat-world.ts';

const flows = [{ flowId: 'survey', title: '满意度调查' }];

describe('voice flows at a seat', () => {
  let world: SeatWorld;
  beforeEach(() => {
    world = new SeatWorld();
  });

  async function talking(allowed: SeatCommandName[]): Promise<void> {
    await world.live(someTopics({ calls: [aTalkingCall()], allowed: { agent: [], calls: { [CALL_1]: allowed } } }));
  }

  async function loaded(): Promise<void> {
    const loading = world.root.flows.load();
    await world.http.answer(world.http.asked.length - 1, 200, { flows });
    await loading;
  }

  const commands = (): readonly unknown[] =>
    world.wires.last.sent.flatMap((frame) =>
      frame.kind === 'command' ? [{ name: frame.name, params: frame.params }] : [],
    );

  it('are those that the server has published', async () => {
    await talking(['call.toFlow']);
    assert.equal(world.root.flows.flows, undefined);
    await loaded();
    assert.deepEqual([world.root.flows.flows, world.http.asked.at(-1)?.path], [flows, '/api/flows']);
  });

  it('stay as they were known when the server refuses to tell them, and say why', async () => {
    await talking(['call.toFlow']);
    await loaded();
    const loading = world.root.flows.load();
    await world.http.answer(world.http.asked.length - 1, 429, { code: 'request/rateLimited', message: 'too often' });
    await loading;
    assert.deepEqual([world.root.flows.flows, world.root.flows.error?.code], [flows, 'request/rateLimited']);
  });

  for (const back of [false, true]) {
    it(`take the caller ${back ? 'until they are through' : 'for good'}, and the choice closes`, async () => {
      await talking(['call.transfer', 'call.toFlow']);
      await loaded();
      world.actions.calls.transfer();
      const flowId = world.root.flows.flows?.[0]?.flowId ?? assert.fail('there is a flow');
      world.actions.calls.sendToFlow(flowId, back);
      assert.deepEqual(commands(), [{ name: 'call.toFlow', params: { callId: CALL_1, flowId: 'survey', back } }]);
      assert.equal(world.root.ui.picker, undefined);
      assert.equal(world.root.commands.isPending('call.toFlow', CALL_1), true);
    });
  }

  it('are not asked for a call that cannot be sent there now', async () => {
    await talking(['call.transfer']);
    await loaded();
    world.actions.calls.sendToFlow(world.root.flows.flows?.[0]?.flowId ?? assert.fail('there is a flow'), true);
    assert.deepEqual(commands(), []);
  });
});
