import type { CallView } from '../../contract/call-model.ts';
import type { Box } from '../../contract/voicemail.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import type { MessageBook } from './message-book.ts';
import { runTable } from './run-table.ts';
import { storyOf } from './story.ts';
import type { Recorded, VoiceLine } from './voice-line.ts';
import { voicemailTable, type VoicemailAction, type VoicemailEvent, type VoicemailState } from './voicemail-table.ts';
import type { VoicemailVoice } from './voicemail-voice.ts';

export interface LeaveMessageParts {
  readonly callControl: CallControl;
  readonly clock: Clock;
  readonly messages: MessageBook;
  readonly voice: VoicemailVoice;
  readonly log: Log;
  /** Lets the owner into the box; resolves when it has left it. */
  readonly openMailbox: (line: VoiceLine, box: Box) => Promise<void>;
}

/** States that are no step of the story: before the answer and after the end. */
const UNTOLD: ReadonlySet<VoicemailState> = new Set(['answering', 'hangingUp', 'ended']);

/** Takes one caller through greeting, beep and recording, by voicemail-table.ts. Resolves when the call is over. */
export async function leaveMessage(line: VoiceLine, box: Box, parts: LeaveMessageParts): Promise<void> {
  const { voice, messages, clock, callControl } = parts;
  const tell = storyOf(line, parts);
  let recorded: Recorded | undefined;
  let caller = callerOf(callControl.calls.get(line.callId));
  const record = async (): Promise<VoicemailEvent> => {
    recorded = await line.record(box.limits);
    caller = callerOf(callControl.calls.get(line.callId)) ?? caller;
    return recordedEvent(recorded, box, line);
  };
  const say = async (...names: readonly string[]): Promise<VoicemailEvent> =>
    (await line.say(voice.phrase(...names))) === 'gone' ? 'LineGone' : 'Said';
  await runTable<VoicemailState, VoicemailEvent, VoicemailAction>({
    table: voicemailTable,
    start: 'answering',
    last: 'ended',
    entered: (state) => {
      if (!UNTOLD.has(state)) tell(`vm-${state}`);
    },
    work: {
      answering: async () => {
        if (!(await line.answer())) return 'LineGone';
        return messages.isFull(box) ? 'AnsweredFull' : 'Answered';
      },
      full: () => sayOrStar(line, voice.phrase('vm-full')),
      greeting: () => sayOrStar(line, voice.greetingOf(box, clock.nowMs())),
      recording: record,
      tooShort: () => say('vm-too-short'),
      recordingAgain: record,
      saved: () => say('vm-saved'),
      givenUp: () => say('vm-given-up'),
      trouble: () => say('vm-trouble'),
      mailbox: async () => {
        await parts.openMailbox(line, box);
        return line.isGone ? 'LineGone' : 'MailboxLeft';
      },
      hangingUp: async () => {
        await line.hangUp();
        return 'HungUp';
      },
      ended: () => Promise.resolve('LineGone'),
    },
    actions: {
      keep: async () => {
        if (recorded === undefined) return;
        const { recordingId, lengthMs } = recorded;
        const at = clock.nowMs() - lengthMs;
        const { number = '', name = '' } = caller ?? {};
        const facts = { boxId: box.boxId, callId: line.callId, recordingId, callerNumber: number, callerName: name };
        const message = await messages.add({ ...facts, at, lengthMs });
        parts.log.info('a message was left', { boxId: box.boxId, messageId: message.messageId, callId: line.callId });
      },
    },
  });
}

/** '*' asks for the mailbox; any other key cuts it short. */
async function sayOrStar(line: VoiceLine, prompts: Parameters<VoiceLine['say']>[0]): Promise<VoicemailEvent> {
  const said = await line.say(prompts);
  if (said === 'gone') return 'LineGone';
  if (said === 'said') return 'Said';
  const key = await line.key(0);
  return key === '*' ? 'StarPressed' : key === 'gone' ? 'LineGone' : 'Said';
}

/** What ended by silence alone is as long as what was spoken before it. */
function recordedEvent(recorded: Recorded | undefined, box: Box, line: VoiceLine): VoicemailEvent {
  const isOver = line.isGone || recorded?.end === 'hangUp';
  if (recorded === undefined) return isOver ? 'LineGone' : 'RecordFailed';
  const isLong = recorded.spokenMs >= box.limits.minMs && recorded.spokenMs > 0;
  if (isOver) return isLong ? 'RecordedLast' : 'LineGone';
  return isLong ? 'Recorded' : 'TooShort';
}

function callerOf(call: CallView | undefined): { readonly number: string; readonly name: string } | undefined {
  return call === undefined ? undefined : { number: call.farNumber, name: call.farName };
}
