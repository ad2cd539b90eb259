import type { LegRecord } from '../../../src-main/contract/call-record.ts';

/** A part of a leg's time. Unix milliseconds. */
export interface LegSpan {
  readonly kind: 'waiting' | 'connected' | 'held' | 'listening';
  readonly fromMs: number;
  readonly toMs: number;
}

/** Waiting until the answer, connected or only listening after it, holds between; `endedAt` closes what is still open. */
export function legSpans(leg: LegRecord, endedAt: number): readonly LegSpan[] {
  const end = leg.endedAt ?? endedAt;
  const { answeredAt = end } = leg;
  const kind = leg.participation === undefined ? 'connected' : 'listening';
  const spans: LegSpan[] = [{ kind: 'waiting', fromMs: leg.startedAt, toMs: answeredAt }];
  let fromMs = answeredAt;
  for (const hold of leg.holds ?? []) {
    const heldUntil = hold.endedAt ?? end;
    spans.push({ kind, fromMs, toMs: hold.startedAt }, { kind: 'held', fromMs: hold.startedAt, toMs: heldUntil });
    fromMs = heldUntil;
  }
  return [...spans, { kind, fromMs, toMs: end } as const].filter((span) => span.toMs > span.fromMs);
}
