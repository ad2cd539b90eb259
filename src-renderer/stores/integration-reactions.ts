import { reaction } from 'mobx';
import type { CallView } from '../../src-main/contract/call-model.ts';
import type { RootStore } from './root-store.ts';

/** Opens the pages of other systems as this seat's calls ring, are answered and end. */
export function popScreens({ calls, screenPops }: RootStore): () => void {
  const moments = new Map<CallView['callId'], 'ringing' | 'answered'>();
  return reaction(
    () => calls.own,
    (own) => {
      for (const call of own) {
        const state = calls.ownConnection(call)?.state;
        const now = state === 'connected' ? 'answered' : state === 'alerting' ? 'ringing' : undefined;
        const before = moments.get(call.callId);
        if (now === undefined || now === before || before === 'answered') continue;
        moments.set(call.callId, now);
        void screenPops.onCall(call, now);
      }
      for (const callId of [...moments.keys()]) {
        if (own.some((call) => call.callId === callId)) continue;
        moments.delete(callId);
        screenPops.onGone(callId);
      }
    },
  );
}

/** Tells the desktop what the user who sits here wants of it, and nothing once nobody does. */
export function applyDiallingChoice({ dialRequests, session }: RootStore): () => void {
  return reaction(
    () => ({ choice: dialRequests.choice, isSignedIn: session.phase === 'signedIn' }),
    ({ choice, isSignedIn }) => void dialRequests.apply(choice, isSignedIn),
    {
      equals: (one, other) =>
        one.isSignedIn === other.isSignedIn && JSON.stringify(one.choice) === JSON.stringify(other.choice),
    },
  );
}
