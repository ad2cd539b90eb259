import assert from 'node:assert/strict';
import { SAMPLE_AT, SAMPLE_BOX, SAMPLE_GROUP_BOX, SAMPLE_MESSAGE } from '../../src-main/api/examples/sample-values.ts';
import { userIdSchema } from '../../src-main/contract/ids.ts';
import { boxIdSchema, boxSchema, voicemailMessageSchema } from '../../src-main/contract/voicemail.ts';
import { monoWav } from './mono-wav.ts';
import { openVoicemailHouse, type VoicemailHouse } from './voicemail-house.ts';

/** Voicemail with the boxes of the examples: a message in the agent's, one that is deleted, and a greeting for 下班. */
export async function openExampleBoxes(): Promise<VoicemailHouse> {
  const voicemail = await openVoicemailHouse();
  const { boxes, messages, desk } = voicemail.service;
  for (const box of [SAMPLE_BOX, SAMPLE_GROUP_BOX]) {
    assert.ok((await voicemail.boxes.save({ ...boxSchema.parse(box), pinHash: 'hash 4711' })).ok);
  }
  const deleted = { ...SAMPLE_MESSAGE, messageId: 'message_deleted', state: 'deleted', deletedAt: SAMPLE_AT };
  for (const message of [SAMPLE_MESSAGE, deleted]) {
    await voicemail.messages.save(voicemailMessageSchema.parse(message));
  }
  await boxes.reload();
  await messages.recount();
  const agent = { userId: userIdSchema.parse('user_agent'), role: 'agent' } as const;
  assert.ok((await desk.putGreeting(agent, boxIdSchema.parse(SAMPLE_BOX.boxId), 'off', monoWav(2_000))).ok);
  return voicemail;
}
