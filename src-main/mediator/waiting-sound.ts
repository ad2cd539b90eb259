import { isTrunk, type CallId, type ChannelNumber, type DeviceId } from '../contract/ids.ts';
import type { CallView, ConnectionView } from '../contract/call-model.ts';
import type { CallInput } from './call-input.ts';
import type { PromptFile } from './call-control.ts';
import { connectedParties, liveConnections } from './call-model.ts';
import { NOTHING, type Plan, type Situation } from './plan.ts';
import { clipOf, playbackEnded } from './playback.ts';
import { MUSIC, silenced } from './silenced.ts';
import { channelOf } from './wanted-wiring.ts';

/** Ends music, prompts and tones of those who begin to talk; who talks already keeps what is played to them. */
export function hush(call: CallView, situation: Situation): Plan<never> {
  const parties = connectedParties(call);
  const isOver = parties.length > 1;
  const steps = parties.flatMap((party) => {
    const channel = channelOf(party, situation);
    if (channel === undefined || party.media === 'joined') return [];
    if (isOver) return [...silenced(channel, 'play', situation), ...silenced(channel, 'tone', situation)];
    const isMusic = situation.runningCommand(channel, 'play')?.purpose === MUSIC;
    return isMusic && !isWaiting(call, party) ? silenced(channel, 'play', situation) : [];
  });
  for (const holder of call.connections) {
    if (holder.state !== 'held' || situation.model.callOf.has(holder.deviceId)) continue;
    const channel = channelOf(holder, situation);
    if (channel !== undefined) steps.push(...silenced(channel, 'play', situation));
  }
  return steps.length === 0 ? NOTHING : { steps };
}

/** Music for a caller with whom nobody talks: held, parked, or on the way to somebody else. */
export function waitingSound(call: CallView, situation: Situation): Plan<never> {
  const [sole, second] = connectedParties(call);
  if (sole === undefined || second !== undefined || !isWaiting(call, sole)) return NOTHING;
  const channel = channelOf(sole, situation);
  const music = situation.music(call);
  if (channel === undefined || music === undefined || situation.running(channel, 'play') !== undefined) return NOTHING;
  return playMusic({ callId: call.callId, deviceId: sole.deviceId, channel, music }, situation);
}

function isWaiting(call: CallView, sole: ConnectionView): boolean {
  if (call.attendant === 'flow') return false;
  const others = liveConnections(call).filter((each) => each.deviceId !== sole.deviceId);
  if (call.attendant === 'park' || others.some((each) => each.state === 'held')) return true;
  const isOnItsWay = others.some((each) => COMING.has(each.state) || each.participation === 'pending');
  return (
    isOnItsWay &&
    (isTrunk(sole.deviceId)
      ? call.direction === 'inbound' || call.answeredAt !== undefined
      : call.recallId !== undefined)
  );
}

const COMING: ReadonlySet<ConnectionView['state']> = new Set(['reserved', 'initiated', 'alerting']);

interface Music {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly channel: ChannelNumber;
  readonly music: PromptFile;
}

function playMusic({ callId, deviceId, channel, music }: Music, situation: Situation): Plan<never> {
  const started: CallInput = {
    kind: 'PlaybackStarted',
    at: situation.nowMs,
    callId,
    deviceId,
    prompts: [music.promptId],
  };
  return {
    inputs: [started],
    steps: [
      {
        command: { kind: 'play', channel, clips: [clipOf(music.path)], stopDigits: '', repeat: 0 },
        deadlineMs: situation.limits.longestCallMs,
        purpose: MUSIC,
        onEnd: (end, later) => playbackEnded({ callId, deviceId, startedAt: situation.nowMs }, end, later),
      },
    ],
  };
}
