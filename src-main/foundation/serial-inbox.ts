/**
 * One writer: messages are handled one after the other, in the order of their posting. A message that is
 * posted while another is handled waits for its turn, so a handler never sees itself half done.
 *
 *   post ──▶ [ m3 m2 ] ──▶ handle(m1)          a handler that returns a promise is waited for
 *
 * A synchronous handler runs inside `post` when nothing else is being handled. A handler that fails is
 * reported and does not stop the ones behind it.
 */
export class SerialInbox<Message> {
  readonly #handle: (message: Message) => void | Promise<void>;
  readonly #onHandlerError: (error: unknown) => void;
  readonly #waiting: Message[] = [];
  #handling = false;
  #held = false;
  #idleWaiters: (() => void)[] = [];

  constructor(handle: (message: Message) => void | Promise<void>, onHandlerError: (error: unknown) => void) {
    this.#handle = handle;
    this.#onHandlerError = onHandlerError;
  }

  /** Messages that wait; the one being handled is not counted. */
  get length(): number {
    return this.#waiting.length;
  }

  post(message: Message): void {
    this.#waiting.push(message);
    this.#drain();
  }

  /** Keeps messages back until `resume`; the one being handled ends first. */
  hold(): void {
    this.#held = true;
  }

  resume(): void {
    this.#held = false;
    this.#drain();
  }

  /** Resolves when everything posted so far, and what that posted, has been handled. */
  idle(): Promise<void> {
    if (!this.#handling && this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  #drain(): void {
    if (this.#handling) return;
    this.#handling = true;
    while (!this.#held) {
      const message = this.#waiting.shift();
      if (message === undefined) break;
      const running = this.#run(message);
      if (running !== undefined) {
        void running.then(() => this.#next());
        return;
      }
    }
    this.#handling = false;
    if (this.#waiting.length === 0) this.#tellIdle();
  }

  #next(): void {
    this.#handling = false;
    this.#drain();
  }

  #run(message: Message): Promise<void> | undefined {
    try {
      const running = this.#handle(message);
      return running instanceof Promise ? running.catch(this.#onHandlerError) : undefined;
    } catch (error) {
      this.#onHandlerError(error);
      return undefined;
    }
  }

  #tellIdle(): void {
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
