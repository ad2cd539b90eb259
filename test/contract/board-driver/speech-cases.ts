import assert from 'node:assert/strict';
import type { ChannelCommand, LinkWays } from '../../../src-main/driver/channel-command.ts';
import { RECORD_FORMATS } from '../../../src-main/driver/channel-command.ts';
import { channelNumberSchema } from '../../../src-main/contract/ids.ts';
import type { Play, Stage } from './stage.ts';

/** Proves what channel-command.ts promises about speech: links, conferences, recordings, plays, waiting messages. */
export function speechCases(play: Play): void {
  linkCases(play);
  conferenceCases(play);
  recordingCases(play);
  messageCases(play);
}

function linkCases(play: Play): void {
  const waysInTurn: readonly LinkWays[] = ['both', 'hears', 'heardBy', 'taps', 'whispers', 'hearsPlay'];
  play('joins a pair in each of the ways in turn, and parts it at once', async (on) => {
    await on.talk();
    await on.lifted();
    const { trunk, station } = on.bench;
    for (const ways of waysInTurn) {
      await on.ends({ kind: 'connect', channel: station, peer: trunk, ways }, 'ok');
      assert.deepEqual([on.trunk().linkedTo, on.station().linkedTo], [[station], [trunk]], ways);
    }
    await on.ends({ kind: 'disconnect', channel: trunk, peer: station }, 'ok');
    assert.deepEqual([on.trunk().linkedTo, on.station().linkedTo], [[], []]);
  });
  play('takes a tap away when the tapping phone hangs up', async (on) => {
    await on.talk();
    await on.lifted();
    await on.ends({ kind: 'connect', channel: on.bench.station, peer: on.bench.trunk, ways: 'taps' }, 'ok');
    await on.bench.hangUp();
    await on.bench.pass(500);
    assert.deepEqual([on.trunk().linkedTo, on.station().linkedTo], [[], []]);
  });
}

function conferenceCases(play: Play): void {
  play('puts channels into a room, moves them, changes their mode and takes them out', async (on) => {
    await on.talk();
    await on.lifted();
    const { trunk, station } = on.bench;
    assert.deepEqual([on.trunk().conference, on.station().conference], [-1, -1]);
    await on.ends({ kind: 'joinConference', channel: trunk, room: 3, mode: 'talk' }, 'ok');
    await on.ends({ kind: 'joinConference', channel: station, room: 3, mode: 'hear' }, 'ok');
    assert.deepEqual([on.trunk().conference, on.station().conference], [3, 3]);
    await on.ends({ kind: 'joinConference', channel: station, room: 3, mode: 'talk' }, 'ok');
    await on.ends({ kind: 'joinConference', channel: station, room: 15, mode: 'talk' }, 'ok');
    assert.deepEqual([on.trunk().conference, on.station().conference], [3, 15]);
    await on.ends({ kind: 'leaveConference', channel: trunk }, 'ok');
    await on.ends({ kind: 'leaveConference', channel: trunk }, 'ok');
    assert.equal(on.trunk().conference, -1);
  });
  play('takes a phone that hangs up out of its conference', async (on) => {
    await on.lifted();
    await on.ends({ kind: 'joinConference', channel: on.bench.station, room: 0, mode: 'talk' }, 'ok');
    await on.bench.hangUp();
    await on.bench.pass(500);
    assert.equal(on.station().conference, -1);
  });
  play('takes a released line out of its conference', async (on) => {
    await on.talk();
    await on.ends({ kind: 'joinConference', channel: on.bench.trunk, room: 0, mode: 'talk' }, 'ok');
    await on.ends({ kind: 'release', channel: on.bench.trunk }, 'ok');
    assert.equal(on.trunk().conference, -1);
  });
  play('connects a phone that was lifted without a call when it joins a conference', async (on) => {
    await on.bench.lift();
    await on.bench.pass(500);
    await on.ends({ kind: 'joinConference', channel: on.bench.station, room: 1, mode: 'talk' }, 'ok');
    assert.equal(on.station().state, 'connected');
  });
  play('refuses a conference to an idle channel', async (on) => {
    await on.ends({ kind: 'joinConference', channel: on.bench.station, room: 0, mode: 'talk' }, 'refused');
    await on.ends({ kind: 'leaveConference', channel: on.bench.station }, 'ok');
    assert.equal(on.station().conference, -1);
  });
  play('refuses at post a room that there is not', async (on) => {
    const posted = on.tryPost({ kind: 'joinConference', channel: on.bench.trunk, room: 16, mode: 'talk' });
    assert.equal(!posted.ok && posted.error.code, 'board/commandInvalid');
  });
}

function recordingCases(play: Play): void {
  play('records in each format until cancelled, and tells the length', async (on) => {
    await on.lifted();
    for (const format of RECORD_FORMATS.filter((each) => each !== 'gsm')) {
      const record = on.post(recordCommand(on, `${format}.wav`, { format }));
      await on.bench.pass(1_000);
      await on.ends({ kind: 'cancel', channel: on.bench.station, target: record }, 'ok');
      const ended = on.completions(record)[0];
      assert.equal(ended?.result, 'cancelled', format);
      assert.ok(Math.abs((ended?.detail ?? 0) - 1_000) <= 20, format);
    }
  });
  play('ends a recording by a stop digit and tells it with the length', async (on) => {
    await on.lifted();
    const record = on.post(recordCommand(on, 'digit.wav', { sides: 'fromLine', stopDigits: '#', beep: true }));
    await on.bench.pass(1_000);
    await on.bench.press('5');
    await on.bench.pass(500);
    assert.equal(on.result(record), undefined);
    await on.bench.press('#');
    await on.bench.pass(500);
    const ended = on.completions(record)[0];
    assert.deepEqual([ended?.result, ended?.digits], ['digit', '#']);
    assert.ok((ended?.detail ?? 0) >= 1_400 && (ended?.detail ?? 0) <= 2_000, String(ended?.detail));
  });
  play('ends a recording at its limit', async (on) => {
    await on.lifted();
    const record = on.post(recordCommand(on, 'limit.wav', { maxMs: 700 }));
    await on.bench.pass(1_000);
    const ended = on.completions(record)[0];
    assert.deepEqual([ended?.result, ended?.detail], ['limit', 700]);
  });
  play('masks the running recording and takes the mask away, and refuses where none runs', async (on) => {
    await on.lifted();
    const { station } = on.bench;
    await on.ends({ kind: 'maskRecording', channel: station, masked: true }, 'refused');
    const record = on.post(recordCommand(on, 'masked.wav', {}));
    await on.bench.pass(200);
    await on.ends({ kind: 'maskRecording', channel: station, masked: true }, 'ok');
    await on.ends({ kind: 'maskRecording', channel: station, masked: true }, 'ok');
    await on.ends({ kind: 'maskRecording', channel: station, masked: false }, 'ok');
    await on.ends({ kind: 'cancel', channel: station, target: record }, 'ok');
    await on.ends({ kind: 'maskRecording', channel: station, masked: false }, 'refused');
  });
  play('refuses control of what is no running play of the channel', async (on) => {
    await on.lifted();
    const { station } = on.bench;
    const record = on.post(recordCommand(on, 'record.wav', {}));
    await on.bench.pass(200);
    await on.ends({ kind: 'control', channel: station, target: record, verb: 'pause', amount: 0 }, 'refused');
    await on.ends({ kind: 'cancel', channel: station, target: record }, 'ok');
  });
  play('refuses at post an amount out of range', async (on) => {
    await on.lifted();
    const target = on.post(on.ringCommand());
    for (const [verb, amount] of [
      ['seekMs', -1],
      ['speedPercent', 49],
      ['speedPercent', 201],
    ] as const) {
      const posted = on.tryPost({ kind: 'control', channel: on.bench.station, target, verb, amount });
      assert.equal(!posted.ok && posted.error.code, 'board/commandInvalid', `${verb} ${amount}`);
    }
  });
  play('plays what it has recorded, and takes each verb while it plays', async (on) => {
    await on.lifted();
    const { station } = on.bench;
    const record = on.post(recordCommand(on, 'prompt.wav', { maxMs: 4_000 }));
    await on.bench.pass(4_500);
    assert.equal(on.result(record), 'limit');
    const clips = [{ path: on.file('prompt.wav'), container: 'wav' as const }];
    const playing = on.post({ kind: 'play', channel: station, clips, stopDigits: '', repeat: 0 });
    await on.bench.pass(200);
    for (const [verb, amount] of [
      ['pause', 0],
      ['seekMs', 1_000],
      ['speedPercent', 150],
      ['resume', 0],
    ] as const) {
      await on.ends({ kind: 'control', channel: station, target: playing, verb, amount }, 'ok');
    }
    await on.ends({ kind: 'cancel', channel: station, target: playing }, 'ok');
    await on.ends({ kind: 'control', channel: station, target: playing, verb: 'pause', amount: 0 }, 'refused');
  });
}

function messageCases(play: Play): void {
  play('takes that a message waits in every state of a phone, and refuses it on a line', async (on) => {
    const { trunk, station } = on.bench;
    await on.ends({ kind: 'messageWaiting', channel: trunk, on: true }, 'refused');
    await on.ends({ kind: 'messageWaiting', channel: station, on: true }, 'ok');
    const ring = on.post(on.ringCommand());
    await on.bench.pass(200);
    await on.ends({ kind: 'messageWaiting', channel: station, on: true }, 'ok');
    await on.bench.lift();
    await on.bench.pass(500);
    assert.equal(on.result(ring), 'answered');
    await on.ends({ kind: 'messageWaiting', channel: station, on: false }, 'ok');
    await on.ends({ kind: 'release', channel: station }, 'ok');
    await on.ends({ kind: 'messageWaiting', channel: station, on: false }, 'ok');
  });
  play('knows no phone at a channel that there is not', async (on) => {
    const nowhere = channelNumberSchema.parse(900);
    const posted = on.tryPost({ kind: 'messageWaiting', channel: nowhere, on: true });
    assert.equal(!posted.ok && posted.error.code, 'board/channelUnknown');
  });
}

function recordCommand(
  on: Stage,
  name: string,
  change: Partial<Extract<ChannelCommand, { kind: 'record' }>>,
): ChannelCommand {
  return { kind: 'record', channel: on.bench.station, path: on.file(name), format: 'pcm16', maxMs: 0, ...change };
}
