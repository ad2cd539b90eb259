import type { z } from 'zod';
import type { CallId, DeviceId, FlowId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Disposable } from '../../foundation/disposable.ts';
import { stepTable } from '../../foundation/state-table.ts';
import { digitSchema } from './flow-definition.ts';
import { sessionTable, type SessionAction, type SessionEvent, type SessionState } from './session-table.ts';

export type Digit = z.infer<typeof digitSchema>;
export type DigitWait = Digit | 'timeOut' | 'ended';

/** The call that enters a flow, and by whom. */
export interface FlowEntry {
  readonly callId: CallId;
  /** The line on which the caller is. */
  readonly deviceId: DeviceId;
  readonly flowId: FlowId;
  /** The station that sent the caller here and waits for him. */
  readonly holderId?: DeviceId;
}

/** How a session tells its service; all called synchronously from step(). */
export interface SessionReports {
  forget(session: FlowSession): void;
  refused(session: FlowSession, event: SessionEvent): void;
}

/**
 * One caller in one flow: the state of session-table.ts and the digits that were pressed and not yet used.
 * Written by the flow runner and by the call's events, all on the JS thread.
 */
export class FlowSession {
  readonly callId: CallId;
  /** The trunk on which the caller is. */
  readonly deviceId: DeviceId;
  readonly flowId: FlowId;
  readonly holderId: DeviceId | undefined;
  readonly #clock: Clock;
  readonly #reports: SessionReports;
  #state: SessionState = 'answering';
  #digits: Digit[] = [];
  #awaited: { readonly settle: (digit: DigitWait) => void; readonly timer: Disposable } | undefined;

  #whenHolderLeft: (() => void) | undefined;

  constructor(entry: FlowEntry, clock: Clock, reports: SessionReports) {
    this.callId = entry.callId;
    this.deviceId = entry.deviceId;
    this.flowId = entry.flowId;
    this.holderId = entry.holderId;
    this.#clock = clock;
    this.#reports = reports;
  }

  get state(): SessionState {
    return this.#state;
  }

  get hasEnded(): boolean {
    return this.#state === 'ended';
  }

  step(event: SessionEvent): void {
    const step = stepTable<SessionState, SessionEvent, SessionAction>(sessionTable, this.#state, event);
    if (step.kind === 'refused') return this.#reports.refused(this, event);
    if (step.kind === 'ignored') return;
    this.#state = step.to;
    for (const action of step.actions) {
      if (action === 'forget') this.#reports.forget(this);
      else this.#stopWaiting();
    }
  }

  /** Digits that the line received, in order. */
  receiveDigits(digits: string): void {
    for (const each of digits) {
      const digit = digitSchema.safeParse(each);
      if (digit.success) this.#digits.push(digit.data);
    }
    if (this.#awaited === undefined) return;
    const first = this.#digits.shift();
    if (first !== undefined) this.#settle(first);
  }

  /** What was pressed before the prompt that comes now is no answer to it. */
  forgetDigits(): void {
    this.#digits = [];
  }

  /** The next digit, at the latest after `timeoutMs`; 'ended' when the caller hung up. */
  async waitForDigit(timeoutMs: number): Promise<DigitWait> {
    this.step('DigitWanted');
    const waited = await this.#nextDigit(timeoutMs);
    if (waited !== 'ended') this.step(waited === 'timeOut' ? 'DigitTimedOut' : 'DigitTaken');
    return waited;
  }

  /** The station that waited for the caller is not in the call any more. */
  holderLeft(): void {
    const leave = this.#whenHolderLeft;
    this.#whenHolderLeft = undefined;
    leave?.();
  }

  /** Until the station that waits leaves the call, or the session ends. */
  waitForHolder(): Promise<void> {
    return this.hasEnded ? Promise.resolve() : new Promise((settle) => (this.#whenHolderLeft = settle));
  }

  #stopWaiting(): void {
    this.#settle('ended');
    this.holderLeft();
  }

  #nextDigit(timeoutMs: number): Promise<DigitWait> {
    if (this.hasEnded) return Promise.resolve('ended');
    const first = this.#digits.shift();
    if (first !== undefined) return Promise.resolve(first);
    return new Promise((settle) => {
      this.#awaited = { settle, timer: this.#clock.setTimer(timeoutMs, () => this.#settle('timeOut')) };
    });
  }

  #settle(digit: DigitWait): void {
    const awaited = this.#awaited;
    this.#awaited = undefined;
    awaited?.timer.dispose();
    awaited?.settle(digit);
  }
}
