import assert from 'node:assert/strict';
import { callIdSchema, recordingIdSchema, userIdSchema } from '../../../src-main/contract/ids.ts';
import {
  boxIdSchema,
  boxSchema,
  messageIdSchema,
  type MessageQuery,
  type VoicemailMessage,
} from '../../../src-main/contract/voicemail.ts';
import { FaultError } from '../../../src-main/foundation/errors.ts';
import { VoicemailBoxesRepository, type StoredBox } from '../../../src-main/storage/repositories/voicemail-boxes.ts';
import { VoicemailRepository } from '../../../src-main/storage/repositories/voicemail.ts';
import { databaseKinds, type TestDatabase } from '../../support/test-databases.ts';

const night = boxIdSchema.parse('box_night');
const day = boxIdSchema.parse('box_day');
const all: MessageQuery = { filter: 'all', limit: 50 };

function aBox(boxId = night, boxNo = '8000'): StoredBox {
  const box = boxSchema.parse({
    boxId,
    boxNo,
    title: '夜间',
    kind: 'group',
    memberUserIds: ['user_li'],
    stationNos: ['801'],
    scheduleId: 'hours',
    greetings: { always: { kind: 'prompt', promptId: 'night' } },
    mustChangePin: true,
  });
  return { ...box, pinHash: '$argon2id$' };
}

function aMessage(no: number, change: Partial<VoicemailMessage> = {}): VoicemailMessage {
  return {
    messageId: messageIdSchema.parse(`message_${no}`),
    boxId: night,
    callId: callIdSchema.parse(`call_${no}`),
    recordingId: recordingIdSchema.parse(`rec_${no}`),
    callerNumber: '13900001234',
    callerName: '',
    at: no,
    lengthMs: 9_000,
    state: 'new',
    ...change,
  };
}

for (const kind of databaseKinds) {
  describe(`voicemail in ${kind.name}`, () => {
    let opened: TestDatabase;
    let boxes: VoicemailBoxesRepository;
    let messages: VoicemailRepository;
    beforeEach(async () => {
      opened = await kind.open();
      boxes = new VoicemailBoxesRepository(opened.database.query);
      messages = new VoicemailRepository(opened.database.query);
      await boxes.save(aBox());
      await boxes.save(aBox(day, '8001'));
    });
    afterEach(() => opened.remove());

    it('gives boxes back as they were, by their numbers, and puts one in the place of the old one', async () => {
      assert.deepEqual(await boxes.all(), [aBox(), aBox(day, '8001')]);
      await boxes.save({ ...aBox(), boxNo: '9000', title: 'later' });
      assert.deepEqual(await boxes.all(), [aBox(day, '8001'), { ...aBox(), boxNo: '9000', title: 'later' }]);
    });

    it('keeps one box a number', async () => {
      const saved = await boxes.save(aBox(day, '8000'));
      assert.deepEqual([saved.ok ? '' : saved.error.code, (await boxes.all()).length], ['request/conflict', 2]);
    });

    it('gives a message back as it was in each state, and forgets what a state does not have', async () => {
      const heard = aMessage(1, { state: 'heard', heardAt: 5, heardBy: userIdSchema.parse('user_li') });
      for (const message of [aMessage(1), heard, { ...heard, state: 'deleted' as const, deletedAt: 7 }, aMessage(1)]) {
        await messages.save(message);
        assert.deepEqual(await messages.byId(message.messageId), message);
      }
      assert.equal(await messages.byId(messageIdSchema.parse('none')), undefined);
    });

    it('pages the newest first, of the boxes and the state that are asked for', async () => {
      for (let no = 1; no <= 5; no += 1) await messages.save(aMessage(no));
      await messages.save(aMessage(6, { state: 'deleted', deletedAt: 1 }));
      await messages.save(aMessage(7, { boxId: day, state: 'heard', heardAt: 1 }));
      const ids = async (query: MessageQuery, of = [night, day]): Promise<string> =>
        (await messages.page(query, of)).messages.map((message) => message.at).join(' ');
      assert.equal(await ids(all), '7 5 4 3 2 1');
      assert.equal(await ids({ ...all, filter: 'new' }), '5 4 3 2 1');
      assert.equal(await ids({ ...all, filter: 'deleted' }), '6');
      assert.equal(await ids(all, [day]), '7');
      assert.equal(await ids(all, []), '');
    });

    it('goes on behind the cursor though messages arrive meanwhile', async () => {
      for (let no = 1; no <= 3; no += 1) await messages.save(aMessage(no, { at: 1 }));
      const first = await messages.page({ ...all, limit: 2 }, [night]);
      await messages.save(aMessage(9));
      const second = await messages.page({ ...all, limit: 2, cursor: first.nextCursor }, [night]);
      assert.deepEqual(
        [first, second].map((page) => page.messages.map((message) => message.messageId)),
        [['message_3', 'message_2'], ['message_1']],
      );
      assert.equal(second.nextCursor, undefined);
      await assert.rejects(messages.page({ ...all, cursor: 'nonsense' }, [night]), FaultError);
    });

    it('plays the oldest first, counts what is not deleted, and finds the copies of a recording', async () => {
      await messages.save(aMessage(2));
      await messages.save(aMessage(1));
      await messages.save(aMessage(3, { state: 'heard', heardAt: 1 }));
      await messages.save(aMessage(4, { boxId: day, recordingId: aMessage(1).recordingId, forwardedFrom: night }));
      await messages.save(aMessage(5, { state: 'deleted', deletedAt: 1 }));
      assert.deepEqual(await messages.ofBox(night, 'new'), [aMessage(1), aMessage(2)]);
      assert.deepEqual(Object.fromEntries(await messages.counts()), {
        box_night: { new: 2, heard: 1 },
        box_day: { new: 1, heard: 0 },
      });
      assert.deepEqual(
        (await messages.ofRecording(aMessage(1).recordingId)).map((message) => message.boxId).toSorted(),
        ['box_day', 'box_night'],
      );
    });

    it('takes away for good what was deleted before the moment, and a box with its messages', async () => {
      await messages.save(aMessage(1, { state: 'deleted', deletedAt: 10 }));
      await messages.save(aMessage(2, { state: 'deleted', deletedAt: 11 }));
      await messages.save(aMessage(3));
      assert.equal(await messages.purge(11), 1);
      assert.equal(await messages.byId(aMessage(1).messageId), undefined);
      await boxes.remove(night);
      assert.deepEqual(await messages.page({ ...all, filter: 'deleted' }, [night]), { messages: [] });
      assert.equal(await messages.byId(aMessage(3).messageId), undefined);
    });
  });
}
