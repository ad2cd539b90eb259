import type { ZodType } from 'zod';
import { errorBodySchema, type ErrorBody } from '../../src-main/contract/error-codes.ts';
import { failed, ok, type Clock, type Result } from './foundation.ts';

export interface HttpRequest<Value> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Sent as JSON; a file as it is. */
  readonly body?: unknown;
  /** What the reply must be. */
  readonly reply: ZodType<Value>;
}

/** The part of `fetch` that is used; a fake in the tests. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Every request has this long. Milliseconds. */
export const HTTP_DEADLINE_MS = 10_000;

/**
 * Requests to the page's own server; the session travels in its cookie. Expected trouble is returned:
 * the server's own ErrorBody, `server/unreachable` when nobody answers, `request/timeout` after the
 * deadline, `server/defect` when the reply is not what the contract says.
 */
export class HttpClient {
  readonly #fetch: Fetch;
  readonly #clock: Clock;

  constructor(fetch: Fetch, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  async request<Value>(request: HttpRequest<Value>): Promise<Result<Value, ErrorBody>> {
    const abort = new AbortController();
    let late = false;
    const deadline = this.#clock.setTimer(HTTP_DEADLINE_MS, () => {
      late = true;
      abort.abort();
    });
    try {
      const response = await this.#fetch(request.path, requestInit(request, abort.signal));
      return await readReply(response, request.reply);
    } catch {
      return failed(unanswered(late));
    } finally {
      deadline.dispose();
    }
  }

  /** A whole file, for the wave view. No deadline of its own: a long recording takes its time; `signal` ends it. */
  async bytes(path: string, signal: AbortSignal): Promise<Result<ArrayBuffer, ErrorBody>> {
    try {
      const response = await this.#fetch(path, { signal, credentials: 'same-origin' });
      if (!response.ok) return failed(await readError(response));
      return ok(await response.arrayBuffer());
    } catch {
      return failed(unanswered(false));
    }
  }
}

function unanswered(late: boolean): ErrorBody {
  return late
    ? { code: 'request/timeout', message: 'The server did not answer in time.' }
    : { code: 'server/unreachable', message: 'The server could not be reached.' };
}

function requestInit(request: HttpRequest<unknown>, signal: AbortSignal): RequestInit {
  const init: RequestInit = { method: request.method, signal, credentials: 'same-origin', cache: 'no-store' };
  if (request.body === undefined) return init;
  if (request.body instanceof Blob) return { ...init, body: request.body, headers: { 'content-type': 'audio/wav' } };
  return { ...init, body: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } };
}

async function readReply<Value>(response: Response, schema: ZodType<Value>): Promise<Result<Value, ErrorBody>> {
  if (!response.ok) return failed(await readError(response));
  const text = await response.text();
  const parsed = schema.safeParse(text === '' ? undefined : JSON.parse(text));
  if (parsed.success) return ok(parsed.data);
  return failed({ code: 'server/defect', message: 'The server answered something else than agreed.' });
}

async function readError(response: Response): Promise<ErrorBody> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = errorBodySchema.safeParse(body);
  if (parsed.success) return parsed.data;
  return { code: response.status === 404 ? 'request/notFound' : 'server/defect', message: `HTTP ${response.status}` };
}
