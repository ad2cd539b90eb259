import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Disposable } from '../foundation/disposable.ts';
import { PROGRAM_FOLDER } from './program.ts';

const ELECTRON_FOLDER = join(PROGRAM_FOLDER, 'node_modules/electron/dist');
const SHELL_MAIN = join(PROGRAM_FOLDER, 'build/shell/main.mjs');
const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
];
const WINDOWS_BROWSERS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'] as const;

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly exists: (path: string) => boolean;
}

export interface WindowCommand {
  readonly program: string;
  readonly words: readonly string[];
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
  };
}

/** What shows the seat here: Electron when it is installed, else a browser in app mode; undefined without a display. */
export function windowCommand(machine: Machine, address: string, profileFolder: string): WindowCommand | undefined {
  if (!hasDisplay(machine)) return undefined;
  const electron = join(ELECTRON_FOLDER, machine.platform === 'win32' ? 'electron.exe' : 'electron');
  if (machine.exists(electron) && machine.exists(SHELL_MAIN)) {
    return { program: electron, words: [SHELL_MAIN, '--server', address] };
  }
  const browser = findBrowser(machine);
  if (browser === undefined) return undefined;
  const asRoot = machine.isRoot ? ['--no-sandbox', '--test-type'] : [];
  return {
    program: browser,
    words: [
      `--app=${address}`,
      `--user-data-dir=${profileFolder}`,
      '--window-size=1366,768',
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...asRoot,
    ],
  };
}

/** Opens the window; the server does not end when somebody closes it. */
export function openWindow(command: WindowCommand, onFailed: (reason: string) => void): Disposable {
  const child = spawn(command.program, [...command.words], { stdio: 'ignore' });
  child.once('error', (error) => onFailed(error.message));
  return { dispose: () => void child.kill() };
}

function hasDisplay({ platform, environment }: Machine): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY']);
}

export function findBrowser({ platform, environment, exists }: Machine): string | undefined {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name] ?? '');
    return roots.flatMap((root) => WINDOWS_BROWSERS.map((path) => join(root, path))).find((path) => exists(path));
  }
  const folders = (environment['PATH'] ?? '').split(delimiter);
  return BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => exists(path));
}
