// Over 250 lines: each key of the phone by a call of its own.
import assert from 'node:assert/strict';
import { trunkDevice, type CallId } from '../../../src-main/contract/ids.ts';
import type { Box } from '../../../src-main/contract/voicemail.ts';
import { CHEN, openVoicemailHouse, storyOf, type VoicemailHouse } from '../../support/voicemail-house.ts';

describe('a phone that hears its messages', () => {
  let house: VoicemailHouse;
  let box: Box;
  beforeEach(async () => {
    house = await openVoicemailHouse();
    box = await house.addBox('801', { stationNos: ['801'] });
  });
  afterEach(() => house.close());

  const enter = (): Promise<CallId> => house.enter('801');
  const toMenu = (): Promise<CallId> => house.toMenu('801');
  const after = (callId: CallId, keys: string): Promise<readonly string[]> => house.after(callId, keys);

  /** The first new message has been heard to its end. */
  async function toMessage(): Promise<CallId> {
    const callId = await toMenu();
    await house.press(callId, '1');
    await house.hearOut(callId);
    assert.deepEqual(await house.hears(callId), ['vm-message-keys']);
    return callId;
  }

  function isOver(callId: CallId): boolean {
    return !house.callControl.calls.has(callId);
  }

  it('is told how many new messages there are', async () => {
    await house.leave(box.boxId, 1);
    await house.leave(box.boxId, 2);
    const callId = await enter();
    assert.deepEqual(await house.hears(callId), ['vm-you-have', 'num-liang', 'vm-new-messages']);
  });

  it('chooses another box by its number', async () => {
    const group = await house.addBox('8000', { kind: 'group', ownerUserId: undefined });
    await house.leave(group.boxId, 1);
    const callId = house.callControl.dial('801', '*97');
    assert.deepEqual(await after(callId, '8000#'), ['vm-enter-pin']);
    assert.deepEqual(await after(callId, '4711#'), ['vm-you-have', 'num-1', 'vm-new-messages']);
  });

  it('types box and PIN ahead of the questions', async () => {
    const callId = house.callControl.dial('801', '*97');
    assert.deepEqual(await after(callId, '801#4711#'), ['vm-you-have', 'num-0', 'vm-new-messages']);
  });

  it('keeps what is typed before the menu secret, and nothing after it', async () => {
    const callId = house.callControl.dial('801', '*97');
    assert.deepEqual(house.callControl.secrets, [`begin ${callId}`]);
    await house.press(callId, '#4711#');
    assert.deepEqual(house.callControl.secrets, [`begin ${callId}`, `end ${callId}`]);
  });

  it('without a box of its own is asked again for one that is there, three times in all', async () => {
    const callId = house.callControl.dial('802', '*97');
    assert.deepEqual(await after(callId, '#'), ['vm-no-box']);
    await house.hearOut(callId);
    assert.deepEqual(await after(callId, '999#'), ['vm-no-box']);
    await house.hearOut(callId);
    assert.deepEqual(await after(callId, '998#'), ['vm-no-box']);
    await house.hearOut(callId);
    assert.deepEqual(await house.hears(callId), ['goodbye']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
  });

  it('is let go after three wrong PINs', async () => {
    const callId = house.callControl.dial('801', '*97');
    await house.press(callId, '#');
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      assert.deepEqual(await after(callId, '0000#'), ['vm-wrong-pin']);
      await house.hearOut(callId);
    }
    assert.deepEqual(await after(callId, '0000#'), ['vm-locked', 'goodbye']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
    assert.deepEqual(house.callControl.secrets, [`begin ${callId}`, `end ${callId}`]);
  });

  it('finds the box closed to guessing after five wrong PINs, also with the right one, and open again later', async () => {
    for (const pins of [
      ['0000#', '0001#', '0002#'],
      ['0003#', '0004#'],
    ]) {
      const callId = house.callControl.dial('801', '*97');
      await house.press(callId, '#');
      for (const pin of pins) {
        await house.press(callId, pin);
        await house.hearOut(callId);
      }
      if (!isOver(callId)) house.callControl.stationHangsUp(callId);
      await house.service.settled();
    }
    const closed = house.callControl.dial('801', '*97');
    assert.deepEqual(await after(closed, '#'), ['vm-locked', 'goodbye']);
    house.callControl.stationHangsUp(closed);
    await house.service.settled();
    house.clock.advance(59_999);
    const stillClosed = house.callControl.dial('801', '*97');
    assert.deepEqual(await after(stillClosed, '#'), ['vm-locked', 'goodbye']);
    house.callControl.stationHangsUp(stillClosed);
    await house.service.settled();
    house.clock.advance(1);
    const open = house.callControl.dial('801', '*97');
    assert.deepEqual(await after(open, '#4711#'), ['vm-you-have', 'num-0', 'vm-new-messages']);
  });

  it('plays new messages, the oldest first, marks each heard, and says when there are no more', async () => {
    const [first, second] = [await house.leave(box.boxId, 1), await house.leave(box.boxId, 2)];
    const callId = await toMenu();
    assert.deepEqual(await after(callId, '1'), [first.messageId]);
    await house.hearOut(callId);
    assert.equal((await house.messages.byId(first.messageId))?.state, 'heard');
    assert.equal((await house.messages.byId(second.messageId))?.state, 'new');
    assert.deepEqual(await after(callId, '4'), [second.messageId]);
    await house.hearOut(callId);
    assert.deepEqual(await after(callId, '4'), ['vm-no-more']);
    await house.hearOut(callId);
    assert.deepEqual(await house.hears(callId), ['vm-menu']);
    assert.deepEqual(await after(callId, '1'), ['vm-nothing']);
    await house.hearOut(callId);
    assert.deepEqual(await after(callId, '2'), [first.messageId]);
  });

  it('leaves a message new that was not heard to a key or its end', async () => {
    const message = await house.leave(box.boxId, 1);
    const callId = await toMenu();
    await house.press(callId, '1');
    house.callControl.stationHangsUp(callId);
    await house.service.settled();
    assert.equal((await house.messages.byId(message.messageId))?.state, 'new');
  });

  it('hears a message again', async () => {
    const message = await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '5'), [message.messageId]);
  });

  it('deletes a message and has it back with the same key', async () => {
    const message = await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '3'), ['vm-deleted']);
    assert.equal((await house.messages.byId(message.messageId))?.state, 'deleted');
    assert.deepEqual(await after(callId, '3'), ['vm-restored']);
    assert.equal((await house.messages.byId(message.messageId))?.state, 'heard');
  });

  it('is told time and number, digit by digit', async () => {
    const number = '13100';
    await house.leave(box.boxId, 1, number);
    const said = await after(await toMessage(), '6');
    assert.deepEqual(said.slice(0, 2), ['vm-received', 'word-today']);
    assert.deepEqual(said.slice(said.indexOf('vm-from')), ['vm-from', 'num-yao', 'num-3', 'num-yao', 'num-0', 'num-0']);
  });

  it('is told that a message has no number, and cannot call it back', async () => {
    await house.leave(box.boxId, 1, '');
    const callId = await toMessage();
    assert.equal((await after(callId, '6')).at(-1), 'vm-no-number');
    assert.deepEqual(await after(callId, '8'), ['vm-no-call-back']);
  });

  it('forwards a message to another box, where it is new', async () => {
    const other = await house.addBox('802');
    const message = await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '7'), ['vm-forward-to']);
    assert.deepEqual(await after(callId, '802#'), ['vm-forwarded']);
    const [copy] = await house.messages.ofBox(other.boxId, 'new');
    assert.deepEqual(copy, {
      ...message,
      messageId: copy?.messageId,
      boxId: other.boxId,
      forwardedFrom: box.boxId,
    });
  });

  it('forwards nothing to a box that is not there, nor after star', async () => {
    await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '7999#'), ['vm-no-box']);
    await house.hearOut(callId);
    assert.deepEqual(await after(callId, '7*'), ['vm-message-keys']);
  });

  it('is told when the box to which it forwards is full', async () => {
    const other = await house.addBox('802', { limits: { maxMessages: 1 } });
    await house.leave(other.boxId, 2);
    await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '7802#'), ['vm-full']);
  });

  it('is called back with the number once it is on-hook, and not before', async () => {
    await house.leave(box.boxId, 1, '13900001234');
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '8'), ['vm-call-back']);
    const calls = (): readonly string[] => house.callControl.requests.filter((each) => each.startsWith('makeCall'));
    assert.deepEqual(calls(), []);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
    assert.deepEqual(calls(), ['makeCall station/801']);
  });

  it('goes back with star and ends with hash', async () => {
    await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(await after(callId, '*'), ['vm-you-have', 'num-0', 'vm-new-messages']);
    assert.deepEqual(await after(callId, '#'), ['goodbye']);
    await house.hearOut(callId);
    assert.ok(isOver(callId));
  });

  it('is told of keys that mean nothing', async () => {
    const callId = await toMenu();
    for (const key of ['0', '3', '4', '5', '6', '7', '8']) {
      assert.deepEqual(await after(callId, key), ['invalid']);
      await house.hearOut(callId);
    }
  });

  it('is let go after pressing nothing three times', async () => {
    const callId = await toMenu();
    for (let round = 1; round <= 3; round += 1) {
      assert.deepEqual(await house.hears(callId), ['vm-menu']);
      await house.hearOut(callId);
      await house.pass(8_000);
    }
    assert.deepEqual(await house.hears(callId), ['goodbye']);
  });

  it('says so when the sound of a message is gone, and goes on', async () => {
    const message = await house.leave(box.boxId, 1);
    house.missing.add(message.recordingId);
    const callId = await toMenu();
    assert.deepEqual(await after(callId, '1'), ['vm-trouble']);
    await house.hearOut(callId);
    assert.deepEqual(await house.hears(callId), ['vm-message-keys']);
  });

  it('tells each step in the story of its call', async () => {
    await house.leave(box.boxId, 1);
    const callId = await toMessage();
    assert.deepEqual(storyOf(house, callId), [
      'mb-opening',
      'mb-pin',
      'mb-menu',
      'mb-fetchingNew',
      'mb-playing',
      'mb-message',
    ]);
  });

  it('leaves no timer behind when it hangs up while a key is awaited', async () => {
    const callId = await toMenu();
    await house.hearOut(callId);
    const before = house.clock.untilNextTimerMs();
    assert.equal(before, 8_000);
    house.callControl.stationHangsUp(callId);
    await house.service.settled();
    assert.notEqual(house.clock.untilNextTimerMs(), before);
  });

  it('from outside cannot call back, and hears the box of its owner', async () => {
    await house.leave(box.boxId, 1);
    const callId = house.callControl.ring(1, '13900001234');
    house.callControl.send(callId, trunkDevice(1), box.boxId);
    await house.press(callId, '*');
    await house.press(callId, '4711#');
    await house.press(callId, '1');
    await house.hearOut(callId);
    assert.deepEqual(await after(callId, '8'), ['vm-no-call-back']);
    assert.equal(box.ownerUserId, CHEN);
  });

  it('that dials another number is none of ours', async () => {
    const callId = house.callControl.dial('801', '*98');
    assert.deepEqual(await house.hears(callId), []);
  });
});
