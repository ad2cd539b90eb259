import type { StateTable } from '../../foundation/state-table.ts';

/** A caller who leaves a message. Each state but the last two is told in the call's story as `vm-<state>`. */
export type VoicemailState =
  | 'answering'
  | 'full'
  | 'greeting'
  | 'recording'
  | 'tooShort'
  | 'recordingAgain'
  | 'saved'
  | 'givenUp'
  | 'trouble'
  | 'mailbox'
  | 'hangingUp'
  | 'ended';

export type VoicemailEvent =
  | 'Answered'
  | 'AnsweredFull'
  | 'Said'
  /** The owner calls from outside and wants into the box. */
  | 'StarPressed'
  | 'Recorded'
  /** Long enough, and the caller hung up to end it. */
  | 'RecordedLast'
  | 'TooShort'
  | 'RecordFailed'
  | 'MailboxLeft'
  | 'HungUp'
  | 'LineGone';

/** `keep` makes the recording a message of the box. */
export type VoicemailAction = 'keep';

const gone = { to: 'ended' } as const;

/** Too short is said once and may be said again; the second time the caller is let go. */
export const voicemailTable = {
  answering: { Answered: { to: 'greeting' }, AnsweredFull: { to: 'full' }, LineGone: gone },
  full: { Said: { to: 'hangingUp' }, StarPressed: { to: 'mailbox' }, LineGone: gone },
  greeting: { Said: { to: 'recording' }, StarPressed: { to: 'mailbox' }, LineGone: gone },
  recording: {
    Recorded: { to: 'saved', actions: ['keep'] },
    RecordedLast: { to: 'ended', actions: ['keep'] },
    TooShort: { to: 'tooShort' },
    RecordFailed: { to: 'trouble' },
    LineGone: gone,
  },
  tooShort: { Said: { to: 'recordingAgain' }, LineGone: gone },
  recordingAgain: {
    Recorded: { to: 'saved', actions: ['keep'] },
    RecordedLast: { to: 'ended', actions: ['keep'] },
    TooShort: { to: 'givenUp' },
    RecordFailed: { to: 'trouble' },
    LineGone: gone,
  },
  saved: { Said: { to: 'hangingUp' }, LineGone: gone },
  givenUp: { Said: { to: 'hangingUp' }, LineGone: gone },
  trouble: { Said: { to: 'hangingUp' }, LineGone: gone },
  mailbox: { MailboxLeft: { to: 'hangingUp' }, LineGone: gone },
  hangingUp: { HungUp: { to: 'ended' } },
  ended: {},
} as const satisfies StateTable<VoicemailState, VoicemailEvent, VoicemailAction>;
