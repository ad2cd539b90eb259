import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { CLOSE_CODES } from '../contract/seat-protocol.ts';
import type { BenchPort } from './ports.ts';
import { bufferOf } from './seat-server.ts';

const partySchema = z.object({
  party: z.enum(['far', 'phone']),
  no: z.coerce.number().int().min(1).max(512),
});

/** A second of PCM16 at 8 kHz; a block of 20 ms is 320 bytes. */
const LONGEST_BLOCK_BYTES = 16_000;
/** A tester's browser that lags by more than 4 s hears silence rather than the past. */
const BACKLOG_BYTES = 64_000;

/**
 * The tester's headset at one party of the simulated world: `/bench/audio?party=far&no=1`, binary frames of PCM16
 * little-endian at 8 kHz, both ways. Exists only on the simulator.
 */
export class BenchAudioServer {
  readonly #bench: BenchPort;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_BLOCK_BYTES,
    perMessageDeflate: false,
  });

  constructor(bench: BenchPort) {
    this.#bench = bench;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, request));
  }

  close(): void {
    for (const webSocket of this.#sockets.clients) webSocket.terminate();
  }

  #open(webSocket: WebSocket, request: IncomingMessage): void {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const party = partySchema.safeParse(Object.fromEntries(query));
    if (!party.success) return webSocket.close(CLOSE_CODES.badFrames, 'party=far|phone and no=1… are needed');
    const opened = this.#bench.openAudio({ kind: party.data.party, no: party.data.no }, (samples) => {
      if (webSocket.bufferedAmount > BACKLOG_BYTES) return;
      webSocket.send(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), { binary: true });
    });
    if (!opened.ok) return webSocket.close(CLOSE_CODES.badFrames, opened.error.code);
    webSocket.on('message', (bytes, isBinary) => {
      if (isBinary) opened.value.feed(samplesOf(bufferOf(bytes)));
    });
    webSocket.on('close', () => opened.value.dispose());
    webSocket.on('error', () => webSocket.terminate());
  }
}

/** A copy, because the buffer of a socket need not lie on an even address. An odd byte at the end is dropped. */
function samplesOf(bytes: Buffer): Int16Array {
  const samples = new Int16Array(bytes.length >> 1);
  for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readInt16LE(at * 2);
  return samples;
}
