import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../src-main/server/main.ts');

export interface ServerProcess {
  readonly address: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Milliseconds from start to the ready line. */
  readonly readyMs: number;
  /** Ends it as Ctrl-C would and waits; the exit code. */
  stop(): Promise<number | null>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
  removeData(): Promise<void>;
}

/** The server as `npm start -- --headless` runs it, in a data folder of its own, on a free port. */
export async function startServer(words: readonly string[] = [], existing?: string): Promise<ServerProcess> {
  const dataDir = existing ?? (await mkdtemp(join(tmpdir(), 'trunkline-server-')));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, '--headless', '--port', '0', '--data-dir', dataDir, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => heard.push(line));
  const exited = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      heard.push(line);
      const found = /http:\/\/[\d.]+:\d+/.exec(line);
      if (found !== null) resolve(found[0]);
    });
    void exited.then(() => reject(new Error(`the server ended before it was ready:\n${heard.join('\n')}`)));
  });
  return {
    address,
    dataDir,
    process: child,
    readyMs: performance.now() - startedAt,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    removeData: () => rm(dataDir, { recursive: true, force: true }),
  };
}
