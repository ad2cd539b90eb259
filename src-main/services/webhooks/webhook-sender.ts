import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { DeliveryFailure } from '../../contract/webhooks.ts';
import type { Clock } from '../../foundation/clock.ts';
import { ADDRESS_NOT_ALLOWED, bareHost, type AddressGuard } from './address-guard.ts';
import { WEBHOOK_TIMES } from './retry-plan.ts';

export interface SendRequest {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body: string;
}

export type SendOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly failure: DeliveryFailure };

/** Posts to a receiver; never rejects. `signal` ends it at once, with any outcome. */
export interface WebhookSender {
  send(request: SendRequest, signal: AbortSignal): Promise<SendOutcome>;
}

/** More of an answer than this is not read: its status is all that counts. */
const ANSWER_LIMIT_BYTES = 64 * 1024;

/**
 * Posts over HTTP within the deadline, to allowed addresses only, on a connection of its own. Redirections are not
 * followed: they are the receiver's way past the guard.
 */
export class HttpWebhookSender implements WebhookSender {
  readonly #clock: Clock;
  readonly #guard: AddressGuard;

  constructor(clock: Clock, guard: AddressGuard) {
    this.#clock = clock;
    this.#guard = guard;
  }

  send(request: SendRequest, signal: AbortSignal): Promise<SendOutcome> {
    const checked = this.#guard.check(request.address);
    if (!checked.ok) return Promise.resolve({ kind: 'failed', failure: 'addressNotAllowed' });
    return new Promise((resolve) => {
      let outcome: SendOutcome | undefined;
      const open = checked.value.protocol === 'https:' ? requestHttps : requestHttp;
      const sent = open(checked.value, {
        method: 'POST',
        agent: false,
        signal,
        headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
        ...(isIP(bareHost(checked.value)) === 0 ? { lookup: this.#guard.lookup } : {}),
      });
      const deadline = this.#clock.setTimer(WEBHOOK_TIMES.deadlineMs, () => {
        outcome ??= { kind: 'failed', failure: 'timeout' };
        sent.destroy();
      });
      sent.on('response', (response) => {
        outcome ??= outcomeOf(response.statusCode ?? 0);
        readLittle(response);
      });
      sent.on('error', (error) => (outcome ??= { kind: 'failed', failure: failureOf(error) }));
      sent.on('close', () => {
        deadline.dispose();
        resolve(outcome ?? { kind: 'failed', failure: 'unreachable' });
      });
      sent.end(request.body);
    });
  }
}

function readLittle(response: IncomingMessage): void {
  let sizeBytes = 0;
  response.on('error', () => undefined);
  response.on('data', (piece: Buffer) => {
    sizeBytes += piece.length;
    if (sizeBytes > ANSWER_LIMIT_BYTES) response.destroy();
  });
}

function outcomeOf(status: number): SendOutcome {
  return status >= 300 && status < 400 ? { kind: 'failed', failure: 'redirect' } : { kind: 'answered', status };
}

function failureOf(error: Error): DeliveryFailure {
  const code = 'code' in error ? String(error.code) : '';
  if (code === ADDRESS_NOT_ALLOWED) return 'addressNotAllowed';
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code) ? 'tls' : 'unreachable';
}
