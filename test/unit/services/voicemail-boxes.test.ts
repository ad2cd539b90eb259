// Over 250 lines: one case for each thing that may be done with a box and its messages.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import type { Role } from '../../../src-main/contract/users.ts';
import { callIdSchema, recordingIdSchema, userIdSchema, type UserId } from '../../../src-main/contract/ids.ts';
import { boxSetupSchema, DELETED_KEPT_MS, type Box } from '../../../src-main/contract/voicemail.ts';
import type { Listener } from '../../../src-main/services/voicemail/index.ts';
import { monoWav } from '../../support/mono-wav.ts';
import { CHEN, LI, openVoicemailHouse, type VoicemailHouse } from '../../support/voicemail-house.ts';

const BOSS = userIdSchema.parse('user_boss');
const as = (userId: UserId, role: Role = 'agent'): Listener => ({ userId, role });

describe('voicemail boxes', () => {
  let house: VoicemailHouse;
  let personal: Box;
  let group: Box;
  beforeEach(async () => {
    house = await openVoicemailHouse();
    personal = await house.addBox('801', { stationNos: ['801'] });
    group = await house.addBox('8000', {
      kind: 'group',
      ownerUserId: undefined,
      memberUserIds: [LI],
      stationNos: ['801', '802'],
    });
    house.callControl.lamps.length = 0;
  });
  afterEach(() => house.close());

  describe('and lamps', () => {
    it('are lit on all phones of a box while it has new messages', async () => {
      const message = await house.leave(group.boxId, 1);
      assert.deepEqual(house.callControl.lamps, ['801 on', '802 on']);
      await house.service.messages.markHeard(message.messageId);
      assert.deepEqual(house.callControl.lamps.slice(2), ['801 off', '802 off']);
    });

    it('stay lit while another box of the phone has new messages', async () => {
      const [own] = [await house.leave(personal.boxId, 1), await house.leave(group.boxId, 2)];
      house.callControl.lamps.length = 0;
      await house.service.messages.remove(own.messageId);
      assert.deepEqual(house.callControl.lamps, []);
    });

    it('are told anew when the board has opened', async () => {
      await house.leave(personal.boxId, 1);
      house.callControl.lamps.length = 0;
      house.service.lightLamps();
      assert.deepEqual(house.callControl.lamps.toSorted(), ['801 on', '802 off']);
    });

    it('go out on a phone that leaves the box, and with a box that is deleted', async () => {
      await house.leave(group.boxId, 1);
      house.callControl.lamps.length = 0;
      await house.service.boxes.change(group.boxId, { ...group, stationNos: ['801'] });
      assert.deepEqual(house.callControl.lamps, ['802 off']);
      await house.service.desk.remove(group.boxId, true);
      assert.deepEqual(house.callControl.lamps, ['802 off', '801 off']);
    });

    it('that a board does not have trouble nobody, others are logged', async () => {
      house.callControl.lampFault = 'board/unsupported';
      const message = await house.leave(personal.boxId, 1);
      await house.pass(0);
      assert.deepEqual(house.log.lines, []);
      house.callControl.lampFault = 'board/gone';
      await house.service.messages.remove(message.messageId);
      await house.pass(0);
      assert.deepEqual(house.log.lines, ['warn: the lamp of a phone could not be set']);
    });
  });

  describe('are heard', () => {
    it('by their owners and members; group boxes by supervisors and admins too; personal ones by nobody else', () => {
      const seen = (listener: Listener): readonly string[] =>
        house.service.desk.boxesOf(listener).map((box) => box.boxNo);
      assert.deepEqual([as(CHEN), as(LI), as(BOSS), as(BOSS, 'supervisor'), as(BOSS, 'admin')].map(seen), [
        ['801'],
        ['8000'],
        [],
        ['8000'],
        ['8000'],
      ]);
    });

    it('message by message: what one may not hear is not there', async () => {
      const { desk } = house.service;
      const message = await house.leave(personal.boxId, 1);
      const { messageId } = message;
      const asked = await Promise.all([
        desk.message(as(LI), messageId),
        desk.setHeard(as(LI), messageId, true),
        desk.removeMessage(as(LI), messageId),
        desk.restore(as(LI), messageId),
        desk.forward(as(LI), messageId, group.boxId),
        desk.callBack(as(LI), messageId),
      ]);
      assert.deepEqual(
        asked.map((result) => (result.ok ? 'done' : result.error.code)),
        asked.map(() => 'request/notFound'),
      );
      assert.deepEqual(await house.messages.byId(messageId), message);
      assert.deepEqual((await desk.page(as(LI), { filter: 'all', limit: 10 })).messages, []);
      assert.deepEqual((await desk.page(as(LI), { boxId: personal.boxId, filter: 'all', limit: 10 })).messages, []);
    });

    it('recording by recording, through any box that holds a copy', async () => {
      const { desk } = house.service;
      const message = await house.leave(personal.boxId, 1);
      assert.deepEqual(
        [
          await desk.hearsRecording(as(CHEN), message.recordingId),
          await desk.hearsRecording(as(LI), message.recordingId),
        ],
        [true, false],
      );
      await desk.forward(as(CHEN), message.messageId, group.boxId);
      assert.ok(await desk.hearsRecording(as(LI), message.recordingId));
    });

    it('with counts of what is new and what is there', async () => {
      const message = await house.leave(personal.boxId, 1);
      await house.leave(personal.boxId, 2);
      await house.service.messages.markHeard(message.messageId);
      const [summary] = house.service.desk.boxesOf(as(CHEN));
      assert.deepEqual([summary?.newCount, summary?.count], [1, 2]);
    });
  });

  describe('hold messages', () => {
    it('that become heard by whoever heard them first, and new again', async () => {
      const { desk } = house.service;
      const message = await house.leave(personal.boxId, 1);
      const heard = await desk.setHeard(as(CHEN), message.messageId, true);
      const at = house.clock.nowMs();
      assert.deepEqual(heard.ok ? heard.value : heard, { ...message, state: 'heard', heardAt: at, heardBy: CHEN });
      house.clock.advance(1_000);
      assert.deepEqual(await house.service.messages.markHeard(message.messageId), heard);
      await desk.setHeard(as(CHEN), message.messageId, false);
      assert.deepEqual(await house.messages.byId(message.messageId), message);
    });

    it('that are deleted and come back as they were, new or heard', async () => {
      const { desk } = house.service;
      for (const prepare of [
        async () => undefined,
        (messageId: Parameters<typeof desk.restore>[1]) => desk.setHeard(as(CHEN), messageId, true),
      ]) {
        const { messageId } = await house.leave(personal.boxId, 1);
        await prepare(messageId);
        const before = await house.messages.byId(messageId);
        const deleted = await desk.removeMessage(as(CHEN), messageId);
        assert.deepEqual(deleted.ok ? deleted.value : deleted, {
          ...before,
          state: 'deleted',
          deletedAt: house.clock.nowMs(),
        });
        await desk.restore(as(CHEN), messageId);
        assert.deepEqual(await house.messages.byId(messageId), before);
      }
    });

    it('that are gone for good 30 days after they were deleted, and not before', async () => {
      const { messageId } = await house.leave(personal.boxId, 1);
      await house.leave(personal.boxId, 2);
      await house.service.messages.remove(messageId);
      await house.pass(DELETED_KEPT_MS);
      assert.ok(await house.messages.byId(messageId));
      await house.pass(3_600_000);
      assert.equal(await house.messages.byId(messageId), undefined);
      assert.equal(house.service.messages.countsOf(personal.boxId).new, 1);
    });

    it('that are told to webhooks only where the box says so, forwarded ones too', async () => {
      const told: string[] = [];
      house.service.onMessage((message, box) => told.push(`${box.boxNo} ${message.forwardedFrom ?? ''}`));
      await house.service.boxes.change(group.boxId, { ...group, notify: { webhook: true } });
      const message = await house.leave(personal.boxId, 1);
      assert.deepEqual(told, []);
      await house.service.desk.forward(as(CHEN), message.messageId, group.boxId);
      assert.deepEqual(told, [`8000 ${personal.boxId}`]);
    });

    it('that call back from where the listener sits, and count as heard then', async () => {
      const { desk } = house.service;
      const message = await house.leave(personal.boxId, 1, '13900001234');
      const called = await desk.callBack(as(CHEN), message.messageId);
      assert.ok(called.ok);
      assert.deepEqual(house.dialled, ['user_chen 13900001234']);
      assert.equal((await house.messages.byId(message.messageId))?.state, 'heard');
    });

    it('without a number that cannot be called back', async () => {
      const message = await house.leave(personal.boxId, 1, '');
      const called = await house.service.desk.callBack(as(CHEN), message.messageId);
      assert.deepEqual([called.ok ? '' : called.error.code, house.dialled], ['voicemail/noNumber', []]);
    });
  });

  describe('are kept', () => {
    const code = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }): string =>
      result.error?.code ?? 'done';

    it('by their owners, group boxes by supervisors, all by admins', async () => {
      const { desk } = house.service;
      assert.deepEqual(
        [
          code(await desk.setPin(as(CHEN), personal.boxId, '8642')),
          code(await desk.setPin(as(BOSS, 'admin'), personal.boxId, '8642')),
          code(await desk.setPin(as(BOSS, 'supervisor'), personal.boxId, '8642')),
          code(await desk.setPin(as(LI), group.boxId, '8642')),
          code(await desk.setPin(as(BOSS, 'supervisor'), group.boxId, '8642')),
          code(await desk.setPin(as(CHEN), personal.boxId, '3333')),
        ],
        ['done', 'done', 'request/notFound', 'auth/forbidden', 'done', 'voicemail/pinTooWeak'],
      );
    });

    it('with one number each', async () => {
      const setup = boxSetupSchema.parse({ boxNo: '801', title: 'again', kind: 'group' });
      assert.equal(code(await house.service.desk.create(setup)), 'request/conflict');
      assert.equal(code(await house.service.desk.change(group.boxId, setup)), 'request/conflict');
      assert.equal(house.service.boxes.byId(group.boxId)?.boxNo, '8000');
    });

    it('with greetings and PIN that outlive a change of their setup', async () => {
      const { desk, boxes } = house.service;
      await desk.putGreeting(as(CHEN), personal.boxId, 'off', monoWav(1_000));
      const before = boxes.byId(personal.boxId);
      await desk.change(personal.boxId, { ...personal, title: 'night' });
      assert.deepEqual(boxes.byId(personal.boxId), { ...before, title: 'night' });
    });

    it('with a new PIN for who has forgotten it, to be changed at first use', async () => {
      const { desk, boxes } = house.service;
      const reset = await desk.resetPin(personal.boxId);
      assert.ok(reset.ok);
      assert.match(reset.value.pin, /^\d{6}$/);
      assert.ok(await boxes.isPin(personal.boxId, reset.value.pin));
      assert.equal(boxes.byId(personal.boxId)?.mustChangePin, true);
    });

    it('and are deleted with their messages only when that is meant', async () => {
      const { desk } = house.service;
      const message = await house.leave(personal.boxId, 1);
      assert.equal(code(await desk.remove(personal.boxId, false)), 'voicemail/boxNotEmpty');
      assert.equal(code(await desk.remove(personal.boxId, true)), 'done');
      assert.equal(await house.messages.byId(message.messageId), undefined);
      assert.equal(house.service.boxes.byId(personal.boxId), undefined);
      assert.equal(code(await desk.remove(personal.boxId, true)), 'request/notFound');
    });
  });

  describe('greet with files', () => {
    const files = (): readonly string[] => {
      const folder = `${house.folder}/voicemail`;
      return existsSync(folder) ? readdirSync(folder) : [];
    };

    it('that are kept as they came, one a period; the one before goes', async () => {
      const { desk, boxes } = house.service;
      assert.ok((await desk.putGreeting(as(CHEN), personal.boxId, 'off', monoWav(1_000))).ok);
      assert.ok((await desk.putGreeting(as(CHEN), personal.boxId, 'off', monoWav(2_000))).ok);
      const greeting = boxes.byId(personal.boxId)?.greetings.off;
      assert.ok(greeting?.kind === 'recorded');
      assert.deepEqual([greeting.lengthMs, files()], [2_000, [`${greeting.greetingId}.wav`]]);
      const path = desk.greetingPath(as(CHEN), personal.boxId, 'off');
      assert.ok(path.ok && existsSync(path.value));
      assert.ok((await desk.removeGreeting(as(CHEN), personal.boxId, 'off')).ok);
      assert.deepEqual([files(), boxes.byId(personal.boxId)?.greetings], [[], {}]);
    });

    for (const [what, bytes] of [
      ['no WAV file', Buffer.from('this is no sound at all')],
      ['of two channels', monoWav(1_000, { channels: 2 })],
      ['of a format that boards do not play', monoWav(1_000, { tag: 85 })],
      ['of a rate that lines do not carry', monoWav(1_000, { rateHz: 96_000 })],
      ['shorter than half a second', monoWav(499)],
      ['longer than three minutes', monoWav(180_001)],
      ['without sound', monoWav(1_000).subarray(0, 40)],
    ] as const) {
      it(`but not with one ${what}`, async () => {
        const sent = await house.service.desk.putGreeting(as(CHEN), personal.boxId, 'always', bytes);
        assert.deepEqual([sent.ok ? '' : sent.error.code, files()], ['prompt/notAudio', []]);
      });
    }
  });

  it('count what is in the database at start', async () => {
    const at = house.clock.nowMs();
    const facts = { callId: callIdSchema.parse('call_x'), recordingId: recordingIdSchema.parse('rec_x') };
    await house.messages.save({
      ...(await house.leave(personal.boxId, 1)),
      ...facts,
      state: 'deleted',
      deletedAt: at - DELETED_KEPT_MS - 1,
    });
    await house.service.messages.start();
    assert.deepEqual(house.service.messages.countsOf(personal.boxId), { new: 0, heard: 0 });
  });
});
