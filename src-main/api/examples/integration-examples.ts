import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT, SAMPLE_SCREEN_POP, SAMPLE_WEBHOOK } from './sample-values.ts';

const { title, address, kinds, webhookId } = SAMPLE_WEBHOOK;
const draft = { title, address, kinds };
const params = { webhookId };
const { screenPopId, ...screenPopDraft } = SAMPLE_SCREEN_POP;
const attempt = {
  attemptNo: 12,
  newsId: 'event-1200',
  kind: 'CallCleared',
  eventNo: 1200,
  at: SAMPLE_AT,
  durationMs: 41,
  tries: 2,
  replay: false,
  outcome: 'delivered',
  status: 200,
};
const token = { tokenId: 'token_1', title: 'CRM', createdAt: SAMPLE_AT };

/** Webhooks, screen pops, click to dial. */
export const INTEGRATION_EXAMPLES: RouteExamples = {
  'GET /api/webhooks': { status: 200, answer: [SAMPLE_WEBHOOK] },
  'POST /api/webhooks': {
    body: draft,
    status: 201,
    answer: { webhook: SAMPLE_WEBHOOK, secret: 'whsec_4kQyXb0aFh3sD8wLr5tq1QSkYzX0b6mJ' },
  },
  'PUT /api/webhooks/:webhookId': { params, body: draft, status: 200, answer: SAMPLE_WEBHOOK },
  'DELETE /api/webhooks/:webhookId': { ...DONE, params },
  'POST /api/webhooks/:webhookId/pause': { params, status: 200, answer: { ...SAMPLE_WEBHOOK, enabled: false } },
  'POST /api/webhooks/:webhookId/resume': {
    params,
    body: { skipMissed: false },
    status: 200,
    answer: SAMPLE_WEBHOOK,
  },
  'POST /api/webhooks/:webhookId/replay': {
    params,
    body: { from: 'event', eventNo: 1100 },
    status: 200,
    answer: { ...SAMPLE_WEBHOOK, position: 1099, behind: 101 },
  },
  'POST /api/webhooks/:webhookId/test': {
    params,
    status: 200,
    answer: {
      attemptNo: 13,
      newsId: 'test-1',
      kind: 'Test',
      at: SAMPLE_AT,
      durationMs: 30,
      tries: 1,
      replay: false,
      outcome: 'delivered',
      status: 200,
    },
  },
  'POST /api/webhooks/:webhookId/secret': {
    params,
    status: 200,
    answer: { secret: 'whsec_0b6mJ4kQyXb0aFh3sD8wLr5tq1QSkYzX' },
  },
  'GET /api/webhooks/:webhookId/deliveries': {
    params,
    query: { limit: 20 },
    status: 200,
    answer: { attempts: [attempt], nextBefore: 12 },
  },
  'GET /api/screen-pops': { status: 200, answer: [SAMPLE_SCREEN_POP] },
  'PUT /api/screen-pops/:screenPopId': {
    params: { screenPopId },
    body: screenPopDraft,
    status: 200,
    answer: SAMPLE_SCREEN_POP,
  },
  'DELETE /api/screen-pops/:screenPopId': { ...DONE, params: { screenPopId } },
  'GET /api/click-to-dial/origins': { status: 200, answer: ['https://crm.example'] },
  'PUT /api/click-to-dial/origins': {
    body: ['https://crm.example'],
    status: 200,
    answer: ['https://crm.example'],
  },
  'POST /api/click-to-dial': {
    body: { number: 'tel:+86-139-0000-1234' },
    status: 200,
    answer: { state: 'answered', callId: 'call_1' },
  },
  'GET /api/me/dial-tokens': { status: 200, answer: [token] },
  'POST /api/me/dial-tokens': {
    body: { title: 'CRM' },
    status: 201,
    answer: { ...token, token: 'dial_4kQyXb0aFh3sD8wLr5tq1QSkYzX0b6mJ' },
  },
  'DELETE /api/me/dial-tokens/:tokenId': { ...DONE, params: { tokenId: 'token_1' } },
};
