import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Direction } from '../../contract/call-model.ts';
import { recordingRefSchema } from '../../contract/call-record.ts';
import type { CallId, RuleId, UserId } from '../../contract/ids.ts';
import { recordingPoliciesSchema, recordingPolicySchema, type RecordingPolicy } from '../../contract/recordings.ts';

/** What a policy can ask of a call. What is not known yet is absent, and matches no list. */
export interface CallFacts {
  readonly direction: Direction;
  readonly ruleId?: RuleId;
  readonly queueId?: string;
  readonly userId?: UserId;
  readonly stationNo?: string;
}

/** Name of the setting under which the policies are kept. */
export const RECORDING_SETTING = 'recording';

/** How the setting looked when all it held were directions and a format. */
const formerShape = z
  .strictObject({
    directions: z.array(z.enum(['inbound', 'outbound'])).default(['inbound', 'outbound']),
    format: recordingRefSchema.shape.format.default('pcm16'),
  })
  .transform(({ directions, format }) => ({
    policies: [recordingPolicySchema.parse({ policyId: 'default', match: { directions }, mode: 'all', format })],
  }));

/** The setting, in its present or its former shape. */
export const recordingSettingSchema = z.union([recordingPoliciesSchema, formerShape]);

/** Every call with a line is recorded. */
export const defaultPolicies: readonly RecordingPolicy[] = recordingSettingSchema.parse({}).policies;

/** The first policy that matches; undefined when none does: then the call is not recorded unless somebody asks. Pure. */
export function policyFor(policies: readonly RecordingPolicy[], facts: CallFacts): RecordingPolicy | undefined {
  return policies.find((policy) => matches(policy, facts));
}

/** Whether the policy begins a recording by itself. A call is asked more than once and always gets the same answer. Pure. */
export function isRecorded(policy: RecordingPolicy, callId: CallId): boolean {
  switch (policy.mode) {
    case 'all':
      return true;
    case 'none':
    case 'onDemand':
      return false;
    case 'percentage':
      return shareOf(callId) < policy.percent;
  }
}

function matches({ match, internal }: RecordingPolicy, facts: CallFacts): boolean {
  if (facts.direction === 'internal' && !internal) return false;
  return (
    includes(match.directions, facts.direction) &&
    includes(match.ruleIds, facts.ruleId) &&
    includes(match.queueIds, facts.queueId) &&
    includes(match.userIds, facts.userId) &&
    includes(match.stationNos, facts.stationNo)
  );
}

function includes<Value>(list: readonly Value[] | undefined, value: Value | undefined): boolean {
  return list === undefined || (value !== undefined && list.includes(value));
}

/** 0 to below 100, spread evenly over the ids. */
function shareOf(callId: CallId): number {
  return (createHash('sha256').update(callId).digest().readUInt32BE(0) / 0x1_0000_0000) * 100;
}
