import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import { probeBoard } from '../../driver/board-probe.ts';
import { ENGINE_ADDON_PATH, loadEngineAddon } from '../../driver/engine-addon.ts';
import { waveLayout } from '../../storage/wave-layout.ts';
import { SIMULATOR_LIBRARY } from '../board-options.ts';
import { DEMO_PROMPT_FOLDER } from '../demo/demo-prompts.ts';
import { SEAT_FOLDER } from '../program.ts';
import { findBrowser, thisMachine } from '../seat-window.ts';
import { DATABASE_FILE } from '../storage-room.ts';

/** What was found of one part; `mend` says what to do. A warning does not keep the server from working. */
export interface Finding {
  readonly part: string;
  readonly status: 'ok' | 'warning' | 'broken';
  readonly detail: string;
  readonly mend?: string;
}

export interface Patient {
  readonly dataDir: string;
  readonly port: number;
  /** `sim` or a path. */
  readonly board: string;
}

const NEEDED_NODE = 24;
const NEEDED_FREE_MIB = 2048;
const PROMPTS = ['welcome', 'menu', 'invalid', 'goodbye', 'transferring', 'no-agent'];
const run = promisify(execFile);

/** Every check, in the order in which one would mend. Nothing is changed. */
export async function examine(patient: Patient): Promise<readonly Finding[]> {
  const findings = [node(), await compiler(), addon(), await board(patient.board)];
  return [
    ...findings,
    database(patient.dataDir),
    disk(patient.dataDir),
    await prompts(),
    await port(patient),
    seat(),
    browser(),
  ];
}

function node(): Finding {
  const isNew = Number(process.versions.node.split('.')[0]) >= NEEDED_NODE;
  const detail = `${process.version} at ${process.execPath}`;
  if (isNew) return { part: 'node', status: 'ok', detail };
  return { part: 'node', status: 'broken', detail, mend: `run npm install, which brings Node ${NEEDED_NODE}` };
}

async function compiler(): Promise<Finding> {
  try {
    const { stdout } = await run('g++', ['-dumpfullversion']);
    return { part: 'compiler', status: 'ok', detail: `g++ ${stdout.trim()}` };
  } catch {
    const mend = 'apt-get install g++ make python3; needed only to build the natives anew';
    return { part: 'compiler', status: 'warning', detail: 'no g++', mend };
  }
}

function addon(): Finding {
  const loaded = loadEngineAddon();
  if (loaded.ok) return { part: 'addon', status: 'ok', detail: ENGINE_ADDON_PATH };
  return { part: 'addon', status: 'broken', detail: loaded.error.now, mend: 'npm run build' };
}

/** Opened in a process of its own, so that a library that crashes only shows. */
async function board(chosen: string): Promise<Finding> {
  const library = chosen === 'sim' ? SIMULATOR_LIBRARY : chosen;
  const probed = await probeBoard(ENGINE_ADDON_PATH, library, '{}');
  if (probed.ok) return { part: 'board', status: 'ok', detail: library };
  const mend = chosen === 'sim' ? 'npm run build' : probed.error.next;
  return { part: 'board', status: 'broken', detail: `${probed.error.code}: ${probed.error.now}`, mend };
}

function database(dataDir: string): Finding {
  const path = join(dataDir, DATABASE_FILE);
  if (!existsSync(path)) return { part: 'database', status: 'ok', detail: `${path} is made at the first start` };
  try {
    const file = new SqliteDatabase(path, { readonly: true, timeout: 500 });
    const found = file.pragma('quick_check(1)', { simple: true });
    file.close();
    if (found === 'ok') return { part: 'database', status: 'ok', detail: path };
    return {
      part: 'database',
      status: 'broken',
      detail: `${path}: ${String(found)}`,
      mend: 'bring back the last backup',
    };
  } catch (error) {
    const detail = `${path}: ${error instanceof Error ? error.message : String(error)}`;
    return {
      part: 'database',
      status: 'broken',
      detail,
      mend: 'stop what holds the file, or bring back the last backup',
    };
  }
}

function disk(dataDir: string): Finding {
  let folder = dataDir;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return {
      part: 'disk',
      status: 'broken',
      detail: `${folder} cannot be written`,
      mend: 'give this user the right to write there',
    };
  }
  const { bavail, bsize } = statfsSync(folder);
  const freeMib = Math.floor((bavail * bsize) / 1024 / 1024);
  if (freeMib >= NEEDED_FREE_MIB) return { part: 'disk', status: 'ok', detail: `${freeMib} MiB free at ${folder}` };
  return {
    part: 'disk',
    status: 'warning',
    detail: `only ${freeMib} MiB free at ${folder}`,
    mend: 'make room for recordings',
  };
}

async function prompts(): Promise<Finding> {
  for (const language of ['zh-CN', 'en']) {
    for (const name of PROMPTS) {
      const path = join(DEMO_PROMPT_FOLDER, language, `${name}.wav`);
      const sound = await readFile(path).catch(() => undefined);
      if (sound === undefined || waveLayout(sound, sound.length) === undefined)
        return {
          part: 'prompts',
          status: 'broken',
          detail: `${path}: ${sound === undefined ? 'it cannot be read' : 'it holds no sound'}`,
          mend: 'git checkout the file',
        };
    }
  }
  return { part: 'prompts', status: 'ok', detail: DEMO_PROMPT_FOLDER };
}

function port({ port: wanted }: Patient): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      const mend = 'it may be the server itself; else stop the other program or start with --port N';
      resolve({ part: 'port', status: 'warning', detail: `port ${wanted} cannot be had: ${error.message}`, mend });
    });
    server.listen(wanted, '127.0.0.1', () => {
      server.close(() => resolve({ part: 'port', status: 'ok', detail: `port ${wanted} is free` }));
    });
  });
}

function seat(): Finding {
  const page = join(SEAT_FOLDER, 'index.html');
  if (existsSync(page)) return { part: 'seat', status: 'ok', detail: page };
  return { part: 'seat', status: 'broken', detail: 'the seat client has not been built', mend: 'npm run build' };
}

function browser(): Finding {
  const found = findBrowser(thisMachine());
  if (found !== undefined) return { part: 'browser', status: 'ok', detail: found };
  const mend = 'apt-get install chromium, or open the address on another PC';
  return { part: 'browser', status: 'warning', detail: 'no Chromium, Chrome or Edge', mend };
}
