import type { Fetch } from '../../../src-renderer/transport/http-client.ts';

export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

interface WaitingReply {
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** A fetch under the test's hand: every request waits until it is answered, in the test's order. */
export class FakeHttp {
  readonly asked: AskedRequest[] = [];
  readonly #waiting: (WaitingReply | undefined)[] = [];

  readonly fetch: Fetch = (path, init) =>
    new Promise((resolve, reject) => {
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      this.asked.push({ method: init.method ?? 'GET', path, body });
      this.#waiting.push({ resolve, reject });
      init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });

  /** Answers request number `index` and lets the page go on. */
  async answer(index: number, status: number, body?: unknown): Promise<void> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    this.#take(index).resolve(new Response(status === 204 ? undefined : text, { status }));
    await settled();
  }

  async answerBytes(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#take(index).resolve(new Response(bytes, { status: 200 }));
    await settled();
  }

  async breakOff(index: number): Promise<void> {
    this.#take(index).reject(new TypeError('network'));
    await settled();
  }

  #take(index: number): WaitingReply {
    const waiting = this.#waiting[index];
    if (waiting === undefined) throw new Error(`request ${index} was not made`);
    this.#waiting[index] = undefined;
    return waiting;
  }
}

/** Lets promises that are already settled run their continuations. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
