#!/usr/bin/env node
// Runs the command line on the Node that the program is pinned to, whatever Node started this file. Built-ins only.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const platform = process.platform === 'win32' ? 'win' : process.platform;
const folder = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin');
const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
// Where the pinned Node is not offered for the platform, one that is new enough does.
const node = existsSync(pinned)
  ? pinned
  : Number(process.versions.node.split('.')[0]) >= 24
    ? process.execPath
    : undefined;

if (node === undefined) {
  console.error('The pinned Node is not installed: run `npm install` in the folder of the program, then try again.');
  process.exit(2);
}

const main = join(root, 'src-main', 'server', 'cli', 'main.ts');
const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exit(2);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
