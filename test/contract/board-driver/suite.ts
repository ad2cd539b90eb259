import assert from 'node:assert/strict';
import type { ChannelNumber } from '../../../src-main/contract/ids.ts';
import { channelNumberSchema } from '../../../src-main/contract/ids.ts';
import type { ChannelCommand } from '../../../src-main/driver/channel-command.ts';
import type { ChannelEvent } from '../../../src-main/driver/channel-event.ts';
import { speechCases } from './speech-cases.ts';
import { Stage, type BoardBench, type Play } from './stage.ts';

/** Proves what board-driver.ts promises, for one implementation of it. */
export function describeBoardDriver(name: string, open: () => Promise<BoardBench>): void {
  describe(`board driver contract: ${name}`, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = new Stage(await open());
      await stage.start();
    });
    afterEach(() => stage.close());

    const play: Play = (title, story) => void it(title, () => story(stage));
    lifeCases(play);
    trunkCases(play);
    stationCases(play);
    commandCases(play);
    speechCases(play);
  });
}

function lifeCases(play: Play): void {
  play('tells first that the board is up, and numbers events from 1 without gaps', async (on) => {
    await on.bench.ring('13900001234');
    await on.bench.pass(1_000);
    assert.deepEqual(on.events[0]?.kind === 'BoardChanged' && on.events[0].state, 'up');
    assert.deepEqual(
      on.events.map((event) => event.seq),
      on.events.map((_, index) => index + 1),
    );
  });
  play('has told everything that its snapshot contains', async (on) => {
    await on.bench.ring('13900001234');
    await on.bench.pass(1_000);
    assert.equal(on.bench.driver.snapshot().seq, on.events.at(-1)?.seq);
    assert.equal(on.trunk().state, 'offered');
    assert.equal(on.trunk().callerNumber, '13900001234');
  });
  play('ends running commands at its stop, tells down last, and takes no command after it', async (on) => {
    const ring = on.post(on.ringCommand());
    await on.bench.pass(100);
    await on.bench.driver.stop();
    await on.bench.driver.stop();
    assert.equal(on.result(ring), 'cancelled');
    const last = on.events.at(-1);
    assert.equal(last?.kind === 'BoardChanged' && last.state, 'down');
    assert.equal(on.tryPost(on.ringCommand()).ok, false);
    assert.equal(on.bench.driver.snapshot().boardUp, false);
  });
  play('tells nothing to a listener that has been disposed of', async (on) => {
    const heard: ChannelEvent[] = [];
    on.bench.driver.onEvent((event) => void heard.push(event)).dispose();
    await on.bench.ring('1');
    assert.deepEqual(heard, []);
  });
}

function trunkCases(play: Play): void {
  play('offers an inbound call with its number and answers it', async (on) => {
    await on.bench.ring('13900001234');
    const offered = on.events.find((event) => event.kind === 'CallOffered');
    assert.equal(offered?.kind === 'CallOffered' && offered.number, '13900001234');
    await on.ends({ kind: 'answer', channel: on.bench.trunk }, 'ok');
    assert.equal(on.trunk().state, 'connected');
  });
  play('tells that the caller gave up, and is idle', async (on) => {
    await on.bench.ring('1');
    await on.bench.giveUp();
    await on.bench.pass(10_000);
    assert.ok(on.events.some((event) => event.kind === 'RingStopped'));
    assert.equal(on.trunk().state, 'idle');
  });
  play('keeps the line after a far hang-up until it is released, then guards it', async (on) => {
    await on.talk();
    await on.bench.farHangsUp();
    await on.bench.pass(6_000);
    assert.ok(on.events.some((event) => event.kind === 'RemoteCleared'));
    assert.equal(on.trunk().state, 'clearing');
    await on.ends({ kind: 'release', channel: on.bench.trunk }, 'ok');
    assert.equal(on.trunk().state, 'releasing');
    await on.bench.pass(1_000);
    assert.equal(on.trunk().state, 'idle');
  });
  play('gives a reserved trunk to a caller', async (on) => {
    await on.ends({ kind: 'reserve', channel: on.bench.trunk }, 'ok');
    await on.bench.ring('1');
    assert.equal(on.trunk().state, 'offered');
  });
}

function stationCases(play: Play): void {
  play('ends a ring with answered when the handset is lifted', async (on) => {
    const ring = on.post(on.ringCommand());
    await on.bench.pass(500);
    assert.equal(on.station().state, 'ringing');
    await on.bench.lift();
    await on.bench.pass(500);
    assert.equal(on.result(ring), 'answered');
    assert.equal(on.station().state, 'connected');
    assert.equal(on.station().offHook, true);
  });
  play('ends a ring with noAnswer after its time', async (on) => {
    const ring = on.post({ ...on.ringCommand(), timeoutMs: 5_000 });
    await on.bench.pass(4_500);
    assert.equal(on.result(ring), undefined);
    await on.bench.pass(1_000);
    assert.equal(on.result(ring), 'noAnswer');
    assert.equal(on.station().state, 'idle');
  });
  play('parks a phone that is released off-hook until it hangs up', async (on) => {
    await on.lifted();
    await on.ends({ kind: 'release', channel: on.bench.station }, 'ok');
    assert.equal(on.station().state, 'parkedOffHook');
    await on.bench.hangUp();
    await on.bench.pass(500);
    assert.equal(on.station().state, 'idle');
    assert.equal(on.station().offHook, false);
  });
  play('shows a phone that is lifted without a call as initiated', async (on) => {
    await on.bench.lift();
    await on.bench.pass(500);
    assert.equal(on.station().state, 'initiated');
  });
  play('tells the digits that a phone in a call presses', async (on) => {
    await on.lifted();
    await on.bench.press('7');
    await on.bench.pass(1_000);
    const digit = on.events.find((event) => event.kind === 'DigitReceived');
    assert.equal(digit?.kind === 'DigitReceived' && digit.digit, '7');
  });
}

function commandCases(play: Play): void {
  play('tells nothing from inside post', async (on) => {
    await on.bench.ring('1');
    const before = on.events.length;
    on.post({ kind: 'answer', channel: on.bench.trunk });
    assert.equal(on.events.length, before);
  });
  play('ends a command that the line does not allow with refused, once', async (on) => {
    const answer = on.post({ kind: 'answer', channel: on.bench.trunk });
    await on.bench.pass(1_000);
    assert.deepEqual(on.results(answer), ['refused']);
  });
  play('refuses at post what is malformed or of no channel, and tells no completion', async (on) => {
    const malformed = on.tryPost({ ...dialCommand(on.bench.trunk), digits: 'abc' });
    const nowhere = on.tryPost({ kind: 'release', channel: channelNumberSchema.parse(900) });
    await on.bench.pass(500);
    assert.equal(!malformed.ok && malformed.error.code, 'board/commandInvalid');
    assert.equal(!nowhere.ok && nowhere.error.code, 'board/channelUnknown');
    assert.ok(!on.events.some((event) => event.kind === 'CommandCompleted'));
  });
  play('ends the other commands of a released channel first, with hangUp', async (on) => {
    const ring = on.post(on.ringCommand());
    await on.bench.pass(200);
    const release = on.post({ kind: 'release', channel: on.bench.station });
    await on.bench.pass(500);
    const ended = on.events.flatMap((event) => (event.kind === 'CommandCompleted' ? [event] : []));
    assert.deepEqual(
      ended.map(({ commandId, result }) => [commandId, result]),
      [
        [ring, 'hangUp'],
        [release, 'ok'],
      ],
    );
    assert.equal(on.station().state, 'idle');
  });
  play('shows a running command in the snapshot until it is cancelled, and cancels it once', async (on) => {
    const ring = on.post(on.ringCommand());
    await on.bench.pass(200);
    assert.deepEqual(on.station().running, [ring]);
    await on.ends({ kind: 'cancel', channel: on.bench.station, target: ring }, 'ok');
    assert.equal(on.result(ring), 'cancelled');
    await on.ends({ kind: 'cancel', channel: on.bench.station, target: ring }, 'refused');
    assert.deepEqual(on.station().running, []);
  });
  play('joins two channels and parts them when one hangs up', async (on) => {
    await on.talk();
    await on.lifted();
    const { trunk, station } = on.bench;
    await on.ends({ kind: 'connect', channel: trunk, peer: station, ways: 'both' }, 'ok');
    assert.deepEqual([on.trunk().linkedTo, on.station().linkedTo], [[station], [trunk]]);
    await on.bench.hangUp();
    await on.bench.pass(500);
    assert.deepEqual(on.trunk().linkedTo, []);
    assert.equal(on.trunk().state, 'connected');
  });
  play('parts channels on command', async (on) => {
    await on.talk();
    await on.lifted();
    const { trunk, station } = on.bench;
    await on.ends({ kind: 'connect', channel: trunk, peer: station, ways: 'both' }, 'ok');
    await on.ends({ kind: 'disconnect', channel: trunk, peer: station }, 'ok');
    assert.deepEqual([on.trunk().linkedTo, on.station().linkedTo], [[], []]);
  });
}

function dialCommand(channel: ChannelNumber): Extract<ChannelCommand, { kind: 'dial' }> {
  return { kind: 'dial', channel, digits: '12345600', waitForDialTone: true, answerTimeoutMs: 0 };
}
