import assert from 'node:assert/strict';
import {
  boxIdSchema,
  boxSummarySchema,
  voicemailMessageSchema,
  type VoicemailMessage,
} from '../../../src-main/contract/voicemail.ts';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { VoicemailStore } from '../../../src-renderer/stores/voicemail-store.ts';
import { HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { FakeHttp } from '../support/fake-http.ts';

const own = boxIdSchema.parse('box_own');
const group = boxIdSchema.parse('box_group');

function aBox(boxId = own, newCount = 0) {
  const head = { boxId, boxNo: '801', title: 'box', kind: 'personal', greetings: {}, mustChangePin: false };
  return boxSummarySchema.parse({ ...head, newCount, count: newCount, maxMessages: 100, mayKeep: true });
}

function aMessage(no: number, change: Partial<VoicemailMessage> = {}): VoicemailMessage {
  return voicemailMessageSchema.parse({
    ...{ messageId: `message_${no}`, boxId: own, callId: `call_${no}`, recordingId: `rec_${no}` },
    ...{ callerNumber: '13900001234', callerName: '', at: no, lengthMs: 9_000, state: 'new' },
    ...change,
  });
}

describe('the voicemail of a seat', () => {
  let http: FakeHttp;
  let store: VoicemailStore;
  beforeEach(() => {
    http = new FakeHttp();
    store = new VoicemailStore(new HttpClient(http.fetch, new SteppedClock(0)));
    store.applySnapshot({ boxes: [aBox(own, 2), aBox(group, 1)] });
  });

  /** The list is open with these messages, by request 0. */
  async function listed(...messages: readonly VoicemailMessage[]): Promise<void> {
    const loading = store.reload();
    await http.answer(0, 200, { messages });
    await loading;
  }

  const ids = (): readonly string[] => store.messages.map((message) => message.messageId);

  it('counts what is new in all boxes, and asks for no list before somebody looks at one', () => {
    assert.deepEqual([store.newCount, http.asked.length], [3, 0]);
    store.applyBoxes([aBox(own, 0)]);
    assert.equal(store.newCount, 0);
  });

  it('asks again after a gap for the list that is looked at', async () => {
    await listed(aMessage(1));
    store.applySnapshot({ boxes: [aBox()] });
    assert.deepEqual(
      http.asked.map((each) => each.path),
      Array.from({ length: 2 }, () => '/api/voicemail/messages?limit=50&filter=all'),
    );
  });

  it('puts a message that comes where its time belongs, and one that is deleted out of the list', async () => {
    await listed(aMessage(3), aMessage(1));
    store.applyEvent(aMessage(2));
    store.applyEvent(aMessage(4));
    assert.deepEqual(ids(), ['message_4', 'message_3', 'message_2', 'message_1']);
    store.applyEvent(aMessage(3, { state: 'deleted', deletedAt: 9 }));
    assert.deepEqual(ids(), ['message_4', 'message_2', 'message_1']);
  });

  it('shows a message only under the box and the filter to which it belongs', async () => {
    const showing = store.show('new', group);
    await http.answer(0, 200, { messages: [] });
    await showing;
    store.applyEvent(aMessage(1));
    store.applyEvent(aMessage(2, { boxId: group, state: 'heard', heardAt: 1 }));
    store.applyEvent(aMessage(3, { boxId: group }));
    assert.deepEqual(ids(), ['message_3']);
  });

  it('keeps a new message in its place while it is heard', async () => {
    const showing = store.show('new', undefined);
    await http.answer(0, 200, { messages: [aMessage(1)] });
    await showing;
    store.applyEvent(aMessage(1, { state: 'heard', heardAt: 5 }));
    assert.deepEqual(ids(), ['message_1']);
  });

  it('shows a command as pending until the server has answered, and sends it once', async () => {
    await listed(aMessage(1));
    const { messageId } = aMessage(1);
    const removing = store.remove(messageId);
    assert.ok(store.isPending(messageId));
    assert.equal(await store.remove(messageId), false);
    await http.answer(1, 200, aMessage(1, { state: 'deleted', deletedAt: 9 }));
    assert.ok(await removing);
    assert.deepEqual([store.isPending(messageId), store.notice], [false, { kind: 'deleted', messageId }]);
  });

  it('takes the last deletion back, once', async () => {
    await listed(aMessage(1));
    const removing = store.remove(aMessage(1).messageId);
    await http.answer(1, 200, aMessage(1, { state: 'deleted', deletedAt: 9 }));
    await removing;
    store.undo();
    await http.answer(2, 200, aMessage(1));
    store.undo();
    assert.deepEqual(http.asked.map((each) => `${each.method} ${each.path}`).slice(1), [
      'DELETE /api/voicemail/messages/message_1',
      'POST /api/voicemail/messages/message_1/restore',
    ]);
    assert.equal(store.notice?.kind, 'restored');
  });

  it('says why a command was refused', async () => {
    await listed(aMessage(1));
    const calling = store.callBack(aMessage(1).messageId);
    await http.answer(1, 409, { code: 'call/deviceBusy', message: 'busy' });
    await calling;
    assert.deepEqual([store.error?.code, store.notice], ['call/deviceBusy', undefined]);
  });

  it('goes on behind the last page', async () => {
    const loading = store.reload();
    await http.answer(0, 200, { messages: [aMessage(2)], nextCursor: 'next' });
    await loading;
    const more = store.loadMore();
    await http.answer(1, 200, { messages: [aMessage(1)] });
    await more;
    assert.deepEqual(ids(), ['message_2', 'message_1']);
    assert.equal(http.asked[1]?.path, '/api/voicemail/messages?limit=50&filter=all&cursor=next');
  });
});
