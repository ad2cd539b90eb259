import { DONE, type RouteExamples } from './route-example.ts';

const draft = {
  title: '手机',
  targets: [{ to: '913900001234', label: '手机', ringSeconds: 20, confirm: true }],
  how: 'inOrder',
  confirmDigit: '1',
};
const plan = {
  ...draft,
  planId: 'plan_1',
  ownerUserId: 'user_agent',
  enabled: true,
  confirmPromptIds: ['follow-confirm'],
  noticePromptIds: ['follow-notice'],
  whenNobody: { kind: 'hangUp', how: 'answerAndHangUp' },
};
const planParams = { planId: plan.planId };
const settings = { doNotDisturb: false, forwarding: { noAnswer: { number: '802', seconds: 20 } } };
const house = { kind: 'music', musicId: 'hold-music' };
const musicPlan = { house, byQueue: {}, byFlow: { welcome: { kind: 'ringback' } }, byRule: {} };
const piece = { musicId: 'hold-music', title: 'hold-music', lengthMs: 16_000, own: false, present: true };
const musicParams = { musicId: piece.musicId };

/** Follow-me plans, what stations are set to, music for those who wait. */
export const FOLLOW_EXAMPLES: RouteExamples = {
  'GET /api/follow/plans': { status: 200, answer: [plan] },
  'GET /api/follow/choices': { status: 200, answer: [{ planId: 'plan_1', title: '手机', ownerName: '陈静' }] },
  'POST /api/follow/plans': { body: draft, status: 201, answer: { ...plan, planId: 'plan_2' } },
  'PUT /api/follow/plans/:planId': { params: planParams, body: draft, status: 200, answer: plan },
  'DELETE /api/follow/plans/:planId': { ...DONE, params: planParams },
  'GET /api/stations': { status: 200, answer: [{ stationNo: '801', ...settings }] },
  'PUT /api/stations/:stationNo': {
    params: { stationNo: '801' },
    body: settings,
    status: 200,
    answer: { stationNo: '801', ...settings },
  },
  'GET /api/music': { status: 200, answer: { files: [piece], plan: musicPlan, own: { kind: 'silence' } } },
  'PUT /api/music/plan': { ...DONE, body: musicPlan },
  'PUT /api/music/own': { ...DONE, body: { choice: { kind: 'silence' } } },
  'POST /api/music/files': {
    query: { title: '春' },
    status: 201,
    answer: { musicId: 'music_1', title: '春', lengthMs: 90_000, own: true, present: true },
  },
  'DELETE /api/music/files/:musicId': { ...DONE, params: musicParams },
  'GET /api/music/files/:musicId/sound': { params: musicParams, status: 200 },
};
