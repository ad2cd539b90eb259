import type { CallRecord, LegRecord } from '../../contract/call-record.ts';

type Times = Pick<CallRecord, 'ringMs' | 'waitMs' | 'talkMs' | 'holds'>;
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the call's time went, as far as that is settled. Pure; never negative. */
export function recordTimes(record: CallRecord): Times {
  const { ringAt, answeredAt, connectedToAgentAt, endedAt, startedAt, direction } = record;
  const ringEnd = answeredAt ?? endedAt;
  const waitEnd = direction === 'inbound' ? (connectedToAgentAt ?? endedAt) : undefined;
  const holds = holdTimes(record.legs);
  return {
    ...(ringAt === undefined || ringEnd === undefined ? {} : { ringMs: Math.max(0, ringEnd - ringAt) }),
    ...(waitEnd === undefined ? {} : { waitMs: waitEnd - startedAt }),
    ...(connectedToAgentAt === undefined || endedAt === undefined ? {} : { talkMs: talkMs(record.legs, endedAt) }),
    ...(holds === undefined ? {} : { holds }),
  };
}

function holdTimes(legs: readonly LegRecord[]): CallRecord['holds'] {
  const holds = legs.flatMap((leg) => leg.holds ?? []);
  if (holds.length === 0) return undefined;
  const over = holds.flatMap(({ startedAt, endedAt }) =>
    endedAt === undefined ? [] : [{ from: startedAt, to: endedAt }],
  );
  return {
    count: holds.length,
    totalMs: coveredMs(over, (open) => open > 0),
    longestMs: Math.max(0, ...over.map(({ from, to }) => to - from)),
  };
}

/** Time in which at least two parties, one of them a station of ours, were connected and did not hold. */
function talkMs(legs: readonly LegRecord[], endedAt: number): number {
  const parties = legs.filter((leg) => leg.participation === undefined && leg.answeredAt !== undefined);
  const spansOf = (some: readonly LegRecord[]) => some.flatMap((leg) => speakingSpans(leg, endedAt));
  const ours = spansOf(parties.filter((leg) => leg.device.startsWith('station/')));
  return coveredMs(spansOf(parties), (open, at) => open >= 2 && ours.some(({ from, to }) => from <= at && at < to));
}

/** The leg's time from its answer on, without its holds. */
function speakingSpans(leg: LegRecord, endedAt: number): readonly Span[] {
  const end = Math.min(leg.endedAt ?? endedAt, endedAt);
  const spans: Span[] = [];
  let from = leg.answeredAt ?? end;
  for (const hold of leg.holds ?? []) {
    spans.push({ from, to: hold.startedAt });
    from = hold.endedAt ?? end;
  }
  return [...spans, { from, to: end }].filter((span) => span.to > span.from);
}

/** Milliseconds in which `counts` is met by the number of spans that are open. */
function coveredMs(spans: readonly Span[], counts: (open: number, at: number) => boolean): number {
  const moments = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].toSorted((one, other) => one - other);
  let sum = 0;
  for (const [index, at] of moments.entries()) {
    const next = moments[index + 1];
    if (next === undefined) break;
    const open = spans.filter(({ from, to }) => from <= at && at < to).length;
    if (counts(open, at)) sum += next - at;
  }
  return sum;
}
