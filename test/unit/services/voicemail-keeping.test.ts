import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { promptIdSchema, trunkDevice, type CallId } from '../../../src-main/contract/ids.ts';
import type { Box } from '../../../src-main/contract/voicemail.ts';
import { until } from '../../support/until.ts';
import { openVoicemailHouse, type VoicemailHouse } from '../../support/voicemail-house.ts';

describe('a phone that keeps its box', () => {
  let house: VoicemailHouse;
  let box: Box;
  beforeEach(async () => {
    house = await openVoicemailHouse();
    box = await house.addBox('801', { stationNos: ['801'] });
  });
  afterEach(() => house.close());

  const after = (callId: CallId, keys: string): Promise<readonly string[]> => house.after(callId, keys);

  describe('with a PIN that was given out', () => {
    beforeEach(async () => {
      box = await house.addBox('803', { stationNos: ['803'] }, true);
    });

    async function first(): Promise<CallId> {
      const callId = house.callControl.dial('803', '*97');
      await house.press(callId, '#4711#');
      assert.deepEqual(await house.hears(callId), ['vm-new-pin']);
      return callId;
    }

    it('must choose one of its own before it hears anything', async () => {
      const callId = await first();
      assert.deepEqual(await after(callId, '8642#'), ['vm-repeat-pin']);
      assert.deepEqual(await after(callId, '8642#'), ['vm-pin-set']);
      assert.equal(house.service.boxes.byId(box.boxId)?.mustChangePin, false);
      assert.ok(await house.service.boxes.isPin(box.boxId, '8642'));
      await house.hearOut(callId);
      assert.deepEqual(await house.hears(callId), ['vm-you-have', 'num-0', 'vm-new-messages']);
    });

    for (const pin of ['4711', '1111', '1234', '9876', '803', '12345678901']) {
      it(`may not choose ${pin}`, async () => {
        const callId = await first();
        assert.deepEqual(await after(callId, `${pin.slice(0, 10)}#`), ['vm-pin-weak']);
      });
    }

    it('begins again when the two differ', async () => {
      const callId = await first();
      await house.press(callId, '8642#');
      assert.deepEqual(await after(callId, '8643#'), ['vm-pin-differs']);
      await house.hearOut(callId);
      assert.deepEqual(await house.hears(callId), ['vm-new-pin']);
    });

    it('is let go when it types none', async () => {
      const callId = await first();
      for (let round = 1; round <= 3; round += 1) {
        assert.deepEqual(await after(callId, '#'), ['vm-pin-weak']);
        await house.hearOut(callId);
      }
      assert.deepEqual(await house.hears(callId), ['goodbye']);
    });
  });

  describe('in the greeting menu', () => {
    async function toGreetings(): Promise<CallId> {
      const callId = await house.toMenu('801');
      assert.deepEqual(await after(callId, '9'), ['vm-greeting-menu']);
      return callId;
    }

    /** A greeting was said and is being played. */
    async function speak(callId: CallId): Promise<string> {
      assert.deepEqual(await after(callId, '1'), ['vm-speak-greeting']);
      await house.hearOut(callId);
      const { path, recordingId } = house.callControl.recordingOf(callId) ?? assert.fail();
      writeFileSync(path, 'sound');
      house.callControl.endRecording(callId, { kind: 'digit', digit: '#', lengthMs: 4_000 });
      assert.deepEqual(await house.hears(callId), [recordingId]);
      await house.hearOut(callId);
      return recordingId;
    }

    /** As after(), for keys that touch files. */
    async function afterFiles(callId: CallId, key: string): Promise<readonly string[]> {
      await house.press(callId, key);
      await until(() => house.callControl.playingTo(callId).length > 0);
      return house.callControl.playingTo(callId);
    }

    function greeting() {
      return house.service.boxes.byId(box.boxId)?.greetings.always;
    }

    it('records a greeting, hears it, and saves it for callers to hear', async () => {
      const callId = await toGreetings();
      await speak(callId);
      assert.equal(greeting(), undefined);
      assert.deepEqual(await afterFiles(callId, '3'), ['vm-greeting-saved']);
      const saved = greeting();
      assert.ok(saved?.kind === 'recorded' && saved.lengthMs === 4_000);
      const caller = house.callControl.ring(1, '13900001234');
      house.callControl.send(caller, trunkDevice(1), box.boxId);
      assert.deepEqual(await house.hears(caller), [saved.greetingId]);
    });

    it('saves nothing before something was said', async () => {
      assert.deepEqual(await after(await toGreetings(), '3'), ['vm-no-greeting']);
    });

    it('goes back to the greeting of the house, and the file of the old one is gone', async () => {
      const callId = await toGreetings();
      await speak(callId);
      await afterFiles(callId, '3');
      const saved = greeting();
      const path = `${house.folder}/voicemail/${saved?.kind === 'recorded' ? saved.greetingId : ''}.wav`;
      assert.ok(existsSync(path));
      await house.hearOut(callId);
      assert.deepEqual(await afterFiles(callId, '4'), ['vm-greeting-reset']);
      assert.equal(greeting(), undefined);
      assert.equal(existsSync(path), false);
      await house.hearOut(callId);
      assert.deepEqual(await after(callId, '2'), ['vm-greeting']);
    });

    it('is told when nothing could be recorded', async () => {
      const callId = await toGreetings();
      await house.press(callId, '1');
      house.callControl.recordingFault = 'recording/diskFull';
      await house.hearOut(callId);
      assert.deepEqual(await house.hears(callId), ['vm-trouble']);
    });

    it('goes back to the menu with star', async () => {
      assert.deepEqual(await after(await toGreetings(), '*'), ['vm-menu']);
    });

    it('plays the greeting that the box has', async () => {
      const promptId = promptIdSchema.parse('day');
      await house.service.boxes.setGreeting(box.boxId, 'always', { kind: 'prompt', promptId });
      assert.deepEqual(await after(await toGreetings(), '2'), ['day']);
    });
  });
});
