import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Writes a small file and waits until it is on the disk. An old file of that name is written over. */
export function writeDurably(path: string, text: string, mode: number): void {
  const file = openSync(path, 'w', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
