import type { DiallingChoice, FoundNumber } from '../../../src-main/contract/ipc.ts';
import type { DesktopDialling, DiallingOutcome } from '../../../src-renderer/host/desktop-dialling.ts';

/** A shell under the test's hand: keeps what it was asked, and finds what the test says. */
export class FakeDesktop implements DesktopDialling {
  readonly hasShell = true;
  readonly mayRegisterLinks = false;
  readonly choices: DiallingChoice[] = [];
  outcome: DiallingOutcome = { hotkeyTaken: false, telLinks: false };
  #listener: ((found: FoundNumber) => void) | undefined;

  async choose(choice: DiallingChoice): Promise<DiallingOutcome> {
    this.choices.push(choice);
    return this.outcome;
  }

  onNumber(listener: (found: FoundNumber) => void): void {
    this.#listener = listener;
  }

  registerLinks(): boolean {
    return false;
  }

  finds(found: FoundNumber): void {
    this.#listener?.(found);
  }
}
