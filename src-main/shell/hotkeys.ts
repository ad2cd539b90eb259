import type { GlobalShortcut } from 'electron';
import type { Hotkey } from '../contract/ipc.ts';

/** Global keys: none until the seat asks for some, and given back when its page goes. */
export class Hotkeys {
  readonly #shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>;
  readonly #onPressed: (action: Hotkey['action']) => void;
  #held: string[] = [];

  constructor(
    shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>,
    onPressed: (action: Hotkey['action']) => void,
  ) {
    this.#shortcuts = shortcuts;
    this.#onPressed = onPressed;
  }

  /** Replaces all keys. Returns those that another program holds. */
  replace(keys: readonly Hotkey[]): readonly string[] {
    this.release();
    const taken: string[] = [];
    for (const { action, accelerator } of keys) {
      const got = this.#shortcuts.register(accelerator, () => this.#onPressed(action));
      (got ? this.#held : taken).push(accelerator);
    }
    return taken;
  }

  release(): void {
    for (const accelerator of this.#held.splice(0)) this.#shortcuts.unregister(accelerator);
  }
}
