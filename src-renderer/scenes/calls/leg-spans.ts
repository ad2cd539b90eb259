import type { LegRecord } from '../../../src-main/contract/call-record.ts';

/** A part of a leg's time. Unix milliseconds. */
export interface LegSpan {
  readonly kind: 'waiting' | 'connected';
  readonly fromMs: number;
  readonly toMs: number;
}

/** Waiting until the answer, connected after it; `endedAt` closes a leg that is still open. */
export function legSpans(leg: LegRecord, endedAt: number): readonly LegSpan[] {
  const toMs = leg.endedAt ?? endedAt;
  if (leg.answeredAt === undefined) return [{ kind: 'waiting', fromMs: leg.startedAt, toMs }];
  const connected: LegSpan = { kind: 'connected', fromMs: leg.answeredAt, toMs };
  return leg.answeredAt > leg.startedAt
    ? [{ kind: 'waiting', fromMs: leg.startedAt, toMs: leg.answeredAt }, connected]
    : [connected];
}
