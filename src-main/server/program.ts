import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The folder with package.json. */
export const PROGRAM_FOLDER = join(import.meta.dirname, '../..');
export const SEAT_FOLDER = join(PROGRAM_FOLDER, 'build/seat');
/** The codecs of recordings, as a program. */
export const CODER_PATH = join(PROGRAM_FOLDER, 'build/Release/trunkline_dsp');

export function programVersion(): string {
  const packageJson = readFileSync(join(PROGRAM_FOLDER, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(packageJson)).version;
}
