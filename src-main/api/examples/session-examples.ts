import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_SESSION, SAMPLE_USER } from './sample-values.ts';

const login = { login: 'agent', password: 'agent', stationNo: '801' };
const reply = { user: SAMPLE_USER, sessionId: 'session_1', stationNo: '801', expiresAt: SAMPLE_SESSION.expiresAt };
const sessionId = SAMPLE_SESSION.sessionId;

/** Coming, going, and what everybody may ask about himself. */
export const SESSION_EXAMPLES: RouteExamples = {
  'POST /api/login': { body: login, status: 200, answer: reply },
  'POST /api/tokens': {
    body: login,
    status: 200,
    answer: { ...reply, token: 'q1QSkYzX0b6mJ2yXcVn0aFh3sD8wLr5t' },
  },
  'POST /api/logout': DONE,
  'GET /api/me': { status: 200, answer: reply },
  'POST /api/me/password': { ...DONE, body: { current: 'agent', next: 'a better one 8680' } },
  'PUT /api/me/locale': { ...DONE, body: { locale: 'en' } },
  'GET /api/me/sessions': { status: 200, answer: [SAMPLE_SESSION] },
  'DELETE /api/me/sessions/:sessionId': { ...DONE, params: { sessionId } },
};
