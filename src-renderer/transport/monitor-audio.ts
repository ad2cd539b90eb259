import { LINE_RATE_HZ, type OpenHeadset } from './bench-audio.ts';
import type { Disposable } from './foundation.ts';
import { StreamResampler } from './resampler.ts';

/** Opens the socket on which both sides of a channel arrive, in pairs of samples. */
export type OpenMonitorWire = (channel: number, on: { heard(pairs: Int16Array): void; closed(): void }) => Disposable;

export interface MonitorAudioOptions {
  readonly channel: number;
  readonly openHeadset: OpenHeadset;
  readonly openWire: OpenMonitorWire;
  /** The connection ended, or was refused. */
  readonly onLost: () => void;
}

/**
 * Plays both sides of a channel in this browser; disposing stops it.
 *
 *   /board/audio ─pairs of PCM16, 8 kHz▶ sum of both sides ▶ resample ▶ loudspeaker
 */
export async function openMonitorAudio(options: MonitorAudioOptions): Promise<Disposable> {
  const headset = await options.openHeadset(false, () => undefined);
  const toSpeaker = new StreamResampler(LINE_RATE_HZ, headset.rateHz);
  const wire = options.openWire(options.channel, {
    heard: (pairs) => headset.play(toSpeaker.push(sumOfPairs(pairs))),
    closed: options.onLost,
  });
  return {
    dispose: () => {
      wire.dispose();
      headset.dispose();
    },
  };
}

/** Both sides as one; who talks at the same time is heard at the same time. */
export function sumOfPairs(pairs: Int16Array): Float32Array {
  return Float32Array.from({ length: pairs.length >> 1 }, (_, n) => {
    const sum = (pairs[2 * n] ?? 0) + (pairs[2 * n + 1] ?? 0);
    return Math.max(-1, Math.min(1, sum / 32_768));
  });
}
