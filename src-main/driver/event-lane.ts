import type { NativeEngine } from '../../native/addon/engine_addon.d.ts';
import type { BoardSnapshot } from './board-driver.ts';
import type { ChannelEvent } from './channel-event.ts';
import { EventDecoder } from './event-decoder.ts';
import { RECORD_BYTES } from './lane-layout.ts';
import { decodeSnapshot } from './native-snapshot.ts';

const BATCH_RECORDS = 256;

/** Who is told; the lane calls nobody else. */
export interface LaneListener {
  onEvent(event: ChannelEvent): void;
  onResync(snapshot: BoardSnapshot): void;
}

/**
 * Empties the engine's ring in order and watches the numbers. A loss is answered by a snapshot, after which
 * the lane goes on with the next number; event-lane.md tells why it can be no other way.
 */
export class EventLane {
  readonly #engine: NativeEngine;
  readonly #listener: LaneListener;
  readonly #batch = new Uint8Array(BATCH_RECORDS * RECORD_BYTES);
  readonly #decoder = new EventDecoder(this.#batch);
  #seq = 0;
  #draining = false;

  constructor(engine: NativeEngine, listener: LaneListener) {
    this.#engine = engine;
    this.#listener = listener;
  }

  /** Hands over everything that waits; returns how many events and resyncs there were. */
  drain(): number {
    if (this.#draining) return 0;
    this.#draining = true;
    try {
      return this.#drainAll();
    } finally {
      this.#draining = false;
    }
  }

  #drainAll(): number {
    let delivered = 0;
    for (;;) {
      const count = this.#engine.drain(this.#batch);
      if (count === 0) return delivered;
      delivered += Math.abs(count);
      // A batch is decoded before it is told: a listener may post, and posting may not disturb the buffer.
      const events = Array.from({ length: Math.max(0, count) }, (_, index) => this.#decoder.decode(index));
      if (count < 0 || !this.#follows(events)) this.#resync();
      else for (const event of events) this.#listener.onEvent(event);
    }
  }

  #follows(events: readonly ChannelEvent[]): boolean {
    for (const event of events) {
      if (event.seq !== this.#seq + 1) return false;
      this.#seq = event.seq;
    }
    return true;
  }

  #resync(): void {
    const snapshot = decodeSnapshot(this.#engine.resync());
    this.#seq = snapshot.seq;
    this.#listener.onResync(snapshot);
  }
}
