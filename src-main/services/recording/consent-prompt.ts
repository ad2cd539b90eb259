import { flowIdSchema, type CallId, type DeviceId, type PromptId } from '../../contract/ids.ts';
import type { Clock } from '../../foundation/clock.ts';
import { withDeadline } from '../../foundation/deadline.ts';
import type { Fault } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { CallControl, PromptFile } from '../../mediator/call-control.ts';
import { RECORDING_TIMERS } from './recording-timers.ts';

/** Under this name the call's story tells of a consent prompt that could not be played. */
const CONSENT_FLOW = flowIdSchema.parse('recording');

/**
 * Tells the caller that the call is recorded, before it is. A prompt that is missing, that does not end or that cannot
 * be played never holds the call or its recording up: it is written into the call's story.
 */
export class ConsentPrompt {
  readonly #callControl: CallControl;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #promptOf: (promptId: PromptId) => PromptFile | undefined;

  constructor(parts: {
    readonly callControl: CallControl;
    readonly clock: Clock;
    readonly log: Log;
    readonly promptOf: (promptId: PromptId) => PromptFile | undefined;
  }) {
    this.#callControl = parts.callControl;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#promptOf = parts.promptOf;
  }

  /** Resolves when the caller has heard it, or when it is clear that he will not. */
  async play(callId: CallId, deviceId: DeviceId, promptId: PromptId): Promise<void> {
    const prompt = this.#promptOf(promptId);
    if (prompt === undefined) return this.#failed(callId, 'prompt/missing');
    const playing = this.#callControl.playMessage({ callId, deviceId, prompts: [prompt], stopDigits: [], repeat: 1 });
    const limitMs = RECORDING_TIMERS.consentLimit.defaultMs;
    const played = await withDeadline(this.#clock, limitMs, playing, () => tooLong(callId));
    if (!played.ok) this.#failed(callId, played.error.code);
  }

  #failed(callId: CallId, code: Fault['code']): void {
    this.#log.warn('the caller was not told of the recording', { callId, code });
    const at = this.#clock.nowMs();
    this.#callControl.note({
      kind: 'FlowStepped',
      at,
      callId,
      flowId: CONSENT_FLOW,
      node: 'consent',
      choice: 'failed',
    });
  }
}

function tooLong(callId: CallId): Fault {
  return {
    kind: 'operational',
    code: 'request/timeout',
    tried: 'play the consent prompt',
    now: 'it has not ended in its time',
    next: 'The recording begins without it.',
    ids: { callId },
  };
}
