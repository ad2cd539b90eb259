import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Fault } from '../foundation/errors.ts';
import type { Log } from '../foundation/logger.ts';
import { forbidden, passwordChangeRequired } from './access.ts';
import type { SessionKeeper } from './authentication/session-keeper.ts';
import type { BenchAudioServer } from './bench-audio-server.ts';
import type { EventsServer } from './events-server.ts';
import { notFound } from './http-app.ts';
import { errorBodyOf, statusOf } from './http-fault.ts';
import { foreignOrigin, identityOf, isForeignOrigin, isLoopbackHost, tokenOf } from './request-identity.ts';
import type { MonitorAudioServer } from './monitor-audio-server.ts';
import { mayWatch } from './policies/seat-policies.ts';
import type { SeatServer } from './seat-server.ts';

export interface UpgradeParts {
  readonly sessions: SessionKeeper;
  readonly seats: SeatServer;
  readonly events: EventsServer;
  readonly benchAudio: BenchAudioServer | undefined;
  readonly monitorAudio: MonitorAudioServer;
  readonly loopbackOnly: boolean;
  readonly log: Log;
}

/** The door for WebSockets: right name and origin, a session that is proven, and a path that there is. */
export function admitUpgrades(server: Server, parts: UpgradeParts): void {
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    admit(request, socket, head, parts).catch((error: unknown) => {
      parts.log.error('an upgrade ended in a defect', { error: String(error) });
      socket.destroy();
    });
  });
}

async function admit(request: IncomingMessage, socket: Duplex, head: Buffer, parts: UpgradeParts): Promise<void> {
  const path = (request.url ?? '').replace(/\?.*$/, '');
  if (isForeignOrigin(request) || (parts.loopbackOnly && !isLoopbackHost(request.headers.host))) {
    return refuseUpgrade(socket, foreignOrigin());
  }
  const token = tokenOf(request) ?? '';
  const proven = await identityOf(request, parts.sessions);
  if (!proven.ok) return refuseUpgrade(socket, proven.error);
  if (path === '/seat') return parts.seats.accept(request, socket, head, { identity: proven.value, token });
  if (path === '/api/events') {
    if (proven.value.user.mustChangePassword) return refuseUpgrade(socket, passwordChangeRequired());
    const query = parts.events.admit(request, proven.value);
    if (!query.ok) return refuseUpgrade(socket, query.error);
    return parts.events.accept(request, socket, head, { identity: proven.value, token, query: query.value });
  }
  if (path === '/board/audio') {
    if (proven.value.user.mustChangePassword) return refuseUpgrade(socket, passwordChangeRequired());
    if (!mayWatch(proven.value.user.role, 'board')) return refuseUpgrade(socket, forbidden());
    return parts.monitorAudio.accept(request, socket, head, proven.value);
  }
  if (path === '/bench/audio' && parts.benchAudio !== undefined) {
    if (proven.value.user.mustChangePassword) return refuseUpgrade(socket, passwordChangeRequired());
    return parts.benchAudio.accept(request, socket, head);
  }
  return refuseUpgrade(socket, notFound('the socket'));
}

function refuseUpgrade(socket: Duplex, fault: Fault): void {
  const status = statusOf(fault.code);
  const body = JSON.stringify(errorBodyOf(fault));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
