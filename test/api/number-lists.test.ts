import assert from 'node:assert/strict';
import { z } from 'zod';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import {
  listEntryPageSchema,
  listEntrySchema,
  listEntryViewSchema,
  listHitSchema,
  listImportReportSchema,
  numberListSchema,
  numberListViewSchema,
} from '../../src-main/contract/number-lists.ts';
import { ApiClient, openApi, type Answer } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';

const BLACK = '/api/number-lists/black/entries';

describe('number lists over HTTP', () => {
  let house: FakeHouse;
  let server: HttpServer;
  let admin: ApiClient;
  let supervisor: ApiClient;

  beforeEach(async () => {
    house = new FakeHouse();
    await house.hours.start();
    for (const role of ['admin', 'supervisor'] as const) await house.addUser(role, role, `名${role}`);
    server = await openApi(house.parts());
    [admin, supervisor] = [new ApiClient(server.address), new ApiClient(server.address)];
    await admin.login('admin');
    await supervisor.login('supervisor');
  });
  afterEach(() => server.close());

  function codeOf(answer: Answer): readonly [number, string] {
    return [answer.status, errorBodySchema.parse(answer.body).code];
  }

  async function check(number: string) {
    const { body } = await supervisor.post('/api/number-lists/check', { number });
    return z
      .array(listHitSchema)
      .parse(body)
      .map((hit) => [hit.kind, hit.pattern]);
  }

  async function add(pattern: string) {
    return listEntrySchema.parse((await admin.post(BLACK, { pattern, reason: '骚扰' })).body);
  }

  it('are made, renamed, counted and deleted', async () => {
    const made = await admin.post('/api/number-lists', { title: '供应商', kind: 'custom' });
    assert.equal(made.status, 201);
    const { listId } = numberListSchema.parse(made.body);
    await admin.post(`/api/number-lists/${listId}/entries`, { pattern: '010*', reason: '' });
    await admin.ask('PUT', `/api/number-lists/${listId}`, { title: '合作伙伴', kind: 'custom' });
    const all = async () => z.array(numberListViewSchema).parse((await supervisor.get('/api/number-lists')).body);
    assert.deepEqual((await all()).at(-1), { listId, title: '合作伙伴', kind: 'custom', entryCount: 1 });
    house.hours.used.add(listId);
    assert.deepEqual(codeOf(await admin.ask('DELETE', `/api/number-lists/${listId}`)), [409, 'list/inUse']);
    house.hours.used.clear();
    assert.equal((await admin.ask('DELETE', `/api/number-lists/${listId}`)).status, 204);
    assert.equal((await all()).length, 3);
  });

  it('take an entry, change it, and take it off again', async () => {
    const { entryId } = await add('139*');
    assert.deepEqual(await check('+86 139 0000 1234'), [['black', '139*']]);
    const changed = await admin.ask('PUT', `${BLACK}/${entryId}`, { pattern: '138*', reason: '更正' });
    assert.equal(changed.status, 200);
    assert.deepEqual([await check('13900001234'), await check('13800001234')], [[], [['black', '138*']]]);
    assert.equal((await admin.ask('DELETE', `${BLACK}/${entryId}`)).status, 204);
    assert.deepEqual(await check('13800001234'), []);
  });

  it('refuse what is no pattern, what is there already, and what is not there', async () => {
    const { entryId } = await add('139*');
    const answers = [
      await admin.post(BLACK, { pattern: '~(1+)+', reason: '' }),
      await admin.post(BLACK, { pattern: '0139*', reason: '' }),
      await admin.post(BLACK, { pattern: '', reason: '' }),
      await admin.post('/api/number-lists/none/entries', { pattern: '1*', reason: '' }),
      await admin.ask('DELETE', `/api/number-lists/white/entries/${entryId}`),
    ];
    assert.deepEqual(answers.map(codeOf), [
      [422, 'list/patternInvalid'],
      [409, 'list/duplicate'],
      [400, 'request/invalid'],
      [404, 'request/notFound'],
      [404, 'request/notFound'],
    ]);
  });

  it('are read by page and by search, with the name of who added an entry', async () => {
    for (const pattern of ['136*', '137*', '138*']) await add(pattern);
    const page = listEntryPageSchema.parse((await supervisor.get(`${BLACK}?offset=1&limit=1`)).body);
    assert.deepEqual([page.total, page.entries[0]?.pattern, page.entries[0]?.addedByName], [3, '137*', '名admin']);
    assert.equal(listEntryPageSchema.parse((await supervisor.get(`${BLACK}?search=138`)).body).total, 1);
  });

  it('take text with the refused lines told, more than other requests may hold, and give it back', async () => {
    const good = Array.from({ length: 2_000 }, (_, no) => `${13_900_000_000 + no},2099-12-31,${'批'.repeat(150)}`).join(
      '\n',
    );
    const { body } = await admin.post('/api/number-lists/black/import', { text: `${good}\nwang\n` });
    assert.deepEqual(listImportReportSchema.parse(body), {
      added: 2_000,
      refusedCount: 1,
      refused: [{ lineNo: 2_001, text: 'wang', why: 'pattern', problem: 'signs' }],
    });
    const exported = await supervisor.get('/api/number-lists/black/export');
    assert.match(exported.headers.get('content-disposition') ?? '', /black\.txt/);
    assert.deepEqual(String(exported.body).trim().split('\n').sort(), good.split('\n').sort());
  });

  it('show what blocked calls, and put it on the white list with one press', async () => {
    const { entryId } = await add('13900001234');
    await add('138*');
    const hit = house.hours.numberLists.lookup.match('13900001234', 0);
    assert.ok(hit !== undefined);
    house.hours.numberLists.countHit(hit, 5);
    const review = async () =>
      z.array(listEntryViewSchema).parse((await supervisor.get('/api/number-lists/review')).body);
    assert.deepEqual(
      (await review()).map((entry) => [entry.pattern, entry.hits, entry.lastHitAt]),
      [['13900001234', 1, 5]],
    );
    assert.equal((await admin.post(`${BLACK}/${entryId}/move`, { toListId: 'white' })).status, 200);
    assert.deepEqual([await review(), await check('13900001234')], [[], [['white', '13900001234']]]);
  });
});
