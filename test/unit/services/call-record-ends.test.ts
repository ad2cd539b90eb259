import assert from 'node:assert/strict';
import { callRecordSchema, type CallRecord, type EndReason } from '../../../src-main/contract/call-record.ts';
import { draftOf, toCallRecord } from '../../../src-main/services/records/index.ts';
import { numbered, storyEvents } from '../../support/story-events.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';
import { callEvents, station801 } from '../../support/test-events.ts';

type Story = Parameters<typeof numbered>[0];

const on = callEvents();
const then = storyEvents();
const at = (ms: number): number => TEST_NOW_MS + ms;

function recordOf(story: Story): CallRecord {
  const draft = draftOf(numbered(story));
  assert.ok(draft !== undefined);
  return toCallRecord(draft);
}

/** Talks from 10 s on. */
const talking: Story = [on.ring(0), on.answer(1_000), on.ringStation(2_000), on.lift(10_000)];

describe('the record of a call and its clock, its end, and older versions', () => {
  it('has no negative times when the clock is set back, and keeps later times right', () => {
    const hourMs = 3_600_000;
    const record = recordOf([
      ...talking,
      then.hold(20_000, station801),
      then.retrieve(25_000 - hourMs, station801),
      on.leave(45_000 - hourMs, station801, 'stationHungUp'),
      on.clear(45_010 - hourMs, 'stationHungUp', 'station'),
    ]);
    // The step itself took no time: the hold ended when it began, and 20 s were spoken after it.
    assert.deepEqual([record.holds?.totalMs, record.talkMs], [0, 30_000]);
    assert.equal(record.endedAt, at(40_010));
  });

  it('does not take two sources that differ by little for a clock that was set', () => {
    const record = recordOf([...talking, on.step(9_900, 'agent', 'answered'), on.clear(40_000, 'trunkHungUp', 'far')]);
    assert.deepEqual([record.endedAt, record.talkMs], [at(40_000), 30_000]);
  });

  it('does not take the end of a recording that was cut for a clock that was set', () => {
    const record = recordOf([
      ...[on.ring(0), on.answer(1_000), on.record(1_000), on.step(60_000, 'menu'), on.recorded(1_000, 0)],
      on.clear(60_000, 'systemStopped', 'system'),
    ]);
    assert.equal(record.endedAt, at(60_000));
  });

  const endings: readonly (readonly [EndReason, string, Story])[] = [
    ['TRANSFERRED', 'merged into a conference', [...talking, on.clear(9_000, 'conferenced', 'system')]],
    ['MAXIMUM_DURATION', 'lasted too long', [...talking, on.clear(9_000, 'maximumDuration', 'system')]],
    ['BARGED', 'was taken by a supervisor', [...talking, on.clear(9_000, 'intercepted', 'system')]],
    [
      'BARRED',
      'may not be dialled',
      [on.dial(0), on.fail(1, station801, 'barred'), on.clear(2, 'stationHungUp', 'station')],
    ],
    [
      'BLACKLISTED',
      'came from a number on the black list and was left ringing',
      [on.ring(0), then.inform(0, { blockedBy: 'entry_1' }), on.clear(30_000, 'callerGaveUp', 'far')],
    ],
    [
      'NOT_WORKING_TIME',
      'heard that nobody works now',
      [
        on.ring(0),
        on.answer(0),
        on.step(1, 'time', 'off'),
        on.step(2, 'closed'),
        on.clear(9_000, 'flowEnded', 'system'),
      ],
    ],
  ];
  for (const [reason, what, story] of endings) {
    it(`gives ${reason} to a call that ${what}`, () => assert.equal(recordOf(story).endReason, reason));
  }

  it('still reads what an older version stored', () => {
    const old = {
      callId: 'call_1',
      direction: 'internal',
      initiation: 'OUTBOUND',
      ...{ ani: '', aniRaw: '', name: '', dnis: '', ivrPath: [], startedAt: 1, endedAt: 2, endReason: 'NORMAL' },
      legs: [{ device: 'station/801', startedAt: 1 }],
      recordings: [{ recordingId: 'r', startedAt: 1, lengthMs: 1, format: 'alaw', result: 'complete', gaps: [] }],
    };
    assert.deepEqual(callRecordSchema.parse(old), old);
  });
});
