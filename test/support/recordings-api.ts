import type { HttpServer } from '../../src-main/api/http-server.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import type { RecordingId } from '../../src-main/contract/ids.ts';
import { ApiClient, openApi, type Answer } from './api-client.ts';
import { FakeHouse } from './fake-ports.ts';
import { recordOne, SOUND_MS } from './recorded-file.ts';
import { openRecordingHouse, workOf, type RecordingHouse } from './recording-house.ts';
import { testCallId } from './test-events.ts';

const ROLES = { agent1: 'agent', agent2: 'agent', boss: 'supervisor', root: 'admin' } as const;
export type Login = keyof typeof ROLES;

/** Recordings as they are, behind the API; calls and people are made up. */
export class RecordingsApi {
  readonly real: RecordingHouse;
  readonly house: FakeHouse;
  readonly server: HttpServer;
  readonly #clients = new Map<Login, ApiClient>();

  private constructor(real: RecordingHouse, house: FakeHouse, server: HttpServer) {
    this.real = real;
    this.house = house;
    this.server = server;
  }

  static async open(): Promise<RecordingsApi> {
    const real = await openRecordingHouse();
    const house = new FakeHouse(real.clock);
    for (const [login, role] of Object.entries(ROLES)) await house.addUser(login, role, login);
    const recordings = { recordings: real.locator, recordingWork: workOf(real) };
    const api = new RecordingsApi(
      real,
      house,
      await openApi({ ...house.parts(), calls: real.callControl, ...recordings }),
    );
    await api.signIn();
    return api;
  }

  /** Everybody; again, because sessions end when days pass. */
  async signIn(): Promise<void> {
    for (const login of ['agent1', 'agent2', 'boss', 'root'] as const) {
      const client = new ApiClient(this.server.address);
      await client.login(login);
      this.#clients.set(login, client);
    }
  }

  as(login: Login): ApiClient {
    const client = this.#clients.get(login);
    if (client === undefined) throw new Error(`${login} is not signed in`);
    return client;
  }

  /** A sealed recording with the record of its call, which agent1 took. */
  async sealed(policy: object, trunkNo = 1): Promise<RecordingId> {
    const recordingId = await recordOne(this.real, policy, trunkNo);
    await this.real.settled();
    this.known([recordingId]);
    return recordingId;
  }

  /** The record of the call names these, too. */
  known(recordingIds: readonly string[]): void {
    const startedAt = this.real.clock.nowMs();
    const before = this.house.records.records.find((record) => record.callId === testCallId)?.recordings ?? [];
    const marks = [{ atMs: 700, text: '报价', userId: 'user_agent1' }];
    const facts = { startedAt, lengthMs: SOUND_MS, format: 'pcm16', result: 'complete', gaps: [], marks };
    this.house.records.put(
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
        startedAt,
        legs: [],
        recordings: [...before, ...recordingIds.map((recordingId) => ({ recordingId, ...facts }))],
      }),
    );
  }

  /** Below /api/recordings/. */
  bytes(login: Login, path: string, range?: string): Promise<Response> {
    const headers = { cookie: this.as(login).cookie, ...(range === undefined ? {} : { range }) };
    return fetch(`${this.server.address}/api/recordings/${path}`, { headers });
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.real.close();
  }
}

/** Status and code of a refusal. */
export function codeOf({ status, body }: Answer): readonly unknown[] {
  return [status, typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined];
}
