import assert from 'node:assert/strict';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { callIdSchema, stationDevice, trunkDevice, userIdSchema } from '../../../src-main/contract/ids.ts';
import { draftOf, toCallRecord } from '../../../src-main/services/records/index.ts';
import { numbered, storyEvents } from '../../support/story-events.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';
import { callEvents, station801, testCallId, trunk1 } from '../../support/test-events.ts';

type Story = Parameters<typeof numbered>[0];

const on = callEvents();
const then = storyEvents();
const station802 = stationDevice('802');
const chen = userIdSchema.parse('user_chen');
const wang = userIdSchema.parse('user_wang');
const other = callIdSchema.parse('call_other');
const at = (ms: number): number => TEST_NOW_MS + ms;

function recordOf(story: Story): CallRecord {
  const draft = draftOf(numbered(story));
  assert.ok(draft !== undefined);
  return toCallRecord(draft);
}

/** Talks from 10 s on. */
const talking: Story = [on.ring(0), on.answer(1_000), on.ringStation(2_000), on.lift(10_000)];
const over = (ms: number): Story => [
  on.leave(ms, station801, 'stationHungUp'),
  on.leave(ms, trunk1, 'stationHungUp'),
  on.clear(ms, 'stationHungUp', 'station'),
];

describe('the record of what happens in a call', () => {
  it('counts holds apart from the talk time', () => {
    const record = recordOf([
      ...talking,
      ...[then.hold(20_000, station801), then.retrieve(25_000, station801)],
      ...[then.hold(30_000, station801), then.retrieve(32_000, station801)],
      ...over(40_000),
    ]);
    assert.deepEqual(record.holds, { count: 2, totalMs: 7_000, longestMs: 5_000 });
    assert.deepEqual([record.talkMs, record.legs[1]?.holdMs], [23_000, 7_000]);
  });

  it('lets a hold that nobody ended last to the end of the call', () => {
    const record = recordOf([...talking, then.hold(20_000, station801), on.clear(50_000, 'trunkHungUp', 'far')]);
    assert.deepEqual(record.holds, { count: 1, totalMs: 30_000, longestMs: 30_000 });
    assert.equal(record.talkMs, 10_000);
  });

  it('counts the time of two holds at once only once', () => {
    const record = recordOf([
      ...talking,
      then.conference(15_000, trunk1, station801, station802),
      ...[then.hold(20_000, station801), then.hold(25_000, station802)],
      ...[then.retrieve(30_000, station801), then.retrieve(40_000, station802)],
      ...over(50_000),
    ]);
    assert.deepEqual(record.holds, { count: 2, totalMs: 20_000, longestMs: 15_000 });
  });

  it('ends a hold with the connection that held', () => {
    const record = recordOf([
      ...talking,
      then.hold(20_000, station801),
      on.leave(24_000, station801, 'transferred'),
      on.clear(60_000, 'trunkHungUp', 'far'),
    ]);
    assert.deepEqual(record.holds, { count: 1, totalMs: 4_000, longestMs: 4_000 });
  });

  it('counts what is over of a hold while the call is up', () => {
    const record = recordOf([...talking, then.hold(20_000, station801)]);
    assert.deepEqual([record.holds, record.talkMs], [{ count: 1, totalMs: 0, longestMs: 0 }, undefined]);
  });

  it('tells the waits of a caller whom nobody took, and none of a call out', () => {
    const lost = recordOf([on.ring(0), on.answer(4_000), on.clear(30_000, 'trunkHungUp', 'far')]);
    assert.deepEqual([lost.ringMs, lost.waitMs, lost.talkMs], [4_000, 30_000, undefined]);
    const out = recordOf([on.dial(0), on.answer(9_000), on.clear(20_000, 'trunkHungUp', 'far')]);
    assert.deepEqual([out.waitMs, out.talkMs], [undefined, undefined]);
  });

  it('writes down a blind transfer by an agent, and none of a flow that gives the caller to its first one', () => {
    const record = recordOf([
      ...talking,
      then.transfer(10_000, station801),
      on.leave(20_000, station801, 'transferred'),
      then.lifted(26_000, station802),
      then.join(26_000, trunk1, station802),
      then.transfer(26_000, station802, { fromId: station801 }),
      on.clear(40_000, 'trunkHungUp', 'far'),
    ]);
    assert.deepEqual(record.transfers, [{ at: at(26_000), kind: 'blind', from: 'station/801', to: 'station/802' }]);
    assert.deepEqual([record.stationNo, record.talkMs], ['802', 24_000]);
  });

  it('links a consultation to its call, and both calls after they became one', () => {
    const asking = recordOf([
      {
        kind: 'ServiceInitiated',
        at: at(0),
        callId: testCallId,
        deviceId: station801,
        direction: 'internal',
        parentId: other,
      },
      then.transfer(9_000, station802, { newCallId: other }),
      on.clear(9_000, 'transferred', 'system'),
    ]);
    const { parentId, nextId, initiation, endReason } = asking;
    assert.deepEqual([parentId, nextId, initiation, endReason], [other, other, 'TRANSFER', 'TRANSFERRED']);
    const going = recordOf([
      ...talking,
      then.transfer(30_000, station802, { fromId: station801, oldCallId: other }),
      then.join(30_000, trunk1, station802),
      ...over(60_000),
    ]);
    assert.deepEqual([going.previousId, going.transfers?.map((each) => each.kind)], [other, ['consult']]);
    assert.deepEqual(
      going.legs.map((leg) => [leg.device, leg.answeredAt]),
      [
        ['trunk/1', at(1_000)],
        ['station/801', at(10_000)],
        ['station/802', at(30_000)],
      ],
    );
  });

  it('writes down where a call was diverted, and the slot in which it was parked', () => {
    const record = recordOf([
      ...talking,
      then.divert(20_000, station801, 'park', 'park/71'),
      then.divert(50_000, station802, 'pickup', 'station/802'),
    ]);
    assert.deepEqual(record.transfers, [
      { at: at(20_000), kind: 'park', from: 'station/801', to: 'park/71' },
      { at: at(50_000), kind: 'pickup', to: 'station/802' },
    ]);
    assert.equal(record.parkSlot, '71');
  });

  it('keeps the size of a conference at its largest', () => {
    const record = recordOf([
      ...talking,
      then.conference(20_000, trunk1, station801, station802, trunkDevice(2)),
      then.conference(30_000, trunk1, station801, station802),
    ]);
    assert.deepEqual([record.parties, record.legs.length], [4, 4]);
  });

  it('knows the supervisor who listened, whispered and came in, and keeps the agent', () => {
    const record = recordOf([
      ...talking,
      then.inform(10_000, { userId: chen }),
      then.lifted(20_000, station802),
      then.inform(20_000, { userId: wang }),
      then.participate(20_000, station802, 'listen'),
      then.participate(30_000, station802, 'whisper'),
      then.participate(40_000, station802, 'party'),
      on.leave(50_000, station802, 'stationHungUp'),
      ...over(60_000),
    ]);
    const by = { device: 'station/802', userId: wang };
    assert.deepEqual(record.monitoredBy, [
      { ...by, kind: 'listen', startedAt: at(20_000), endedAt: at(30_000) },
      { ...by, kind: 'whisper', startedAt: at(30_000), endedAt: at(40_000) },
      { ...by, kind: 'barge', startedAt: at(40_000), endedAt: at(50_000) },
    ]);
    assert.deepEqual([record.userId, record.stationNo], [chen, '801']);
  });

  it('does not take an outside member that accepts by a key for a supervisor', () => {
    const record = recordOf([...talking, then.participate(20_000, trunkDevice(2), 'party')]);
    assert.equal(record.monitoredBy, undefined);
  });

  it('does not count a listener as somebody who talks', () => {
    const record = recordOf([
      ...talking,
      then.lifted(12_000, station802),
      then.participate(12_000, station802, 'listen'),
      on.leave(20_000, station801, 'stationHungUp'),
      on.clear(30_000, 'trunkHungUp', 'far'),
    ]);
    assert.equal(record.talkMs, 10_000);
  });

  it('knows each agent of a call that went from one to the other, and the last as its agent', () => {
    const record = recordOf([
      ...talking,
      then.inform(10_000, { userId: chen }),
      on.leave(20_000, station801, 'transferred'),
      then.lifted(25_000, station802),
      then.join(25_000, trunk1, station802),
      then.inform(25_000, { userId: wang }),
    ]);
    assert.deepEqual(
      record.legs.map((leg) => leg.userId),
      [undefined, chen, wang],
    );
    assert.equal(record.userId, wang);
  });

  it('keeps the steps of routing in order, the marks of a recording, and that the caller is a VIP', () => {
    const listed = {
      kind: 'list',
      list: 'vip',
      listId: 'vip',
      entryId: 'entry_1',
      pattern: '139*',
      reason: '老客户',
      decides: false,
    } as const;
    const byDefault = { kind: 'default', hasStep: true } as const;
    const record = recordOf([
      on.ring(0),
      then.inform(0, { why: [listed], vip: true }),
      then.inform(0, { why: [byDefault] }),
      on.answer(1),
      on.record(1),
      then.mark(5_000, '客户同意'),
    ]);
    assert.deepEqual(record.why, [listed, byDefault]);
    assert.deepEqual([record.vip, record.recordings[0]?.marks], [true, [{ atMs: 5_000, text: '客户同意' }]]);
  });
});
