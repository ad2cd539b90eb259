import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { FaultError, type Fault } from '../../foundation/errors.ts';

const TOLD_LIMIT = 2000;
const pieceSchema = z.instanceof(Buffer);

/** What the program of the codecs is asked for: `blocks`, and how. */
export interface CoderOrder {
  readonly codec: 'alaw' | 'ulaw' | 'ima' | 'gsm' | 'mp3';
  readonly way: 'enc' | 'dec';
  readonly sides: number;
  /** Of IMA ADPCM. */
  readonly blockBytes?: number;
}

/**
 * What comes out of build/Release/trunkline_dsp when the octets are put in: a process of its own, because coding an hour
 * of speech takes seconds. Whoever stops reading ends the process. Throws FaultError recording/coderFailed when the
 * program is not there, refuses the octets, or has not the library that it needs.
 */
export async function* coded(
  program: string,
  order: CoderOrder,
  octets: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  const words = ['blocks', order.codec, order.way, '--sides', String(order.sides)];
  if (order.blockBytes !== undefined) words.push('--block-octets', String(order.blockBytes));
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (text: Buffer) => (told = (told + text.toString()).slice(0, TOLD_LIMIT)));
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : told.trim()));
  });
  // A program that ends early closes its input; why it ended is told by its exit.
  const feeding = pipeline(octets, child.stdin).then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    for await (const piece of child.stdout) yield pieceSchema.parse(piece);
    const trouble = await ended;
    const unread = await feeding;
    if (unread instanceof FaultError) throw unread;
    if (trouble !== undefined) throw new FaultError(refused(order, trouble));
  } finally {
    child.kill('SIGKILL');
  }
}

function refused({ codec }: CoderOrder, now: string): Fault {
  return {
    kind: 'operational',
    code: 'recording/coderFailed',
    tried: `code a recording (${codec})`,
    now: now === '' ? 'the program ended without a word' : now,
    next: 'Install the library that it names. Until then the recording is kept as it was recorded.',
  };
}
