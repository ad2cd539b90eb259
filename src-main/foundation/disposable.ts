/** Something taken that must be given back. Disposing twice is harmless. */
export interface Disposable {
  dispose(): void;
}

/** Owns what it is given and releases it in reverse order. */
export class DisposableStack implements Disposable {
  readonly #owned: Disposable[] = [];

  own<Owned extends Disposable>(owned: Owned): Owned {
    this.#owned.push(owned);
    return owned;
  }

  dispose(): void {
    for (let owned = this.#owned.pop(); owned !== undefined; owned = this.#owned.pop()) {
      owned.dispose();
    }
  }
}
