import { open, rm } from 'node:fs/promises';
import type { CallRecord } from '../../src-main/contract/call-record.ts';
import { isTrunk, deviceIdSchema, type CallId } from '../../src-main/contract/ids.ts';
import type { SteppedProduct } from '../../board-sim/scenario/stepped-world.ts';

/** One frame of the recorder, twice: where the talk began and where it ended. */
export const TOLERANCE_MS = 20;
/** Longer than the header of a PCM16 file. */
const HEAD_BYTES = 256;

/** A call whose recording is not as long as its line was connected. */
export interface Difference {
  readonly callId: CallId;
  readonly connectedMs: number;
  readonly recordedMs: number;
}

/**
 * Holds each finished call's record against the file on the disk, which it then deletes: what a day records would not
 * fit into every temporary folder.
 */
export class DayLedger {
  readonly differences: Difference[] = [];
  worstMs = 0;
  /** Of all lines. */
  connectedMs = 0;
  outbound = 0;
  readonly #recordings: SteppedProduct['recordings'];
  readonly #begun = new Set<CallId>();
  readonly #checked = new Set<CallId>();
  readonly #checks: Promise<void>[] = [];

  constructor({ callControl, records, recordings }: SteppedProduct) {
    this.#recordings = recordings;
    callControl.onCallEvent((event) => void this.#begun.add(event.callId));
    records.onRecordChanged((record) => {
      if (record.endedAt === undefined || record.recordings.some((each) => each.result === 'running')) return;
      if (this.#checked.has(record.callId)) return;
      this.#checked.add(record.callId);
      this.#checks.push(this.#check(record));
    });
  }

  /** Every call that was told of, consultations too. */
  get begun(): ReadonlySet<CallId> {
    return this.#begun;
  }

  /** Every call that began has a finished record. */
  get isComplete(): boolean {
    return this.#checked.size >= this.#begun.size;
  }

  settled(): Promise<unknown> {
    return Promise.all(this.#checks);
  }

  async #check(record: CallRecord): Promise<void> {
    const connectedMs = connectedMsOf(record);
    this.connectedMs += connectedMs;
    if (record.direction === 'outbound') this.outbound += 1;
    let recordedMs = 0;
    for (const { recordingId, gaps } of record.recordings) {
      recordedMs += gaps.filter((gap) => gap.reason !== 'masked').reduce((sum, gap) => sum + gap.lengthMs, 0);
      const located = await this.#recordings.locate(recordingId);
      if (!located.ok) continue;
      recordedMs += await soundMsOf(located.value.path);
      await rm(located.value.path);
    }
    const apartMs = Math.abs(recordedMs - connectedMs);
    this.worstMs = Math.max(this.worstMs, apartMs);
    if (apartMs > TOLERANCE_MS) this.differences.push({ callId: record.callId, connectedMs, recordedMs });
  }
}

/** From the answer of the outside line to its end. */
function connectedMsOf({ legs }: CallRecord): number {
  return legs
    .filter((leg) => isTrunk(deviceIdSchema.parse(leg.device)))
    .reduce(
      (sum, { answeredAt, endedAt }) => sum + (answeredAt === undefined ? 0 : (endedAt ?? answeredAt) - answeredAt),
      0,
    );
}

/** By the samples that are in the file; throws when the header promises others. */
async function soundMsOf(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const at = head.indexOf('data', 12, 'latin1');
    if (at < 0) throw new Error(`no sound in ${path}`);
    const sizeBytes = head.readUInt32LE(at + 4);
    const presentBytes = (await file.stat()).size - at - 8;
    if (presentBytes !== sizeBytes) throw new Error(`${path} holds ${presentBytes} bytes and promises ${sizeBytes}`);
    return sizeBytes / (head.readUInt32LE(28) / 1000);
  } finally {
    await file.close();
  }
}
