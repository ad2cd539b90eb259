import assert from 'node:assert/strict';
import type { ApiParts } from '../../src-main/api/api-parts.ts';
import {
  SAMPLE_AT,
  SAMPLE_LIST_ENTRY,
  SAMPLE_RECORDING_POLICIES,
  SAMPLE_ROUTING_PLAN,
  SAMPLE_SCREEN_POP,
  SAMPLE_SESSION,
  SAMPLE_WEBHOOK,
} from '../../src-main/api/examples/sample-values.ts';
import { followPlanDraftSchema } from '../../src-main/contract/follow.ts';
import { callIdSchema, sessionIdSchema, userIdSchema } from '../../src-main/contract/ids.ts';
import { listEntrySchema } from '../../src-main/contract/number-lists.ts';
import { recordingPoliciesSchema } from '../../src-main/contract/recordings.ts';
import { routingPlanSchema } from '../../src-main/contract/routing.ts';
import { scheduleIdSchema } from '../../src-main/contract/schedules.ts';
import { screenPopSchema } from '../../src-main/contract/screen-pop.ts';
import { roleSchema } from '../../src-main/contract/users.ts';
import { webhookSchema } from '../../src-main/contract/webhooks.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { openExampleBoxes } from './example-boxes.ts';
import { seedCalls, seedLongList, seedRecords } from './example-calls.ts';
import { FakeHouse } from './fake-ports.ts';

export interface ExampleHouse {
  readonly parts: ApiParts;
  close(): Promise<void>;
}

/**
 * Where the examples lie in a house of fakes, at the moment SAMPLE_AT. Whoever adds an example adds here what it speaks
 * of, in a function for its area.
 * @param operation what will be asked, as `PUT /api/users/:userId/disabled`: some need the house in a state of their own.
 */
export async function openExampleHouse(recordingPath: string, operation: string): Promise<ExampleHouse> {
  const house = new FakeHouse(new SteppedClock(SAMPLE_AT));
  for (const role of roleSchema.options) await house.addUser(role, role, role === 'agent' ? '陈静' : role);
  await seedSessions(house);
  seedCalls(house, operation);
  if (operation !== 'POST /api/commands/call.startRecording') house.recorder.running.add(callIdSchema.parse('call_1'));
  seedRecords(house, recordingPath);
  seedPolicies(house);
  if (operation === 'GET /api/calls/exports/:exportId') seedLongList(house);
  await seedHours(house, operation);
  await seedRouting(house);
  await seedFollowing(house, recordingPath);
  await seedIntegration(house);
  if (!operation.includes(' /api/voicemail/')) return { parts: house.parts(), close: () => Promise.resolve() };
  const voicemail = await openExampleBoxes();
  return { parts: { ...house.parts(), voicemail: voicemail.service.desk }, close: voicemail.close };
}

async function seedFollowing(house: FakeHouse, soundPath: string): Promise<void> {
  const agent = { userId: userIdSchema.parse('user_agent'), role: 'agent' } as const;
  const draft = { title: '手机', targets: [{ to: '913900001234', confirm: true }] };
  await house.follow.desk.save(agent, followPlanDraftSchema.parse(draft));
  house.follow.music.soundPath = soundPath;
}

async function seedSessions(house: FakeHouse): Promise<void> {
  await house.sessions.create({
    sessionId: sessionIdSchema.parse(SAMPLE_SESSION.sessionId),
    tokenHash: 'nobody has it',
    userId: userIdSchema.parse('user_agent'),
    createdAt: SAMPLE_AT,
    expiresAt: SAMPLE_SESSION.expiresAt,
    remoteAddress: '127.0.0.1',
  });
}

function seedPolicies({ recordingWork }: FakeHouse): void {
  recordingWork.list = recordingPoliciesSchema.parse({ policies: SAMPLE_RECORDING_POLICIES }).policies;
}

/** The schedule and the lists of a fresh house, and one number on the black list; an override for who ends it. */
async function seedHours({ hours }: FakeHouse, operation: string): Promise<void> {
  await hours.entries.add([{ entry: listEntrySchema.parse(SAMPLE_LIST_ENTRY), patternKey: SAMPLE_LIST_ENTRY.pattern }]);
  await hours.start();
  if (operation !== 'DELETE /api/schedules/:scheduleId/override') return;
  const override = { kind: 'off', until: SAMPLE_AT + 3_600_000, reason: '停电' } as const;
  const by = userIdSchema.parse('user_supervisor');
  assert.ok((await hours.schedules.setOverride(scheduleIdSchema.parse('office'), override, by)).ok);
}

async function seedRouting({ routing }: FakeHouse): Promise<void> {
  routing.plans.plan = routingPlanSchema.parse(SAMPLE_ROUTING_PLAN);
  await routing.book.reload();
}

async function seedIntegration({ integration }: FakeHouse): Promise<void> {
  const { webhooks, screenPops, clickToDial } = integration;
  const webhook = webhookSchema.parse(SAMPLE_WEBHOOK);
  webhooks.stored.set(webhook.webhookId, webhook);
  const pop = screenPopSchema.parse(SAMPLE_SCREEN_POP);
  screenPops.stored.set(pop.screenPopId, pop);
  for (const role of roleSchema.options) await clickToDial.makeToken(userIdSchema.parse(`user_${role}`), 'CRM');
}
