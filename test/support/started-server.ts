import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from './server-process.ts';

export interface StartedServer {
  readonly address: string;
  readonly dataDir: string;
  /** Process id of the server. */
  readonly pid: number;
  /** Milliseconds from start to the ready line. */
  readonly readyMs: number;
  /** Ends it as Ctrl-C would and waits; the exit code. */
  stop(): Promise<number | string>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
  removeData(): Promise<void>;
}

/** The server as `npm start -- --headless` runs it, ready, on a free port; in a data folder of its own unless given one. */
export async function startServer(words: readonly string[] = [], existing?: string): Promise<StartedServer> {
  const dataDir = existing ?? (await mkdtemp(join(tmpdir(), 'trunkline-server-')));
  const startedAt = performance.now();
  const server = new ServerProcess(dataDir, words);
  const address = await server.ready;
  if (address === undefined) throw new Error(`the server ended before it was ready:\n${server.output}`);
  return {
    address,
    dataDir,
    pid: server.child.pid ?? 0,
    readyMs: performance.now() - startedAt,
    stop: () => server.stop(),
    kill: async () => void (await server.stop('SIGKILL')),
    removeData: () => rm(dataDir, { recursive: true, force: true }),
  };
}
