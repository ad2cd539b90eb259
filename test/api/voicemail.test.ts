// Over 250 lines: every route of voicemail, with one set of people and boxes.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import {
  boxSchema,
  boxSummarySchema,
  messagePageSchema,
  voicemailMessageSchema,
  type Box,
  type VoicemailMessage,
} from '../../src-main/contract/voicemail.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { monoWav } from '../support/mono-wav.ts';
import { openVoicemailHouse, type VoicemailHouse } from '../support/voicemail-house.ts';

const newPinSchema = z.object({ boxId: z.string(), pin: z.string() });

describe('voicemail over HTTP', () => {
  let house: FakeHouse;
  let voicemail: VoicemailHouse;
  let server: HttpServer;
  let personal: Box;
  let group: Box;
  const clients = new Map<string, ApiClient>();

  before(async () => {
    house = new FakeHouse();
    voicemail = await openVoicemailHouse();
    for (const [login, role] of [
      ['chen', 'agent'],
      ['li', 'agent'],
      ['boss', 'supervisor'],
      ['admin', 'admin'],
    ] as const)
      await house.addUser(login, role, login);
    server = await openApi({ ...house.parts(), voicemail: voicemail.service.desk });
    for (const login of ['chen', 'li', 'boss', 'admin']) {
      const client = new ApiClient(server.address);
      await client.login(login);
      clients.set(login, client);
    }
    personal = await voicemail.addBox('801');
    group = await voicemail.addBox('8000', { kind: 'group', ownerUserId: undefined, memberUserIds: ['user_li'] });
  });

  after(async () => {
    await server.close();
    await voicemail.close();
  });

  function as(login: string): ApiClient {
    return clients.get(login) ?? assert.fail();
  }

  async function boxesOf(login: string): Promise<readonly string[]> {
    const answer = await as(login).get('/api/voicemail/boxes');
    return z
      .array(boxSummarySchema)
      .parse(answer.body)
      .map((box) => `${box.boxNo} ${box.mayKeep}`);
  }

  async function messagesOf(login: string, query = ''): Promise<readonly string[]> {
    const answer = await as(login).get(`/api/voicemail/messages${query}`);
    return messagePageSchema.parse(answer.body).messages.map((message) => message.messageId);
  }

  function refusal(answer: { readonly status: number; readonly body: unknown }): readonly [number, string] {
    return [answer.status, errorBodySchema.parse(answer.body).code];
  }

  it('shows everybody their own boxes, group boxes to supervisors and admins too', async () => {
    assert.deepEqual(
      [await boxesOf('chen'), await boxesOf('li'), await boxesOf('boss'), await boxesOf('admin')],
      [['801 true'], ['8000 false'], ['8000 true'], ['8000 true']],
    );
  });

  it('names all boxes to whoever forwards', async () => {
    const answer = await as('li').get('/api/voicemail/directory');
    assert.deepEqual(
      answer.body,
      [personal, group].map(({ boxId, boxNo, title, kind }) => ({ boxId, boxNo, title, kind })),
    );
  });

  describe('with a message', () => {
    let message: VoicemailMessage;
    let path: string;
    beforeEach(async () => {
      message = await voicemail.leave(personal.boxId, 1);
      path = `/api/voicemail/messages/${message.messageId}`;
    });
    afterEach(async () => {
      await voicemail.service.messages.remove(message.messageId);
    });

    it('pages and filters it for its box alone', async () => {
      assert.deepEqual(await messagesOf('chen', '?filter=new&limit=1'), [message.messageId]);
      assert.deepEqual(await messagesOf('chen', `?boxId=${group.boxId}`), []);
      assert.deepEqual(await messagesOf('boss'), []);
      assert.deepEqual(refusal(await as('chen').get('/api/voicemail/messages?filter=odd')), [400, 'request/invalid']);
      assert.deepEqual(refusal(await as('chen').get('/api/voicemail/messages?cursor=odd')), [400, 'request/invalid']);
    });

    it('marks it as heard and as new again', async () => {
      const heard = await as('chen').ask('PUT', `${path}/heard`, { heard: true });
      assert.deepEqual(
        [voicemailMessageSchema.parse(heard.body).state, voicemailMessageSchema.parse(heard.body).heardBy],
        ['heard', 'user_chen'],
      );
      const again = await as('chen').ask('PUT', `${path}/heard`, { heard: false });
      assert.deepEqual(again.body, message);
    });

    it('deletes it and has it back', async () => {
      const deleted = await as('chen').ask('DELETE', path);
      assert.equal(voicemailMessageSchema.parse(deleted.body).state, 'deleted');
      assert.ok((await messagesOf('chen', '?filter=deleted')).includes(message.messageId));
      assert.deepEqual((await as('chen').post(`${path}/restore`)).body, message);
    });

    it('forwards a copy, which the other box hears', async () => {
      const forwarded = await as('chen').post(`${path}/forward`, { boxId: group.boxId });
      const copy = voicemailMessageSchema.parse(forwarded.body);
      assert.deepEqual([copy.boxId, copy.forwardedFrom], [group.boxId, personal.boxId]);
      assert.deepEqual(await messagesOf('li'), [copy.messageId]);
      await voicemail.service.messages.remove(copy.messageId);
      assert.deepEqual(refusal(await as('chen').post(`${path}/forward`, { boxId: 'none' })), [404, 'request/notFound']);
    });

    it('calls its number back', async () => {
      const answer = await as('chen').post(`${path}/call-back`);
      assert.equal(answer.status, 200);
      assert.deepEqual(voicemail.dialled.at(-1), 'user_chen 13900001234');
    });

    it('hides it from those who do not hear its box', async () => {
      const asked = [
        await as('li').ask('DELETE', path),
        await as('boss').ask('PUT', `${path}/heard`, { heard: true }),
        await as('boss').post(`${path}/call-back`),
        await as('admin').post(`${path}/restore`),
      ];
      assert.deepEqual(
        asked.map(refusal),
        asked.map(() => [404, 'request/notFound']),
      );
    });

    it('streams its recording to those who hear the box, though the call was not theirs', async () => {
      const { messageId, recordingId, callId } = await voicemail.leave(personal.boxId, 77);
      const file = join(voicemail.folder, 'message.wav');
      writeFileSync(file, monoWav(1_000));
      house.records.files.set(recordingId, file);
      const recording = { recordingId, startedAt: 1, lengthMs: 1_000, format: 'alaw' };
      house.records.put(
        callRecordSchema.parse({
          ...{ callId, direction: 'inbound', initiation: 'INBOUND', ani: '', aniRaw: '', name: '' },
          ...{ dnis: '', ivrPath: [], startedAt: 1, legs: [] },
          recordings: [{ ...recording, result: 'complete', gaps: [] }],
        }),
      );
      const statuses = [];
      for (const login of ['chen', 'li']) statuses.push((await as(login).get(`/api/recordings/${recordingId}`)).status);
      assert.deepEqual(statuses, [200, 404]);
      await voicemail.service.messages.remove(messageId);
    });

    it('tells the seats of its box what became of it, and their counts', async () => {
      const { seat, snapshot } = await as('chen').seated();
      const other = await as('boss').seated();
      assert.deepEqual(
        snapshot.topics.voicemail?.boxes.map((box) => [box.boxNo, box.newCount]),
        [['801', 1]],
      );
      await as('chen').ask('PUT', `${path}/heard`, { heard: true });
      assert.equal((await seat.delta('voicemailMessage')).message.state, 'heard');
      assert.equal((await seat.delta('voicemailBoxes')).boxes[0]?.newCount, 0);
      const inGroup = await voicemail.leave(group.boxId, 5);
      assert.equal((await other.seat.delta('voicemailMessage')).message.messageId, inGroup.messageId);
      seat.close();
      other.seat.close();
      await voicemail.service.messages.remove(inGroup.messageId);
    });
  });

  describe('greetings', () => {
    const url = (slot = 'off'): string => `/api/voicemail/boxes/${personal.boxId}/greetings/${slot}`;

    async function send(login: string, bytes: Buffer, slot = 'off', type = 'audio/wav') {
      const response = await fetch(server.address + url(slot), {
        method: 'PUT',
        headers: { 'content-type': type, cookie: as(login).cookie },
        body: Uint8Array.from(bytes),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : z.unknown().parse(JSON.parse(text)) };
    }

    it('are sent as WAV files, heard, and taken away', async () => {
      assert.equal((await send('chen', monoWav(1_000))).status, 204);
      assert.equal((await as('chen').get(url())).status, 200);
      assert.deepEqual(refusal(await as('li').get(url())), [404, 'request/notFound']);
      assert.equal((await as('chen').ask('DELETE', url())).status, 204);
      assert.deepEqual(refusal(await as('chen').get(url())), [404, 'request/notFound']);
    });

    it('are refused when they are no sound, too large, of no period, or of a box that one does not keep', async () => {
      assert.deepEqual(refusal(await send('chen', Buffer.from('no sound'))), [422, 'prompt/notAudio']);
      assert.deepEqual(refusal(await send('chen', Buffer.from('{}'), 'off', 'application/json')), [
        422,
        'prompt/notAudio',
      ]);
      assert.deepEqual(refusal(await send('chen', Buffer.alloc(7 * 1024 * 1024))), [413, 'request/tooLarge']);
      assert.deepEqual(refusal(await send('chen', monoWav(1_000), 'easter')), [400, 'request/invalid']);
      assert.deepEqual(refusal(await send('li', monoWav(1_000))), [404, 'request/notFound']);
    });
  });

  describe('setups', () => {
    const setup = { boxNo: '8100', title: '夜班', kind: 'group', memberUserIds: ['user_chen'], stationNos: ['801'] };

    it('are made, changed and deleted by admins; a PIN is told once', async () => {
      const made = newPinSchema.parse((await as('admin').post('/api/voicemail/setups', setup)).body);
      assert.match(made.pin, /^\d{6}$/);
      const url = `/api/voicemail/setups/${made.boxId}`;
      const changed = await as('admin').ask('PUT', url, { ...setup, limits: { maxMs: 60_000 } });
      assert.deepEqual(boxSchema.parse(changed.body).limits, {
        maxMs: 60_000,
        minMs: 3_000,
        silenceMs: 10_000,
        maxMessages: 100,
      });
      const listed = z.array(boxSchema).parse((await as('admin').get('/api/voicemail/setups')).body);
      assert.deepEqual(
        listed.map((box) => box.boxNo),
        ['801', '8000', '8100'],
      );
      assert.equal(JSON.stringify(listed).includes('hash'), false);
      const reset = newPinSchema.parse((await as('admin').post(`${url}/pin`)).body);
      assert.equal(reset.boxId, made.boxId);
      assert.equal((await as('admin').ask('DELETE', url)).status, 204);
      assert.deepEqual(refusal(await as('admin').ask('DELETE', url)), [404, 'request/notFound']);
    });

    it('are refused without an owner for a personal box, and with a number that is taken', async () => {
      const personalSetup = { boxNo: '8200', title: 'x', kind: 'personal' };
      assert.deepEqual(refusal(await as('admin').post('/api/voicemail/setups', personalSetup)), [
        400,
        'request/invalid',
      ]);
      assert.deepEqual(refusal(await as('admin').post('/api/voicemail/setups', { ...setup, boxNo: '801' })), [
        409,
        'request/conflict',
      ]);
    });

    it('with messages are deleted only when that is said', async () => {
      const box = await voicemail.addBox('8300', { kind: 'group', ownerUserId: undefined });
      await voicemail.leave(box.boxId, 9);
      const url = `/api/voicemail/setups/${box.boxId}`;
      assert.deepEqual(refusal(await as('admin').ask('DELETE', url)), [409, 'voicemail/boxNotEmpty']);
      assert.equal((await as('admin').ask('DELETE', `${url}?withMessages=yes`)).status, 204);
    });

    it('leave the choice of a PIN to who keeps the box', async () => {
      const url = `/api/voicemail/boxes/${personal.boxId}/pin`;
      assert.equal((await as('chen').ask('PUT', url, { pin: '8642' })).status, 204);
      assert.ok(await voicemail.service.boxes.isPin(personal.boxId, '8642'));
      assert.deepEqual(refusal(await as('chen').ask('PUT', url, { pin: '1111' })), [422, 'voicemail/pinTooWeak']);
      assert.deepEqual(refusal(await as('chen').ask('PUT', url, { pin: 'abcd' })), [400, 'request/invalid']);
    });
  });
});
