import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';
import { z } from 'zod';
import { SEAT_PROTOCOL_VERSION, serverFrameSchema } from '../../src-main/contract/seat-protocol.ts';
import { frameText } from '../support/frame-text.ts';

/**
 * Many seats in a thread of their own, for seat-latency.bench.ts. Each tells when a channel came into another state:
 * [seat, channel, state, microseconds of the machine's monotonic clock].
 */
export type Arrival = readonly [seat: number, channel: number, state: string, atUs: number];

const { address, tokens } = z.object({ address: z.string(), tokens: z.array(z.string()) }).parse(workerData);
let arrivals: Arrival[] = [];

await Promise.all(tokens.map(openSeat));
parentPort?.on('message', () => {
  parentPort?.postMessage(arrivals);
  arrivals = [];
});
parentPort?.postMessage([]);

function openSeat(token: string, seat: number): Promise<void> {
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/seat`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const states = new Map<number, string>();
  socket.once('open', () =>
    socket.send(JSON.stringify({ kind: 'hello', protocol: SEAT_PROTOCOL_VERSION, client: 'bench' })),
  );
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (bytes) => {
      const atUs = Number(process.hrtime.bigint() / 1000n);
      const frame = serverFrameSchema.parse(JSON.parse(frameText(bytes)));
      if (frame.kind === 'snapshot') resolve();
      if (frame.kind !== 'delta' || frame.delta.topic !== 'channel') return;
      const { channel, state } = frame.delta.channel;
      if (states.get(channel) !== state) arrivals.push([seat, channel, state, atUs]);
      states.set(channel, state);
    });
  });
}
