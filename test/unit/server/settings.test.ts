import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../../src-main/server/settings.ts';
import { lockDataFolder } from '../../../src-main/server/instance-lock.ts';
import { seededRandom } from '../../../src-main/server/product-clock.ts';
import { windowCommand, type Machine } from '../../../src-main/server/seat-window.ts';
import { consoleLocale } from '../../../src-main/server/console-words.ts';

describe('the settings', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('listen on this machine only unless somebody sets it', () => {
    const settings = readSettings(['--data-dir', folder]);
    assert.ok(settings.ok);
    assert.deepEqual(
      [settings.value.host, settings.value.port, settings.value.board, settings.value.clock],
      ['127.0.0.1', 8680, 'sim', 'real'],
    );
  });

  it('take flags before the file before the default, and say where each comes from', () => {
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ port: 9000, language: 'en' }));
    const settings = readSettings(['--data-dir', folder, '--port', '0', '--headless']);
    assert.ok(settings.ok);
    const sources = Object.fromEntries(settings.value.views.map((view) => [view.name, [view.value, view.source]]));
    assert.deepEqual(sources['port'], [0, 'flag']);
    assert.deepEqual(sources['language'], ['en', 'file']);
    assert.deepEqual(sources['host'], ['127.0.0.1', 'default']);
    assert.equal(settings.value.headless, true);
  });

  for (const [words, told] of [
    [['--prot', '1'], '--prot'],
    [['--port', 'many'], 'port'],
    [['--port', '70000'], 'port'],
    [['--clock', 'fast'], 'clock'],
    [['--clock', 'stepped', '--board', '/lib/card.so'], 'clock'],
    [['stray'], 'stray'],
  ] as const) {
    it(`refuse ${words.join(' ')} and name it`, () => {
      const settings = readSettings(['--data-dir', folder, ...words]);
      assert.ok(!settings.ok);
      assert.equal(settings.error.code, 'request/invalid');
      assert.ok(settings.error.now.includes(told), settings.error.now);
    });
  }

  it('refuse a file with a setting that there is not, or that is no JSON', () => {
    for (const text of ['{"prot":1}', '{broken']) {
      writeFileSync(join(folder, 'settings.json'), text);
      assert.equal(readSettings(['--data-dir', folder]).ok, false);
    }
  });
});

describe('the data folder', () => {
  it('belongs to one server at a time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lock-'));
    const first = lockDataFolder(folder);
    const second = lockDataFolder(folder);
    assert.ok(first.ok && !second.ok);
    assert.equal(second.error.code, 'storage/locked');
    first.value.dispose();
    const third = lockDataFolder(folder);
    assert.ok(third.ok);
    third.value.dispose();
    rmSync(folder, { recursive: true });
  });
});

describe('the seat window', () => {
  const linux: Machine = {
    platform: 'linux',
    environment: { PATH: '/usr/bin', DISPLAY: ':0' },
    isRoot: false,
    exists: (path) => path === '/usr/bin/chromium',
  };

  it('is a browser in app mode where Electron is not installed', () => {
    const command = windowCommand(linux, 'http://127.0.0.1:1', '/profile');
    assert.equal(command?.program, '/usr/bin/chromium');
    assert.deepEqual(command.words.slice(0, 2), ['--app=http://127.0.0.1:1', '--user-data-dir=/profile']);
    assert.equal(command.words.includes('--no-sandbox'), false);
    assert.ok(
      windowCommand({ ...linux, isRoot: true }, 'http://127.0.0.1:1', '/profile')?.words.includes('--no-sandbox'),
    );
  });

  it('is Electron where it is installed, and is told the server', () => {
    const command = windowCommand({ ...linux, exists: () => true }, 'http://127.0.0.1:1', '/profile');
    assert.match(command?.program ?? '', /electron\/dist\/electron$/);
    assert.deepEqual(command?.words.slice(1), ['--server', 'http://127.0.0.1:1']);
  });

  it('is none without a display or a browser', () => {
    assert.equal(windowCommand({ ...linux, environment: { PATH: '/usr/bin' } }, 'http://x', '/p'), undefined);
    assert.equal(windowCommand({ ...linux, exists: () => false }, 'http://x', '/p'), undefined);
  });
});

describe('the console', () => {
  it('speaks Chinese where the terminal does', () => {
    assert.deepEqual(
      [{ LANG: 'zh_CN.UTF-8' }, { LANG: 'en_US.UTF-8' }, { LANG: 'zh_CN', LC_ALL: 'C' }, {}].map(consoleLocale),
      ['zh-CN', 'en', 'en', 'en'],
    );
  });
});

describe('seeded chance', () => {
  it('gives the same row for the same seed, evenly spread', () => {
    const row = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 8000 }, () => Math.floor(random() * 8));
    };
    assert.deepEqual(row(1), row(1));
    assert.notDeepEqual(row(1), row(2));
    for (let trunk = 0; trunk < 8; trunk += 1) {
      const share = row(1).filter((each) => each === trunk).length;
      assert.ok(share > 850 && share < 1150, String(share));
    }
  });
});
