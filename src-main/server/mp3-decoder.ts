import { spawn } from 'node:child_process';
import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import type { DecodeMp3 } from '../services/music/index.ts';

/** Ten minutes of MP3 take a second or two. */
const DECODE_DEADLINE_MS = 60_000;
/** Ten minutes of PCM16 at 8 kHz, and some more, so that what is longer is told as such. */
const LARGEST_BYTES = 11 * 60 * 16_000;

/** MP3 through the program of the codecs, in a process of its own; undefined when it refuses or has not the library. */
export function mp3Decoder(program: string, clock: Clock, log: Log): DecodeMp3 {
  return (octets) =>
    new Promise((resolve) => {
      const child = spawn(program, ['codec', 'mp3', 'dec'], { stdio: ['pipe', 'pipe', 'pipe'] });
      const pieces: Buffer[] = [];
      let sizeBytes = 0;
      let told = '';
      const deadline = clock.setTimer(DECODE_DEADLINE_MS, () => child.kill('SIGKILL'));
      const ended = (isGood: boolean): void => {
        deadline.dispose();
        if (!isGood) log.warn(`an MP3 file could not be read: ${told.trim().slice(0, 200)}`);
        resolve(isGood ? Buffer.concat(pieces) : undefined);
      };
      child.stdout.on('data', (piece: Buffer) => {
        sizeBytes += piece.length;
        if (sizeBytes > LARGEST_BYTES) child.kill('SIGKILL');
        else pieces.push(piece);
      });
      child.stderr.on('data', (text: Buffer) => (told += text.toString()));
      // A program that ends early closes its input; why it ended is told by its exit.
      child.stdin.on('error', () => undefined);
      child.once('error', (error) => (told += error.message));
      child.once('close', (code) => ended(code === 0));
      child.stdin.end(octets);
    });
}
