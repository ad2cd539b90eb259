import { SteppedClock } from '../../../src-main/foundation/clock.ts';
import type { ServerFrame } from '../../../src-main/contract/seat-protocol.ts';
import { PreferenceFile } from '../../../src-renderer/host/preferences.ts';
import { RootStore } from '../../../src-renderer/stores/root-store.ts';
import { SeatActions } from '../../../src-renderer/stores/seat-actions.ts';
import { HttpClient } from '../../../src-renderer/transport/http-client.ts';
import { SeatSocket } from '../../../src-renderer/transport/seat-socket.ts';
import { aGreeting, aLoginReply, NOW_MS, someTopics } from './builders.ts';
import { FakeDesktop } from './fake-desktop.ts';
import { FakeHttp } from './fake-http.ts';
import { FakeWires } from './fake-wire.ts';

/** The whole seat without a page: stores over a fake socket, fake HTTP and a clock that stands. */
export class SeatWorld {
  readonly clock = new SteppedClock(NOW_MS);
  readonly wires = new FakeWires();
  readonly http = new FakeHttp();
  readonly shelf: { text: string | undefined } = { text: undefined };
  readonly root: RootStore;
  readonly actions: SeatActions;
  readonly desktop = new FakeDesktop();
  /** Pages of other systems that were to be opened. */
  readonly pages: string[] = [];
  blocksPages = false;
  dialFocused = 0;
  #seq = 1;

  constructor() {
    const socket = new SeatSocket({ openWire: this.wires.open, clock: this.clock, random: () => 0.5, client: 'test' });
    const preferences = new PreferenceFile({ read: () => this.shelf.text, write: (text) => (this.shelf.text = text) });
    const http = new HttpClient(this.http.fetch, this.clock);
    this.root = new RootStore({
      http,
      socket,
      clock: this.clock,
      preferences,
      desktop: this.desktop,
      openPage: (address, how) => {
        this.pages.push(`${how} ${address}`);
        return !this.blocksPages;
      },
    });
    this.actions = new SeatActions(this.root, () => (this.dialFocused += 1));
  }

  /** Signed in and live, with these topics. Request 0 is /api/me, request 1 the call list. */
  async live(topics = someTopics()): Promise<this> {
    const resumed = this.root.session.resume();
    await this.http.answer(0, 200, aLoginReply());
    await resumed;
    this.root.link.start();
    this.wires.last.opens();
    this.wires.last.says(aGreeting(), this.snapshot(topics));
    return this;
  }

  snapshot(topics = someTopics()): ServerFrame {
    return { kind: 'snapshot', seq: this.#seq, now: this.clock.nowMs(), topics };
  }

  says(delta: Extract<ServerFrame, { kind: 'delta' }>['delta']): void {
    this.#seq += 1;
    this.wires.last.says({ kind: 'delta', seq: this.#seq, now: this.clock.nowMs(), delta });
  }
}
