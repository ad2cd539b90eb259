import type { RecordingRef } from '../contract/call-record.ts';
import type { CallId, DeviceId, RecordingId, UserId } from '../contract/ids.ts';
import type {
  ChainReport,
  Listening,
  RecordingDetails,
  RecordingHold,
  RecordingMark,
  RecordingPolicy,
  RetentionReport,
} from '../contract/recordings.ts';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import type { ByteSource } from '../storage/byte-source.ts';

/** A recording whose bytes can be given out. */
export interface StreamedRecording {
  readonly path: string;
  readonly callId: CallId;
  readonly running: boolean;
  readonly lengthMs: number;
  readonly container: 'wav' | 'mp3';
  /** Decrypted. Faults: recording/missing, recording/keyMissing, recording/damaged. */
  open(): Promise<Result<ByteSource, Fault>>;
}

/** services/recording: what is done with recordings besides hearing them. */
export interface RecordingWorkPort {
  /** The program of the codecs. */
  readonly coderPath: string;
  details(recording: RecordingRef, callId: CallId): Promise<Omit<RecordingDetails, 'mayMark' | 'names'>>;
  addMark(recordingId: RecordingId, mark: RecordingMark, userId: UserId): Promise<RecordingMark>;
  /** @param onlyOf when given, only a mark of this user. */
  removeMark(recordingId: RecordingId, markId: string, onlyOf?: UserId): Promise<boolean>;
  setHold(recordingId: RecordingId, held: boolean, change: Omit<RecordingHold, 'at'>): Promise<void>;
  noteListening(recordingId: RecordingId, heard: Omit<Listening, 'at'>): Promise<void>;
  /** Resolves when the caller begins to hear it. */
  playToCaller(callId: CallId, recordingId: RecordingId, userId: UserId): Promise<Result<unknown, Fault>>;
  /** Resolves when each of the devices begins to hear it. */
  playTo(request: {
    readonly callId: CallId;
    readonly recordingId: RecordingId;
    readonly userId: UserId;
    readonly devices: readonly DeviceId[];
  }): Promise<Result<unknown, Fault>>;
  policies(): readonly RecordingPolicy[];
  replacePolicies(policies: readonly RecordingPolicy[]): Promise<Result<void, Fault>>;
  /** Reads every sealed file. */
  verifyChain(): Promise<ChainReport>;
  /** Deletes what is due. */
  runRetention(): Promise<RetentionReport>;
  /** New recordings are encrypted with a new key. */
  rotateKey(): Result<unknown, Fault>;
}

/** services/recording: what is done with a recording while it is made. Faults: recording/missing, call/wrongState. */
export interface LiveRecordingPort {
  /** A file of the call is being written. */
  isRunning(callId: CallId): boolean;
  startManually(callId: CallId, userId: UserId): Promise<Result<void, Fault>>;
  stopManually(callId: CallId, userId: UserId): Promise<Result<void, Fault>>;
  mark(callId: CallId, userId: UserId, text: string): Result<void, Fault>;
  mask(callId: CallId, masked: boolean, userId: UserId, why: 'card'): Promise<Result<void, Fault>>;
}
