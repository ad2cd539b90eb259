import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { channelNumberSchema } from '../contract/ids.ts';
import { CLOSE_CODES } from '../contract/seat-protocol.ts';
import type { Log } from '../foundation/logger.ts';
import type { Identity } from './authentication/session-keeper.ts';
import type { MonitorPort } from './ports.ts';

const querySchema = z.object({ channel: z.coerce.number().int().pipe(channelNumberSchema) });

/** A browser that lags by more than 2 s of pairs is not sent more until it has caught up. */
const BACKLOG_BYTES = 64_000;

/**
 * Both sides of a channel for a supervisor's ear: `/board/audio?channel=3`, binary frames of PCM16 little-endian at
 * 8 kHz, in pairs of one sample from the line and one to it. It only listens; who listened is in the log.
 */
export class MonitorAudioServer {
  readonly #monitor: MonitorPort;
  readonly #log: Log;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });

  constructor(monitor: MonitorPort, log: Log) {
    this.#monitor = monitor;
    this.#log = log;
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer, identity: Identity): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, request, identity));
  }

  close(): void {
    for (const webSocket of this.#sockets.clients) webSocket.terminate();
  }

  #open(webSocket: WebSocket, request: IncomingMessage, identity: Identity): void {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const asked = querySchema.safeParse(Object.fromEntries(query));
    if (!asked.success) return webSocket.close(CLOSE_CODES.badFrames, 'channel=0… is needed');
    const { channel } = asked.data;
    const listening = this.#monitor.listen(channel, (pairs) => {
      if (webSocket.bufferedAmount > BACKLOG_BYTES) return;
      webSocket.send(new Uint8Array(pairs.buffer, pairs.byteOffset, pairs.byteLength), { binary: true });
    });
    if (!listening.ok) return webSocket.close(CLOSE_CODES.badFrames, listening.error.code);
    const ids = { userId: identity.user.userId, channel };
    this.#log.info('somebody listens to a channel', ids);
    webSocket.on('close', () => {
      listening.value.dispose();
      this.#log.info('somebody stopped listening to a channel', ids);
    });
    webSocket.on('error', () => webSocket.terminate());
  }
}
