import assert from 'node:assert/strict';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { CallRecord } from '../../../src-main/contract/call-record.ts';
import { RecordsStore } from '../../../src-renderer/stores/records-store.ts';
import { SessionStore } from '../../../src-renderer/stores/session-store.ts';
import { HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { aLoginReply, aRecord, aUser, NOW_MS } from '../support/builders.ts';
import { FakeHttp, settled } from '../support/fake-http.ts';

function missedRecord(number: number, change: Partial<CallRecord> = {}): CallRecord {
  const { connectedToAgentAt: _, ...rest } = aRecord(number, { endReason: 'ABANDONED_IVR', ...change });
  return rest;
}

describe('the call lists of a seat', () => {
  let http: FakeHttp;
  let clock: SteppedClock;
  let session: SessionStore;
  let records: RecordsStore;

  async function signIn(role: 'agent' | 'supervisor'): Promise<void> {
    const resumed = session.resume();
    await http.answer(0, 200, aLoginReply({ user: aUser({ role }) }));
    await resumed;
  }

  beforeEach(async () => {
    http = new FakeHttp();
    clock = new SteppedClock(NOW_MS);
    const client = new HttpClient(http.fetch, clock);
    session = new SessionStore(client);
    records = new RecordsStore(client, clock, session);
    await signIn('agent');
  });

  const lastPath = (): string => http.asked.at(-1)?.path ?? '';

  async function showsPage(page: readonly CallRecord[], callBacks = {}, count = page.length): Promise<void> {
    const at = http.asked.length - 1;
    await http.answer(at, 200, { records: page, callBacks });
    await http.answer(at + 1, 200, { count, more: false });
  }

  it('shows an agent its own calls first, and who oversees all', async () => {
    assert.deepEqual([records.tab, records.tabs], ['mine', ['mine', 'missed', 'live']]);
    session.greeted(aUser({ role: 'supervisor' }), '801');
    assert.deepEqual([records.tab, records.tabs], ['all', ['mine', 'missed', 'all', 'live']]);
  });

  it('asks for the missed calls that nobody has called back, and counts them after the page', async () => {
    void records.showTab('missed');
    await settled();
    assert.equal(lastPath(), '/api/calls?limit=50&callBack=open&view=missed');
    await showsPage([missedRecord(1)], {}, 7);
    assert.equal(lastPath(), '/api/calls/count?callBack=open&view=missed');
    assert.deepEqual([records.records.length, records.count], [1, { count: 7, more: false }]);
  });

  it('asks the server for every condition by its name, and forgets one that is taken away', async () => {
    void records.narrow({ direction: 'inbound', recorded: true, minTalkMs: 60_000 });
    await settled();
    assert.equal(lastPath(), '/api/calls?limit=50&direction=inbound&recorded=true&minTalkMs=60000&view=mine');
    void records.narrow({ recorded: undefined, name: '' });
    await settled();
    assert.equal(lastPath(), '/api/calls?limit=50&direction=inbound&minTalkMs=60000&view=mine');
    assert.equal(records.filtered, true);
  });

  it('keeps what it lists when a missed call of somebody else arrives', async () => {
    void records.reload();
    await settled();
    await showsPage([aRecord(2)]);
    records.applyEvent(missedRecord(1, { userId: undefined }));
    assert.deepEqual(
      records.records.map((record) => record.callId),
      ['call_r2'],
    );
  });

  it('puts a missed call that arrives on top, and counts it', async () => {
    void records.showTab('missed');
    await settled();
    await showsPage([missedRecord(2)]);
    records.applyEvent(missedRecord(1));
    records.applyEvent(missedRecord(1, { name: '王芳' }));
    assert.deepEqual(
      [records.records.map((record) => record.callId), records.count?.count],
      [['call_r1', 'call_r2'], 2],
    );
  });

  it('closes the missed calls of a number when somebody speaks with it, and takes them off the open ones', async () => {
    void records.showTab('missed');
    await settled();
    await showsPage([missedRecord(2, { ani: '013900001234' }), missedRecord(3, { ani: '13900009999' })]);
    records.applyEvent(aRecord(1, { direction: 'outbound', ani: '13900001234' }));
    assert.deepEqual(
      records.records.map((record) => record.callId),
      ['call_r3'],
    );
    assert.equal(records.callBacks['call_r2']?.callId, 'call_r1');
  });

  it('does not take a call that reached nobody for a call-back', async () => {
    void records.showTab('missed');
    await settled();
    await showsPage([missedRecord(2)]);
    records.applyEvent(missedRecord(1, { direction: 'outbound', endReason: 'NO_ANSWER' }));
    assert.deepEqual([records.records.length, records.callBacks], [1, {}]);
  });

  it('says under which path its calls are a file', () => {
    void records.narrow({ search: '139 0' });
    assert.equal(
      records.exportPath('xlsx', 'id-1', 'en'),
      '/api/calls/export?search=139+0&view=mine&format=xlsx&exportId=id-1&locale=en',
    );
  });
});
