import type { PromptId } from '../../contract/ids.ts';
import type { Locale } from '../../contract/users.ts';
import type { CallControl, PromptFile } from '../../mediator/call-control.ts';
import type { Log } from '../../foundation/log.ts';
import { digitSchema } from './flow-definition.ts';
import type { FlowSession } from './flow-session.ts';
import type { FlowPlayer, PlayEnd } from './nodes/node-context.ts';
import type { PromptLibrary } from './prompt-library.ts';

/**
 * Plays prompts of a flow by their ids. A prompt that is missing or is no audio is logged and passed over:
 * the caller goes on, as if it had been played.
 */
export class PromptPlayer implements FlowPlayer {
  readonly #callControl: CallControl;
  readonly #library: PromptLibrary;
  readonly #language: Locale;
  readonly #log: Log;

  constructor(parts: {
    readonly callControl: CallControl;
    readonly library: PromptLibrary;
    readonly language: Locale;
    readonly log: Log;
  }) {
    this.#callControl = parts.callControl;
    this.#library = parts.library;
    this.#language = parts.language;
    this.#log = parts.log;
  }

  async play(session: FlowSession, promptIds: readonly PromptId[]): Promise<PlayEnd> {
    const prompts = this.#files(promptIds);
    if (session.hasEnded) return { kind: 'ended' };
    if (prompts.length === 0) return { kind: 'played' };
    session.step('PlayBegan');
    const { callId, deviceId } = session;
    const stopDigits = digitSchema.options;
    const played = await this.#callControl.playMessage({ callId, deviceId, prompts, stopDigits, repeat: 1 });
    session.step('PlayEnded');
    if (session.hasEnded || !this.#callControl.calls.has(callId)) return { kind: 'ended' };
    if (!played.ok) {
      this.#log.error('prompts could not be played; the flow goes on', { callId, code: played.error.code });
      return { kind: 'played' };
    }
    switch (played.value.kind) {
      case 'digit':
        return { kind: 'digit', digit: played.value.digit };
      case 'hangUp':
        return { kind: 'ended' };
      default:
        return { kind: 'played' };
    }
  }

  startMusic(session: FlowSession, music: PromptId | undefined): () => Promise<void> {
    const prompts = music === undefined ? [] : this.#files([music]);
    if (prompts.length === 0) return () => Promise.resolve();
    const { callId, deviceId } = session;
    const playing = this.#callControl.playMessage({ callId, deviceId, prompts, stopDigits: [], repeat: 0 });
    return async () => {
      await this.#callControl.stopMessage(callId, deviceId);
      await playing;
    };
  }

  #files(promptIds: readonly PromptId[]): readonly PromptFile[] {
    return promptIds.flatMap((promptId) => {
      const file = this.#library.find(promptId, this.#language);
      if (file === undefined) this.#log.error('a prompt of the flow is missing', { promptId, code: 'prompt/missing' });
      return file === undefined ? [] : [file];
    });
  }
}
