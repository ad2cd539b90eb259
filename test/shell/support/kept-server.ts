import type { KeptServer } from '../../../src-main/shell/server-keeper.ts';

/** A server that a test plays: whether it answers, and when it ends. */
export class PlayedServer implements KeptServer {
  readonly did: string[] = [];
  isAnswering = false;
  #onExit: ((how: string) => void) | undefined;

  launch(onExit: (how: string) => void): void {
    this.did.push('launch');
    this.#onExit = onExit;
  }

  terminate(): void {
    this.did.push('terminate');
  }

  kill(): void {
    this.did.push('kill');
  }

  answers(): Promise<boolean> {
    return Promise.resolve(this.isAnswering);
  }

  end(how: string): void {
    this.#onExit?.(how);
  }
}

/** Lets every promise that is ready be carried on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
