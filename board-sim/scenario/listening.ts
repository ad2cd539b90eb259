import type { BenchEar } from '../control/simulator.ts';
import type { Stage } from './stage.ts';

const RATE_HZ = 8_000;
/** Time for what was heard before to pass, and time that is listened to. Milliseconds. */
const SETTLE_MS = 300;
const LISTEN_MS = 500;
/** A tone that is fed at -15 dBm0 reaches the other end 10 to 20 dB lower; what is below this is not heard. */
const AUDIBLE_DBFS = -50;

/** The level of one frequency in what an ear hears now, in dB below a full-scale sine. */
export async function levelHeard(stage: Stage, ear: BenchEar, hz: number): Promise<number> {
  await stage.world.pass(SETTLE_MS);
  stage.world.hear(ear);
  await stage.world.pass(LISTEN_MS);
  return levelOf(stage.world.hear(ear) ?? new Int16Array(0), hz);
}

/** Must be heard now, or must not. The world over the network has no ears and believes it. */
export async function hears(stage: Stage, ear: BenchEar, hz: number, isHeard = true): Promise<void> {
  const probe = stage.world.hear(ear);
  if (probe === undefined) return;
  const level = await levelHeard(stage, ear, hz);
  await stage.expect(
    `${nameOf(ear)} ${isHeard ? 'hears' : 'does not hear'} ${hz} Hz (${level.toFixed(0)} dB)`,
    () => level > AUDIBLE_DBFS === isHeard,
  );
}

function nameOf(ear: BenchEar): string {
  return ear.kind === 'far' ? `caller ${ear.trunkNo}` : `phone ${ear.phoneNo}`;
}

/** One frequency's part of the whole stretch; no window, since the tones are steady. */
function levelOf(samples: Int16Array, hz: number): number {
  const omega = (2 * Math.PI * hz) / RATE_HZ;
  let real = 0;
  let imaginary = 0;
  samples.forEach((sample, at) => {
    real += sample * Math.cos(omega * at);
    imaginary -= sample * Math.sin(omega * at);
  });
  const amplitude = (2 * Math.hypot(real, imaginary)) / Math.max(1, samples.length);
  return 20 * Math.log10(Math.max(amplitude, 1e-3) / 32_768);
}
