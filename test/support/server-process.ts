import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src-main/server/main.ts');

/** The real server in a process of its own, for tests of its life and death. */
export class ServerProcess {
  readonly child: ChildProcess;
  /** The address, or undefined when it ended before it was ready. */
  readonly ready: Promise<string | undefined>;
  readonly exited: Promise<number | string>;
  output = '';

  constructor(dataDir: string, words: readonly string[] = []) {
    const flags = ['--headless', '--port', '0', '--data-dir', dataDir, ...words];
    this.child = spawn(process.execPath, [MAIN, ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    this.exited = new Promise((resolve) =>
      this.child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')),
    );
    this.ready = new Promise((resolve) => {
      const take = (bytes: Buffer): void => {
        this.output += bytes.toString();
        const address = /ready: (http:\/\/\S+)/.exec(this.output)?.[1];
        if (address !== undefined) resolve(address);
      };
      this.child.stdout?.on('data', take);
      this.child.stderr?.on('data', take);
      this.child.once('exit', () => resolve(undefined));
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    this.child.kill(signal);
    return this.exited;
  }
}
