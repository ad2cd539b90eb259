import { promptIdSchema } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import type { Box, Greeting } from '../../contract/voicemail.ts';
import type { Log } from '../../foundation/log.ts';
import type { PromptFile } from '../../mediator/call-control.ts';
import type { GreetingStore } from './greeting-store.ts';
import type { BoxSchedules, PromptSource } from './voicemail-ports.ts';

/** Finds what voicemail says, in the language of the house. What is missing is logged and left out. */
export class VoicemailVoice {
  readonly language: Locale;
  readonly #prompts: PromptSource;
  readonly #greetings: GreetingStore;
  readonly #schedules: BoxSchedules;
  readonly #log: Log;

  constructor(parts: {
    readonly language: Locale;
    readonly prompts: PromptSource;
    readonly greetings: GreetingStore;
    readonly schedules: BoxSchedules;
    readonly log: Log;
  }) {
    this.language = parts.language;
    this.#prompts = parts.prompts;
    this.#greetings = parts.greetings;
    this.#schedules = parts.schedules;
    this.#log = parts.log;
  }

  phrase(...names: readonly string[]): readonly PromptFile[] {
    return names.flatMap((name) => {
      const promptId = promptIdSchema.parse(name);
      const file = this.#prompts.find(promptId, this.language);
      if (file === undefined) this.#log.error('a prompt of voicemail is missing', { promptId, code: 'prompt/missing' });
      return file === undefined ? [] : [file];
    });
  }

  /** The greeting of the period that the box's schedule has now, else the one for always, else the house's. */
  greetingOf(box: Box, at: number): readonly PromptFile[] {
    const period = box.scheduleId === undefined ? undefined : this.#schedules.kindAt(box.scheduleId, at);
    const chosen = (period === undefined ? undefined : box.greetings[period]) ?? box.greetings.always;
    const own = chosen === undefined ? [] : this.#filesOf(chosen);
    return own.length > 0 ? own : this.phrase('vm-greeting');
  }

  #filesOf(greeting: Greeting): readonly PromptFile[] {
    if (greeting.kind === 'prompt') return this.phrase(greeting.promptId);
    const path = this.#greetings.find(greeting.greetingId);
    if (path !== undefined) return [{ promptId: promptIdSchema.parse(greeting.greetingId), path }];
    this.#log.error('a greeting of a box is missing', { greetingId: greeting.greetingId, code: 'prompt/missing' });
    return [];
  }
}
