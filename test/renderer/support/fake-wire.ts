import type { SeatFrame, ServerFrame } from '../../../src-main/contract/seat-protocol.ts';
import { seatFrameSchema } from '../../../src-main/contract/seat-protocol.ts';
import type { OpenWire, Wire, WireListener } from '../../../src-renderer/transport/seat-socket.ts';

/** A socket under the test's hand: it opens, speaks and breaks when told. */
export class FakeWire implements Wire {
  readonly sent: SeatFrame[] = [];
  closed = false;
  readonly #listener: WireListener;

  constructor(listener: WireListener) {
    this.#listener = listener;
  }

  send(text: string): void {
    this.sent.push(seatFrameSchema.parse(JSON.parse(text)));
  }

  close(): void {
    this.closed = true;
  }

  opens(): void {
    this.#listener.onOpen();
  }

  says(...frames: readonly ServerFrame[]): void {
    for (const frame of frames) this.#listener.onText(JSON.stringify(frame));
  }

  saysText(text: string): void {
    this.#listener.onText(text);
  }

  breaks(code = 1006): void {
    this.#listener.onClose(code);
  }

  kinds(): readonly string[] {
    return this.sent.map((frame) => frame.kind);
  }
}

/** Opens fake wires and keeps them in order. */
export class FakeWires {
  readonly opened: FakeWire[] = [];

  readonly open: OpenWire = (listener) => {
    const wire = new FakeWire(listener);
    this.opened.push(wire);
    return wire;
  };

  get last(): FakeWire {
    const wire = this.opened.at(-1);
    if (wire === undefined) throw new Error('no wire was opened');
    return wire;
  }
}
