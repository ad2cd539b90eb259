import assert from 'node:assert/strict';
import ExcelJS from 'exceljs';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { callExportProgressSchema } from '../../src-main/contract/call-list.ts';
import { callRecordPageSchema, callRecordSchema, type CallRecord } from '../../src-main/contract/call-record.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import { callIdSchema, userIdSchema } from '../../src-main/contract/ids.ts';
import { ApiClient, openApi } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { storedRecord } from '../support/stored-record.ts';
import { TEST_NOW_MS } from '../support/test-databases.ts';
import { until } from '../support/until.ts';

const lost = { endReason: 'ABANDONED_IVR', endedAt: TEST_NOW_MS + 60_000 } as const;

describe('the call list of the API', () => {
  let house: FakeHouse;
  let server: HttpServer;
  const agent = () => signedIn('agent');
  const supervisor = () => signedIn('supervisor');

  beforeEach(async () => {
    house = new FakeHouse();
    for (const role of ['agent', 'supervisor'] as const) await house.addUser(role, role, role);
    server = await openApi(house.parts());
  });
  afterEach(() => server.close());

  async function signedIn(login: string): Promise<ApiClient> {
    const client = new ApiClient(server.address);
    await client.login(login);
    return client;
  }

  async function bytes(client: ApiClient, path: string): Promise<{ status: number; type: string; body: Buffer }> {
    const response = await fetch(server.address + path, { headers: { cookie: client.cookie } });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get('content-type') ?? '', body };
  }

  it('gives an agent the calls it took part in, and the missed ones of everybody without their recordings', async () => {
    const mine = userIdSchema.parse('user_agent');
    const sealed = { startedAt: 1, lengthMs: 1, format: 'alaw', result: 'complete', gaps: [] };
    const recordings = [callRecordSchema.shape.recordings.element.parse({ recordingId: 'rec_1', ...sealed })];
    house.records.put(storedRecord(1, { legs: [{ device: 'station/801', startedAt: 1, userId: mine }] }));
    house.records.put(storedRecord(2, { ...lost, recordings }));
    house.records.put(storedRecord(3));
    const client = await agent();
    const listed = async (view: string): Promise<readonly CallRecord[]> =>
      callRecordPageSchema.parse((await client.get(`/api/calls?view=${view}`)).body).records;
    assert.deepEqual(
      (await listed('all')).map((record) => record.callId),
      ['call_001'],
    );
    assert.deepEqual(
      (await listed('missed')).map((record) => [record.callId, record.recordings]),
      [['call_002', []]],
    );
    const statuses = await Promise.all(
      ['call_001', 'call_002', 'call_003'].map((id) => client.get(`/api/calls/${id}`)),
    );
    assert.deepEqual(
      statuses.map((answer) => answer.status),
      [200, 200, 404],
    );
  });

  it('does not tell an agent who listened, and tells a supervisor', async () => {
    const userId = userIdSchema.parse('user_agent');
    const legs = [
      { device: 'station/801', startedAt: 1, userId },
      { device: 'station/802', startedAt: 2, participation: 'listen' as const },
    ];
    const monitoredBy = [{ device: 'station/802', kind: 'listen' as const, startedAt: 2, endedAt: 3 }];
    house.records.put(storedRecord(1, { legs, monitoredBy }));
    const seen = async (client: ApiClient): Promise<CallRecord> =>
      callRecordSchema.parse((await client.get('/api/calls/call_001')).body);
    const [agentSees, supervisorSees] = [await seen(await agent()), await seen(await supervisor())];
    assert.deepEqual([agentSees.monitoredBy, agentSees.legs.length], [undefined, 1]);
    assert.deepEqual([supervisorSees.monitoredBy, supervisorSees.legs.length], [monitoredBy, 2]);
  });

  it('counts up to ten thousand', async () => {
    house.records.put(storedRecord(1));
    const client = await supervisor();
    assert.deepEqual((await client.get('/api/calls/count')).body, { count: 1, more: false });
    house.records.uncounted = 10_000;
    assert.deepEqual((await client.get('/api/calls/count?direction=inbound')).body, { count: 10_000, more: true });
  });

  it('writes CSV that spreadsheets read and that no name can turn into a formula', async () => {
    const userId = userIdSchema.parse('user_agent');
    house.records.put(
      storedRecord(1, { name: '=cmd|"x"', ani: '+8613900001234', userId, talkMs: 61_400, ivrPath: ['a', 'b,c'] }),
    );
    house.records.put(storedRecord(2, { ...lost, name: '王\n芳' }));
    const { status, type, body } = await bytes(await supervisor(), '/api/calls/export?format=csv&search=1');
    const [, first = '', second = ''] = body.toString('utf8').split(/\r\n/);
    assert.deepEqual([status, type], [200, 'text/csv; charset=utf-8']);
    assert.deepEqual(body.subarray(0, 3), Buffer.from([0xef, 0xbb, 0xbf]));
    assert.match(body.toString('utf8'), /^\uFEFF通话编号,开始时间,方向,号码,姓名/);
    assert.match(
      first,
      /^call_002,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d,呼入,13900000002,"王\n芳",.*,IVR 中放弃,/s,
    );
    assert.match(second, /^call_001,[^,]+,呼入,'\+8613900001234,"'=cmd\|""x""",.*,agent,.*,"a › b,c",,,61,/s);
  });

  it('writes XLSX with a sheet of the calls and one of their legs, in the language that is asked for', async () => {
    const legs = [
      { device: 'trunk/1', startedAt: TEST_NOW_MS },
      { device: 'station/801', startedAt: TEST_NOW_MS, holdMs: 2_000 },
    ];
    for (let no = 1; no <= 120; no += 1) house.records.put(storedRecord(no, { ...lost, name: '=1+1', legs }));
    const path = '/api/calls/export?format=xlsx&locale=en';
    const { body } = await bytes(await supervisor(), path);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(body).buffer);
    const [calls, legSheet] = workbook.worksheets;
    assert.deepEqual([calls?.name, calls?.rowCount, legSheet?.name, legSheet?.rowCount], ['Calls', 121, 'Legs', 241]);
    const row = calls?.getRow(2);
    const { start, name, reason } = { start: row?.getCell(2), name: row?.getCell(5), reason: row?.getCell(18) };
    assert.deepEqual([name?.type, name?.value, reason?.value], [ExcelJS.ValueType.String, '=1+1', 'Gave up in IVR']);
    assert.equal(start?.type, ExcelJS.ValueType.Date);
    assert.deepEqual(legSheet?.getRow(3).getCell(2).value, 'Ext. 801');
    assert.deepEqual(legSheet?.getRow(3).getCell(8).value, 2);
  });

  it('refuses more calls than a file may have, and says how many that are', async () => {
    house.records.uncounted = 200_001;
    const answer = await (await supervisor()).get('/api/calls/export?format=csv');
    const body = errorBodySchema.parse(answer.body);
    assert.deepEqual([answer.status, body.code, body.ids], [413, 'export/tooManyRows', { limit: 200_000 }]);
  });

  it('keeps out of a file what has begun after it was asked for', async () => {
    house.records.put(storedRecord(1, { startedAt: house.clock.nowMs() + 3_600_000 }));
    const { body } = await bytes(await supervisor(), '/api/calls/export?format=csv');
    assert.equal(body.toString('utf8').split('\r\n').length, 2);
  });

  it('tells how far a file is to who asked for it, and ends it when the reader goes', async () => {
    for (let no = 1; no <= 4_000; no += 1) {
      house.records.put(storedRecord(no, { callId: callIdSchema.parse(`call_${no}`), name: 'x'.repeat(2_000) }));
    }
    const client = await supervisor();
    const gone = new AbortController();
    const response = await fetch(`${server.address}/api/calls/export?format=csv&exportId=my-export-1`, {
      headers: { cookie: client.cookie },
      signal: gone.signal,
    });
    await response.body?.getReader().read();
    const progress = () => client.get('/api/calls/exports/my-export-1');
    const told = callExportProgressSchema.parse((await progress()).body);
    assert.ok(told.total === 4_000 && told.rows > 0 && told.rows < 4_000, JSON.stringify(told));
    assert.equal((await client.get('/api/calls/export?format=csv&exportId=my-export-1')).status, 409);
    assert.equal((await (await agent()).get('/api/calls/exports/my-export-1')).status, 403);
    gone.abort();
    await until(async () => (await progress()).status === 404);
  });
});
