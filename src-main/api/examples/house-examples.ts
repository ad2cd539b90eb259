import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT, SAMPLE_CALL, SAMPLE_SESSION, SAMPLE_USER } from './sample-values.ts';

const params = { userId: SAMPLE_USER.userId };
const channel = {
  deviceId: 'trunk/1',
  channel: 0,
  kind: 'trunk',
  label: '外线 1',
  state: 'connected',
  le001: 8,
  le002: 0,
  since: SAMPLE_AT,
  inService: true,
  offHook: true,
  farNumber: SAMPLE_CALL.farNumber,
  callId: SAMPLE_CALL.callId,
};
const board = {
  up: true,
  vendor: 'Trunkline',
  model: 'SIM-16',
  serial: 'SIM-0001',
  driverVersion: '1.0.0',
  simulated: true,
  clock: 'real',
  channels: [channel],
};
const bench = { clock: 'stepped', nowMs: 83_000, lines: [], phones: [] };

/** Accounts, board, simulator, settings, health. */
export const HOUSE_EXAMPLES: RouteExamples = {
  'GET /api/users': { status: 200, answer: [SAMPLE_USER] },
  'POST /api/users': {
    body: { login: 'agent9', displayName: '王芳', role: 'agent', locale: 'zh-CN', password: 'a first one 8680' },
    status: 201,
    answer: { ...SAMPLE_USER, userId: 'user_agent9', login: 'agent9', displayName: '王芳', mustChangePassword: true },
  },
  'PUT /api/users/:userId/disabled': { ...DONE, params, body: { disabled: true } },
  'POST /api/users/:userId/password': { params, status: 200, answer: { password: 'kj7mwq3tdxhe' } },
  'GET /api/users/:userId/sessions': { params, status: 200, answer: [SAMPLE_SESSION] },
  'DELETE /api/users/:userId/sessions/:sessionId': {
    ...DONE,
    params: { ...params, sessionId: SAMPLE_SESSION.sessionId },
  },
  'GET /api/board': { status: 200, answer: board },
  'POST /api/board/open': DONE,
  'PUT /api/board/loudspeaker': { ...DONE, body: { channel: 0 } },
  'GET /api/settings': { status: 200, answer: [{ name: 'port', value: 8680, source: 'default' }] },
  'GET /api/bench': { status: 200, answer: bench },
  'POST /api/bench/actions': { ...DONE, body: { do: 'ring', trunkNo: 1, number: '13900001234' } },
  'POST /api/bench/advance': { ...DONE, body: { ms: 1000 } },
  'GET /health': { status: 200, answer: { status: 'ok', version: '0.1.0', startedAt: SAMPLE_AT } },
};
