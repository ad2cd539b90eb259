import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT, SAMPLE_RECORD, SAMPLE_RECORDING_POLICIES } from './sample-values.ts';

const recordingId = 'rec_1';
const params = { recordingId };
const mark = { atMs: 12_400, text: '报价' };
const markId = 'mark_7d0d2b4e-6a0b-4a0e-9a53-0f5d8f6b7c11';
const details = {
  recordingId,
  callId: SAMPLE_RECORD.callId,
  state: 'sealed',
  encrypted: true,
  sizeBytes: 944_356,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  sealedAt: SAMPLE_AT + 64_000,
  marks: [{ ...mark, markId, userId: 'user_agent' }],
  mayMark: true,
  names: { user_agent: '陈静', user_supervisor: '王芳' },
  hold: { reason: '投诉', byUserId: 'user_supervisor', at: SAMPLE_AT + 3_600_000 },
  listenings: [{ userId: 'user_supervisor', at: SAMPLE_AT + 3_500_000, how: 'played', fromMs: 0, toMs: 59_000 }],
};
const download = {
  downloadId: '3b241101-e2bb-4255-8caf-4136c566a962',
  state: 'ready',
  recordings: 128,
  doneCount: 0,
  unreadable: 0,
  percent: 0,
};
const downloadParams = { downloadId: download.downloadId };
const [policy] = SAMPLE_RECORDING_POLICIES;
const { policyId, ...draft } = policy;

/** What is done with recordings besides hearing them: notes on them, archives of many, what keeps them. */
export const RECORDING_EXAMPLES: RouteExamples = {
  'GET /api/recordings/:recordingId/details': { params, status: 200, answer: details },
  'POST /api/recordings/:recordingId/listenings': { ...DONE, params, body: { fromMs: 0, toMs: 59_000 } },
  'POST /api/recordings/:recordingId/marks': {
    params,
    body: mark,
    status: 201,
    answer: { ...mark, markId, userId: 'user_agent' },
  },
  'DELETE /api/recordings/:recordingId/marks/:markId': { ...DONE, params: { recordingId, markId } },
  'POST /api/recordings/:recordingId/play-to-caller': { ...DONE, params, body: { callId: 'call_1' } },
  'PUT /api/recordings/:recordingId/hold': { ...DONE, params, body: { held: true, reason: '投诉' } },
  'POST /api/recordings/downloads': {
    body: { filter: { direction: 'inbound', recorded: true } },
    status: 201,
    answer: download,
  },
  'GET /api/recordings/downloads/:downloadId': {
    params: downloadParams,
    status: 200,
    answer: { ...download, state: 'running', doneCount: 32, percent: 25 },
  },
  'GET /api/recordings/downloads/:downloadId/archive': { params: downloadParams, status: 200 },
  'DELETE /api/recordings/downloads/:downloadId': { ...DONE, params: downloadParams },
  'POST /api/recordings/verify': {
    status: 200,
    answer: { links: 129, files: 128, problems: [{ no: 57, recordingId, what: 'changed' }] },
  },
  'POST /api/recordings/retention': { status: 200, answer: { deleted: 12, held: 1 } },
  'POST /api/recordings/key': DONE,
  'GET /api/recording-policies': { status: 200, answer: { policies: SAMPLE_RECORDING_POLICIES } },
  'PUT /api/recording-policies': { ...DONE, body: { policies: SAMPLE_RECORDING_POLICIES } },
  'PUT /api/recording-policies/:policyId': { ...DONE, params: { policyId }, body: draft },
  'DELETE /api/recording-policies/:policyId': { ...DONE, params: { policyId } },
};
