import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import { numberListSchema } from '../../../src-main/contract/number-lists.ts';
import { productTime } from '../../../src-main/server/product-clock.ts';
import { openSchedules } from '../../../src-main/server/schedules-room.ts';
import { openStorage } from '../../../src-main/server/storage-room.ts';
import { RoutingBook } from '../../../src-main/services/routing/index.ts';
import { anInboundRule } from '../../support/routing-plan.ts';
import { aSchedule, shanghai } from '../../support/schedules.ts';
import { TestLog } from '../../support/test-log.ts';

describe('schedules and lists in the house', () => {
  it('decide calls by the rules that ask them, and cannot be deleted while these do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-house-'));
    const time = productTime('real', 1);
    const opened = await openStorage(folder, time, new TestLog());
    assert.ok(opened.ok);
    const storage = opened.value;
    const office = aSchedule();
    const partners = numberListSchema.parse({ listId: 'partners', kind: 'custom', title: '合作伙伴' });
    await storage.schedules.save(office);
    await storage.numberLists.save(partners);
    const { schedules, numberLists } = openSchedules(storage, time, new TestLog());
    await schedules.start();
    await numberLists.start();
    const book = new RoutingBook({ store: storage.routingPlan, schedules: schedules.book, lists: numberLists.lookup });
    await book.reload();
    const asking = anInboundRule('asking', 1, {
      callerLists: [partners.listId],
      schedule: { scheduleId: office.scheduleId, kinds: ['work'] },
    });
    await book.replace({ ...book.plan, inboundRules: [asking] });
    const by = userIdSchema.parse('user_admin');
    assert.ok((await numberLists.addEntry(partners.listId, { pattern: '139*', reason: '' }, by)).ok);

    const decided = (number: string, text: string) =>
      book.decideInbound({ trunkNo: 1, number, dialled: '', at: shanghai(text) }).kind;
    assert.deepEqual(
      [
        decided('+86 139 0000 1234', '2026-03-04 10:00'),
        decided('13800001234', '2026-03-04 10:00'),
        decided('13900001234', '2026-03-04 20:00'),
      ],
      ['matched', 'none', 'none'],
    );
    const refused = [await schedules.remove(office.scheduleId), await numberLists.removeList(partners.listId)];
    assert.deepEqual(
      refused.map((each) => !each.ok && each.error.code),
      ['schedule/inUse', 'list/inUse'],
    );
    await book.replace({ ...book.plan, inboundRules: [] });
    assert.ok((await schedules.remove(office.scheduleId)).ok);
    assert.ok((await numberLists.removeList(partners.listId)).ok);
    await storage.database.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
