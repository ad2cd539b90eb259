import { reaction } from 'mobx';
import type { Attention } from '../host/attention.ts';
import { formatPhone } from '../locales/phone-format.ts';
import { DisposableStack, type Disposable } from '../transport/foundation.ts';
import { applyDiallingChoice, popScreens } from './integration-reactions.ts';
import type { RootStore } from './root-store.ts';

/** The few things that happen by themselves when state changes. Disposing ends them. */
export function startReactions(parts: { readonly root: RootStore; readonly attention: Attention }): Disposable {
  const { root, attention } = parts;
  const stack = new DisposableStack();
  stack.own(own(connectWhileSignedIn(root)));
  stack.own(own(callForAttention(root, attention)));
  stack.own(own(closeKeypadAfterCall(root)));
  stack.own(own(popScreens(root)));
  stack.own(own(applyDiallingChoice(root)));
  return stack;
}

function connectWhileSignedIn({ session, link }: RootStore): () => void {
  return reaction(
    () => session.phase === 'signedIn',
    (signedIn) => (signedIn ? link.start() : link.stop()),
    { fireImmediately: true },
  );
}

/** Rings as long as a call rings here; muting stops the sound at once and keeps the title flashing. */
function callForAttention({ calls, link, ui }: RootStore, attention: Attention): () => void {
  return reaction(
    () => {
      const call = link.live ? calls.incoming : undefined;
      return { callId: call?.callId, muted: ui.preferences.muted };
    },
    ({ callId, muted }) => {
      const call = callId === undefined ? undefined : calls.calls.get(callId);
      if (call === undefined) return attention.end();
      const { messages } = ui;
      const body = call.farName || formatPhone(call.farNumber) || messages.calls.unknownNumber;
      attention.begin({ title: messages.bar.incoming, body, silent: muted });
    },
    { equals: (before, after) => before.callId === after.callId && before.muted === after.muted },
  );
}

function closeKeypadAfterCall({ calls, ui }: RootStore): () => void {
  return reaction(
    () => calls.current === undefined,
    (over) => {
      if (!over) return;
      ui.setKeypadOpen(false);
      ui.togglePicker(undefined);
    },
  );
}

function own(stop: () => void): Disposable {
  return { dispose: stop };
}
