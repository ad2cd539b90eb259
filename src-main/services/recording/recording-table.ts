import type { StateTable } from '../../foundation/state-table.ts';

/** The recording of one call's leg, as the service drives it. */
export type RecordingState = 'idle' | 'consenting' | 'running' | 'suspended' | 'stopped' | 'ended';

/**
 * `Wanted…` comes from a policy, `Asked…` and `StopAsked` from people (or a mask that the board cannot do), `DiskFull`
 * and `DiskFreed` from the free-space guard, `Stopped` and `Refused` from the recorder.
 */
export type RecordingEvent =
  | 'Wanted'
  | 'WantedDiskFull'
  | 'ConsentWanted'
  | 'Consented'
  | 'ConsentedDiskFull'
  | 'Asked'
  | 'AskedDiskFull'
  | 'StopAsked'
  | 'DiskFull'
  | 'DiskFreed'
  | 'Stopped'
  | 'Refused'
  | 'LegCleared';

export type RecordingAction =
  | 'playConsent'
  | 'start'
  | 'stop'
  | 'noteDiskGapBegan'
  | 'noteDiskGapEnded'
  | 'notePauseBegan'
  | 'notePauseEnded'
  | 'forget';

const over = { to: 'ended', actions: ['forget'] } as const;
const anything = {
  Wanted: 'ignore',
  WantedDiskFull: 'ignore',
  ConsentWanted: 'ignore',
  Consented: 'ignore',
  ConsentedDiskFull: 'ignore',
  Asked: 'ignore',
  AskedDiskFull: 'ignore',
  StopAsked: 'ignore',
  DiskFull: 'ignore',
  DiskFreed: 'ignore',
  Stopped: 'ignore',
  Refused: 'ignore',
  LegCleared: over,
} as const;

/**
 * Idle: not recorded, and may be. Suspended: the call goes on without a recording until there is room again. Stopped: by
 * somebody, so that no policy begins it again, only somebody. A policy never stops what runs.
 */
export const recordingTable = {
  idle: {
    ...anything,
    Wanted: { to: 'running', actions: ['start'] },
    WantedDiskFull: { to: 'suspended', actions: ['noteDiskGapBegan'] },
    ConsentWanted: { to: 'consenting', actions: ['playConsent'] },
    Asked: { to: 'running', actions: ['start'] },
    AskedDiskFull: { to: 'suspended', actions: ['noteDiskGapBegan'] },
  },
  consenting: {
    ...anything,
    Consented: { to: 'running', actions: ['start'] },
    ConsentedDiskFull: { to: 'suspended', actions: ['noteDiskGapBegan'] },
    StopAsked: { to: 'stopped', actions: ['notePauseBegan'] },
  },
  running: {
    ...anything,
    StopAsked: { to: 'stopped', actions: ['notePauseBegan', 'stop'] },
    DiskFull: { to: 'suspended', actions: ['noteDiskGapBegan', 'stop'] },
    Stopped: { to: 'idle' },
    Refused: { to: 'idle' },
  },
  suspended: {
    ...anything,
    StopAsked: { to: 'stopped', actions: ['noteDiskGapEnded', 'notePauseBegan'] },
    DiskFreed: { to: 'running', actions: ['noteDiskGapEnded', 'start'] },
  },
  stopped: {
    ...anything,
    Asked: { to: 'running', actions: ['notePauseEnded', 'start'] },
    AskedDiskFull: { to: 'suspended', actions: ['notePauseEnded', 'noteDiskGapBegan'] },
  },
  ended: { ...anything, LegCleared: 'ignore' },
} as const satisfies StateTable<RecordingState, RecordingEvent, RecordingAction>;
