import { resolve } from 'node:path';
import type { LiveRecordingPort, RecordingWorkPort } from '../../src-main/api/recording-ports.ts';
import type { CallId, RecordingId, UserId } from '../../src-main/contract/ids.ts';
import type { RecordingRef } from '../../src-main/contract/call-record.ts';
import type { Listening, RecordingPolicy } from '../../src-main/contract/recordings.ts';
import { ok } from '../../src-main/foundation/result.ts';

/** What is done with recordings, without any: remembers who listened. */
export class FakeRecordingWork implements RecordingWorkPort {
  readonly coderPath = resolve('build/Release/trunkline_dsp');
  readonly heard: { readonly recordingId: RecordingId; readonly heard: Omit<Listening, 'at'> }[] = [];
  list: readonly RecordingPolicy[] = [];

  async details({ recordingId, marks = [] }: RecordingRef, callId: CallId) {
    return { recordingId, callId, state: 'sealed' as const, encrypted: false, marks, listenings: [] };
  }

  async addMark(_recordingId: RecordingId, mark: { atMs: number; text: string }) {
    return { ...mark, markId: 'mark_1' };
  }

  async removeMark(): Promise<boolean> {
    return true;
  }

  async setHold(): Promise<void> {}

  async noteListening(recordingId: RecordingId, heard: Omit<Listening, 'at'>): Promise<void> {
    this.heard.push({ recordingId, heard });
  }

  async playToCaller() {
    return ok();
  }

  readonly played: Parameters<RecordingWorkPort['playTo']>[0][] = [];

  async playTo(request: Parameters<RecordingWorkPort['playTo']>[0]) {
    this.played.push(request);
    return ok();
  }

  policies(): readonly RecordingPolicy[] {
    return this.list;
  }

  async replacePolicies(policies: readonly RecordingPolicy[]) {
    this.list = policies;
    return ok();
  }

  async verifyChain() {
    return { links: 0, files: 0, problems: [] };
  }

  async runRetention() {
    return { deleted: 0, held: 0 };
  }

  rotateKey() {
    return ok();
  }
}

/** Notes what seats ask of a recording while it is made. */
export class FakeRecorder implements LiveRecordingPort {
  readonly asked: (readonly [string, CallId, ...(string | boolean)[]])[] = [];

  readonly running = new Set<CallId>();

  isRunning(callId: CallId): boolean {
    return this.running.has(callId);
  }

  async startManually(callId: CallId) {
    this.asked.push(['start', callId]);
    return ok();
  }

  async stopManually(callId: CallId) {
    this.asked.push(['stop', callId]);
    return ok();
  }

  mark(callId: CallId, _userId: UserId, text: string) {
    this.asked.push(['mark', callId, text]);
    return ok();
  }

  async mask(callId: CallId, masked: boolean) {
    this.asked.push(['mask', callId, masked]);
    return ok();
  }
}
