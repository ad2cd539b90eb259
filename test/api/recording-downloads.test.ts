import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { userIdSchema } from '../../src-main/contract/ids.ts';
import { downloadViewSchema } from '../../src-main/contract/recordings.ts';
import type { Answer } from '../support/api-client.ts';
import { SOUND } from '../support/recorded-file.ts';
import type { RecordingHouse } from '../support/recording-house.ts';
import { codeOf, RecordingsApi } from '../support/recordings-api.ts';
import { unzipped } from '../support/unzipped.ts';

const boss = userIdSchema.parse('user_boss');

describe('many recordings at once', () => {
  let api: RecordingsApi;
  let real: RecordingHouse;
  beforeEach(async () => {
    api = await RecordingsApi.open();
    ({ real } = api);
  });
  afterEach(() => api.close());

  async function prepare(request: object): Promise<Answer> {
    return api.as('boss').post('/api/recordings/downloads', request);
  }

  it('come as a zip that plays anywhere, with an index of what is there and what is not', async () => {
    const plain = await api.sealed({});
    const locked = await api.sealed({ encrypt: true }, 2);
    const gone = await api.sealed({}, 3);
    rmSync(globSync(join(real.folder, `recordings/**/${gone}.wav`))[0] ?? '');
    const made = await prepare({ recordingIds: [gone, plain, locked] });
    const { downloadId, recordings } = downloadViewSchema.parse(made.body);
    assert.deepEqual([made.status, recordings], [201, 3]);
    const response = await api.bytes('boss', `downloads/${downloadId}/archive`);
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /attachment; filename="recordings-2026-01-0\d.zip"/,
    );
    const files = unzipped(Buffer.from(await response.arrayBuffer()));
    const names = [...files.keys()];
    assert.match(names[0] ?? '', /^0002_2026-01-05_.*_13900001234_801\.wav$/);
    assert.deepEqual(
      [names.length, names[2], files.get(names[0] ?? ''), files.get(names[1] ?? '')],
      [3, 'index.xlsx', SOUND, SOUND],
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(files.get('index.xlsx') ?? []).buffer);
    const sha256 = createHash('sha256').update(SOUND).digest('hex');
    const there = book.getWorksheet('录音');
    assert.deepEqual(
      [2, 3].map((row) => [1, 2, 3, 6, 8].map((column) => there?.getRow(row).getCell(column).value)),
      [1, 2].map(() => ['13900001234', '王芳', '801', 3, sha256]),
    );
    const not = book.getWorksheet('未能读取');
    assert.deepEqual(
      [not?.rowCount, not?.getRow(2).getCell(7).value, not?.getRow(2).getCell(8).value],
      [2, gone, 'recording/missing'],
    );
    const view = downloadViewSchema.parse((await api.as('boss').get(`/api/recordings/downloads/${downloadId}`)).body);
    assert.deepEqual([view.state, view.percent, view.doneCount, view.unreadable], ['done', 100, 3, 1]);
    assert.deepEqual(
      (await real.store.notes.listenings(plain)).map(({ how, userId }) => [how, userId]),
      [['downloaded', boss]],
    );
  });

  it('go on after a file that is damaged in its middle', async () => {
    const broken = await api.sealed({ encrypt: true });
    const plain = await api.sealed({}, 2);
    const path = globSync(join(real.folder, `recordings/**/${broken}*`))[0] ?? '';
    const file = readFileSync(path);
    file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
    writeFileSync(path, file);
    const { downloadId } = downloadViewSchema.parse((await prepare({ recordingIds: [broken, plain] })).body);
    const files = unzipped(
      Buffer.from(await (await api.bytes('boss', `downloads/${downloadId}/archive`)).arrayBuffer()),
    );
    const view = downloadViewSchema.parse((await api.as('boss').get(`/api/recordings/downloads/${downloadId}`)).body);
    assert.deepEqual([files.size, view.unreadable, [...files.values()][1]], [3, 1, SOUND]);
  });

  it('are those that the call list shows', async () => {
    await api.sealed({});
    const made = await prepare({ filter: { search: '1390000' } });
    assert.equal(downloadViewSchema.parse(made.body).recordings, 1);
    assert.deepEqual(codeOf(await prepare({ filter: { search: 'nobody' } })), [404, 'recording/missing']);
  });

  it('have a limit', async () => {
    api.known(Array.from({ length: 2_001 }, (_, no) => `rec_${no}`));
    assert.deepEqual(codeOf(await prepare({ filter: {} })), [413, 'recording/tooMany']);
  });

  it('are broken off, fetched once, and nobody else’s', async () => {
    const id = await api.sealed({});
    const { downloadId } = downloadViewSchema.parse((await prepare({ recordingIds: [id] })).body);
    const path = `/api/recordings/downloads/${downloadId}`;
    assert.equal((await api.as('root').get(path)).status, 404);
    assert.equal((await api.as('root').get(`${path}/archive`)).status, 404);
    assert.equal((await api.as('boss').ask('DELETE', path)).status, 204);
    assert.equal(downloadViewSchema.parse((await api.as('boss').get(path)).body).state, 'cancelled');
    assert.equal((await api.as('boss').get(`${path}/archive`)).status, 404);
  });

  it('are for supervisors', async () => {
    assert.equal((await api.as('agent1').post('/api/recordings/downloads', { filter: {} })).status, 403);
  });
});
