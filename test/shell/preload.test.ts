import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildShell, preloadScript } from '../../scripts/build-shell.ts';
import { BRIDGE_METHODS, HOTKEY_CHANNEL, IPC_NAMES, NUMBER_CHANNEL } from '../../src-main/contract/ipc.ts';

/** Runs the stripped preload with nothing but `require('electron')` and `process.argv`, as the sandbox gives it. */
function runPreload(): {
  bridge: Map<string, unknown>;
  asked: unknown[];
  listeners: Map<string, (...values: unknown[]) => void>;
} {
  const bridge = new Map<string, unknown>();
  const asked: unknown[] = [];
  const listeners = new Map<string, (...values: unknown[]) => void>();
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, members: object): void => {
        bridge.set('name', name);
        for (const [key, member] of Object.entries(members)) bridge.set(key, member);
      },
    },
    ipcRenderer: {
      invoke: (channel: string, params: unknown): Promise<string> => {
        asked.push([channel, params]);
        return Promise.resolve('reply');
      },
      on: (channel: string, listener: (...values: unknown[]) => void): void => void listeners.set(channel, listener),
      removeAllListeners: (channel: string): void => void listeners.delete(channel),
    },
  };
  const required = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`the sandbox cannot require ${name}`);
    return electron;
  };
  runInNewContext(preloadScript(), { require: required, process: { argv: ['electron', '--trunkline-version=1.2.3'] } });
  return { bridge, asked, listeners };
}

describe('the preload', () => {
  it('gives the page the methods of the contract, the version and the global keys, and nothing else', () => {
    const { bridge } = runPreload();
    const others = ['name', 'onHotkey', 'onNumber', 'version'];
    assert.deepEqual([...bridge.keys()].sort(), [...others, ...Object.keys(BRIDGE_METHODS)].sort());
    assert.deepEqual([bridge.get('name'), bridge.get('version')], ['trunkline', '1.2.3']);
  });

  it('sends each method as its request, and gives back the reply', async () => {
    const { bridge, asked } = runPreload();
    for (const method of Object.keys(BRIDGE_METHODS)) {
      const call = bridge.get(method);
      assert.ok(typeof call === 'function');
      assert.equal(await Reflect.apply(call, undefined, [method]), 'reply');
    }
    assert.deepEqual(
      asked,
      Object.entries(BRIDGE_METHODS).map(([method, name]) => [name, method]),
    );
    assert.deepEqual(Object.values(BRIDGE_METHODS).sort(), [...IPC_NAMES].sort());
  });

  it('calls the page back for a global key and a number without handing it the event', () => {
    const { bridge, listeners } = runPreload();
    const heard: unknown[][] = [];
    const onHotkey = bridge.get('onHotkey');
    assert.ok(typeof onHotkey === 'function');
    Reflect.apply(onHotkey, undefined, [(...values: unknown[]) => void heard.push(values)]);
    listeners.get(HOTKEY_CHANNEL)?.({ sender: 'secret' }, 'answer');
    const onNumber = bridge.get('onNumber');
    assert.ok(typeof onNumber === 'function');
    Reflect.apply(onNumber, undefined, [(...values: unknown[]) => void heard.push(values)]);
    listeners.get(NUMBER_CHANNEL)?.({ sender: 'secret' }, { number: '110' });
    assert.deepEqual(heard, [['answer'], [{ number: '110' }]]);
  });
});

describe('what Electron loads', () => {
  it('is one file that imports electron and built-in modules alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-shell-'));
    try {
      await buildShell(folder);
      const main = readFileSync(join(folder, 'main.mjs'), 'utf8');
      const imports = [...main.matchAll(/^import .*?["']([^"']+)["'];?$/gm)].map(([, name = '']) => name);
      assert.ok(imports.includes('electron'));
      assert.deepEqual(
        imports.filter((name) => name !== 'electron' && !name.startsWith('node:')),
        [],
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
