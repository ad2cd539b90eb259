import { makeAutoObservable, observable, observableRef, runInAction } from 'mobx';
import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { CallId } from '../../src-main/contract/ids.ts';
import type { SeatCommandName, SeatCommandParams, SeatTopics } from '../../src-main/contract/seat-protocol.ts';
import type { SeatSocket } from '../transport/seat-socket.ts';

export type Allowed = SeatTopics['allowed'];

interface PendingCommand {
  readonly name: SeatCommandName;
  readonly callId: CallId | undefined;
}

export interface Refusal {
  readonly name: SeatCommandName;
  readonly error: ErrorBody;
}

const nothing: Allowed = { agent: [], calls: {} };

/**
 * What the server would accept now, and the commands on their way. A command shows pending from the press
 * until the server's result; the screen itself changes only when the event comes.
 */
export class CommandsStore {
  allowed: Allowed = nothing;
  refusal: Refusal | undefined = undefined;
  readonly #pending = observable.map<number, PendingCommand>([], { deep: false });
  readonly #socket: SeatSocket;
  #lastKey = 0;

  constructor(socket: SeatSocket) {
    this.#socket = socket;
    makeAutoObservable(this, { allowed: observableRef, refusal: observableRef });
  }

  applySnapshot(allowed: Allowed): void {
    this.allowed = allowed;
  }

  /** Nothing can be asked of a server that does not hear. */
  disconnected(): void {
    this.allowed = nothing;
  }

  mayAgent(name: SeatCommandName): boolean {
    return this.allowed.agent.includes(name);
  }

  mayCall(name: SeatCommandName, callId: CallId): boolean {
    return this.allowed.calls[callId]?.includes(name) ?? false;
  }

  isPending(name: SeatCommandName, callId?: CallId): boolean {
    return [...this.#pending.values()].some((command) => command.name === name && command.callId === callId);
  }

  setReady(ready: boolean): Promise<boolean> {
    return this.#run('agent.setReady', { ready }, undefined);
  }

  makeCall(number: string): Promise<boolean> {
    return this.#run('call.make', { number }, undefined);
  }

  answer(callId: CallId): Promise<boolean> {
    return this.#run('call.answer', { callId }, callId);
  }

  hangUp(callId: CallId): Promise<boolean> {
    return this.#run('call.hangUp', { callId }, callId);
  }

  sendDigits(callId: CallId, digits: string): Promise<boolean> {
    return this.#run('call.sendDigits', { callId, digits }, callId);
  }

  /** Any command, by its name. */
  ask<Name extends SeatCommandName>(
    name: Name,
    params: SeatCommandParams<Name>,
    callId: CallId | undefined,
  ): Promise<boolean> {
    return this.#run(name, params, callId);
  }

  dismissRefusal(): void {
    this.refusal = undefined;
  }

  async #run<Name extends SeatCommandName>(
    name: Name,
    params: SeatCommandParams<Name>,
    callId: CallId | undefined,
  ): Promise<boolean> {
    // Digits may follow each other; any other command is not pressed twice while it is on its way.
    if (name !== 'call.sendDigits' && this.isPending(name, callId)) return false;
    const key = ++this.#lastKey;
    runInAction(() => {
      this.#pending.set(key, { name, callId });
      this.refusal = undefined;
    });
    const outcome = await this.#socket.command(name, params);
    runInAction(() => {
      this.#pending.delete(key);
      if (!outcome.ok) this.refusal = { name, error: outcome.error };
    });
    return outcome.ok;
  }
}
