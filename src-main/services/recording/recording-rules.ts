import { z } from 'zod';
import type { Direction } from '../../contract/call-model.ts';

/** Which calls are recorded, and how. Kept under the setting 'recording'. */
export const recordingRulesSchema = z.object({
  /** Directions that are recorded; a call without a trunk has no trunk leg and is never recorded. */
  directions: z.array(z.enum(['inbound', 'outbound'])).default(['inbound', 'outbound']),
  /** pcm16 takes 32 kB a second of a call, alaw half of that at the line's own quality. */
  format: z.enum(['pcm16', 'alaw']).default('pcm16'),
});
export type RecordingRules = z.infer<typeof recordingRulesSchema>;

/** Name of the setting. */
export const RECORDING_RULES_SETTING = 'recording';

export const defaultRecordingRules: RecordingRules = recordingRulesSchema.parse({});

export function isRecorded(rules: RecordingRules, direction: Direction): boolean {
  return rules.directions.some((each) => each === direction);
}
