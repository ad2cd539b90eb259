import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { CONTROL_ADDON_PATH, loadControlAddon } from '../../../board-sim/control/control-addon.ts';
import { HostedWorld, LIBRARY_PATH } from './hosted-world.ts';

const BSDK_E_IO = -7;
const BSDK_E_CONFIG = -10;

describe('opening a simulated board', () => {
  const openCode = (config: string): number => {
    const { HostedBoard } = loadControlAddon();
    const board = new HostedBoard();
    const code = board.open(LIBRARY_PATH, config);
    board.close();
    return code;
  };

  it('is refused for text that is not JSON, and for a key that it does not know', () => {
    assert.equal(openCode('{"trunks":'), BSDK_E_CONFIG);
    assert.equal(openCode('{"trunk":8}'), BSDK_E_CONFIG);
  });

  it('is refused while a board of the same name is open', () => {
    const world = new HostedWorld('twice');
    assert.equal(openCode('{"name":"twice","clock":"stepped"}'), BSDK_E_CONFIG);
    world.close();
    assert.equal(openCode('{"name":"twice","clock":"stepped"}'), 0);
  });

  it('fails when the configuration says that it shall fail', () => {
    assert.equal(openCode('{"failOpen":"error"}'), BSDK_E_IO);
  });

  it('takes the whole process down when the configuration says that it shall crash', () => {
    const script = `const { HostedBoard } = require(process.argv[1]); new HostedBoard().open(process.argv[2], '{"failOpen":"crash"}')`;
    const child = spawnSync(process.execPath, ['-e', script, CONTROL_ADDON_PATH, LIBRARY_PATH], { stdio: 'ignore' });
    assert.equal(child.signal, 'SIGSEGV');
  });

  it('gives up to 128 trunks and 128 extensions', () => {
    const world = new HostedWorld('large', { trunks: 128, extensions: 128 });
    const { lines, phones } = world.simulator.state();
    assert.deepEqual([lines.length, phones.length, phones[127]?.channel], [128, 128, 255]);
    world.close();
    assert.equal(openCode('{"trunks":129}'), BSDK_E_CONFIG);
  });
});
