import { deviceNumber, promptIdSchema, type DeviceId } from '../../contract/ids.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { FlowSession } from './flow-session.ts';
import type { NodeContext } from './nodes/node-context.ts';
import { ringStation } from './nodes/ring-station.ts';

/** How long a station is rung whose handset was put down while the caller was in the flow. */
const RING_BACK_MS = 45_000;
const HOLD_MUSIC = promptIdSchema.parse('hold-music');

export type FlowEndParts = Pick<NodeContext, 'session' | 'callControl' | 'player'>;

/**
 * The flow is through, by its last node or by a fault. A station that sent the caller here to have him back gets him;
 * when there is none, or it does not take him, the call ends.
 */
export async function endFlow(parts: FlowEndParts): Promise<void> {
  const { session, callControl } = parts;
  const isTaken = session.holderId !== undefined && (await giveBack(session.holderId, parts));
  if (isTaken || session.hasEnded) return;
  session.step('HangUpBegan');
  await callControl.clearCall(session.callId);
}

/** True when the station has the caller, or the caller is gone. */
async function giveBack(holderId: DeviceId, parts: FlowEndParts): Promise<boolean> {
  const { session } = parts;
  if (isHeld(session, parts.callControl)) {
    if (await retrieved(holderId, parts)) return true;
    const stopMusic = parts.player.startMusic(session, HOLD_MUSIC);
    await session.waitForHolder();
    await stopMusic();
    if (session.hasEnded) return true;
  }
  const ring = { timeoutMs: RING_BACK_MS, music: HOLD_MUSIC };
  const rung = await ringStation(deviceNumber(holderId), ring, parts);
  return rung === 'answered' || rung === 'ended';
}

/** False when the station talks in another call: it takes the caller back by its own key, as any call that it holds. */
async function retrieved(holderId: DeviceId, { session, callControl }: FlowEndParts): Promise<boolean> {
  session.step('TransferBegan');
  const back = await callControl.retrieveCall(session.callId, holderId);
  session.step(back.ok ? 'TransferTaken' : 'TransferFailed');
  return back.ok || session.hasEnded;
}

function isHeld({ callId, holderId }: FlowSession, callControl: CallControl): boolean {
  const connections = callControl.calls.get(callId)?.connections ?? [];
  return connections.some((each) => each.deviceId === holderId && each.state === 'held');
}
