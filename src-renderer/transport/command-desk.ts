import type { ErrorBody } from '../../src-main/contract/error-codes.ts';
import type { CallId } from '../../src-main/contract/ids.ts';
import { failed, ok, type Clock, type Disposable, type Result } from './foundation.ts';

export interface CommandDone {
  readonly callId?: CallId;
}
export type CommandOutcome = Result<CommandDone, ErrorBody>;

interface WaitingCommand {
  readonly deadline: Disposable;
  readonly settle: (outcome: CommandOutcome) => void;
}

/**
 * Commands on their way: numbers them and waits for the result that the server sends for each. A command
 * ends exactly once: done, refused, out of time, or its fate unknown because the connection broke.
 */
export class CommandDesk {
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #waiting = new Map<number, WaitingCommand>();
  #lastId = 0;

  constructor(clock: Clock, deadlineMs: number) {
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
  }

  /** `send` gets the id to put into the frame; the promise never rejects. */
  issue(send: (id: number) => void): Promise<CommandOutcome> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const deadline = this.#clock.setTimer(this.#deadlineMs, () => this.#settle(id, unanswered('no answer in time')));
      this.#waiting.set(id, { deadline, settle: resolve });
      send(id);
    });
  }

  done(id: number, callId: CallId | undefined): void {
    this.#settle(id, ok(callId === undefined ? {} : { callId }));
  }

  refused(id: number, error: ErrorBody): void {
    this.#settle(id, failed(error));
  }

  /** The connection broke: nobody will answer any more, what became of the commands is unknown. */
  abandonAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id, unanswered('the connection broke'));
  }

  #settle(id: number, outcome: CommandOutcome): void {
    const command = this.#waiting.get(id);
    if (command === undefined) return;
    this.#waiting.delete(id);
    command.deadline.dispose();
    command.settle(outcome);
  }
}

function unanswered(why: string): CommandOutcome {
  return failed({
    code: 'request/timeout',
    message: `The command was sent, ${why}; its effect will show on the screen.`,
  });
}
