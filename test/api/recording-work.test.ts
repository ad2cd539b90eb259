import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { userIdSchema, type RecordingId } from '../../src-main/contract/ids.ts';
import {
  downloadViewSchema,
  recordingDetailsSchema,
  recordingMarkSchema,
  recordingPoliciesSchema,
} from '../../src-main/contract/recordings.ts';
import { ApiClient, openApi, type Answer } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { recordOne, SOUND, SOUND_MS } from '../support/recorded-file.ts';
import { openRecordingHouse, workOf, type RecordingHouse } from '../support/recording-house.ts';
import { testCallId } from '../support/test-events.ts';
import { unzipped } from '../support/unzipped.ts';

const HEADER_BYTES = 44;
const boss = userIdSchema.parse('user_boss');

/** Recordings as they are, behind the API; calls and people are made up. */
describe('recordings at the API', () => {
  let real: RecordingHouse;
  let house: FakeHouse;
  let server: HttpServer;
  const clients = new Map<string, ApiClient>();
  beforeEach(async () => {
    real = await openRecordingHouse();
    house = new FakeHouse(real.clock);
    const roles = { agent1: 'agent', agent2: 'agent', boss: 'supervisor', root: 'admin' } as const;
    for (const [login, role] of Object.entries(roles)) await house.addUser(login, role, login);
    server = await openApi({
      ...house.parts(),
      calls: real.callControl,
      recordings: real.locator,
      recordingWork: workOf(real),
    });
    for (const login of Object.keys(roles)) {
      const client = new ApiClient(server.address);
      await client.login(login);
      clients.set(login, client);
    }
  });
  afterEach(async () => {
    await server.close();
    await real.close();
  });

  function as(login: string): ApiClient {
    return clients.get(login) ?? assert.fail();
  }

  /** A sealed recording with the record of its call, which agent1 took. */
  async function sealed(policy: object, trunkNo = 1): Promise<RecordingId> {
    const recordingId = await recordOne(real, policy, trunkNo);
    await real.settled();
    known([recordingId]);
    return recordingId;
  }

  function known(recordingIds: readonly string[]): void {
    const before = house.records.records.find((record) => record.callId === testCallId)?.recordings ?? [];
    const recordings = recordingIds.map((recordingId) => ({
      recordingId,
      startedAt: real.clock.nowMs(),
      lengthMs: SOUND_MS,
      format: 'pcm16',
      result: 'complete',
      gaps: [],
      marks: [{ atMs: 700, text: '报价', userId: 'user_agent1' }],
    }));
    house.records.put(
      callRecordSchema.parse({
        callId: testCallId,
        direction: 'inbound',
        initiation: 'INBOUND',
        ani: '13900001234',
        aniRaw: '',
        name: '王芳',
        dnis: '',
        userId: 'user_agent1',
        stationNo: '801',
        ivrPath: [],
        startedAt: real.clock.nowMs(),
        legs: [],
        recordings: [...before, ...recordings],
      }),
    );
  }

  async function bytes(login: string, path: string, range?: string): Promise<Response & { readonly body: unknown }> {
    const headers = { cookie: as(login).cookie, ...(range === undefined ? {} : { range }) };
    return fetch(`${server.address}/api/recordings/${path}`, { headers });
  }

  const codeOf = ({ status, body }: Answer): readonly unknown[] => [
    status,
    typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined,
  ];

  for (const [form, policy, type] of [
    ['as recorded', {}, 'audio/wav'],
    ['encrypted', { encrypt: true }, 'audio/wav'],
    ['as MP3', { sealAs: 'mp3' }, 'audio/mpeg'],
    ['as encrypted MP3', { sealAs: 'mp3', encrypt: true }, 'audio/mpeg'],
    ['as encrypted GSM', { sealAs: 'gsm', encrypt: true }, 'audio/wav'],
  ] as const) {
    it(`are streamed ${form}, stored and decoded, whole and in ranges`, async function () {
      const id = await sealed(policy);
      if ((await real.store.seals.byId(id))?.state !== 'kept') this.skip();
      const stored = await bytes('boss', id);
      assert.deepEqual([stored.status, stored.headers.get('content-type')], [200, type]);
      const decoded = Buffer.from(await (await bytes('boss', `${id}?format=pcm16`)).arrayBuffer());
      const channels = decoded.readUInt16LE(22);
      assert.deepEqual(
        [decoded.toString('latin1', 0, 4), decoded.readUInt32LE(40)],
        ['RIFF', decoded.length - HEADER_BYTES],
      );
      assert.ok(decoded.length - HEADER_BYTES >= SOUND_MS * 16 * channels);
      for (const format of ['stored', 'pcm16']) {
        const whole = Buffer.from(await (await bytes('boss', `${id}?format=${format}`)).arrayBuffer());
        const end = whole.length - 1;
        for (const [from, to] of [
          [0, 10],
          [30, 60],
          [4_001, 4_600],
          [end - 400, end],
        ] as const) {
          const part = await bytes('boss', `${id}?format=${format}`, `bytes=${from}-${to}`);
          assert.equal(part.headers.get('content-range'), `bytes ${from}-${to}/${whole.length}`);
          const got = Buffer.from(await part.arrayBuffer());
          assert.equal(got.length, to - from + 1);
          // A decoder that begins in the middle rounds, and GSM forgets within the run-up.
          if (form.includes('MP3') || form.includes('GSM')) continue;
          assert.deepEqual(got, whole.subarray(from, to + 1), `${format} ${from}-${to}`);
        }
      }
    });
  }

  it('sound the same from the middle as from the start', async function () {
    const id = await sealed({ sealAs: 'mp3', encrypt: true });
    if ((await real.store.seals.byId(id))?.state !== 'kept') this.skip();
    const whole = Buffer.from(await (await bytes('boss', `${id}?format=pcm16`)).arrayBuffer());
    const part = Buffer.from(await (await bytes('boss', `${id}?format=pcm16`, 'bytes=40044-48043')).arrayBuffer());
    for (let at = 0; at < part.length; at += 2) {
      assert.ok(Math.abs(part.readInt16LE(at) - whole.readInt16LE(40_044 + at)) <= 2, `sample ${at / 2}`);
    }
    const line = (sound: Buffer): number =>
      Array.from({ length: 8_000 }, (_, at) => sound.readInt16LE(HEADER_BYTES + at * 4) ** 2).reduce(
        (sum, each) => sum + each,
      );
    assert.ok(Math.abs(line(whole) / line(SOUND) - 1) < 0.1);
  });

  it('tell that their key is missing, and play the others', async () => {
    const locked = await sealed({ encrypt: true });
    const open = await sealed({}, 2);
    rmSync(join(real.folder, 'keys'), { recursive: true });
    assert.deepEqual(codeOf(await as('boss').get(`/api/recordings/${locked}`)), [503, 'recording/keyMissing']);
    assert.equal((await bytes('boss', open)).status, 200);
  });

  it('that were changed are refused rather than played', async () => {
    const id = await sealed({ encrypt: true });
    const path = globSync(join(real.folder, 'recordings/**/*.tlre'))[0] ?? '';
    const file = readFileSync(path);
    file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
    writeFileSync(path, file);
    const answer = await bytes('boss', id, 'bytes=90000-90100');
    assert.deepEqual([answer.status, /recording\/damaged/.test(await answer.text())], [422, true]);
  });

  it('say what is known of them, who listened to supervisors only', async () => {
    const id = await sealed({ encrypt: true });
    await (await bytes('agent1', id)).arrayBuffer();
    await as('boss').post(`/api/recordings/${id}/listenings`, { fromMs: 100, toMs: 900 });
    const toBoss = recordingDetailsSchema.parse((await as('boss').get(`/api/recordings/${id}/details`)).body);
    const toAgent = recordingDetailsSchema.parse((await as('agent1').get(`/api/recordings/${id}/details`)).body);
    assert.deepEqual(
      [toBoss.names, toAgent.names],
      [{ user_agent1: 'agent1', user_boss: 'boss' }, { user_agent1: 'agent1' }],
    );
    assert.deepEqual(
      [toBoss.state, toBoss.encrypted, toBoss.sha256?.length, toAgent.listenings],
      ['sealed', true, 64, undefined],
    );
    assert.deepEqual(
      toBoss.listenings?.map(({ userId, how, fromMs, toMs }) => [userId, how, fromMs, toMs]).toSorted(),
      [
        ['user_agent1', 'fetched', 0, SOUND_MS],
        ['user_boss', 'played', 100, 900],
      ],
    );
  });

  it('take marks beside those of the call, and let an agent take away its own alone', async () => {
    const id = await sealed({});
    const made = await as('agent1').post(`/api/recordings/${id}/marks`, { atMs: 300, text: '开场' });
    const { markId = '' } = recordingMarkSchema.parse(made.body);
    const bossMark = recordingMarkSchema.parse(
      (await as('boss').post(`/api/recordings/${id}/marks`, { atMs: 900, text: '' })).body,
    );
    const { marks } = recordingDetailsSchema.parse((await as('boss').get(`/api/recordings/${id}/details`)).body);
    assert.deepEqual(
      marks.map((mark) => [mark.atMs, mark.text]),
      [
        [300, '开场'],
        [700, '报价'],
        [900, ''],
      ],
    );
    const statuses = [];
    for (const [login, mark] of [
      ['agent1', bossMark.markId],
      ['agent1', markId],
      ['boss', bossMark.markId],
    ] as const)
      statuses.push((await as(login).ask('DELETE', `/api/recordings/${id}/marks/${mark ?? ''}`)).status);
    assert.deepEqual(statuses, [404, 204, 204]);
  });

  it('do not exist for another agent, whatever is asked', async () => {
    const id = await sealed({});
    const other = as('agent2');
    const answers = [
      await other.get(`/api/recordings/${id}`),
      await other.get(`/api/recordings/${id}/details`),
      await other.post(`/api/recordings/${id}/marks`, { atMs: 1, text: 'x' }),
      await other.post(`/api/recordings/${id}/listenings`, { fromMs: 0, toMs: 1 }),
      await other.post(`/api/recordings/${id}/play-to-caller`, { callId: 'call_1' }),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404, 404, 404, 404],
    );
  });

  it('are held and let go by supervisors with a reason', async () => {
    const id = await sealed({ retentionDays: 1 });
    const hold = (login: string, held: boolean, reason: string): Promise<Answer> =>
      as(login).ask('PUT', `/api/recordings/${id}/hold`, { held, reason });
    assert.deepEqual(
      [
        (await hold('agent1', true, 'x')).status,
        (await hold('boss', true, '')).status,
        (await hold('boss', true, '投诉')).status,
      ],
      [403, 400, 204],
    );
    const details = recordingDetailsSchema.parse((await as('boss').get(`/api/recordings/${id}/details`)).body);
    assert.deepEqual([details.hold?.reason, details.hold?.byUserId], ['投诉', boss]);
    real.clock.advance(3 * 86_400_000);
    await real.retention.run();
    await relogin();
    const kept = await as('root').post('/api/recordings/retention');
    assert.deepEqual(kept.body, { deleted: 0, held: 1 });
    await hold('boss', false, '已结案');
    const gone = await as('root').post('/api/recordings/retention');
    assert.deepEqual(gone.body, { deleted: 1, held: 0 });
    assert.deepEqual(codeOf(await as('boss').get(`/api/recordings/${id}`)), [410, 'recording/deleted']);
    const after = recordingDetailsSchema.parse((await as('boss').get(`/api/recordings/${id}/details`)).body);
    assert.deepEqual([after.state, after.deletion?.why, after.mayMark], ['gone', 'retention', false]);
    assert.deepEqual((await as('boss').post('/api/recordings/verify')).body, { links: 2, files: 0, problems: [] });
  });

  it('have policies that an admin writes, one by one or all, and nobody else sees', async () => {
    const admin = as('root');
    assert.equal((await as('boss').get('/api/recording-policies')).status, 403);
    await admin.ask('PUT', '/api/recording-policies/sales', {
      mode: 'all',
      encrypt: true,
      match: { queueIds: ['sales'] },
    });
    await admin.ask('PUT', '/api/recording-policies/sales', { mode: 'percentage', percent: 20 });
    const { policies } = recordingPoliciesSchema.parse((await admin.get('/api/recording-policies')).body);
    assert.deepEqual(
      policies.map(({ policyId, mode, percent, encrypt }) => [policyId, mode, percent, encrypt]),
      [
        ['default', 'all', 100, false],
        ['sales', 'percentage', 20, false],
      ],
    );
    const turned = { policies: policies.toReversed() };
    assert.equal((await admin.ask('PUT', '/api/recording-policies', turned)).status, 204);
    assert.equal(real.policies.all()[0]?.policyId, 'sales');
    const twice = { policies: [policies[0], policies[0]] };
    assert.deepEqual(codeOf(await admin.ask('PUT', '/api/recording-policies', twice)), [409, 'request/conflict']);
    assert.deepEqual(codeOf(await admin.ask('PUT', '/api/recording-policies/x', { mode: 'often' })), [
      400,
      'request/invalid',
    ]);
    assert.equal((await admin.ask('DELETE', '/api/recording-policies/sales')).status, 204);
    assert.equal((await admin.ask('DELETE', '/api/recording-policies/sales')).status, 404);
  });

  it('are encrypted with a new key when an admin says so', async () => {
    const before = await sealed({ encrypt: true });
    assert.equal((await as('root').post('/api/recordings/key')).status, 204);
    const after = await sealed({ encrypt: true }, 2);
    const keys = [await real.store.seals.byId(before), await real.store.seals.byId(after)].map((row) => row?.keyId);
    assert.notEqual(keys[0], keys[1]);
    assert.deepEqual([(await bytes('boss', before)).status, (await bytes('boss', after)).status], [200, 200]);
  });

  describe('many at once', () => {
    async function prepare(request: object): Promise<Answer> {
      return as('boss').post('/api/recordings/downloads', request);
    }

    it('come as a zip that plays anywhere, with an index of what is there and what is not', async () => {
      const plain = await sealed({});
      const locked = await sealed({ encrypt: true }, 2);
      const gone = await sealed({}, 3);
      rmSync(globSync(join(real.folder, `recordings/**/${gone}.wav`))[0] ?? '');
      const made = await prepare({ recordingIds: [gone, plain, locked] });
      const { downloadId, recordings } = downloadViewSchema.parse(made.body);
      assert.deepEqual([made.status, recordings], [201, 3]);
      const response = await bytes('boss', `downloads/${downloadId}/archive`);
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
      const view = downloadViewSchema.parse((await as('boss').get(`/api/recordings/downloads/${downloadId}`)).body);
      assert.deepEqual([view.state, view.percent, view.doneCount, view.unreadable], ['done', 100, 3, 1]);
      assert.deepEqual(
        (await real.store.notes.listenings(plain)).map(({ how, userId }) => [how, userId]),
        [['downloaded', boss]],
      );
    });

    it('go on after a file that is damaged in its middle', async () => {
      const broken = await sealed({ encrypt: true });
      const plain = await sealed({}, 2);
      const path = globSync(join(real.folder, `recordings/**/${broken}*`))[0] ?? '';
      const file = readFileSync(path);
      file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
      writeFileSync(path, file);
      const { downloadId } = downloadViewSchema.parse((await prepare({ recordingIds: [broken, plain] })).body);
      const files = unzipped(Buffer.from(await (await bytes('boss', `downloads/${downloadId}/archive`)).arrayBuffer()));
      const view = downloadViewSchema.parse((await as('boss').get(`/api/recordings/downloads/${downloadId}`)).body);
      assert.deepEqual([files.size, view.unreadable, [...files.values()][1]], [3, 1, SOUND]);
    });

    it('are those that the call list shows', async () => {
      await sealed({});
      const made = await prepare({ filter: { search: '1390000' } });
      assert.equal(downloadViewSchema.parse(made.body).recordings, 1);
      assert.deepEqual(codeOf(await prepare({ filter: { search: 'nobody' } })), [404, 'recording/missing']);
    });

    it('have a limit', async () => {
      known(Array.from({ length: 2_001 }, (_, no) => `rec_${no}`));
      assert.deepEqual(codeOf(await prepare({ filter: {} })), [413, 'recording/tooMany']);
    });

    it('are broken off, fetched once, and nobody else’s', async () => {
      const id = await sealed({});
      const { downloadId } = downloadViewSchema.parse((await prepare({ recordingIds: [id] })).body);
      const path = `/api/recordings/downloads/${downloadId}`;
      assert.equal((await as('root').get(path)).status, 404);
      assert.equal((await as('root').get(`${path}/archive`)).status, 404);
      assert.equal((await as('boss').ask('DELETE', path)).status, 204);
      assert.equal(downloadViewSchema.parse((await as('boss').get(path)).body).state, 'cancelled');
      assert.equal((await as('boss').get(`${path}/archive`)).status, 404);
    });

    it('are for supervisors', async () => {
      assert.equal((await as('agent1').post('/api/recordings/downloads', { filter: {} })).status, 403);
    });
  });

  it('are played to a caller who is on the line, and to nobody else', async () => {
    const id = await sealed({});
    const callId = await real.answered(3);
    const path = `/api/recordings/${id}/play-to-caller`;
    const statuses = [
      (await as('boss').post(path, { callId })).status,
      (await as('agent1').post(path, { callId })).status,
      (await as('boss').post(path, { callId: 'call_none' })).status,
    ];
    assert.deepEqual([statuses, real.callControl.playingTo(callId)], [[204, 404, 404], ['recording']]);
    real.callControl.finishPlayback(callId);
  });

  /** Sessions end when days pass. */
  async function relogin(): Promise<void> {
    for (const [login, client] of clients) await client.login(login);
  }
});
