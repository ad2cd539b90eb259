import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT, SAMPLE_ROUTING_PLAN } from './sample-values.ts';

const [everything, night] = SAMPLE_ROUTING_PLAN.inboundRules;
const [abroad] = SAMPLE_ROUTING_PLAN.outboundRules;
const [sales] = SAMPLE_ROUTING_PLAN.ringGroups;
const { forced: _, ...settings } = SAMPLE_ROUTING_PLAN.settings;

const inboundDraft = { title: night.title, enabled: true, match: night.match, next: night.next, position: 1 };
const inboundParams = { ruleId: night.ruleId };
const outboundDraft = { title: abroad.title, enabled: true, match: abroad.match, action: abroad.action };
const outboundParams = { ruleId: abroad.ruleId };
const { groupId, ...groupDraft } = sales;
const textOf = (plan: object): string => JSON.stringify({ format: 'trunkline-routing', version: 1, ...plan });

/** Rules of both directions, ring groups, settings, and asking what would happen to a call. */
export const ROUTING_EXAMPLES: RouteExamples = {
  'GET /api/routing': { status: 200, answer: SAMPLE_ROUTING_PLAN },
  'GET /api/routing/choices': {
    status: 200,
    answer: {
      trunkNos: [1, 2, 3, 4],
      stationNos: ['801', '802', '803'],
      users: [{ userId: 'user_agent', displayName: '陈静' }],
      flows: [{ flowId: 'welcome', title: '欢迎' }],
      schedules: [{ scheduleId: 'office', title: '工作时间' }],
      lists: [{ listId: 'vip', kind: 'vip', title: 'VIP' }],
    },
  },
  'POST /api/routing/inbound': { body: inboundDraft, status: 201, answer: { ...night, ruleId: 'rule_1', position: 1 } },
  'PUT /api/routing/inbound/:ruleId': {
    params: inboundParams,
    body: inboundDraft,
    status: 200,
    answer: { ...night, position: 1 },
  },
  'DELETE /api/routing/inbound/:ruleId': { ...DONE, params: inboundParams },
  'PUT /api/routing/inbound-order': { ...DONE, body: { ruleIds: [night.ruleId, everything.ruleId] } },
  'POST /api/routing/outbound': {
    body: outboundDraft,
    status: 201,
    answer: { ...abroad, ruleId: 'rule_2', position: 2 },
  },
  'PUT /api/routing/outbound/:ruleId': { params: outboundParams, body: outboundDraft, status: 200, answer: abroad },
  'DELETE /api/routing/outbound/:ruleId': { ...DONE, params: outboundParams },
  'PUT /api/routing/outbound-order': { ...DONE, body: { ruleIds: [abroad.ruleId] } },
  'POST /api/routing/ring-groups': { body: groupDraft, status: 201, answer: { ...sales, groupId: 'group_1' } },
  'PUT /api/routing/ring-groups/:groupId': { params: { groupId }, body: groupDraft, status: 200, answer: sales },
  'DELETE /api/routing/ring-groups/:groupId': { ...DONE, params: { groupId } },
  'PUT /api/routing/settings': { ...DONE, body: settings },
  'PUT /api/routing/forced': { ...DONE, body: { on: true, ruleId: night.ruleId } },
  'POST /api/routing/test-inbound': {
    body: { number: '13900001234', trunkNo: 1, at: SAMPLE_AT },
    status: 200,
    answer: {
      kind: 'matched',
      ruleId: everything.ruleId,
      next: everything.next,
      vip: false,
      why: [{ kind: 'rule', ruleId: everything.ruleId, title: everything.title, met: true, conditions: [] }],
    },
  },
  'POST /api/routing/test-outbound': {
    body: { number: '900441234567', stationNo: '801', at: SAMPLE_AT },
    status: 200,
    answer: {
      kind: 'barred',
      ruleId: abroad.ruleId,
      why: [
        { kind: 'outsidePrefix', digits: '00441234567' },
        {
          kind: 'rule',
          ruleId: abroad.ruleId,
          title: abroad.title,
          met: true,
          conditions: [{ condition: 'number', met: true, had: '00441234567', wanted: ['international'] }],
        },
      ],
    },
  },
  'GET /api/routing/export': { status: 200, answer: { text: textOf(SAMPLE_ROUTING_PLAN) } },
  'POST /api/routing/import': {
    body: { text: textOf({ ...SAMPLE_ROUTING_PLAN, inboundRules: [everything] }), apply: false },
    status: 200,
    answer: {
      applied: false,
      problems: [],
      changes: [{ what: 'inboundRule', id: night.ruleId, title: night.title, change: 'removed' }],
    },
  },
};
