import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The moves of a sealing that change the folder; a seam, because a crash may come between any two. */
export interface SealFiles {
  /** Puts the finished part in its place, in one step, and waits until the folder is on the disk. */
  publish(partPath: string, path: string): Promise<void>;
  /** Nothing to remove is no error. */
  remove(path: string): Promise<void>;
}

export const diskFiles: SealFiles = {
  async publish(partPath, path) {
    await rename(partPath, path);
    const folder = await open(dirname(path), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  remove: (path) => rm(path, { force: true }),
};
