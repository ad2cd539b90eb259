import type { PromptId } from '../../../contract/ids.ts';
import { stationDevice } from '../../../contract/ids.ts';
import type { CallControl } from '../../../mediator/call-control.ts';
import type { FlowSession } from '../flow-session.ts';
import type { NodeContext } from './node-context.ts';

export type RingEnd = 'answered' | 'noAnswer' | 'unavailable' | 'ended';

/** Rings a station for the caller, with music meanwhile. `unavailable`: it could not be rung at all. */
export async function ringStation(
  stationNo: string,
  ring: { readonly timeoutMs: number; readonly music: PromptId | undefined },
  { session, player, callControl }: Pick<NodeContext, 'session' | 'player' | 'callControl'>,
): Promise<RingEnd> {
  session.step('TransferBegan');
  const stopMusic = player.startMusic(session, ring.music);
  const { callId } = session;
  const rung = await callControl.singleStepTransfer({
    callId,
    toId: stationDevice(stationNo),
    ringTimeoutMs: ring.timeoutMs,
  });
  if (session.hasEnded) return 'ended';
  if (rung.ok) {
    session.step('TransferTaken');
    await releaseHolder(session, callControl);
    return 'answered';
  }
  await stopMusic();
  session.step('TransferFailed');
  if (session.hasEnded || !callControl.calls.has(callId)) return 'ended';
  return rung.error.code === 'call/noAnswer' ? 'noAnswer' : 'unavailable';
}

/** Another station has the caller now: the one that waited for him waits no longer. */
async function releaseHolder({ callId, holderId }: FlowSession, callControl: CallControl): Promise<void> {
  const connections = callControl.calls.get(callId)?.connections ?? [];
  const holder = connections.find((each) => each.deviceId === holderId && each.state === 'held');
  if (holder !== undefined) await callControl.clearConnection(callId, holder.deviceId);
}
