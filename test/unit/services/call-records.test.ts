import assert from 'node:assert/strict';
import type { CallEvent, UnnumberedCallEvent } from '../../../src-main/contract/call-events.ts';
import type { CallRecord, EndReason } from '../../../src-main/contract/call-record.ts';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import { draftOf, toCallRecord } from '../../../src-main/services/records/index.ts';
import { TEST_NOW_MS } from '../../support/test-databases.ts';
import { callEvents, station801, testCallId, testRecordingId, trunk1 } from '../../support/test-events.ts';

const on = callEvents();
type Story = readonly (UnnumberedCallEvent | readonly UnnumberedCallEvent[])[];

function recordOf(story: Story): CallRecord {
  const events: CallEvent[] = story.flat().map((event, index) => ({ ...event, eventNo: index + 1 }));
  const draft = draftOf(events);
  assert.ok(draft !== undefined);
  return toCallRecord(draft);
}

const inFlow: Story = [on.ring(0), on.answer(100), on.step(100, 'welcome'), on.step(2_000, 'menu')];
const ringing: Story = [...inFlow, on.step(3_000, 'menu', '1'), on.step(3_000, 'agent'), on.ringStation(3_100)];
const talking: Story = [...ringing, on.lift(8_000), on.step(8_000, 'agent', 'answered')];
const noLift: Story = [on.fail(48_000, station801, 'ringTimeout'), on.leave(48_000, station801, 'ringTimeout')];

describe('the call record', () => {
  it('tells the whole story of a call that a flow gave to an agent', () => {
    const userId = userIdSchema.parse('user_chen');
    const record = recordOf([
      on.ring(0, '13900001234', '张三'),
      on.answer(100),
      on.record(100),
      on.step(100, 'menu'),
      on.step(3_000, 'menu', '1'),
      on.ringStation(3_100),
      on.lift(8_000),
      { kind: 'CallInformation', at: TEST_NOW_MS + 8_000, callId: testCallId, userId },
      on.leave(20_000, trunk1, 'trunkHungUp'),
      on.recorded(20_000, 19_900),
      on.leave(20_010, station801, 'trunkHungUp'),
      on.clear(20_010, 'trunkHungUp', 'far'),
    ]);
    const at = (ms: number): number => TEST_NOW_MS + ms;
    assert.deepEqual(record, {
      callId: 'call_1',
      direction: 'inbound',
      initiation: 'INBOUND',
      ani: '13900001234',
      aniRaw: '13900001234',
      name: '张三',
      dnis: '',
      trunkNo: 1,
      stationNo: '801',
      userId,
      flowId: 'welcome',
      ivrPath: ['menu=1'],
      startedAt: at(0),
      ringAt: at(0),
      answeredAt: at(100),
      answerEvidence: 'hook',
      connectedToAgentAt: at(8_000),
      endedAt: at(20_010),
      endedBy: 'far',
      endReason: 'NORMAL',
      ringMs: 100,
      waitMs: 8_000,
      talkMs: 12_000,
      legs: [
        {
          device: 'trunk/1',
          startedAt: at(0),
          ringAt: at(0),
          answeredAt: at(100),
          answerEvidence: 'hook',
          endedAt: at(20_000),
          cause: 'trunkHungUp',
        },
        {
          device: 'station/801',
          userId,
          startedAt: at(3_100),
          ringAt: at(3_100),
          answeredAt: at(8_000),
          answerEvidence: 'hook',
          endedAt: at(20_010),
          cause: 'trunkHungUp',
        },
      ],
      recordings: [
        { recordingId: 'rec_1', startedAt: at(100), lengthMs: 19_900, format: 'alaw', result: 'complete', gaps: [] },
      ],
    });
  });

  const endings: readonly (readonly [EndReason, string, Story])[] = [
    ['ABANDONED_RINGING', 'gave up before the answer', [on.ring(0), on.clear(9_000, 'callerGaveUp', 'far')]],
    ['ABANDONED_IVR', 'hung up in the flow', [...inFlow, on.clear(4_000, 'trunkHungUp', 'far')]],
    ['ABANDONED_AGENT_RINGING', 'hung up while an agent was rung', [...ringing, on.clear(9_000, 'trunkHungUp', 'far')]],
    [
      'ABANDONED_AGENT_RINGING',
      'hung up while an agent was rung, whose leg was cleared with it',
      [...ringing, on.leave(9_000, station801, 'trunkHungUp'), on.clear(9_000, 'trunkHungUp', 'far')],
    ],
    [
      'ABANDONED_IVR',
      'hung up after the agent did not lift',
      [...ringing, ...noLift, on.clear(50_000, 'trunkHungUp', 'far')],
    ],
    [
      'AGENT_NO_ANSWER',
      'was let go after the agent did not lift',
      [...ringing, ...noLift, on.step(48_000, 'agent', 'noAnswer'), on.clear(52_000, 'flowEnded', 'system')],
    ],
    [
      'NO_AGENT',
      'was let go because nobody was ready',
      [...inFlow, on.step(5_000, 'agent', 'noAgent'), on.clear(9_000, 'flowEnded', 'system')],
    ],
    ['IVR_ENDED', 'went through the flow to its end', [...inFlow, on.clear(30_000, 'flowEnded', 'system')]],
    ['NORMAL', 'talked, and the agent hung up', [...talking, on.clear(60_000, 'stationHungUp', 'station')]],
    ['SYSTEM', 'talked when the server stopped', [...talking, on.clear(60_000, 'systemStopped', 'system')]],
    ['TELECOM_PROBLEM', 'talked when the board was lost', [...talking, on.clear(60_000, 'boardLost', 'system')]],
    ['BUSY', 'was called and busy', [on.dial(0), on.fail(9_000, trunk1, 'busy'), on.clear(9_000, 'busy', 'system')]],
    [
      'NO_ANSWER',
      'was called and did not answer',
      [on.dial(0), on.fail(60_000, trunk1, 'noAnswer'), on.clear(60_000, 'noAnswer', 'system')],
    ],
    [
      'UNOBTAINABLE',
      'was called and does not exist',
      [on.dial(0), on.fail(9_000, trunk1, 'invalidNumber'), on.clear(9_000, 'invalidNumber', 'system')],
    ],
    [
      'NO_DIAL_TONE',
      'was called on a dead line',
      [on.dial(0), on.fail(9_000, trunk1, 'noDialTone'), on.clear(9_000, 'noDialTone', 'system')],
    ],
    [
      'NO_TRUNK',
      'was called when all lines were busy',
      [on.dial(0), on.fail(100, station801, 'noTrunkFree'), on.clear(100, 'noTrunkFree', 'system')],
    ],
    [
      'AGENT_NO_ANSWER',
      'was not dialled as the agent did not lift',
      [on.dial(0), on.fail(45_000, station801, 'ringTimeout'), on.clear(45_000, 'ringTimeout', 'system')],
    ],
    ['CANCELLED', 'was called, and the agent hung up first', [on.dial(0), on.clear(5_000, 'stationHungUp', 'station')]],
    ['NORMAL', 'was called and answered', [on.dial(0), on.answer(9_000), on.clear(20_000, 'trunkHungUp', 'far')]],
  ];
  for (const [reason, what, story] of endings) {
    it(`gives ${reason} to a call that ${what}`, () => {
      assert.equal(recordOf(story).endReason, reason);
    });
  }

  it('has no end and no reason while the call is up', () => {
    const { endedAt, endedBy, endReason } = recordOf(talking);
    assert.deepEqual([endedAt, endedBy, endReason], [undefined, undefined, undefined]);
  });

  it('writes the rounds of a menu and the way out into the path', () => {
    const record = recordOf([
      ...[on.ring(0), on.answer(0), on.step(0, 'menu'), on.step(1, 'menu', 'timeOut'), on.step(1, 'menu')],
      ...[on.step(2, 'menu', '1'), on.step(2, 'agent')],
    ]);
    assert.deepEqual(record.ivrPath, ['menu=timeOut', 'menu=1', 'agent']);
  });

  it('begins a second leg when a station comes into the call again', () => {
    const record = recordOf([...ringing, ...noLift, on.ringStation(50_000)]);
    assert.deepEqual(
      record.legs.map((leg) => `${leg.device} ${leg.cause ?? 'up'}`),
      ['trunk/1 up', 'station/801 ringTimeout', 'station/801 up'],
    );
  });

  it('takes a caller number that became known late, and keeps what arrived first', () => {
    const late = (number: string): UnnumberedCallEvent => ({
      kind: 'CallInformation',
      at: TEST_NOW_MS,
      callId: testCallId,
      number,
    });
    assert.equal(recordOf([on.ring(0, ''), late('1390000')]).aniRaw, '1390000');
    const { ani, aniRaw } = recordOf([on.ring(0, '013900'), late('13900')]);
    assert.deepEqual([ani, aniRaw], ['13900', '013900']);
  });

  it('keeps a gap of the recording with its place and length', () => {
    const record = recordOf([...inFlow, on.record(1_000), on.gap(4_000, 'began'), on.gap(9_000, 'ended', 5_000)]);
    assert.deepEqual(record.recordings[0]?.gaps, [{ atMs: 3_000, lengthMs: 5_000, reason: 'diskFull' }]);
  });

  it('lets a gap that nobody ended last to the end of the call, also of a recording that never began', () => {
    const record = recordOf([...inFlow, on.gap(4_000, 'began'), on.clear(9_000, 'flowEnded', 'system')]);
    assert.deepEqual(record.recordings, [
      {
        recordingId: testRecordingId,
        startedAt: TEST_NOW_MS + 4_000,
        lengthMs: 0,
        format: 'pcm16',
        result: 'failed',
        gaps: [{ atMs: 0, lengthMs: 5_000, reason: 'diskFull' }],
      },
    ]);
  });
});
