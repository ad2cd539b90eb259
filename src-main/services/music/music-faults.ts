import type { Fault } from '../../foundation/errors.ts';

const NEXT = 'Send a WAV file (PCM16 or A-law) or an MP3 file, from one second to ten minutes.';

export const musicFaults = {
  notAudio: (now: string): Fault => ({
    kind: 'misuse',
    code: 'prompt/notAudio',
    tried: 'take a file as music',
    now: `${now}; nothing was kept`,
    next: NEXT,
  }),
  unknown: (): Fault => ({
    kind: 'misuse',
    code: 'request/notFound',
    tried: 'find a piece of music',
    now: 'there is none with this id',
    next: 'Read the list again.',
  }),
  builtIn: (): Fault => ({
    kind: 'misuse',
    code: 'request/conflict',
    tried: 'remove a piece of music',
    now: 'it came with the program; nothing was changed',
    next: 'Choose other music instead.',
  }),
  inUse: (): Fault => ({
    kind: 'misuse',
    code: 'music/inUse',
    tried: 'remove a piece of music',
    now: 'somebody has chosen it; nothing was changed',
    next: 'Choose other music for them first.',
  }),
  missing: (): Fault => ({
    kind: 'operational',
    code: 'prompt/missing',
    tried: 'play a piece of music',
    now: 'its file is not on the disk',
    next: 'Upload it again.',
  }),
  notKept: (error: unknown): Fault => ({
    kind: 'operational',
    code: 'storage/failed',
    tried: 'keep a piece of music',
    now: error instanceof Error ? error.message : String(error),
    next: 'Nothing was kept; check the room on the disk and the rights of the data folder.',
  }),
} as const;
