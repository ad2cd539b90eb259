import { randomUUID } from 'node:crypto';
import type { CallEvent } from '../../contract/call-events.ts';
import type { CallView } from '../../contract/call-model.ts';
import { isTrunk, recordingIdSchema, type CallId, type DeviceId, type RecordingId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import { DisposableStack, type Disposable } from '../../foundation/disposable.ts';
import type { Log } from '../../foundation/log.ts';
import { stepTable } from '../../foundation/state-table.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { FileStore } from '../../storage/file-store.ts';
import type { FreeSpaceGuard } from '../../storage/free-space-guard.ts';
import type { SettingsRepository } from '../../storage/repositories/settings.ts';
import {
  defaultRecordingRules,
  isRecorded,
  RECORDING_RULES_SETTING,
  recordingRulesSchema,
  type RecordingRules,
} from './recording-rules.ts';
import { recordingTable, type RecordingAction, type RecordingEvent, type RecordingState } from './recording-table.ts';

interface RecordedLeg {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly state: RecordingState;
  /** The file that runs or ran last, or stands for one that could not begin. */
  readonly recordingId: RecordingId;
  /** When the gap began that has not ended, Unix milliseconds. */
  readonly gapSince: number | undefined;
}

/**
 * Records the trunk leg of each call that the rules name, from its answer to its end: flow, transfer and talk
 * in one file. A disk that is full never ends a call: the recording stops or does not begin, the gap is told in
 * the call's story, and a new file begins when there is room. JS thread only.
 */
export class RecordingService implements Disposable {
  readonly #callControl: CallControl;
  readonly #clock: Clock;
  readonly #files: FileStore;
  readonly #freeSpace: FreeSpaceGuard;
  readonly #settings: SettingsRepository;
  readonly #log: Log;
  readonly #owned = new DisposableStack();
  readonly #legs = new Map<CallId, RecordedLeg>();
  #rules: RecordingRules = defaultRecordingRules;

  constructor(parts: {
    readonly callControl: CallControl;
    readonly clock: Clock;
    readonly files: FileStore;
    readonly freeSpace: FreeSpaceGuard;
    readonly settings: SettingsRepository;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#clock = parts.clock;
    this.#files = parts.files;
    this.#freeSpace = parts.freeSpace;
    this.#settings = parts.settings;
    this.#log = parts.log;
  }

  async start(): Promise<void> {
    await this.reload();
    this.#owned.own(this.#callControl.onCallEvent((event, call) => this.#onCallEvent(event, call)));
    this.#owned.own(
      this.#freeSpace.onChanged((state) => {
        for (const leg of this.#legs.values()) this.#step(leg, state === 'full' ? 'DiskFull' : 'DiskFreed');
      }),
    );
  }

  /** Reads the rules again; calls that are answered from now on follow them. */
  async reload(): Promise<void> {
    const stored = await this.#settings.read(RECORDING_RULES_SETTING, recordingRulesSchema);
    this.#rules = stored ?? defaultRecordingRules;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #onCallEvent(event: CallEvent, call: CallView): void {
    const { callId } = event;
    if (event.kind === 'Established' && isTrunk(event.deviceId)) {
      if (this.#legs.has(callId) || !isRecorded(this.#rules, call.direction)) return;
      const leg: RecordedLeg = {
        callId,
        deviceId: event.deviceId,
        state: 'idle',
        recordingId: newRecordingId(),
        gapSince: undefined,
      };
      this.#step(leg, this.#freeSpace.state === 'full' ? 'AnsweredDiskFull' : 'Answered');
      return;
    }
    const leg = this.#legs.get(callId);
    if (leg === undefined) return;
    if (event.kind === 'CallCleared') this.#step(leg, 'LegCleared');
    // The recorder met a full disk before the guard's next look.
    if (event.kind === 'RecordingGap' && event.reason === 'diskFull') void this.#freeSpace.check();
    if (event.kind === 'RecordingStopped' && event.recordingId === leg.recordingId) this.#step(leg, 'Stopped');
  }

  #step(leg: RecordedLeg, event: RecordingEvent): void {
    const step = stepTable<RecordingState, RecordingEvent, RecordingAction>(recordingTable, leg.state, event);
    if (step.kind === 'refused')
      this.#log.error('a recording event was refused', { callId: leg.callId, state: leg.state, event });
    if (step.kind !== 'moved') return;
    this.#legs.set(leg.callId, { ...leg, state: step.to });
    for (const action of step.actions) this.#act(leg.callId, action);
  }

  #act(callId: CallId, action: RecordingAction): void {
    const leg = this.#legs.get(callId);
    if (leg === undefined) return;
    switch (action) {
      case 'start':
        return void this.#begin(leg);
      case 'stop':
        return void this.#end(leg);
      case 'noteGapBegan':
        this.#legs.set(callId, { ...leg, gapSince: this.#clock.nowMs() });
        return this.#noteGap(leg, 'began', 0);
      case 'noteGapEnded':
        this.#legs.set(callId, { ...leg, recordingId: newRecordingId(), gapSince: undefined });
        return this.#noteGap(leg, 'ended', this.#clock.nowMs() - (leg.gapSince ?? this.#clock.nowMs()));
      case 'forget':
        return void this.#legs.delete(callId);
    }
  }

  async #begin({ callId, deviceId, recordingId }: RecordedLeg): Promise<void> {
    const place = this.#files.placeRecording(recordingId, this.#clock.nowMs());
    const { format } = this.#rules;
    const started = place.ok
      ? await this.#callControl.startRecording({ callId, deviceId, recordingId, path: place.value, format })
      : place;
    if (started.ok) return;
    const { code } = started.error;
    this.#log.error('a recording could not begin; the call goes on', { callId, recordingId, code });
    const leg = this.#legs.get(callId);
    if (code === 'recording/diskFull' && leg?.recordingId === recordingId) this.#step(leg, 'DiskFull');
  }

  async #end({ callId, recordingId }: RecordedLeg): Promise<void> {
    const stopped = await this.#callControl.stopRecording(callId, recordingId);
    if (stopped.ok) return;
    this.#log.warn('a recording could not be stopped', { callId, recordingId, code: stopped.error.code });
  }

  #noteGap({ callId, deviceId, recordingId }: RecordedLeg, phase: 'began' | 'ended', lengthMs: number): void {
    const at = this.#clock.nowMs();
    this.#callControl.note({
      kind: 'RecordingGap',
      at,
      callId,
      deviceId,
      recordingId,
      reason: 'diskFull',
      phase,
      lengthMs,
    });
  }
}

function newRecordingId(): RecordingId {
  return recordingIdSchema.parse(`rec_${randomUUID()}`);
}
