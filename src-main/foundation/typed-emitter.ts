import type { Disposable } from './disposable.ts';

export type Listener<Event> = (event: Event) => void;

/**
 * Tells what happened to everybody who subscribed, in order of subscription, synchronously. A listener
 * that throws does not stop the others: its error goes to `onListenerError`.
 */
export class TypedEmitter<Event> {
  /** Never changed, only exchanged: who is being told is not disturbed by who comes or goes meanwhile. */
  #listeners: readonly Listener<Event>[] = [];
  readonly #onListenerError: (error: unknown) => void;

  constructor(onListenerError: (error: unknown) => void) {
    this.#onListenerError = onListenerError;
  }

  /** Whether anybody would be told. */
  get hasListeners(): boolean {
    return this.#listeners.length > 0;
  }

  subscribe(listener: Listener<Event>): Disposable {
    const own: Listener<Event> = (event) => listener(event);
    this.#listeners = [...this.#listeners, own];
    return { dispose: () => void (this.#listeners = this.#listeners.filter((each) => each !== own)) };
  }

  emit(event: Event): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }
}
