import { makeAutoObservable, observableRef, runInAction } from 'mobx';
import { z } from 'zod';
import type { CallView } from '../../src-main/contract/call-model.ts';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { CallId } from '../../src-main/contract/ids.ts';
import {
  fillTemplate,
  isForCall,
  screenPopSchema,
  type ScreenPop,
  type ScreenPopDraft,
  type ScreenPopId,
  type ScreenPopValues,
} from '../../src-main/contract/screen-pop.ts';
import type { OpenPage } from '../host/page-opener.ts';
import type { HttpClient } from '../transport/http-client.ts';
import { PATHS } from '../transport/http-paths.ts';
import type { SessionStore } from './session-store.ts';

/** A page for a call, with its link: opened already, or for the user to press. */
export interface PopNotice {
  readonly callId: CallId;
  readonly screenPopId: ScreenPopId;
  readonly title: string;
  readonly address: string;
  readonly state: 'opened' | 'blocked' | 'offered';
}

/** As many notices as are shown; an older one gives way. */
const MOST_NOTICES = 3;

/** Pages of other systems for the calls of this seat: which there are, and what was opened for the call. */
export class ScreenPopsStore {
  pops: readonly ScreenPop[] = [];
  notices: readonly PopNotice[] = [];
  error: ErrorBody | undefined = undefined;
  busy = false;
  readonly #http: HttpClient;
  readonly #session: SessionStore;
  readonly #open: OpenPage;
  /** `call_1 crm` for each page that was opened or offered: each comes once a call. */
  readonly #done = new Set<string>();

  constructor(http: HttpClient, session: SessionStore, open: OpenPage) {
    this.#http = http;
    this.#session = session;
    this.#open = open;
    makeAutoObservable(this, { pops: observableRef, notices: observableRef, error: observableRef });
  }

  async load(): Promise<void> {
    const reply = await this.#http.request({
      method: 'GET',
      path: PATHS.screenPops,
      reply: z.array(screenPopSchema),
    });
    runInAction(() => {
      if (reply.ok) this.pops = reply.value;
      else this.error = reply.error;
    });
  }

  /** A call of this seat rings or was answered: the pages that are for it now. */
  async onCall(call: CallView, when: ScreenPop['when']): Promise<void> {
    // What an admin changed a moment ago counts for this call; without an answer, what was known before.
    await this.load();
    runInAction(() => {
      for (const pop of this.pops) if (pop.when === when && isForCall(pop, call)) this.#show(pop, call);
    });
  }

  /** The user pressed the link of a notice: a press is never blocked. */
  press(notice: PopNotice): void {
    const pop = this.pops.find(({ screenPopId }) => screenPopId === notice.screenPopId);
    const opened = this.#open(notice.address, pop?.how === 'sameTab' ? 'sameTab' : 'newTab');
    if (opened) this.dismiss(notice);
  }

  dismiss(notice: PopNotice): void {
    this.notices = this.notices.filter((other) => other !== notice);
  }

  /** The call is over: what was not pressed is not needed any more. */
  onGone(callId: CallId): void {
    this.notices = this.notices.filter((notice) => notice.callId !== callId);
    for (const done of this.#done) if (done.startsWith(`${callId} `)) this.#done.delete(done);
  }

  save(screenPopId: ScreenPopId, draft: ScreenPopDraft): Promise<boolean> {
    const path = PATHS.screenPop(screenPopId);
    return this.#ask(() => this.#http.request({ method: 'PUT', path, body: draft, reply: screenPopSchema }));
  }

  remove(screenPopId: ScreenPopId): Promise<boolean> {
    const path = PATHS.screenPop(screenPopId);
    return this.#ask(() => this.#http.request({ method: 'DELETE', path, reply: z.unknown() }));
  }

  /** What is filled in for a call of this seat. */
  valuesOf(call: CallView): ScreenPopValues {
    const { stationNo, user } = this.#session;
    const { callId, direction, farNumber, farName, dnis, trunkNo, ruleId, flowId, startedAt, answeredAt } = call;
    const known = { stationNo, userId: user?.userId, trunkNo, ruleId, flowId, answeredAt };
    const values = Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    return { callId, direction, ani: farNumber, name: farName, dnis, startedAt, ...Object.fromEntries(values) };
  }

  #show(pop: ScreenPop, call: CallView): void {
    const { screenPopId, title, how } = pop;
    const { callId } = call;
    const done = `${callId} ${screenPopId}`;
    const address = fillTemplate(pop.template, this.valuesOf(call));
    if (address === undefined || this.#done.has(done)) return;
    this.#done.add(done);
    const state = how === 'notice' ? 'offered' : this.#open(address, how) ? 'opened' : 'blocked';
    this.notices = [{ callId, screenPopId, title, address, state } as const, ...this.notices].slice(0, MOST_NOTICES);
  }

  /** Runs a change and reads the list again; true when it was done. */
  async #ask(run: () => Promise<{ ok: true } | { ok: false; error: ErrorBody }>): Promise<boolean> {
    runInAction(() => {
      this.busy = true;
      this.error = undefined;
    });
    const reply = await run();
    if (reply.ok) await this.load();
    runInAction(() => {
      this.busy = false;
      if (!reply.ok) this.error = reply.error;
    });
    return reply.ok;
  }
}
