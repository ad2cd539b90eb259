// Over 250 lines: each row of the table by a call of its own.
import assert from 'node:assert/strict';
import { promptIdSchema, trunkDevice, type CallId } from '../../../src-main/contract/ids.ts';
import type { Box, VoicemailMessage } from '../../../src-main/contract/voicemail.ts';
import { openVoicemailHouse, storyOf, type VoicemailHouse } from '../../support/voicemail-house.ts';

describe('a caller who is sent to a box', () => {
  let house: VoicemailHouse;
  let box: Box;
  const left: VoicemailMessage[] = [];
  beforeEach(async () => {
    house = await openVoicemailHouse();
    box = await house.addBox('801', { notify: { webhook: true }, limits: { maxMessages: 2 } });
    left.length = 0;
    house.service.onMessage((message) => left.push(message));
  });
  afterEach(() => house.close());

  function send(number = '13900001234'): CallId {
    const callId = house.callControl.ring(1, number, 'Wang');
    house.callControl.send(callId, trunkDevice(1), box.boxId);
    return callId;
  }

  /** Through the greeting to the beep. */
  async function toBeep(): Promise<CallId> {
    const callId = send();
    assert.deepEqual(await house.hears(callId), ['vm-greeting']);
    await house.hearOut(callId);
    return callId;
  }

  function isOver(callId: CallId): boolean {
    return !house.callControl.calls.has(callId);
  }

  it('is greeted, hears a beep, speaks, and is thanked; the message keeps the number', async () => {
    const callId = await toBeep();
    const { recordingId, ...asked } = house.callControl.recordingOf(callId) ?? assert.fail();
    assert.deepEqual(
      { ...asked, path: asked.path.endsWith(`${recordingId}.wav`) },
      {
        callId,
        deviceId: 'trunk/1',
        path: true,
        format: 'alaw',
        maxMs: 180_000,
        silenceMs: 10_000,
        stopDigits: ['#'],
        beep: true,
      },
    );
    house.clock.advance(8_000);
    house.callControl.endRecording(callId, { kind: 'digit', digit: '#', lengthMs: 8_000 });
    assert.deepEqual(await house.hears(callId), ['vm-saved']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
    assert.deepEqual(left, [
      {
        messageId: left[0]?.messageId,
        boxId: box.boxId,
        callId,
        recordingId,
        callerNumber: '13900001234',
        callerName: 'Wang',
        at: house.clock.nowMs() - 8_000,
        lengthMs: 8_000,
        state: 'new',
      },
    ]);
    assert.deepEqual(storyOf(house, callId), ['vm-greeting', 'vm-recording', 'vm-saved']);
    assert.deepEqual(house.log.errors, []);
  });

  for (const [why, outcome] of [
    ['silence', { kind: 'silence', lengthMs: 13_000 }],
    ['the longest length', { kind: 'limit', lengthMs: 180_000 }],
    ['a stop of the recorder', { kind: 'stopped', lengthMs: 3_000 }],
  ] as const) {
    it(`is thanked when ${why} ends the message`, async () => {
      const callId = await toBeep();
      house.callControl.endRecording(callId, outcome);
      assert.deepEqual(await house.hears(callId), ['vm-saved']);
      assert.equal(left[0]?.lengthMs, outcome.lengthMs);
    });
  }

  it('has its message kept when it hangs up after speaking', async () => {
    const callId = await toBeep();
    house.callControl.endRecording(callId, { kind: 'hangUp', lengthMs: 4_000 });
    house.callControl.callerHangsUp(callId);
    await house.service.settled();
    assert.deepEqual(
      left.map((message) => [message.lengthMs, message.callerNumber]),
      [[4_000, '13900001234']],
    );
  });

  it('has its message kept when the end of the call is told before that of the recording', async () => {
    const callId = await toBeep();
    house.callControl.callerHangsUp(callId);
    await house.pass(0);
    house.callControl.endRecording(callId, { kind: 'hangUp', lengthMs: 4_000 });
    await house.service.settled();
    assert.equal(left.length, 1);
  });

  it('leaves nothing when it hangs up at the beep', async () => {
    const callId = await toBeep();
    house.callControl.endRecording(callId, { kind: 'hangUp', lengthMs: 2_999 });
    house.callControl.callerHangsUp(callId);
    await house.service.settled();
    assert.deepEqual(left, []);
  });

  it('is told that the message was too short and may speak once more', async () => {
    const callId = await toBeep();
    house.callControl.endRecording(callId, { kind: 'digit', digit: '#', lengthMs: 2_999 });
    assert.deepEqual(await house.hears(callId), ['vm-too-short']);
    await house.hearOut(callId);
    house.callControl.endRecording(callId, { kind: 'digit', digit: '#', lengthMs: 3_000 });
    assert.deepEqual(await house.hears(callId), ['vm-saved']);
    assert.deepEqual(
      left.map((message) => message.lengthMs),
      [3_000],
    );
  });

  it('is let go when nothing was said twice: silence counts as nothing', async () => {
    const callId = await toBeep();
    house.callControl.endRecording(callId, { kind: 'silence', lengthMs: 12_999 });
    await house.hearOut(callId);
    house.callControl.endRecording(callId, { kind: 'silence', lengthMs: 10_000 });
    assert.deepEqual(await house.hears(callId), ['vm-given-up']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
    assert.deepEqual(left, []);
    assert.deepEqual(storyOf(house, callId), [
      'vm-greeting',
      'vm-recording',
      'vm-tooShort',
      'vm-recordingAgain',
      'vm-givenUp',
    ]);
  });

  it('is told that the box is full and let go', async () => {
    await house.leave(box.boxId, 1);
    await house.leave(box.boxId, 2);
    const callId = send();
    assert.deepEqual(await house.hears(callId), ['vm-full']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
    assert.deepEqual(storyOf(house, callId), ['vm-full']);
  });

  it('finds room again in a full box from which a message was deleted', async () => {
    const message = await house.leave(box.boxId, 1);
    await house.leave(box.boxId, 2);
    await house.service.messages.remove(message.messageId);
    assert.deepEqual(await house.hears(send()), ['vm-greeting']);
  });

  it('skips the greeting with a key', async () => {
    const callId = send();
    await house.press(callId, '#');
    assert.ok(house.callControl.recordingOf(callId));
  });

  it('hears the greeting of the period, else the one for always, else the one of the house', async () => {
    const greetings = house.service.boxes;
    await greetings.change(box.boxId, { ...box, scheduleId: 'hours' });
    const prompt = (promptId: string) => ({ kind: 'prompt' as const, promptId: promptIdSchema.parse(promptId) });
    await greetings.setGreeting(box.boxId, 'off', prompt('night'));
    const greeted = async (): Promise<readonly string[]> => {
      const callId = send();
      const heard = await house.hears(callId);
      house.callControl.callerHangsUp(callId);
      await house.service.settled();
      return heard;
    };
    house.schedule.kind = 'work';
    assert.deepEqual(await greeted(), ['vm-greeting']);
    await greetings.setGreeting(box.boxId, 'always', prompt('day'));
    for (const [kind, greeting] of [
      ['work', 'day'],
      ['off', 'night'],
      [undefined, 'day'],
    ] as const) {
      house.schedule.kind = kind;
      assert.deepEqual(await greeted(), [greeting], kind);
    }
  });

  it('hears the greeting of the house when the file of its own is gone', async () => {
    const greetingId = `greeting_${'0'.repeat(36)}`;
    await house.service.boxes.setGreeting(box.boxId, 'always', { kind: 'recorded', greetingId, lengthMs: 1, at: 1 });
    assert.deepEqual(await house.hears(send()), ['vm-greeting']);
    assert.deepEqual(house.log.errors, ['error: a greeting of a box is missing']);
  });

  it('is told of trouble when the disk takes no recording', async () => {
    house.callControl.recordingFault = 'recording/diskFull';
    const callId = await toBeep();
    assert.deepEqual(await house.hears(callId), ['vm-trouble']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
  });

  it('comes to the beep although no prompt can be played', async () => {
    house.callControl.refusals.set('playMessage', 'prompt/missing');
    const callId = send();
    await house.pass(0);
    assert.ok(house.callControl.recordingOf(callId));
  });

  it('is not kept in the line by a box that is not there', async () => {
    const callId = house.callControl.ring(1, '13900001234');
    house.callControl.send(callId, trunkDevice(1), 'nobody');
    assert.deepEqual(await house.hears(callId), ['vm-trouble']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
  });

  it('who is gone before the answer leaves nothing behind', async () => {
    house.callControl.refusals.set('answerCall', 'call/ended');
    const callId = send();
    await house.service.settled();
    assert.deepEqual(storyOf(house, callId), []);
  });

  for (const [where, reach] of [
    ['in the greeting', async () => send()],
    [
      'while the box is said to be full',
      async () => {
        await house.leave(box.boxId, 1);
        await house.leave(box.boxId, 2);
        return send();
      },
    ],
    [
      'while it is thanked',
      async () => {
        const callId = await toBeep();
        house.callControl.endRecording(callId, { kind: 'digit', digit: '#', lengthMs: 5_000 });
        return callId;
      },
    ],
    [
      'while it hears that it was too short',
      async () => {
        const callId = await toBeep();
        house.callControl.endRecording(callId, { kind: 'digit', digit: '#', lengthMs: 5 });
        return callId;
      },
    ],
  ] as const) {
    it(`who hangs up ${where} ends the session`, async () => {
      const callId = await reach();
      await house.pass(0);
      house.callControl.callerHangsUp(callId);
      await house.service.settled();
      assert.deepEqual(house.log.errors, []);
    });
  }

  it('enters the box with star and the PIN, and is let go when it leaves', async () => {
    const callId = send();
    await house.press(callId, '*');
    assert.deepEqual(await house.hears(callId), ['vm-enter-pin']);
    await house.press(callId, '4711#');
    assert.deepEqual(await house.hears(callId), ['vm-you-have', 'num-0', 'vm-new-messages']);
    await house.hearOut(callId);
    await house.press(callId, '#');
    assert.deepEqual(await house.hears(callId), ['goodbye']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
    assert.deepEqual(house.callControl.secrets, [`begin ${callId}`, `end ${callId}`]);
  });
});
