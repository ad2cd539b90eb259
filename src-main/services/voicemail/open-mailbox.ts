import { promptIdSchema } from '../../contract/ids.ts';
import type { BoxId } from '../../contract/voicemail.ts';
import type { PromptFile } from '../../mediator/call-control.ts';
import { mayCallBack } from './call-back.ts';
import { MailboxDialogue, type MailboxParts } from './mailbox-dialogue.ts';
import { mailboxTable, type MailboxAction, type MailboxEvent, type MailboxState } from './mailbox-table.ts';
import { runTable } from './run-table.ts';
import { spokenDigits, spokenNewMessages, spokenTime } from './spoken-words.ts';
import { storyOf } from './story.ts';
import type { VoiceLine } from './voice-line.ts';

type Work = { readonly [In in MailboxState]: () => Promise<MailboxEvent> };
type Actions = { readonly [Name in MailboxAction]: () => Promise<void> };

/** States in which what is pressed opens doors. */
const SECRET: ReadonlySet<MailboxState> = new Set(['opening', 'pin', 'newPin', 'repeatPin']);

/**
 * Lets somebody hear a box by phone, by mailbox-table.ts. Resolves when it is left; the call is then still up, unless
 * the person hung up.
 * @param open the box that is entered; absent asks which, and takes the phone's own when none is typed.
 */
export async function openMailbox(
  line: VoiceLine,
  open: { readonly boxId?: BoxId; readonly ownBoxId?: BoxId },
  parts: MailboxParts,
): Promise<void> {
  const tell = storyOf(line, parts);
  const dialogue = new MailboxDialogue(line, open, parts);
  // Digits may be typed ahead of the question for the PIN, so all of them are secret from the beginning.
  line.beginSecret();
  let isSecret = true;
  try {
    await runTable<MailboxState, MailboxEvent, MailboxAction>({
      table: mailboxTable,
      start: open.boxId === undefined ? 'opening' : 'pin',
      last: 'left',
      entered: (state) => {
        tell(`mb-${state}`);
        if (!isSecret || SECRET.has(state)) return;
        isSecret = false;
        line.endSecret();
      },
      work: workOf(dialogue, parts),
      actions: { ...speechOf(dialogue, parts), ...deedsOf(dialogue, parts) },
    });
  } finally {
    if (isSecret) line.endSecret();
  }
}

function workOf(dialogue: MailboxDialogue, parts: MailboxParts): Work {
  return {
    opening: () => dialogue.askBox(),
    pin: () => dialogue.askPin(),
    newPin: () => dialogue.askNewPin(),
    repeatPin: () => dialogue.askPinAgain(),
    menu: () => dialogue.askKey('vm-menu'),
    fetchingNew: () => dialogue.fetch('new'),
    fetchingOld: () => dialogue.fetch('heard'),
    advancing: async () => dialogue.advance(),
    playing: async () => {
      const said = await dialogue.line.say(await soundOf(dialogue, parts));
      return said === 'gone' ? 'LineGone' : 'Heard';
    },
    message: () => dialogue.askKey('vm-message-keys'),
    forwarding: () => dialogue.askForward(),
    callingBack: async () =>
      mayCallBack(dialogue.line.deviceId, dialogue.message?.callerNumber ?? '') ? 'Possible' : 'Impossible',
    greetingMenu: () => dialogue.askKey('vm-greeting-menu'),
    recordingGreeting: () => dialogue.recordGreeting(),
    left: () => Promise.resolve('LineGone'),
  };
}

async function soundOf({ message }: MailboxDialogue, parts: MailboxParts): Promise<readonly PromptFile[]> {
  if (message === undefined) return [];
  const located = await parts.recordings.locate(message.recordingId);
  if (located.ok) return [{ promptId: promptIdSchema.parse(message.messageId), path: located.value.path }];
  parts.log.error('the sound of a message is missing', { messageId: message.messageId, code: located.error.code });
  return parts.voice.phrase('vm-trouble');
}

type Speech =
  | 'sayNoBox'
  | 'sayWrongPin'
  | 'sayLocked'
  | 'sayWeakPin'
  | 'sayPinDiffers'
  | 'sayCounts'
  | 'sayInvalid'
  | 'sayNothing'
  | 'sayNoMore'
  | 'sayDetails'
  | 'sayNoCallBack'
  | 'sayTrouble'
  | 'sayGoodbye';

function speechOf(dialogue: MailboxDialogue, parts: MailboxParts): Pick<Actions, Speech> {
  const { language } = parts.voice;
  const say = async (...names: readonly string[]): Promise<void> => void (await dialogue.say(...names));
  return {
    sayNoBox: () => say('vm-no-box'),
    sayWrongPin: () => say('vm-wrong-pin'),
    sayLocked: () => say('vm-locked', 'goodbye'),
    sayWeakPin: () => say('vm-pin-weak'),
    sayPinDiffers: () => say('vm-pin-differs'),
    sayCounts: () => {
      const { box } = dialogue;
      const count = box === undefined ? 0 : parts.messages.countsOf(box.boxId).new;
      return say(...spokenNewMessages(count, language));
    },
    sayInvalid: () => say('invalid'),
    sayNothing: () => say('vm-nothing'),
    sayNoMore: () => say('vm-no-more'),
    sayDetails: () => {
      const { message } = dialogue;
      if (message === undefined) return Promise.resolve();
      const when = spokenTime(message.at, parts.clock.nowMs(), language);
      const digits = spokenDigits(message.callerNumber, language);
      return say('vm-received', ...when, 'vm-from', ...(digits.length === 0 ? ['vm-no-number'] : digits));
    },
    sayNoCallBack: () => say('vm-no-call-back'),
    sayTrouble: () => say('vm-trouble'),
    sayGoodbye: () => say('goodbye'),
  };
}

/** What changes something; each is done before it is said. */
function deedsOf(dialogue: MailboxDialogue, parts: MailboxParts): Omit<Actions, Speech> {
  const { boxes, messages, greetings, voice, clock } = parts;
  const say = async (...names: readonly string[]): Promise<void> => void (await dialogue.say(...names));
  return {
    savePin: async () => {
      const { box, newPin } = dialogue;
      const saved = box === undefined ? undefined : await boxes.setPin(box.boxId, newPin);
      await say(saved?.ok === true ? 'vm-pin-set' : 'vm-trouble');
    },
    markHeard: async () => {
      if (dialogue.message !== undefined) await messages.markHeard(dialogue.message.messageId);
      await dialogue.refresh();
    },
    toggleDeleted: async () => {
      const { message } = dialogue;
      if (message === undefined) return;
      const isDeleted = message.state === 'deleted';
      await (isDeleted ? messages.restore(message.messageId) : messages.remove(message.messageId));
      await dialogue.refresh();
      await say(isDeleted ? 'vm-restored' : 'vm-deleted');
    },
    forward: async () => {
      const { message, forwardTo } = dialogue;
      if (message === undefined || forwardTo === undefined) return;
      const forwarded = await messages.forward(message.messageId, forwardTo);
      await say(forwarded.ok ? 'vm-forwarded' : 'vm-full');
    },
    callBack: async () => {
      const { line, message } = dialogue;
      await say('vm-call-back');
      if (message !== undefined) parts.callBack(line, message.callerNumber);
      await line.hangUp();
    },
    playGreeting: async () => {
      const { box, draft } = dialogue;
      if (box === undefined) return;
      if (draft === undefined) await dialogue.line.say(voice.greetingOf(box, clock.nowMs()));
      else await dialogue.line.say([{ promptId: promptIdSchema.parse(draft.recordingId), path: draft.path }]);
    },
    saveGreeting: async () => {
      const { box, draft } = dialogue;
      if (box === undefined || draft === undefined) return say('vm-no-greeting');
      const kept = await greetings.keepRecording(draft.path, draft.lengthMs);
      const saved = kept.ok ? await boxes.setGreeting(box.boxId, 'always', kept.value) : kept;
      if (!saved.ok) return say('vm-trouble');
      await greetings.remove(box.greetings.always);
      dialogue.dropDraft();
      await say('vm-greeting-saved');
    },
    resetGreeting: async () => {
      const { box } = dialogue;
      if (box === undefined) return;
      await boxes.setGreeting(box.boxId, 'always', undefined);
      await greetings.remove(box.greetings.always);
      dialogue.dropDraft();
      await say('vm-greeting-reset');
    },
  };
}
