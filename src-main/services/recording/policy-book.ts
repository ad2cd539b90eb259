import type { CallId } from '../../contract/ids.ts';
import type { PolicyId, RecordingPolicy } from '../../contract/recordings.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import type { SettingsRepository } from '../../storage/repositories/settings.ts';
import {
  defaultPolicies,
  isRecorded,
  policyFor,
  RECORDING_SETTING,
  recordingSettingSchema,
  type CallFacts,
} from './recording-policy.ts';

/** The recording policies in force, in their order. Read at start: a decision about a call waits for no database. */
export class PolicyBook {
  readonly #settings: SettingsRepository;
  #policies: readonly RecordingPolicy[] = defaultPolicies;

  constructor(settings: SettingsRepository) {
    this.#settings = settings;
  }

  async reload(): Promise<void> {
    const stored = await this.#settings.read(RECORDING_SETTING, recordingSettingSchema);
    this.#policies = stored?.policies ?? defaultPolicies;
  }

  all(): readonly RecordingPolicy[] {
    return this.#policies;
  }

  byId(policyId: PolicyId): RecordingPolicy | undefined {
    return this.#policies.find((policy) => policy.policyId === policyId);
  }

  /** Puts the whole list in force for calls that are answered from now on. Fault: request/conflict for an id twice. */
  async replace(policies: readonly RecordingPolicy[]): Promise<Result<void, Fault>> {
    if (new Set(policies.map((policy) => policy.policyId)).size < policies.length) return failed(twice());
    await this.#settings.write(RECORDING_SETTING, { policies });
    this.#policies = policies;
    return ok();
  }

  /** The policy of a call, and whether it begins a recording by itself. */
  decide(callId: CallId, facts: CallFacts): { readonly policy?: RecordingPolicy; readonly begins: boolean } {
    const policy = policyFor(this.#policies, facts);
    return policy === undefined ? { begins: false } : { policy, begins: isRecorded(policy, callId) };
  }
}

function twice(): Fault {
  return {
    kind: 'misuse',
    code: 'request/conflict',
    tried: 'save the recording policies',
    now: 'two of them have the same id; nothing was changed',
    next: 'Give each policy an id of its own.',
  };
}
