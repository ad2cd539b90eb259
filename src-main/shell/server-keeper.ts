import type { Clock } from '../foundation/clock.ts';
import type { Disposable } from '../foundation/disposable.ts';
import { stepTable } from '../foundation/state-table.ts';
import { KEEPER_TABLE, KEEPER_TIMERS, type KeeperAction, type KeeperEvent, type KeeperState } from './keeper-table.ts';

/** The server as a process of this PC, and the question whether it answers. */
export interface KeptServer {
  /** Starts the process; `onExit` is called once, also when it could not be started. */
  launch(onExit: (how: string) => void): void;
  /** Asks it to end; it closes its calls first. */
  terminate(): void;
  kill(): void;
  /** True when the server answered within the limit. Never rejects. */
  answers(limitMs: number): Promise<boolean>;
}

export interface KeeperReports {
  onUp(): void;
  /** The server does not answer or has ended; it is started again by itself. */
  onDown(why: string): void;
}

/**
 * Starts the server, listens to its heart, and starts it again after a pause that doubles when it dies. A server that
 * hangs is killed after three silent heartbeats: calls are in its process, and the restart closes them properly.
 */
export class ServerKeeper {
  readonly #clock: Clock;
  readonly #server: KeptServer;
  readonly #reports: KeeperReports;
  #state: KeeperState = 'idle';
  #limit: Disposable | undefined;
  #heartbeat: Disposable | undefined;
  #misses = 0;
  #pauseMs: number = KEEPER_TIMERS.firstPauseMs;
  #upSinceMs: number | undefined;
  #why = '';
  #whenStopped: (() => void)[] = [];
  /** Answers to questions of an earlier process are dropped by it. */
  #launches = 0;

  constructor(clock: Clock, server: KeptServer, reports: KeeperReports) {
    this.#clock = clock;
    this.#server = server;
    this.#reports = reports;
  }

  get state(): KeeperState {
    return this.#state;
  }

  start(): void {
    this.#step('start');
  }

  /** Resolves when the process has ended. Idempotent. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenStopped.push(resolve);
      this.#step('stop');
    });
  }

  #step(event: KeeperEvent): void {
    const step = stepTable<KeeperState, KeeperEvent, KeeperAction>(KEEPER_TABLE, this.#state, event);
    if (step.kind === 'moved') {
      if (step.to !== this.#state) this.#leave();
      this.#state = step.to;
      for (const action of step.actions) this.#carryOut(action);
      if (step.to === 'stopping') this.#setLimit(KEEPER_TIMERS.stopLimitMs);
    }
    if (this.#state === 'stopped') for (const resolve of this.#whenStopped.splice(0)) resolve();
  }

  #leave(): void {
    this.#limit?.dispose();
    this.#heartbeat?.dispose();
    this.#misses = 0;
  }

  #carryOut(action: KeeperAction): void {
    switch (action) {
      case 'launch':
        return this.#launch();
      case 'probeOften':
        this.#setLimit(KEEPER_TIMERS.startLimitMs);
        return this.#probeEvery(KEEPER_TIMERS.startProbeMs);
      case 'probeSteadily':
        this.#upSinceMs = this.#clock.monotonicMs();
        return this.#probeEvery(KEEPER_TIMERS.heartbeatMs);
      case 'announceUp':
        return this.#reports.onUp();
      case 'announceDown':
        return this.#reports.onDown(this.#why);
      case 'terminate':
        return this.#server.terminate();
      case 'kill':
        return this.#server.kill();
      case 'pause':
        return this.#pause();
    }
  }

  #launch(): void {
    const launch = (this.#launches += 1);
    this.#why = 'three heartbeats were not answered';
    this.#server.launch((how) => {
      if (launch !== this.#launches) return;
      this.#why = how;
      this.#step('exited');
    });
  }

  #setLimit(limitMs: number): void {
    this.#limit?.dispose();
    this.#limit = this.#clock.setTimer(limitMs, () => this.#step('overdue'));
  }

  #pause(): void {
    const upMs = this.#upSinceMs === undefined ? 0 : this.#clock.monotonicMs() - this.#upSinceMs;
    this.#upSinceMs = undefined;
    if (upMs >= KEEPER_TIMERS.steadyMs) this.#pauseMs = KEEPER_TIMERS.firstPauseMs;
    this.#setLimit(this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, KEEPER_TIMERS.longestPauseMs);
  }

  #probeEvery(periodMs: number): void {
    this.#heartbeat = this.#clock.setTimer(periodMs, () => {
      const launch = this.#launches;
      void this.#server.answers(KEEPER_TIMERS.heartbeatMs).then((answered) => {
        if (launch !== this.#launches || (this.#state !== 'starting' && this.#state !== 'up')) return;
        this.#misses = answered ? 0 : this.#misses + 1;
        const before = this.#state;
        if (answered) this.#step('answered');
        else if (this.#misses >= KEEPER_TIMERS.heartbeatsMissed) this.#step('silent');
        if (this.#state === before) this.#probeEvery(periodMs);
      });
    });
  }
}
