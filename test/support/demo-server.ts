/**
 * The API over fakes, for work on the seat without natives: `node test/support/demo-server.ts [port]`.
 * Logins: agent1/agent1 at 801, agent2/agent2, supervisor/supervisor, admin/admin (has to change its password).
 * A call comes in every 20 s and rings at 801; bench actions are accepted and remembered only.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHttpServer } from '../../src-main/api/http-server.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import { recordingIdSchema, stationDevice, trunkDevice, userIdSchema } from '../../src-main/contract/ids.ts';
import { setPeriodic } from '../../src-main/foundation/clock.ts';
import { FakeHouse } from './fake-ports.ts';

const house = new FakeHouse();
await house.hours.start();
await house.addUser('agent1', 'agent', '陈静');
await house.addUser('agent2', 'agent', '李强');
await house.addUser('supervisor', 'supervisor', '王芳');
await house.addUser('admin', 'admin', '管理员', true);

const recording = recordingIdSchema.parse('rec_demo');
house.records.files.set(recording, writeTone());
const nowMs = house.clock.nowMs();
for (let no = 1; no <= 30; no += 1) {
  const startedAt = nowMs - no * 700_000;
  house.records.put(
    callRecordSchema.parse({
      callId: `call_past_${no}`,
      direction: no % 3 === 0 ? 'outbound' : 'inbound',
      initiation: no % 3 === 0 ? 'OUTBOUND' : 'INBOUND',
      ani: `1390000${1000 + no}`,
      aniRaw: `1390000${1000 + no}`,
      name: '',
      dnis: '',
      trunkNo: (no % 8) + 1,
      stationNo: '801',
      userId: userIdSchema.parse('user_agent1'),
      ivrPath: ['welcome', 'menu=1', 'agent'],
      startedAt,
      answeredAt: startedAt + 4000,
      connectedToAgentAt: startedAt + 15_000,
      endedAt: startedAt + 95_000,
      endedBy: no % 2 === 0 ? 'far' : 'station',
      endReason: no % 5 === 0 ? 'ABANDONED_IVR' : 'NORMAL',
      legs: [{ device: 'trunk/1', startedAt }],
      recordings: [{ recordingId: recording, startedAt, lengthMs: 3000, format: 'alaw', result: 'complete', gaps: [] }],
    }),
  );
}

house.bench.show({
  clock: 'real',
  nowMs: 0,
  lines: Array.from({ length: 8 }, (_, at) => ({
    trunkNo: at + 1,
    channel: at,
    state: 'idle',
    number: '',
    dialled: '',
    ourHookOff: false,
    voice: 'silence',
  })),
  phones: Array.from({ length: 8 }, (_, at) => ({
    phoneNo: at + 1,
    channel: 8 + at,
    hookOff: false,
    ringing: false,
    lamp: false,
    display: '',
    voice: 'silence',
  })),
});

const opened = await openHttpServer(house.parts({ port: Number(process.argv[2] ?? 8690), seatFolder: 'build/seat' }));
if (!opened.ok) throw new Error(opened.error.now);
process.stdout.write(`demo on ${opened.value.address}\n`);

setPeriodic(house.clock, 20_000, () => {
  const trunk = { deviceId: trunkDevice(1), state: 'connected', media: 'waiting' } as const;
  const call = house.calls.begin({ farNumber: '13900001234', trunkNo: 1 }, [trunk, { deviceId: stationDevice('801') }]);
  const at = house.clock.nowMs();
  house.calls.changeDevice(trunkDevice(1), {
    state: 'connected',
    label: { inbound: 3, outbound: 1 },
    callerNumber: '13900001234',
  });
  house.calls.changeDevice(stationDevice('801'), { state: 'ringing', label: { inbound: 7, outbound: 1 } });
  house.calls.tell(call, {
    kind: 'Delivered',
    deviceId: stationDevice('801'),
    direction: 'inbound',
    number: call.farNumber,
    name: '',
    dnis: '',
  });
  house.clock.setTimer(5000, () => {
    const connections = call.connections.map(
      (each) => ({ ...each, state: 'connected', media: 'joined', since: at + 5000 }) as const,
    );
    const talking = { ...call, connections, answeredAt: at, talkingSince: at + 5000 };
    house.calls.changeDevice(stationDevice('801'), {
      state: 'connected',
      offHook: true,
      label: { inbound: 8, outbound: 1 },
    });
    house.calls.tell(talking, { kind: 'Established', deviceId: stationDevice('801') });
    house.clock.setTimer(8000, () => {
      for (const deviceId of [trunkDevice(1), stationDevice('801')])
        house.calls.changeDevice(deviceId, { state: 'idle', offHook: false, callerNumber: '' });
      house.calls.tell(talking, { kind: 'CallCleared', cause: 'normal', endedBy: 'far' });
    });
  });
});

/** Three seconds of stereo A-law: a tone on the left, silence on the right. */
function writeTone(): string {
  const audio = Buffer.alloc(48_000, 0xd5);
  for (let at = 0; at < 24_000; at += 1) audio[at * 2] = Math.sin((at * 2 * Math.PI * 440) / 8000) > 0 ? 0xb5 : 0x35;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + audio.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(6, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(audio.length, 40);
  const path = join(tmpdir(), 'trunkline-demo-tone.wav');
  writeFileSync(path, Buffer.concat([header, audio]));
  return path;
}
