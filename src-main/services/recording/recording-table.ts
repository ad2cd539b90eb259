import type { StateTable } from '../../foundation/state-table.ts';

/** The recording of one call's trunk leg, as the service drives it. */
export type RecordingState = 'idle' | 'running' | 'suspended' | 'ended';

/** `DiskFull` and `DiskFreed` come from the free-space guard, `Stopped` from the recorder. */
export type RecordingEvent = 'Answered' | 'AnsweredDiskFull' | 'DiskFull' | 'DiskFreed' | 'Stopped' | 'LegCleared';

export type RecordingAction = 'start' | 'stop' | 'noteGapBegan' | 'noteGapEnded' | 'forget';

const over = { to: 'ended', actions: ['forget'] } as const;

/** Suspended: the call goes on without a recording until there is room again, then a new file begins. */
export const recordingTable = {
  idle: {
    Answered: { to: 'running', actions: ['start'] },
    AnsweredDiskFull: { to: 'suspended', actions: ['noteGapBegan'] },
    DiskFull: 'ignore',
    DiskFreed: 'ignore',
    LegCleared: over,
  },
  running: {
    DiskFull: { to: 'suspended', actions: ['noteGapBegan', 'stop'] },
    DiskFreed: 'ignore',
    Answered: 'ignore',
    AnsweredDiskFull: 'ignore',
    Stopped: { to: 'ended', actions: ['forget'] },
    LegCleared: over,
  },
  suspended: {
    DiskFull: 'ignore',
    DiskFreed: { to: 'running', actions: ['noteGapEnded', 'start'] },
    Answered: 'ignore',
    AnsweredDiskFull: 'ignore',
    Stopped: 'ignore',
    LegCleared: over,
  },
  ended: {
    Answered: 'ignore',
    AnsweredDiskFull: 'ignore',
    DiskFull: 'ignore',
    DiskFreed: 'ignore',
    Stopped: 'ignore',
    LegCleared: 'ignore',
  },
} as const satisfies StateTable<RecordingState, RecordingEvent, RecordingAction>;
