import { MAX_FRAME_BYTES, seatFrameSchema, type SeatDelta, type SeatFrame } from '../contract/seat-protocol.ts';
import type { Fault } from '../foundation/errors.ts';
import { failed, ok, type Result } from '../foundation/result.ts';
import { tooLarge, unreadable } from './seat-faults.ts';

/** A frame of a seat, parsed. Faults: request/tooLarge, request/invalid. */
export function readSeatFrame(bytes: Buffer, isBinary: boolean): Result<SeatFrame, Fault> {
  if (bytes.length > MAX_FRAME_BYTES) return failed(tooLarge());
  if (isBinary) return failed(unreadable('it is binary'));
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    return failed(unreadable('it is no JSON'));
  }
  const parsed = seatFrameSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : failed(unreadable('it is no frame of the protocol'));
}

/** Writes deltas; one that goes to several seats is turned into JSON once. */
export class DeltaWriter {
  readonly #written = new WeakMap<SeatDelta, string>();

  frame(seq: number, now: number, delta: SeatDelta): string {
    let json = this.#written.get(delta);
    if (json === undefined) {
      json = JSON.stringify(delta);
      this.#written.set(delta, json);
    }
    return `{"kind":"delta","seq":${seq},"now":${now},"delta":${json}}`;
  }
}
