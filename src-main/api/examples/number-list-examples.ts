import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT, SAMPLE_LIST_ENTRY } from './sample-values.ts';

const { entryId, listId, pattern, reason } = SAMPLE_LIST_ENTRY;
const params = { listId };
const entryParams = { listId, entryId };
const list = { listId, title: '黑名单', kind: 'black' };
const custom = { title: '供应商', kind: 'custom' };
const draft = { pattern: '0108888*', reason: '推销', expiresAt: SAMPLE_AT + 30 * 86_400_000 };
const added = {
  ...draft,
  entryId: 'entry_2',
  listId,
  addedBy: 'user_admin',
  addedAt: SAMPLE_AT,
  hits: 0,
};
const shown = { ...SAMPLE_LIST_ENTRY, addedByName: '陈静' };

/** The lists of numbers, and who is on them. */
export const NUMBER_LIST_EXAMPLES: RouteExamples = {
  'GET /api/number-lists': { status: 200, answer: [{ ...list, entryCount: 1 }] },
  'GET /api/number-lists/review': { status: 200, answer: [shown] },
  'POST /api/number-lists/check': {
    body: { number: '13900001234' },
    status: 200,
    answer: [{ listId, kind: 'black', entryId, pattern, reason }],
  },
  'POST /api/number-lists': { body: custom, status: 201, answer: { ...custom, listId: 'list_suppliers' } },
  'PUT /api/number-lists/:listId': {
    params,
    body: { title: '骚扰电话', kind: 'black' },
    status: 200,
    answer: { ...list, title: '骚扰电话' },
  },
  'DELETE /api/number-lists/:listId': { ...DONE, params },
  'POST /api/number-lists/:listId/import': {
    params,
    body: { text: '0108888*,2026-06-30,推销\n13900001234\n' },
    status: 200,
    answer: {
      added: 1,
      refusedCount: 1,
      refused: [{ lineNo: 2, text: '13900001234', why: 'duplicate' }],
    },
  },
  'GET /api/number-lists/:listId/export': { params, status: 200 },
  'GET /api/number-lists/:listId/entries': {
    params,
    query: { offset: 0, limit: 20, search: '139' },
    status: 200,
    answer: { entries: [shown], total: 1 },
  },
  'POST /api/number-lists/:listId/entries': { params, body: draft, status: 201, answer: added },
  'PUT /api/number-lists/:listId/entries/:entryId': {
    params: entryParams,
    body: { pattern: '1390000????', reason },
    status: 200,
    answer: { ...SAMPLE_LIST_ENTRY, pattern: '1390000????' },
  },
  'POST /api/number-lists/:listId/entries/:entryId/move': {
    params: entryParams,
    body: { toListId: 'white' },
    status: 200,
    answer: { ...SAMPLE_LIST_ENTRY, listId: 'white' },
  },
  'DELETE /api/number-lists/:listId/entries/:entryId': { ...DONE, params: entryParams },
};
