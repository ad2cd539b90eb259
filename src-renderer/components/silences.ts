import { summariseWav } from './wav-peaks.ts';

/** A stretch of time in a recording. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

const SLICE_MS = 100;
/** Below this peak of both legs nobody speaks: noise of a line lies 10 dB lower, quiet speech 10 dB higher. */
const QUIET_PEAK = 0.008;
/** Shorter pauses belong to talking. */
const LEAST_MS = 2_000;
/** What is kept at either end, so that no word begins in the skip. */
const MARGIN_MS = 300;

/** Where neither leg says anything for a while; the margins are left out. Empty for what is no WAV file. */
export function silencesOf(file: ArrayBuffer, lengthMs: number): readonly Stretch[] {
  const summary = summariseWav(file, Math.max(1, Math.ceil(lengthMs / SLICE_MS)));
  if (summary === undefined) return [];
  const slices = summary.peaks[0]?.length ?? 0;
  const sliceMs = summary.lengthMs / Math.max(1, slices);
  const isQuiet = (slice: number): boolean => summary.peaks.every((peaks) => (peaks[slice] ?? 0) < QUIET_PEAK);
  const silences: Stretch[] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    if (!isQuiet(slice)) continue;
    const from = slice;
    while (slice + 1 < slices && isQuiet(slice + 1)) slice += 1;
    const stretch = { fromMs: from * sliceMs + MARGIN_MS, toMs: (slice + 1) * sliceMs - MARGIN_MS };
    if ((slice + 1 - from) * sliceMs >= LEAST_MS) silences.push(stretch);
  }
  return silences;
}

/** Where playing goes on when it stands in a silence; undefined when it does not. */
export function silenceEndAt(silences: readonly Stretch[], positionMs: number): number | undefined {
  return silences.find(({ fromMs, toMs }) => positionMs >= fromMs && positionMs < toMs - SLICE_MS)?.toMs;
}
