import { setPeriodic, type Clock, type Disposable } from '../transport/foundation.ts';

/** How a seat calls its person: each of these is switched on when a call rings and off when it does not. */
export interface Attention {
  /** Begins to call; `title` and `body` are for the notification and the window's title. */
  begin(call: { readonly title: string; readonly body: string; readonly silent: boolean }): void;
  end(): void;
}

/** What the shell offers through its preload; absent in a plain browser. */
export interface ShellBridge {
  readonly version: string | undefined;
  notify(title: string, body: string): void;
  flash(on: boolean): void;
}

export interface AttentionParts {
  readonly clock: Clock;
  readonly shell: ShellBridge | undefined;
  readonly ringer: { start(): void; stop(): void };
  readonly page: { title: string };
}

const TITLE_PERIOD_MS = 1000;

/** Sound, the flashing title and the shell's notification, never focus: typing goes on where it was. */
export class SeatAttention implements Attention {
  readonly #parts: AttentionParts;
  #restTitle: string | undefined;
  #flashing: Disposable | undefined;

  constructor(parts: AttentionParts) {
    this.#parts = parts;
  }

  begin(call: { readonly title: string; readonly body: string; readonly silent: boolean }): void {
    this.end();
    const { page, clock, shell, ringer } = this.#parts;
    const rest = page.title;
    this.#restTitle = rest;
    const alert = `● ${call.title} ${call.body}`;
    page.title = alert;
    this.#flashing = setPeriodic(clock, TITLE_PERIOD_MS, () => (page.title = page.title === rest ? alert : rest));
    shell?.notify(call.title, call.body);
    shell?.flash(true);
    if (!call.silent) ringer.start();
  }

  end(): void {
    this.#flashing?.dispose();
    this.#flashing = undefined;
    if (this.#restTitle !== undefined) this.#parts.page.title = this.#restTitle;
    this.#restTitle = undefined;
    this.#parts.ringer.stop();
    this.#parts.shell?.flash(false);
  }
}
