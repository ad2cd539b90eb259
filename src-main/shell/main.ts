/**
 * Entry of Electron: `electron build/shell/main.mjs [--server ADDRESS]`. Where the native engine was built this is a
 * board PC, which keeps a server of its own; elsewhere, or when a server is named, it is a seat PC.
 */
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RealClock } from '../foundation/clock.ts';
import { KEEPER_TIMERS } from './keeper-table.ts';
import { AddressFile, DEFAULT_PORT, parseAddress } from './server-address.ts';
import { answersHealth, ServerProcess } from './server-process.ts';
import { runShell, type ShellPlace } from './shell.ts';

/** The same distance from here in src-main/shell and in build/shell. */
const root = join(import.meta.dirname, '..', '..');
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const built = (file: string): string => join(root, 'build', file);

/** The pinned Node of this machine; see src-main/decisions on why the server does not run inside Electron. */
function pinnedNode(): string {
  const folder = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  );
  return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

async function placeOfThisMachine(): Promise<ShellPlace> {
  const addresses = new AddressFile(join(app.getPath('userData'), 'shell.json'));
  const at = process.argv.indexOf('--server');
  const named = at < 0 ? undefined : parseAddress(process.argv[at + 1] ?? '');
  if (named?.ok === true) addresses.write(named.value);
  if (named !== undefined || !existsSync(built('Release/trunkline_engine.node'))) {
    return { kind: 'seat', addresses, answers: answersHealth };
  }
  const origin = `http://127.0.0.1:${DEFAULT_PORT}`;
  if (await answersHealth(origin, KEEPER_TIMERS.heartbeatMs)) {
    // Somebody else keeps a server here already (a service, `npm start`): a second one would only fight for its port.
    return {
      kind: 'seat',
      addresses: { read: () => origin, write: (address) => addresses.write(address) },
      answers: answersHealth,
    };
  }
  const server = new ServerProcess({
    nodePath: pinnedNode(),
    mainPath: join(root, 'src-main', 'server', 'main.ts'),
    workingFolder: root,
    port: DEFAULT_PORT,
    onOutput: (text) => process.stdout.write(text),
  });
  return { kind: 'board', origin, server };
}

async function start(): Promise<void> {
  await runShell({
    place: await placeOfThisMachine(),
    clock: new RealClock(),
    version,
    preloadPath: built('shell/preload.cjs'),
    addressPagePath: join(root, 'src-main', 'shell', 'address-page', 'address.html'),
    // Run as `electron entry`, a link must name both; packed, the program is its own file.
    ...(process.defaultApp ? { launch: { path: process.execPath, words: [import.meta.filename] } } : {}),
    words: process.argv.slice(1),
  });
}

// Not awaited: Electron becomes ready only when its entry module has been evaluated.
void start();
