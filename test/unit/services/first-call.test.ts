import assert from 'node:assert/strict';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { callIdSchema, stationDevice, type ChannelNumber } from '../../../src-main/contract/ids.ts';
import { testUser } from '../../support/house.ts';
import { openWholeHouse, type WholeHouse } from '../../support/whole-house.ts';

const LINE_1 = 0;
const PHONE_801 = 4;
const firstCall = callIdSchema.parse('call_1');
const chen = testUser('chen');

describe('a call through mediator, services, journal and records', () => {
  let house: WholeHouse;
  beforeEach(async () => {
    house = await openWholeHouse();
    assert.ok(house.agents.signIn(chen, '801').ok);
    assert.ok(house.agents.setReady(chen.userId, true).ok);
  });
  afterEach(async () => {
    assert.deepEqual(house.defects, []);
    assert.deepEqual(house.log.errors, []);
    await house.close();
  });

  /** File names of the prompts that play on a channel. */
  function playing(channel: number): readonly string[] {
    return house.driver
      .running(channel)
      .flatMap(({ command }) => (command.kind === 'play' ? command.clips : []))
      .map((clip) => clip.path.replace(/.*\//, ''));
  }

  async function hearOut(channel: number, expected: string): Promise<void> {
    assert.deepEqual(playing(channel), [`${expected}.wav`]);
    house.driver.complete(channel, 'play', 'ok', 1_000);
    await house.pass(1_000);
  }

  async function toMenu(): Promise<void> {
    house.driver.ring(LINE_1, '13900001234', '张三');
    await house.pass(100);
    await hearOut(LINE_1, 'welcome');
    assert.deepEqual(playing(LINE_1), ['menu.wav']);
  }

  async function toRinging(): Promise<void> {
    await toMenu();
    house.driver.press(LINE_1, '1');
    await house.pass();
    await hearOut(LINE_1, 'transferring');
    assert.equal(house.driver.state(PHONE_801), 'ringing');
  }

  async function record(): Promise<CallRecord> {
    // Releasing a line takes its time, and the journal another 50 ms.
    for (const ms of [0, 3_000, 100]) await house.pass(ms);
    await house.records.settled();
    const found = await house.records.byId(firstCall);
    assert.ok(found !== undefined);
    return found;
  }

  function linked(channel: number): readonly ChannelNumber[] {
    return house.driver.snapshot().channels[channel]?.linkedTo ?? [];
  }

  it('is answered, welcomed, passed to the agent who lifts, and stands in the list when the caller is gone', async () => {
    await toRinging();
    assert.deepEqual(playing(LINE_1), ['hold-music.wav']);
    house.driver.lift(PHONE_801);
    await house.pass();
    assert.deepEqual([playing(LINE_1), linked(LINE_1)], [[], [PHONE_801]]);
    assert.deepEqual(
      [house.agents.byStation('801')?.state, house.agents.byStation('801')?.callId],
      ['talking', 'call_1'],
    );
    await house.pass(30_000);
    house.driver.farHangsUp(LINE_1);
    await house.pass();
    house.driver.hangUp(PHONE_801);
    const { endReason, endedBy, ivrPath, userId, stationNo, ruleId, recordings, legs } = await record();
    assert.deepEqual(
      { endReason, endedBy, ivrPath, userId, stationNo, ruleId },
      {
        endReason: 'NORMAL',
        endedBy: 'far',
        ivrPath: ['welcome', 'menu=1', 'agent=answered'],
        userId: 'user_chen',
        stationNo: '801',
        ruleId: 'everything',
      },
    );
    assert.deepEqual(
      recordings.map((each) => each.result),
      ['complete'],
    );
    assert.deepEqual(
      legs.map((leg) => [leg.device, leg.endedAt !== undefined]),
      [
        ['trunk/1', true],
        ['station/801', true],
      ],
    );
    assert.equal(house.agents.byStation('801')?.state, 'ready');
    assert.equal(house.ivr.sessions.size, 0);
  });

  it('ends as the agent hangs up', async () => {
    await toRinging();
    house.driver.lift(PHONE_801);
    await house.pass(5_000);
    house.driver.hangUp(PHONE_801);
    const { endReason, endedBy } = await record();
    assert.deepEqual([endReason, endedBy, house.driver.state(LINE_1)], ['NORMAL', 'station', 'idle']);
  });

  it('resets both legs when the agent does not lift within 45 s', async () => {
    await toRinging();
    house.driver.complete(PHONE_801, 'ring', 'noAnswer');
    await house.pass(45_000);
    assert.deepEqual(playing(LINE_1), ['no-agent.wav', 'goodbye.wav']);
    house.driver.complete(LINE_1, 'play', 'ok', 1_000);
    const { endReason, endedBy, ivrPath } = await record();
    assert.deepEqual([endReason, endedBy, ivrPath.at(-1)], ['AGENT_NO_ANSWER', 'system', 'noAgent']);
    assert.deepEqual([house.driver.state(LINE_1), house.driver.state(PHONE_801)], ['idle', 'idle']);
  });

  it('is abandoned while it rings', async () => {
    house.driver.hold('answer');
    house.driver.ring(LINE_1, '13900001234');
    await house.pass(100);
    house.driver.giveUp(LINE_1);
    assert.equal((await record()).endReason, 'ABANDONED_RINGING');
    assert.equal(house.ivr.sessions.size, 0);
  });

  it('is abandoned in the menu', async () => {
    await toMenu();
    house.driver.farHangsUp(LINE_1);
    assert.equal((await record()).endReason, 'ABANDONED_IVR');
    assert.equal(house.ivr.sessions.size, 0);
  });

  it('is abandoned while the agent is rung, whose phone stops and who is ready for the next', async () => {
    await toRinging();
    house.driver.farHangsUp(LINE_1);
    assert.equal((await record()).endReason, 'ABANDONED_AGENT_RINGING');
    assert.deepEqual([house.driver.state(PHONE_801), house.agents.byStation('801')?.state], ['idle', 'ready']);
  });

  it('is a problem of the line when the board is lost', async () => {
    await toRinging();
    house.driver.lift(PHONE_801);
    await house.pass(1_000);
    house.driver.goLost();
    assert.equal((await record()).endReason, 'TELECOM_PROBLEM');
  });

  it('goes on when the disk fills, with the gap in its record and a second file when there is room again', async () => {
    await toRinging();
    house.driver.lift(PHONE_801);
    await house.pass(1_000);
    house.disk.freeBytes = 0;
    await house.pass(10_000);
    assert.deepEqual([linked(LINE_1), house.agents.byStation('801')?.state], [[PHONE_801], 'talking']);
    house.disk.freeBytes = 1e12;
    await house.pass(10_000);
    house.driver.farHangsUp(LINE_1);
    const { endReason, recordings } = await record();
    assert.equal(endReason, 'NORMAL');
    assert.deepEqual(
      recordings.map((each) => [each.result, each.gaps.map((gap) => [gap.reason, gap.lengthMs])]),
      [
        ['complete', [['diskFull', 10_000]]],
        ['complete', []],
      ],
    );
  });

  it('goes out from the agent, is answered, and belongs to the agent', async () => {
    const made = house.callControl.makeCall({
      stationId: stationDevice('801'),
      number: '13800005678',
      originator: chen.userId,
    });
    await house.pass();
    assert.equal(house.agents.byStation('801')?.state, 'ringing');
    house.driver.lift(PHONE_801);
    await house.pass();
    house.driver.progress(LINE_1, 'ringback');
    await house.pass(4_000);
    house.driver.endDial(LINE_1, 'answered', 'polarity');
    await house.pass();
    assert.ok((await made).ok);
    await house.pass(9_000);
    house.driver.hangUp(PHONE_801);
    const { direction, dialling, ani, userId, stationNo, answerEvidence, endReason, endedBy, recordings } =
      await record();
    assert.deepEqual(
      {
        direction,
        dialling,
        ani,
        userId,
        stationNo,
        answerEvidence,
        endReason,
        endedBy,
        recordings: recordings.length,
      },
      {
        direction: 'outbound',
        dialling: 'soft',
        ani: '13800005678',
        userId: 'user_chen',
        stationNo: '801',
        answerEvidence: 'polarity',
        endReason: 'NORMAL',
        endedBy: 'station',
        recordings: 1,
      },
    );
  });

  for (const [result, reason] of [
    ['busy', 'BUSY'],
    ['noAnswer', 'NO_ANSWER'],
    ['invalidNumber', 'UNOBTAINABLE'],
    ['noDialTone', 'NO_DIAL_TONE'],
  ] as const) {
    it(`goes out and ends as ${reason} when the dial ends '${result}'`, async () => {
      void house.callControl.makeCall({ stationId: stationDevice('801'), number: '13800005678' });
      await house.pass();
      house.driver.lift(PHONE_801);
      await house.pass();
      house.driver.endDial(LINE_1, result);
      await house.pass();
      house.driver.hangUp(PHONE_801);
      assert.equal((await record()).endReason, reason);
    });
  }
});
