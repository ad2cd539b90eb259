import assert from 'node:assert/strict';
import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import { ExportStore } from '../../../src-renderer/stores/export-store.ts';
import { HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { NOW_MS } from '../support/builders.ts';
import { FakeHttp, settled } from '../support/fake-http.ts';

describe('a file of calls on its way to a seat', () => {
  let http: FakeHttp;
  let clock: SteppedClock;
  let exporting: ExportStore;
  beforeEach(() => {
    http = new FakeHttp();
    clock = new SteppedClock(NOW_MS);
    exporting = new ExportStore(new HttpClient(http.fetch, clock), clock);
  });

  const fetchFile = () => exporting.fetch((exportId) => `/file?exportId=${exportId}`);

  it('tells how far it is once a second, and gives the bytes when it is there', async () => {
    const file = fetchFile();
    const exportId = http.asked[0]?.path.split('=')[1] ?? '';
    clock.advance(1_000);
    await settled();
    assert.equal(http.asked[1]?.path, `/api/calls/exports/${exportId}`);
    await http.answer(1, 200, { rows: 50, total: 200 });
    assert.deepEqual([exporting.running, exporting.progress], [true, { rows: 50, total: 200 }]);
    await http.answerBytes(0, new Uint8Array([1, 2, 3]));
    assert.deepEqual(new Uint8Array((await file) ?? new ArrayBuffer(0)), new Uint8Array([1, 2, 3]));
    clock.advance(5_000);
    await settled();
    assert.deepEqual([exporting.running, exporting.progress, http.asked.length], [false, undefined, 2]);
  });

  it('is given up when the user stops it, and that is no error', async () => {
    const file = fetchFile();
    exporting.cancel();
    assert.equal(await file, undefined);
    assert.deepEqual([exporting.running, exporting.error], [false, undefined]);
  });

  it('says why the server refused it', async () => {
    const file = fetchFile();
    await http.answer(0, 413, { code: 'export/tooManyRows', message: 'too many' });
    assert.equal(await file, undefined);
    assert.equal(exporting.error?.code, 'export/tooManyRows');
  });

  it('is one at a time', async () => {
    void fetchFile();
    assert.equal(await fetchFile(), undefined);
    assert.equal(http.asked.length, 1);
  });
});
