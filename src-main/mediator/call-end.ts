import { isTrunk } from '../contract/ids.ts';
import type { CallView, ConnectionView } from '../contract/call-model.ts';
import { isParty, liveConnections } from './call-model.ts';

/**
 * Whether a call ends when this connection leaves it. It goes on while two can talk, while a flow or a parking place
 * has the caller, and while a caller is on the way to somebody.
 */
export function endsCall(call: CallView, leaving: ConnectionView): boolean {
  const others = liveConnections(call).filter((other) => other.deviceId !== leaving.deviceId);
  const staying = others.filter((other) => isParty(other) && other.state !== 'clearing' && other.state !== 'failed');
  const [sole, ...more] = staying.filter((other) => other.state === 'connected' || other.state === 'held');
  if (sole === undefined) return true;
  if (more.length > 0) return false;
  if (!wasInTalk(leaving)) return !isWaitingCaller(call, sole);
  const isAttended = call.attendant !== undefined && sole.state !== 'held' && isTrunk(sole.deviceId);
  const isOnItsWay =
    sole.state === 'connected' && staying.some((other) => other.state === 'alerting' || isChosen(other));
  return !isAttended && !isOnItsWay;
}

/** A destination that did not take the call leaves the caller to whoever sent it there. */
function isWaitingCaller(call: CallView, sole: ConnectionView): boolean {
  if (call.attendant !== undefined || call.recallId !== undefined) return true;
  if (call.connections.some((other) => other.state === 'held')) return true;
  return isTrunk(sole.deviceId) && sole.state === 'connected';
}

function isChosen(connection: ConnectionView): boolean {
  return connection.state === 'reserved' || connection.state === 'initiated' || connection.participation === 'pending';
}

/** One that listens, or that was only rung, leaves the talk of the others as it is. */
function wasInTalk(connection: ConnectionView): boolean {
  return isParty(connection) && connection.establishedAt !== undefined;
}
