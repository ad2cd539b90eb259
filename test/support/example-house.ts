import {
  SAMPLE_AT,
  SAMPLE_RECORD,
  SAMPLE_SCREEN_POP,
  SAMPLE_SESSION,
  SAMPLE_WEBHOOK,
} from '../../src-main/api/examples/sample-values.ts';
import { callRecordSchema } from '../../src-main/contract/call-record.ts';
import {
  recordingIdSchema,
  sessionIdSchema,
  stationDevice,
  trunkDevice,
  userIdSchema,
} from '../../src-main/contract/ids.ts';
import { followPlanDraftSchema } from '../../src-main/contract/follow.ts';
import { screenPopSchema } from '../../src-main/contract/screen-pop.ts';
import { roleSchema } from '../../src-main/contract/users.ts';
import { webhookSchema } from '../../src-main/contract/webhooks.ts';
import { FakeHouse } from './fake-ports.ts';

/** Where the examples lie in a house of fakes. Whoever adds an example adds here what it speaks of. */
export async function openExampleHouse(recordingPath: string): Promise<FakeHouse> {
  const house = new FakeHouse();
  for (const role of roleSchema.options) await house.addUser(role, role, role === 'agent' ? '陈静' : role);
  await seedSessions(house);
  seedCalls(house, recordingPath);
  const agent = { userId: userIdSchema.parse('user_agent'), role: 'agent' } as const;
  const draft = { title: '手机', targets: [{ to: '913900001234', confirm: true }] };
  await house.follow.desk.save(agent, followPlanDraftSchema.parse(draft));
  house.follow.music.soundPath = recordingPath;
  const { webhooks, screenPops, clickToDial } = house.integration;
  const webhook = webhookSchema.parse(SAMPLE_WEBHOOK);
  webhooks.stored.set(webhook.webhookId, webhook);
  const pop = screenPopSchema.parse(SAMPLE_SCREEN_POP);
  screenPops.stored.set(pop.screenPopId, pop);
  for (const role of roleSchema.options) await clickToDial.makeToken(userIdSchema.parse(`user_${role}`), 'CRM');
  return house;
}

async function seedSessions(house: FakeHouse): Promise<void> {
  await house.sessions.create({
    sessionId: sessionIdSchema.parse(SAMPLE_SESSION.sessionId),
    tokenHash: 'nobody has it',
    userId: userIdSchema.parse('user_agent'),
    createdAt: SAMPLE_AT,
    expiresAt: house.clock.nowMs() + 3_600_000,
    remoteAddress: '127.0.0.1',
  });
}

/** call_1: the agent talks with the caller; call_2 rings at the agent's extension. */
function seedCalls(house: FakeHouse, recordingPath: string): void {
  const own = stationDevice('801');
  house.calls.begin({ trunkNo: 1 }, [
    { deviceId: trunkDevice(1), state: 'connected' },
    { deviceId: own, state: 'connected' },
  ]);
  house.calls.begin({ trunkNo: 2 }, [{ deviceId: own, state: 'alerting' }]);
  const record = callRecordSchema.parse(SAMPLE_RECORD);
  house.records.put(record);
  house.records.files.set(recordingIdSchema.parse('rec_1'), recordingPath);
}
