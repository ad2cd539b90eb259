import assert from 'node:assert/strict';
import { flowIdSchema, userIdSchema } from '../../../../src-main/contract/ids.ts';
import type { FollowPlan, FollowPlanDraft } from '../../../../src-main/contract/follow.ts';
import type { FollowEditor } from '../../../../src-main/services/follow/index.ts';
import { FakeFollow } from '../../../support/fake-follow.ts';
import { aPlan, aTarget } from '../../../support/follow-centre.ts';
import { anInboundRule, memoryRouting } from '../../../support/routing-plan.ts';

const admin: FollowEditor = { userId: userIdSchema.parse('user_admin'), role: 'admin' };
const chen: FollowEditor = { userId: userIdSchema.parse('user_chen'), role: 'agent' };
const boss: FollowEditor = { userId: userIdSchema.parse('user_boss'), role: 'supervisor' };

function draft(change: Partial<FollowPlan> = {}): FollowPlanDraft {
  const { planId: _id, ...rest } = aPlan(change);
  return rest;
}

describe('the desk of follow-me plans', () => {
  let house: FakeFollow;
  let routing: ReturnType<typeof memoryRouting>;
  beforeEach(() => {
    const choices = { trunkNos: [], stationNos: [], users: [], flows: [], followPlans: [], schedules: [], lists: [] };
    routing = memoryRouting({ agents: { stationOf: () => undefined, at: () => undefined }, choices });
    house = new FakeFollow(routing.book);
  });

  async function saved(editor: FollowEditor, change: Partial<FollowPlan> = {}, planId?: string): Promise<string> {
    const done = await house.desk.save(editor, draft(change), planId);
    return done.ok ? done.value.planId : done.error.code;
  }

  it('gives a plan of somebody who is no administrator to itself, without the rights of others', async () => {
    const planId = await saved(chen, { ownerUserId: boss.userId, stationNo: '803' });
    const plan = house.desk.plan(planId);
    assert.deepEqual([plan?.ownerUserId, plan?.stationNo], [chen.userId, undefined]);
    const given = house.desk.plan(await saved(admin, { ownerUserId: chen.userId, stationNo: '803' }));
    assert.deepEqual([given?.ownerUserId, given?.stationNo], [chen.userId, '803']);
  });

  it('lets nobody change or remove what is somebody else’s, but an administrator', async () => {
    const planId = await saved(chen);
    assert.equal(await saved(boss, { title: '改' }, planId), 'auth/forbidden');
    const removed = await house.desk.remove(boss, planId);
    assert.equal(removed.ok ? 'ok' : removed.error.code, 'auth/forbidden');
    assert.equal(await saved(admin, { title: '改' }, planId), planId);
    assert.equal(house.desk.plan(planId)?.title, '改');
  });

  it('shows an agent its own plans, and everybody whom a call can follow', async () => {
    await saved(chen, { title: '陈' });
    await saved(admin, { title: '值班' });
    await saved(admin, { title: '停用', enabled: false });
    assert.deepEqual(
      house.desk.visibleTo(chen).map((plan) => plan.title),
      ['陈'],
    );
    assert.equal(house.desk.visibleTo(boss).length, 3);
    assert.deepEqual(await house.desk.choices(), [
      { planId: 'plan_1', title: '陈', ownerName: 'name of user_chen' },
      { planId: 'plan_2', title: '值班' },
    ]);
  });

  it('refuses numbers that lead nowhere or to our own lines, straight or over a station', async () => {
    assert.equal(await saved(admin, { targets: [aTarget('12')] }), 'call/numberInvalid');
    assert.equal(await saved(admin, { targets: [aTarget('94008008888')] }), 'follow/loop');
    await house.stations.save('802', { doNotDisturb: false, forwarding: { busy: '94008008888' } });
    assert.equal(await saved(admin, { targets: [aTarget('801'), aTarget('802')] }), 'follow/loop');
    assert.equal(await saved(admin, { whenNobody: { kind: 'agent', stationNo: '802' } }), 'follow/loop');
  });

  it('refuses steps that lead back to the plan, straight or over others', async () => {
    const first = await saved(admin);
    const second = await saved(admin, { whenNobody: { kind: 'followMe', planId: first } });
    assert.equal(await saved(admin, { whenNobody: { kind: 'followMe', planId: first } }, first), 'follow/loop');
    assert.equal(await saved(admin, { whenNobody: { kind: 'followMe', planId: second } }, first), 'follow/loop');
    assert.equal(await saved(admin, { whenNobody: { kind: 'followMe', planId: 'plan_9' } }), 'routing/unknownTarget');
  });

  it('refuses flows and schedules that are not there', async () => {
    const flow = (name: string) => ({ kind: 'flow', flowId: flowIdSchema.parse(name) }) as const;
    assert.equal(await saved(admin, { whenNobody: flow('nowhere') }), 'routing/unknownTarget');
    assert.equal(await saved(admin, { whenNobody: flow('welcome') }), 'plan_2');
    const at = (scheduleId: string) => [aTarget('801', { schedule: { scheduleId, kinds: ['work'] } })];
    assert.equal(await saved(admin, { targets: at('moon') }), 'routing/unknownTarget');
    assert.equal(await saved(admin, { targets: at('office') }), 'plan_4');
  });

  it('keeps a plan to which a rule or another plan leads', async () => {
    const first = await saved(admin);
    const second = await saved(admin, { whenNobody: { kind: 'followMe', planId: first } });
    await routing.book.replace({
      ...routing.book.plan,
      inboundRules: [anInboundRule('night', 1, {}, { next: { kind: 'followMe', planId: second } })],
    });
    for (const planId of [first, second]) {
      const removed = await house.desk.remove(admin, planId);
      assert.equal(removed.ok ? 'ok' : removed.error.code, 'routing/inUse');
    }
    await routing.book.replace({ ...routing.book.plan, inboundRules: [] });
    assert.equal((await house.desk.remove(admin, second)).ok, true);
    assert.equal((await house.desk.remove(admin, first)).ok, true);
    const gone = await house.desk.remove(admin, first);
    assert.equal(gone.ok ? 'ok' : gone.error.code, 'request/notFound');
  });
});
