import type { KeyIntent } from './key-map.ts';
import { CallActions } from './call-actions.ts';
import type { RootStore } from './root-store.ts';

/**
 * What the keys of the bar and of the keyboard do. Each asks the server; a key whose command is not allowed
 * now does nothing.
 */
export class SeatActions {
  /** What the keys do with calls that are up. */
  readonly calls: CallActions;
  readonly #root: RootStore;
  readonly #focusDial: () => void;

  /** `focusDial` puts the cursor into the number box of the bar. */
  constructor(root: RootStore, focusDial: () => void) {
    this.#root = root;
    this.calls = new CallActions(root);
    this.#focusDial = focusDial;
  }

  perform(intent: KeyIntent): void {
    const { ui } = this.#root;
    switch (intent.kind) {
      case 'answer':
        return this.answer();
      case 'focusDial':
        return this.#root.dialRequests.request === undefined ? this.#focusDial() : this.confirmDial();
      case 'hangUp':
        return this.hangUp();
      case 'holdOrRetrieve':
        return this.calls.holdOrRetrieve();
      case 'transfer':
        return this.calls.transfer();
      case 'conference':
        return this.calls.conference();
      case 'toggleReady':
        return this.toggleReady();
      case 'toggleKeypad':
        return this.toggleKeypad();
      case 'toggleKeys':
        return ui.setKeysOpen(!ui.keysOpen);
      case 'showPanel':
        return this.showPanel(intent.panel);
    }
  }

  answer(): void {
    const { calls, commands } = this.#root;
    const call = calls.own.find((own) => commands.mayCall('call.answer', own.callId));
    if (call !== undefined) void commands.answer(call.callId);
  }

  /** The first press arms, the second within a second hangs up. */
  hangUp(): void {
    const { calls, commands, hangUpGuard } = this.#root;
    const call = calls.own.find((own) => commands.mayCall('call.hangUp', own.callId));
    if (call !== undefined && hangUpGuard.press(call.callId)) void commands.hangUp(call.callId);
  }

  toggleReady(): void {
    const { agents, commands } = this.#root;
    if (commands.mayAgent('agent.setReady')) void commands.setReady(!wantsReady(agents.me));
  }

  toggleKeypad(): void {
    const { ui, calls, commands } = this.#root;
    const possible = calls.own.some((own) => commands.mayCall('call.sendDigits', own.callId));
    ui.setKeypadOpen(possible && !ui.keypadOpen);
  }

  dial(): void {
    const { ui, commands } = this.#root;
    const number = ui.dialText.trim();
    if (number === '' || !commands.mayAgent('call.make')) return;
    void commands.makeCall(number).then((taken) => taken && ui.setDialText(''));
  }

  /** Dials the number that came from outside of the page: this press is what it waited for. */
  confirmDial(): void {
    const { dialRequests, commands } = this.#root;
    const { request } = dialRequests;
    if (request === undefined || !commands.mayAgent('call.make')) return;
    void commands.makeCall(request.number);
    dialRequests.dismiss();
    this.#root.ui.setDialText('');
  }

  sendDigits(digits: string): void {
    const { calls, commands } = this.#root;
    const call = calls.own.find((own) => commands.mayCall('call.sendDigits', own.callId));
    if (call !== undefined) void commands.sendDigits(call.callId, digits);
  }

  showPanel(panel: RootStore['ui']['panel']): void {
    const { ui, board, bench, session } = this.#root;
    if (panel === 'routing' && !session.oversees) return;
    if (panel === 'integration' && session.user?.role !== 'admin') return;
    if (panel === 'board' && board.facts === undefined) return;
    if (panel === 'bench' && bench.state === undefined) return;
    ui.show(panel);
  }
}

/** What the agent has chosen: the state after the call when one is chosen, else the state now. */
export function wantsReady(me: RootStore['agents']['me']): boolean {
  const state = me?.pendingState ?? me?.state;
  return state !== undefined && state !== 'notReady' && state !== 'loggedOut';
}
