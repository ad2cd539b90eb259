import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CHANNEL_KINDS } from '../../../src-main/driver/board-driver.ts';
import { CHANNEL_STATES, COMMAND_RESULTS } from '../../../src-main/driver/channel-event.ts';
import { loadEngineAddon } from '../../../src-main/driver/engine-addon.ts';
import * as layout from '../../../src-main/driver/lane-layout.ts';

describe('the border to the native engine', () => {
  it('has the same offsets and names on both sides', () => {
    const addon = loadEngineAddon();
    assert.ok(addon.ok);
    const { timers: _timers, ...native } = addon.value.layout();
    assert.deepEqual(native, {
      recordBytes: layout.RECORD_BYTES,
      textBytes: layout.TEXT_BYTES,
      text2Bytes: layout.TEXT2_BYTES,
      event: layout.EVENT_OFFSETS,
      command: layout.COMMAND_OFFSETS,
      eventKinds: [...layout.EVENT_KINDS],
      commandKinds: [...layout.COMMAND_KINDS],
      channelStates: [...CHANNEL_STATES],
      channelKinds: [...CHANNEL_KINDS],
      commandResults: [...COMMAND_RESULTS],
      postOutcomes: [...layout.POST_OUTCOMES],
    });
  });

  it('has the machines of the code in docs/machines.md', () => {
    const program = fileURLToPath(new URL('../../../build/Release/line_tables', import.meta.url));
    const page = readFileSync(new URL('../../../docs/machines.md', import.meta.url), 'utf8');
    assert.equal(execFileSync(program, { encoding: 'utf8' }), page);
  });

  it('refuses options that are missing or out of range, naming them', () => {
    const addon = loadEngineAddon();
    assert.ok(addon.ok);
    const whole = {
      libraryPath: '/x',
      config: '{}',
      clock: 'stepped',
      media: 'soft',
      tonePlan: 'CN',
      echoTailMs: 64,
      levelControl: 0,
      frameSamples: 80,
      ringCapacity: 64,
      inboxCapacity: 64,
      maxDialledDigits: 8,
      timers: {},
    } as const;
    const create = (change: object) => () => addon.value.createEngine({ ...whole, ...change }, () => {});
    assert.throws(create({ frameSamples: 79 }), /frameSamples must be a whole number from 80 to 160/);
    assert.throws(create({ clock: 'fast' }), /clock must be 'real' or 'stepped'/);
    assert.throws(create({ timers: { ringStop: 1 } }), /timers.ringStop must be/);
    assert.throws(create({ timers: { ringstop: 5_000 } }), /there is no timer 'ringstop'/);
    assert.doesNotThrow(create({ timers: { ringStop: 5_000 } }));
  });

  it('says that the addon is missing when it is', () => {
    const addon = loadEngineAddon('/nowhere/trunkline_engine.node');
    assert.equal(!addon.ok && addon.error.code, 'server/addonMissing');
  });
});
