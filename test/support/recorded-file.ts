import { writeFileSync } from 'node:fs';
import type { RecordingId } from '../../src-main/contract/ids.ts';
import { recordingPolicySchema } from '../../src-main/contract/recordings.ts';
import { userIdSchema } from '../../src-main/contract/ids.ts';
import { stereoWav } from '../renderer/support/stereo-wav.ts';
import type { RecordingHouse } from './recording-house.ts';
import { settle } from './settle.ts';

/** What recordings of these tests hold: three seconds, a tone in each leg; more than one chunk when it is encrypted. */
export const SOUND_MS = 3_000;
export const SOUND = stereoWav(SOUND_MS, [620, 1030]);

/** A call that is recorded under a policy and stopped; its file holds SOUND. Sealing has been asked for. */
export async function recordOne(house: RecordingHouse, policy: object, trunkNo = 1): Promise<RecordingId> {
  const parsed = recordingPolicySchema.parse({ policyId: 'p', mode: 'all', ...policy });
  await house.policies.replace([parsed]);
  const callId = await house.answered(trunkNo);
  await settle();
  const started = house.callControl.events.findLast((event) => event.kind === 'RecordingStarted');
  if (started === undefined) throw new Error('nothing was recorded');
  writeFileSync(started.path, SOUND);
  await house.index(started.recordingId, started.path, started.at);
  await house.service.stopManually(callId, userIdSchema.parse('user_chen'));
  return started.recordingId;
}
