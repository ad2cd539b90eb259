import type { Clock } from '../foundation/clock.ts';
import type { Cause } from '../contract/call-model.ts';
import type { BoardDescription, BoardSnapshot } from '../driver/board-driver.ts';
import type { ChannelEvent } from '../driver/channel-event.ts';
import type { DeviceView } from './call-control.ts';
import type { ChannelDirectory, StationNumbers } from './device-directory.ts';
import { planForEvent } from './line-facts.ts';
import type { MediatorLimits } from './mediator-timers.ts';
import type { PendingOperations } from './pending-operations.ts';
import type { CommandEnd } from './plan.ts';
import type { PlanRunner } from './plan-runner.ts';
import { endBySnapshot, reconcile } from './resync.ts';
import { rewire } from './rewire.ts';
import type { Wiring } from './wiring.ts';

export interface BoardLaneParts {
  readonly clock: Clock;
  readonly directory: ChannelDirectory;
  readonly pending: PendingOperations;
  readonly runner: PlanRunner;
  readonly wiring: Wiring;
  readonly limits: MediatorLimits;
  readonly onChannelEvent: (event: ChannelEvent) => void;
  readonly onDeviceChanged: (device: DeviceView) => void;
}

/**
 * The mediator's lower end: what rises from the board, event by event, goes to the directory, to the command
 * that waits for it, or to the calls. Works only inside the mediator's inbox.
 */
export class BoardLane {
  readonly #parts: BoardLaneParts;
  #isUp = false;
  /** The last event that a snapshot contained; older ones are known already. */
  #knownSeq = -1;
  #resyncs = 0;

  constructor(parts: BoardLaneParts) {
    this.#parts = parts;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get resyncs(): number {
    return this.#resyncs;
  }

  /** The board has started; its channels become devices. */
  begin(board: BoardDescription, snapshot: BoardSnapshot, stations: StationNumbers): void {
    this.#isUp = true;
    this.#knownSeq = snapshot.seq;
    this.#parts.directory.load(board, snapshot, stations, this.#parts.clock.nowMs());
  }

  /** The board was stopped; nothing rises any more. */
  end(): void {
    this.#isUp = false;
  }

  /** One event of the board, in the inbox. */
  onEvent(event: ChannelEvent): void {
    if (event.seq <= this.#knownSeq && event.kind !== 'BoardChanged') return;
    const changed = this.#parts.directory.apply(event, this.#parts.clock.nowMs());
    if (event.kind === 'StateChanged') this.#parts.wiring.entered(event.channel, event.state);
    this.#parts.onChannelEvent(event);
    if (changed !== undefined) this.#parts.onDeviceChanged(changed);
    switch (event.kind) {
      case 'BoardChanged':
        this.#isUp = event.state === 'up';
        if (!this.#isUp) this.boardGone('boardLost');
        return;
      case 'CommandCompleted':
        return this.#onCompleted(event);
      case 'Progressed':
      case 'AudioDisturbed':
        return this.#parts.pending.notice(event);
      default: {
        const device = this.#parts.directory.at(event.channel);
        if (device !== undefined) this.#parts.runner.run(planForEvent(event, device, this.#parts.runner.situation()));
      }
    }
  }

  /**
   * A command that failed on a channel that has just gone out of service says nothing of why; what comes next
   * in the same burst does, so its operation is told a moment later.
   */
  #onCompleted(event: Extract<ChannelEvent, { kind: 'CommandCompleted' }>): void {
    const isDead = this.#parts.directory.at(event.channel)?.channel.state === 'outOfService';
    if (event.result !== 'failed' || !isDead) return this.#parts.pending.complete(event.commandId, event);
    this.#parts.runner.later(this.#parts.limits.lineVerdictMs, () => {
      if (this.#parts.pending.has(event.commandId)) this.#parts.pending.complete(event.commandId, event);
    });
  }

  /** Events were lost: commands that no longer run have ended, calls follow their channels. */
  onResync(snapshot: BoardSnapshot): void {
    this.#resyncs += 1;
    this.#knownSeq = snapshot.seq;
    this.#parts.wiring.reload(snapshot.channels);
    for (const device of this.#parts.directory.reload(snapshot, this.#parts.clock.nowMs()))
      this.#parts.onDeviceChanged(device);
    if (!snapshot.boardUp) {
      this.#isUp = false;
      return this.boardGone('boardLost');
    }
    const running = new Set(snapshot.channels.flatMap((channel) => channel.running));
    for (const { id, command } of this.#parts.pending.all()) {
      if (running.has(id)) continue;
      const channel = snapshot.channels.find((each) => each.channel === command.channel);
      this.#parts.pending.complete(id, endBySnapshot(command, channel));
    }
    this.reconcileAll();
  }

  /** Brings calls and channels together, device by device. */
  reconcileAll(): void {
    for (const { deviceId } of this.#parts.directory.all()) {
      const device = this.#parts.directory.device(deviceId);
      if (device !== undefined) this.#parts.runner.run(reconcile(device, this.#parts.runner.situation()));
    }
    // What the board has lost of the talk paths is joined again.
    for (const callId of [...this.#parts.runner.model.calls.keys()]) {
      this.#parts.runner.run(rewire(callId, this.#parts.runner.situation()));
    }
  }

  /** No line works any more: every command has ended, every call is cleared. */
  boardGone(cause: Cause): void {
    const at = this.#parts.clock.nowMs();
    for (const callId of [...this.#parts.runner.model.calls.keys()]) {
      this.#parts.runner.run({ inputs: [{ kind: 'EndingBegan', at, callId, cause, endedBy: 'system' }] });
    }
    const gone: CommandEnd = { result: 'failed', detail: 0, digits: '' };
    for (const { id } of this.#parts.pending.all()) this.#parts.pending.complete(id, gone);
    const { callOf, heldBy } = this.#parts.runner.model;
    const held = [...heldBy].flatMap(([deviceId, callIds]) => callIds.map((callId) => [deviceId, callId] as const));
    for (const [deviceId, callId] of [...callOf, ...held]) {
      this.#parts.runner.run({ inputs: [{ kind: 'ConnectionCleared', at, callId, deviceId, cause }] });
    }
  }
}
