import type { RouteExamples } from './route-example.ts';
import { SAMPLE_AGENT, SAMPLE_CALL, SAMPLE_RECORD } from './sample-values.ts';

/** Calls, the sound of their recordings, and agents. */
export const CALL_EXAMPLES: RouteExamples = {
  'GET /api/calls': {
    query: { limit: 20, search: '1390000', direction: 'inbound' },
    status: 200,
    answer: { records: [SAMPLE_RECORD], nextCursor: 'WzE3Njc2MDcyMDAwMDAsImNhbGxfMSJd' },
  },
  'GET /api/calls/live': { status: 200, answer: [SAMPLE_CALL] },
  'GET /api/calls/count': {
    query: { direction: 'inbound', search: '1390000' },
    status: 200,
    answer: { count: 128, more: false },
  },
  'GET /api/calls/export': { query: { format: 'csv', locale: 'zh-CN', direction: 'inbound' }, status: 200 },
  'GET /api/calls/exports/:exportId': {
    params: { exportId: 'my-export-1' },
    status: 200,
    answer: { rows: 50, total: 128 },
  },
  'GET /api/flows': { status: 200, answer: { flows: [{ flowId: 'welcome', title: '欢迎' }] } },
  'GET /api/calls/:callId': { params: { callId: 'call_1' }, status: 200, answer: SAMPLE_RECORD },
  'GET /api/recordings/:recordingId': { params: { recordingId: 'rec_1' }, query: { format: 'pcm16' }, status: 200 },
  'GET /api/agents': { status: 200, answer: [SAMPLE_AGENT] },
};
