import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { CallEvent } from '../contract/call-events.ts';
import { eventsQuerySchema, type EventsQuery } from '../contract/events-protocol.ts';
import type { CallId } from '../contract/ids.ts';
import { CLOSE_CODES } from '../contract/seat-protocol.ts';
import { setPeriodic, type Clock } from '../foundation/clock.ts';
import { DisposableStack } from '../foundation/disposable.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/log.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import type { CallControl } from '../mediator/call-control.ts';
import type { Identity, SessionKeeper } from './authentication/session-keeper.ts';
import { EventsFeed, type EventsWire } from './events-feed.ts';
import { refusal } from './http-fault.ts';
import type { JournalPort } from './integration-ports.ts';
import { mayViewRecord, type Viewer } from './policies/seat-policies.ts';
import type { CallRecordsPort } from './ports.ts';
import { viewerOf } from './seat-server.ts';
import { maySeeCall } from './topics/calls-topic.ts';

export interface EventsServerParts {
  readonly journal: JournalPort;
  readonly calls: CallControl;
  readonly records: CallRecordsPort;
  readonly sessions: SessionKeeper;
  readonly clock: Clock;
  readonly log: Log;
}

/** Readers have nothing to say; a frame larger than this ends the connection. */
const LONGEST_FRAME_BYTES = 1024;
/** Streams that one user may have open. */
const MOST_OF_A_USER = 10;
/** How often an open stream proves its session anew. Milliseconds. */
const REPROVE_MS = 60_000;

/** All readers of events that are connected. */
export class EventsServer {
  readonly #parts: EventsServerParts;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_FRAME_BYTES,
    perMessageDeflate: false,
  });
  readonly #feeds = new Map<EventsFeed, { readonly identity: Identity; readonly token: string }>();
  readonly #owned = new DisposableStack();

  constructor(parts: EventsServerParts) {
    this.#parts = parts;
    this.#owned.own(
      parts.sessions.onEnded((sessionId) => this.#expel((reader) => reader.identity.sessionId === sessionId)),
    );
    this.#owned.own(setPeriodic(parts.clock, REPROVE_MS, () => void this.#reproveAll()));
  }

  /** What is asked for, before the upgrade. Faults: request/invalid, request/rateLimited. */
  admit(request: IncomingMessage, identity: Identity): Result<EventsQuery, Fault> {
    const asked = new URL(request.url ?? '/', 'http://events').searchParams;
    const query = eventsQuerySchema.safeParse(Object.fromEntries(asked));
    if (!query.success) return failed(unreadable(query.error.issues.map((issue) => issue.path.join('.')).join(', ')));
    const { userId } = identity.user;
    const open = [...this.#feeds.values()].filter((reader) => reader.identity.user.userId === userId);
    return open.length < MOST_OF_A_USER ? ok(query.data) : failed(tooMany());
  }

  /** Takes over an upgrade whose session is proven and whose query was admitted. */
  accept(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    reader: { readonly identity: Identity; readonly token: string; readonly query: EventsQuery },
  ): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, reader));
  }

  close(): void {
    this.#owned.dispose();
    this.#expel(() => true);
    for (const webSocket of this.#sockets.clients) webSocket.terminate();
  }

  #open(
    webSocket: WebSocket,
    reader: { readonly identity: Identity; readonly token: string; readonly query: EventsQuery },
  ): void {
    const { journal, clock, log } = this.#parts;
    const feed = new EventsFeed({
      wire: wireOf(webSocket),
      query: reader.query,
      journal,
      mayHear: this.#hearingOf(viewerOf(reader.identity)),
      clock,
      onDefect: (error) => log.error('a stream of events ended in a defect', { error: String(error) }),
    });
    this.#feeds.set(feed, reader);
    webSocket.on('pong', () => feed.onPong());
    webSocket.on('error', () => undefined); // ws closes the socket itself
    webSocket.on('close', () => {
      feed.onGone();
      this.#feeds.delete(feed);
    });
  }

  /**
   * Agents are told of calls that are theirs: those that are up at their extension now, and those whose record says so.
   * A call that was once theirs stays theirs to its end, so that they are told how it went on.
   */
  #hearingOf(viewer: Viewer): (event: CallEvent) => Promise<boolean> {
    const { calls, records } = this.#parts;
    const own = new Set<CallId>();
    return async ({ callId, kind }) => {
      if (viewer.role !== 'agent') return true;
      const call = calls.calls.get(callId);
      let isOwn = own.has(callId) || (call !== undefined && maySeeCall(viewer, call));
      if (!isOwn) {
        const record = await records.byId(callId);
        isOwn = record !== undefined && mayViewRecord(viewer, record);
      }
      if (kind === 'CallCleared') own.delete(callId);
      else if (isOwn) own.add(callId);
      return isOwn;
    };
  }

  #expel(which: (reader: { readonly identity: Identity }) => boolean): void {
    for (const [feed, reader] of [...this.#feeds]) {
      if (which(reader)) feed.close(CLOSE_CODES.sessionEnded, 'sessionEnded');
    }
  }

  async #reproveAll(): Promise<void> {
    for (const [feed, { token }] of [...this.#feeds]) {
      const proven = await this.#parts.sessions.prove(token);
      if (!proven.ok) feed.close(CLOSE_CODES.sessionEnded, 'sessionEnded');
    }
  }
}

function wireOf(webSocket: WebSocket): EventsWire {
  return {
    send: (text) => webSocket.send(text),
    get bufferedBytes() {
      return webSocket.bufferedAmount;
    },
    ping: () => webSocket.ping(),
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
  };
}

function unreadable(places: string): Fault {
  const next = 'kinds: names of events with commas between; after: the number of an event.';
  return refusal('request/invalid', 'open the stream of events', `not as agreed: ${places}`, next);
}

function tooMany(): Fault {
  const now = `${MOST_OF_A_USER} of the user are open`;
  return refusal('request/rateLimited', 'open one more stream of events', now, 'Close one first.');
}
