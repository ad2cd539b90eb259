import { spawn, type ChildProcess } from 'node:child_process';
import type { KeptServer } from './server-keeper.ts';

export interface ServerProcessOptions {
  /** The pinned Node, never Electron's own: the server runs on what the tests ran it on. */
  readonly nodePath: string;
  readonly mainPath: string;
  readonly workingFolder: string;
  readonly port: number;
  /** What the server prints, for the shell's own log. */
  readonly onOutput: (text: string) => void;
}

/** The server as a child process of the shell; its heart is its HTTP health address on loopback. */
export class ServerProcess implements KeptServer {
  readonly #options: ServerProcessOptions;
  #child: ChildProcess | undefined;

  constructor(options: ServerProcessOptions) {
    this.#options = options;
  }

  launch(onExit: (how: string) => void): void {
    const { nodePath, mainPath, workingFolder, port, onOutput } = this.#options;
    const words = [mainPath, '--headless', '--port', String(port)];
    const child = spawn(nodePath, words, { cwd: workingFolder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', onOutput);
    child.stderr.setEncoding('utf8').on('data', onOutput);
    let told = false;
    const tell = (how: string): void => {
      if (told) return;
      told = true;
      if (this.#child === child) this.#child = undefined;
      onExit(how);
    };
    child.once('error', (error) => tell(`the server could not be started: ${error.message}`));
    child.once('exit', (code, signal) => tell(`the server ended with ${signal ?? `exit code ${code}`}`));
  }

  terminate(): void {
    this.#child?.kill('SIGTERM');
  }

  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  async answers(limitMs: number): Promise<boolean> {
    return answersHealth(`http://127.0.0.1:${this.#options.port}`, limitMs);
  }
}

/** True when something at the origin answers /health as our server does, well or ill. Never rejects. */
export async function answersHealth(origin: string, limitMs: number): Promise<boolean> {
  try {
    const response = await fetch(new URL('/health', origin), {
      signal: AbortSignal.timeout(limitMs),
      redirect: 'error',
    });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'status' in body;
  } catch {
    return false; // not listening, not in time, or not JSON: in each case not our server
  }
}
