import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { callRecordPageSchema } from '../../src-main/contract/call-record.ts';
import { ApiClient } from '../support/api-client.ts';
import { eventNumbersIn } from '../support/journal-file.ts';
import { ServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { wavesUnder } from '../support/wav-files.ts';

const PASSWORD = 'river-and-mountain';
const SECOND_OF_STEREO_BYTES = 32_044;
const OUTSIDE = '13900001234';
const liveSchema = z.array(
  z.object({
    callId: z.string(),
    parkSlot: z.string().optional(),
    connections: z.array(z.object({ deviceId: z.string(), state: z.string() })),
  }),
);
const madeSchema = z.object({ callId: z.string() });

/** A house in its own process, with the talk of 801 and a caller up. */
interface Talk {
  readonly own: ApiClient;
  readonly colleague: ApiClient;
  readonly supervisor: ApiClient;
  readonly callId: string;
}

interface State {
  readonly what: string;
  readonly reach: (talk: Talk) => Promise<void>;
  readonly calls: number;
}

const STATES: readonly State[] = [
  { what: 'a call is on hold', calls: 1, reach: ({ own, callId }) => done(own, 'call.hold', { callId }) },
  { what: 'a colleague is consulted', calls: 2, reach: consults },
  {
    what: 'three are in a conference',
    calls: 1,
    reach: async (talk) => {
      await consults(talk);
      await done(talk.own, 'call.completeConference', { callId: talk.callId });
    },
  },
  {
    what: 'a call was transferred',
    calls: 1,
    reach: async (talk) => {
      await consults(talk);
      await done(talk.own, 'call.completeTransfer', { callId: talk.callId });
    },
  },
  {
    what: 'a transfer rings',
    calls: 1,
    reach: async ({ own, colleague, callId }) => {
      await done(own, 'call.transfer', { callId, number: '802', kind: 'blind' });
      await stateAt(colleague, 'station/802', 'alerting');
    },
  },
  {
    what: 'a call is parked',
    calls: 1,
    reach: async ({ own, callId }) => {
      await done(own, 'call.park', { callId, slot: '1' });
      await until(async () => (await live(own)).some((call) => call.parkSlot === '1'));
    },
  },
  {
    what: 'a supervisor listens',
    calls: 1,
    reach: async ({ supervisor, callId }) => {
      const joining = done(supervisor, 'call.join', { callId, mode: 'listen' });
      await liftsWhenRung(supervisor, 3);
      await joining;
    },
  },
];

describe('a server that is killed', function () {
  this.timeout(60_000);
  let dataDir: string;
  const started: ServerProcess[] = [];
  const start = async (): Promise<{ readonly server: ServerProcess; readonly address: string }> => {
    const server = new ServerProcess(dataDir);
    started.push(server);
    return { server, address: (await server.ready) ?? '' };
  };

  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'killed-'))));
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  for (const { what, reach, calls } of STATES) {
    it(`while ${what} leaves a whole journal, sealed recordings, and nothing that is stuck`, async () => {
      const first = await start();
      const talk = await talking(first.address);
      await reach(talk);
      assert.equal((await live(talk.own)).length, calls);
      await until(() => wavesUnder(dataDir).some(({ sizeBytes }) => sizeBytes > SECOND_OF_STEREO_BYTES));
      assert.equal(await first.server.stop('SIGKILL'), 'SIGKILL');

      const again = await start();
      const own = await signedIn(again.address, 'agent1', '801', PASSWORD);
      const supervisor = await signedIn(again.address, 'supervisor', undefined, PASSWORD);
      assert.deepEqual(await live(supervisor), []);
      const { records } = callRecordPageSchema.parse((await supervisor.get('/api/calls')).body);
      // A consultation that had become part of the call was over before.
      assert.equal(records.filter(({ endReason }) => endReason === 'SYSTEM').length, calls);
      const recordings = records.flatMap((record) => record.recordings);
      assert.deepEqual(new Set(recordings.map(({ result }) => result)), new Set(['recovered']));
      const { callId } = await outsideCall(own);
      await done(own, 'call.hangUp', { callId });
      await act(own, { do: 'hangUp', phoneNo: 1 });
      await until(async () => (await live(supervisor)).length === 0);
      await again.server.stop();
      const numbers = eventNumbersIn(dataDir);
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => at + 1),
      );
    });
  }
});

async function talking(address: string): Promise<Talk> {
  const own = await signedIn(address, 'agent1', '801');
  const colleague = await signedIn(address, 'agent2', '802');
  const supervisor = await signedIn(address, 'supervisor', '803');
  return { own, colleague, supervisor, ...(await outsideCall(own)) };
}

async function signedIn(address: string, login: string, stationNo?: string, password = login): Promise<ApiClient> {
  const client = new ApiClient(address);
  assert.equal((await client.login(login, stationNo, password)).status, 200);
  if (password === login) await client.post('/api/me/password', { current: login, next: PASSWORD });
  return client;
}

/** 801 calls outside and is answered. */
async function outsideCall(own: ApiClient): Promise<{ readonly callId: string }> {
  const making = own.post('/api/commands/call.make', { number: OUTSIDE });
  await liftsWhenRung(own, 1);
  const made = await making;
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { callId } = madeSchema.parse(made.body);
  await until(async () => {
    await own.post('/api/bench/actions', { do: 'farAnswer', trunkNo: 1 });
    return (await live(own)).some(
      (call) => call.callId === callId && call.connections.filter(({ state }) => state === 'connected').length === 2,
    );
  });
  return { callId };
}

async function consults({ own, callId }: Talk): Promise<void> {
  const consulting = done(own, 'call.consult', { callId, number: '802' });
  await liftsWhenRung(own, 2);
  await consulting;
}

async function liftsWhenRung(client: ApiClient, phoneNo: number): Promise<void> {
  await stateAt(client, `station/80${phoneNo}`, 'alerting', 'initiated');
  await act(client, { do: 'lift', phoneNo });
}

async function stateAt(client: ApiClient, deviceId: string, ...states: readonly string[]): Promise<void> {
  await until(async () =>
    (await live(client)).some((call) =>
      call.connections.some((each) => each.deviceId === deviceId && states.includes(each.state)),
    ),
  );
}

async function live(client: ApiClient): Promise<z.infer<typeof liveSchema>> {
  return liveSchema.parse((await client.get('/api/calls/live')).body);
}

async function act(client: ApiClient, action: object): Promise<void> {
  const answer = await client.post('/api/bench/actions', action);
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
}

async function done(client: ApiClient, command: string, params: object): Promise<void> {
  const answer = await client.post(`/api/commands/${command}`, params);
  assert.equal(answer.status, 200, `${command}: ${JSON.stringify(answer.body)}`);
}
