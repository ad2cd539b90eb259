import { useEffect, useRef, type MouseEvent, type ReactElement } from 'react';
import type { Stretch } from './silences.ts';
import type { WavSummary } from './wav-peaks.ts';

export interface WaveGap {
  readonly atMs: number;
  readonly lengthMs: number;
  readonly explanation: string;
}

export interface StereoWaveProps {
  readonly summary: WavSummary | undefined;
  readonly lengthMs: number;
  readonly positionMs: number;
  readonly gaps: readonly WaveGap[];
  readonly marksMs: readonly number[];
  /** Those that are passed over. */
  readonly silences: readonly Stretch[];
  readonly onSeek: (ms: number) => void;
}

const WIDTH = 760;
const HEIGHT = 112;
/** Telephone speech at -20 dBm0 would fill a tenth of the height; the root makes quiet speech visible. */
const EXPONENT = 0.6;

/** Two legs above each other, the played part darker, gaps hatched. A picture: the slider below it is the control. */
export function StereoWave(props: StereoWaveProps): ReactElement {
  const { summary, lengthMs, positionMs, gaps, marksMs, silences, onSeek } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d') ?? undefined;
    if (context !== undefined) draw(context, { summary, lengthMs, positionMs, gaps, marksMs, silences });
  }, [summary, lengthMs, positionMs, gaps, marksMs, silences]);
  const seek = (event: MouseEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(((event.clientX - box.left) / box.width) * lengthMs);
  };
  return <canvas ref={canvas} className="wave" width={WIDTH} height={HEIGHT} aria-hidden="true" onClick={seek} />;
}

type Picture = Omit<StereoWaveProps, 'onSeek'>;

const LEG_COLOURS = [
  { played: '#0b6b7c', ahead: '#9cc5cd' },
  { played: '#3d4fb0', ahead: '#b3bbe2' },
] as const;

function draw(context: CanvasRenderingContext2D, picture: Picture): void {
  context.clearRect(0, 0, WIDTH, HEIGHT);
  const legHeight = HEIGHT / 2;
  const playedTo = picture.lengthMs > 0 ? (picture.positionMs / picture.lengthMs) * WIDTH : 0;
  for (const [leg, colours] of LEG_COLOURS.entries()) {
    const middle = leg * legHeight + legHeight / 2;
    context.fillStyle = '#e3e8ec';
    context.fillRect(0, middle - 0.5, WIDTH, 1);
    const peaks = picture.summary?.peaks[leg] ?? [];
    peaks.forEach((peak, slice) => {
      const x = (slice / peaks.length) * WIDTH;
      const half = Math.max(0.5, peak ** EXPONENT * (legHeight / 2 - 3));
      context.fillStyle = x < playedTo ? colours.played : colours.ahead;
      context.fillRect(x, middle - half, Math.max(1, WIDTH / peaks.length - 0.6), half * 2);
    });
  }
  for (const silence of picture.silences) shade(context, picture.lengthMs, silence);
  for (const gap of picture.gaps) hatch(context, picture.lengthMs, gap);
  for (const atMs of picture.marksMs) flag(context, picture.lengthMs, atMs);
  context.fillStyle = '#16212c';
  context.fillRect(Math.min(WIDTH - 2, playedTo), 0, 2, HEIGHT);
}

/** What is passed over. */
function shade(context: CanvasRenderingContext2D, lengthMs: number, { fromMs, toMs }: Stretch): void {
  context.fillStyle = '#eef1f4';
  context.fillRect((fromMs / lengthMs) * WIDTH, 0, Math.max(1, ((toMs - fromMs) / lengthMs) * WIDTH), HEIGHT);
}

/** A mark: a line with a flag, seen by its form and not by its colour alone. */
function flag(context: CanvasRenderingContext2D, lengthMs: number, atMs: number): void {
  const x = (atMs / lengthMs) * WIDTH;
  context.fillStyle = '#7a2a8c';
  context.fillRect(x - 1, 0, 2, HEIGHT);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x + 11, 5);
  context.lineTo(x, 11);
  context.fill();
}

function hatch(context: CanvasRenderingContext2D, lengthMs: number, gap: WaveGap): void {
  const x = (gap.atMs / lengthMs) * WIDTH;
  const width = Math.max(4, (gap.lengthMs / lengthMs) * WIDTH);
  context.fillStyle = '#fff4dd';
  context.fillRect(x, 0, width, HEIGHT);
  context.strokeStyle = '#a86400';
  context.save();
  context.beginPath();
  context.rect(x, 0, width, HEIGHT);
  context.clip();
  context.beginPath();
  for (let at = x - HEIGHT; at < x + width; at += 7) {
    context.moveTo(at, HEIGHT);
    context.lineTo(at + HEIGHT, 0);
  }
  context.stroke();
  context.restore();
}
