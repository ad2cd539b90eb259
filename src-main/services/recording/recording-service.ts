// Over 250 lines: the one runner of the recording table, with what people may ask of it.
import type { CallEvent } from '../../contract/call-events.ts';
import type { CallView } from '../../contract/call-model.ts';
import {
  deviceNumber,
  isStation,
  isTrunk,
  type CallId,
  type PromptId,
  type RecordingId,
  type UserId,
} from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { stepTable } from '../../foundation/state-table.ts';
import type { CallControl, PromptFile } from '../../mediator/call-control.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { FreeSpaceGuard } from '../../storage/free-space-guard.ts';
import { ConsentPrompt } from './consent-prompt.ts';
import type { PolicyBook } from './policy-book.ts';
import { known, newLeg, newRecordingId, planOf, type RecordedLeg } from './recorded-leg.ts';
import { notAllowed, notRecordable, notRunning } from './recording-faults.ts';
import { RecordedLegs } from './recorded-legs.ts';
import { RecordingMasks, type MaskReason } from './recording-masks.ts';
import type { CallFacts } from './recording-policy.ts';
import { recordingTable, type RecordingAction, type RecordingEvent, type RecordingState } from './recording-table.ts';
import type { SealingService } from './sealing/sealing-service.ts';

type Outcome = Result<void, Fault>;
type GapReason = NonNullable<RecordedLeg['gap']>['reason'];

/**
 * Records each outside line of a call that a policy names or somebody asks for, from its answer to its end: flow,
 * transfer and talk in one file; a call over two lines has two. The policy is asked at the answer and again when an agent takes the call; it may begin a recording
 * then and never stops one. A disk that is full never ends a call: the recording stops or does not begin, the gap is
 * told in the call's story, and a new file begins when there is room. JS thread only.
 */
export class RecordingService implements Disposable {
  readonly #callControl: CallControl;
  readonly #clock: Clock;
  readonly #files: FileStore;
  readonly #freeSpace: FreeSpaceGuard;
  readonly #policies: PolicyBook;
  readonly #sealing: Pick<SealingService, 'expect'>;
  readonly #consent: ConsentPrompt;
  readonly #masks: RecordingMasks;
  readonly #log: Log;
  readonly #owned = new DisposableStack();
  readonly #legs = new RecordedLegs();
  /** Of files that left their call and have not yet come into another. */
  readonly #moved = new Map<RecordingId, RecordedLeg>();
  readonly #consents = new Map<CallId, Promise<void>>();

  constructor(parts: {
    readonly callControl: CallControl;
    readonly clock: Clock;
    readonly files: FileStore;
    readonly freeSpace: FreeSpaceGuard;
    readonly policies: PolicyBook;
    readonly sealing: Pick<SealingService, 'expect'>;
    readonly promptOf: (promptId: PromptId) => PromptFile | undefined;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#clock = parts.clock;
    this.#files = parts.files;
    this.#freeSpace = parts.freeSpace;
    this.#policies = parts.policies;
    this.#sealing = parts.sealing;
    this.#consent = new ConsentPrompt(parts);
    this.#log = parts.log;
    this.#masks = this.#owned.own(
      new RecordingMasks({
        ...parts,
        recordings: {
          running: (callId) => this.#running(callId).map((leg) => leg.recordingId),
          stopInstead: (callId) => this.#stepAll(callId, 'StopAsked'),
          goOn: (callId) => this.#stepAll(callId, this.#withDisk('Asked')),
        },
      }),
    );
  }

  async start(): Promise<void> {
    await this.#policies.reload();
    this.#owned.own(this.#callControl.onCallEvent((event, call) => this.#onCallEvent(event, call)));
    this.#owned.own(
      this.#freeSpace.onChanged((state) => {
        for (const leg of this.#legs.all()) void this.#step(leg, state === 'full' ? 'DiskFull' : 'DiskFreed');
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  isRunning(callId: CallId): boolean {
    return this.#running(callId).length > 0;
  }

  /** Begins, or begins again, whatever the policy's share is. Faults: call/wrongState, auth/forbidden, those of the start. */
  startManually(callId: CallId, userId: UserId): Promise<Outcome> {
    const legs = this.#legs.of(callId);
    if (legs.length === 0) return Promise.resolve(failed(notRecordable(callId)));
    if (legs.every((leg) => leg.policy?.mode === 'none')) return Promise.resolve(failed(notAllowed(callId)));
    this.#log.info('a recording was asked for', { callId, userId });
    return this.#stepAll(callId, this.#withDisk('Asked'));
  }

  /** Stops until somebody asks again; the time without is a gap with a reason. Fault: recording/missing. */
  stopManually(callId: CallId, userId: UserId): Promise<Outcome> {
    if (this.#legs.of(callId).every((leg) => leg.state === 'idle' || leg.state === 'stopped'))
      return Promise.resolve(failed(notRunning(callId)));
    this.#log.info('a recording was stopped by hand', { callId, userId });
    return this.#stepAll(callId, 'StopAsked');
  }

  /** Marks this moment. Fault: recording/missing when nothing is being recorded. */
  mark(callId: CallId, userId: UserId, text: string): Outcome {
    const running = this.#running(callId);
    const at = this.#clock.nowMs();
    for (const { deviceId, recordingId, runsSince } of running) {
      const atMs = Math.max(0, at - runsSince);
      this.#callControl.note({ kind: 'RecordingMarked', at, callId, deviceId, recordingId, userId, atMs, text });
    }
    return running.length === 0 ? failed(notRunning(callId)) : ok();
  }

  /**
   * Keeps what is said now out of the recording, or lets it in again. Ends by itself after a time and with the call.
   * Fault: recording/missing when nothing is being recorded, those of the mask.
   */
  mask(callId: CallId, masked: boolean, userId: UserId, why: MaskReason): Promise<Outcome> {
    const isRecorded = this.#running(callId).length > 0 || this.#masks.isMasked(callId);
    if (!isRecorded) return Promise.resolve(failed(notRunning(callId)));
    this.#log.info(masked ? 'a recording was masked' : 'a recording was unmasked', { callId, userId, why });
    return masked ? this.#masks.mask(callId, why) : this.#masks.unmask(callId, why);
  }

  /** A flow takes digits that nobody may hear later; also when nothing is recorded yet. */
  beginSecretDigits(callId: CallId): Promise<Outcome> {
    return this.#masks.mask(callId, 'secretDigits');
  }

  endSecretDigits(callId: CallId): Promise<Outcome> {
    return this.#masks.unmask(callId, 'secretDigits');
  }

  /** The call entered a queue, by which policies choose. */
  enteredQueue(callId: CallId, queueId: string): void {
    this.#learn(callId, { queueId });
  }

  /** Resolves when the caller has been told of the recording; at once when nothing is told. A flow waits for it. */
  async consented(callId: CallId): Promise<void> {
    await this.#consents.get(callId);
  }

  #onCallEvent(event: CallEvent, call: CallView): void {
    const { callId } = event;
    switch (event.kind) {
      case 'Established':
        if (isTrunk(event.deviceId) && this.#legs.at(event) === undefined) this.#decide(newLeg(call, event.deviceId));
        return;
      case 'Joined': {
        if (call.direction === 'internal' && this.#legs.of(callId).length === 0)
          return this.#decide(newLeg(call, event.deviceId));
        const station = [event.deviceId, event.peerId].find(isStation);
        return station === undefined ? undefined : this.#learn(callId, { stationNo: deviceNumber(station) });
      }
      case 'CallInformation':
        return event.userId === undefined && event.ruleId === undefined
          ? undefined
          : this.#learn(callId, known({ userId: event.userId, ruleId: event.ruleId }));
      case 'ConnectionCleared': {
        const leg = this.#legs.at(event);
        return leg === undefined || !isTrunk(leg.deviceId) ? undefined : void this.#step(leg, 'LegCleared');
      }
      case 'CallCleared':
        return void this.#stepAll(callId, 'LegCleared');
      default:
        return this.#onRecorder(event);
    }
  }

  /** What became known of a call is asked of its policy for each of its legs. */
  #learn(callId: CallId, facts: Partial<CallFacts>): void {
    for (const leg of this.#legs.of(callId)) this.#decide({ ...leg, facts: { ...leg.facts, ...facts } });
  }

  #onRecorder(event: CallEvent): void {
    if (event.kind === 'RecordingStarted' && this.#adopt(event)) return;
    // The recorder met a full disk before the guard's next look.
    if (event.kind === 'RecordingGap' && event.reason === 'diskFull') void this.#freeSpace.check();
    const leg = 'recordingId' in event ? this.#legs.holding(event.callId, event.recordingId) : undefined;
    if (leg === undefined) return;
    if (event.kind === 'RecordingStarted') {
      this.#legs.put({ ...leg, runsSince: event.at });
      void this.#masks.began(leg.callId);
    }
    if (event.kind === 'RecordingStopped' && event.result === 'moved') {
      this.#moved.set(event.recordingId, leg);
      this.#legs.remove(leg);
    } else if (event.kind === 'RecordingStopped') {
      const stopped = { ...leg, runsSince: undefined };
      this.#legs.put(stopped);
      void this.#step(stopped, 'Stopped');
    }
  }

  /** A file that goes on in another call, with its line: it is that call's unless the line has one that runs there. */
  #adopt({ callId, recordingId }: Extract<CallEvent, { kind: 'RecordingStarted' }>): boolean {
    const moved = this.#moved.get(recordingId);
    if (moved === undefined) return false;
    this.#moved.delete(recordingId);
    const here = { ...moved, callId };
    if (this.#legs.at(here)?.runsSince === undefined) this.#legs.put(here);
    return true;
  }

  /** Asks the policy of what is known now. */
  #decide(leg: RecordedLeg): void {
    const { policy, begins } = this.#policies.decide(leg.callId, leg.facts);
    const decided = leg.state === 'idle' || leg.state === 'stopped' ? { ...leg, policy } : leg;
    this.#legs.put(decided);
    if (!begins || policy === undefined) return;
    const asksFirst = policy.consentPromptId !== undefined && isTrunk(leg.deviceId);
    void this.#step(decided, asksFirst ? 'ConsentWanted' : this.#withDisk('Wanted'));
  }

  #withDisk<Event extends 'Wanted' | 'Asked' | 'Consented'>(event: Event): Event | `${Event}DiskFull` {
    return this.#freeSpace.state === 'full' ? `${event}DiskFull` : event;
  }

  #running(callId: CallId): readonly (RecordedLeg & { readonly runsSince: number })[] {
    return this.#legs.of(callId).flatMap((leg) => {
      const { runsSince } = leg;
      return runsSince === undefined ? [] : [{ ...leg, runsSince }];
    });
  }

  /** The first outcome that is a fault. */
  async #stepAll(callId: CallId, event: RecordingEvent): Promise<Outcome> {
    const outcomes = await Promise.all(this.#legs.of(callId).map((leg) => this.#step(leg, event)));
    return outcomes.find((outcome) => !outcome.ok) ?? ok();
  }

  #stepNow(leg: RecordedLeg, event: RecordingEvent): Promise<Outcome> {
    const now = this.#legs.at(leg);
    return now === undefined ? Promise.resolve(failed(notRunning(leg.callId))) : this.#step(now, event);
  }

  /** The outcome of the last action that has one. */
  async #step(leg: RecordedLeg, event: RecordingEvent): Promise<Outcome> {
    const step = stepTable<RecordingState, RecordingEvent, RecordingAction>(recordingTable, leg.state, event);
    if (step.kind !== 'moved') return ok();
    this.#legs.put({ ...leg, state: step.to });
    const outcomes = step.actions.flatMap((action) => this.#act(leg, action) ?? []);
    return (await Promise.all(outcomes)).at(-1) ?? ok();
  }

  #act(acting: RecordedLeg, action: RecordingAction): Promise<Outcome> | undefined {
    const leg = this.#legs.at(acting);
    if (leg === undefined) return undefined;
    switch (action) {
      case 'playConsent':
        return this.#playConsent(leg);
      case 'start':
        return this.#begin(leg);
      case 'stop':
        return this.#end(leg);
      case 'noteDiskGapBegan':
        return this.#beginGap(leg, 'diskFull');
      case 'notePauseBegan':
        return this.#beginGap(leg, 'paused');
      case 'noteDiskGapEnded':
      case 'notePauseEnded':
        return this.#endGap(leg);
      case 'forget':
        if (this.#legs.remove(leg)) {
          this.#consents.delete(leg.callId);
          this.#masks.forget(leg.callId);
        }
        return undefined;
    }
  }

  async #playConsent(leg: RecordedLeg): Promise<Outcome> {
    const { callId, deviceId, policy } = leg;
    if (policy?.consentPromptId === undefined) return ok();
    const told = this.#consent.play(callId, deviceId, policy.consentPromptId);
    this.#consents.set(callId, told);
    await told;
    this.#consents.delete(callId);
    return this.#stepNow(leg, this.#withDisk('Consented'));
  }

  async #begin(leg: RecordedLeg): Promise<Outcome> {
    const { callId, deviceId, policy } = leg;
    const recordingId = newRecordingId();
    this.#legs.put({ ...leg, recordingId });
    this.#sealing.expect(recordingId, planOf(policy));
    const place = this.#files.placeRecording(recordingId, this.#clock.nowMs());
    const { format = 'pcm16', beep = false } = policy ?? {};
    const request = { callId, deviceId, recordingId, format, ...(beep ? { beep } : {}) };
    const started = place.ok ? await this.#callControl.startRecording({ ...request, path: place.value }) : place;
    if (started.ok) return this.#stopIfUnwanted(callId, recordingId);
    const { code } = started.error;
    this.#log.error('a recording could not begin; the call goes on', { callId, recordingId, code });
    const now = this.#legs.holding(callId, recordingId);
    if (now !== undefined) void this.#step(now, code === 'recording/diskFull' ? 'DiskFull' : 'Refused');
    return failed(started.error);
  }

  /** Somebody stopped it while it was about to begin. */
  async #stopIfUnwanted(callId: CallId, recordingId: RecordingId): Promise<Outcome> {
    const leg = this.#legs.holding(callId, recordingId);
    return leg === undefined || leg.state === 'running' || leg.state === 'idle' ? ok() : this.#end(leg);
  }

  async #end({ callId, recordingId, runsSince }: RecordedLeg): Promise<Outcome> {
    if (runsSince === undefined) return ok();
    const stopped = await this.#callControl.stopRecording(callId, recordingId);
    if (stopped.ok) return ok();
    this.#log.warn('a recording could not be stopped', { callId, recordingId, code: stopped.error.code });
    return stopped;
  }

  #beginGap(leg: RecordedLeg, reason: GapReason): undefined {
    this.#legs.put({ ...leg, gap: { reason, since: this.#clock.nowMs() } });
    this.#noteGap(leg, reason, 'began', 0);
  }

  #endGap(leg: RecordedLeg): undefined {
    if (leg.gap === undefined) return;
    this.#legs.put({ ...leg, gap: undefined });
    this.#noteGap(leg, leg.gap.reason, 'ended', this.#clock.nowMs() - leg.gap.since);
  }

  #noteGap(leg: RecordedLeg, reason: GapReason, phase: 'began' | 'ended', lengthMs: number): void {
    const { callId, deviceId, recordingId } = leg;
    const at = this.#clock.nowMs();
    this.#callControl.note({ kind: 'RecordingGap', at, callId, deviceId, recordingId, reason, phase, lengthMs });
  }
}
