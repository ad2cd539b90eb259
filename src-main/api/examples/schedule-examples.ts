import { DONE, type RouteExamples } from './route-example.ts';
import { SAMPLE_AT } from './sample-values.ts';

const HOUR_MS = 3_600_000;
const WORKDAYS = [1, 2, 3, 4, 5];
const params = { scheduleId: 'office' };

const draft = {
  title: '工作时间',
  timeZone: 'Asia/Shanghai',
  weekly: [
    { weekdays: WORKDAYS, from: '08:30', to: '12:00', kind: 'work' },
    { weekdays: WORKDAYS, from: '12:00', to: '13:30', kind: 'lunch' },
    { weekdays: WORKDAYS, from: '13:30', to: '17:30', kind: 'work' },
    { weekdays: WORKDAYS, from: '17:30', to: '21:00', kind: 'duty' },
  ],
  holidays: [{ title: '元旦', fromDate: '2026-01-01', toDate: '2026-01-03', periods: [] }],
  swaps: [{ title: '元旦调休', date: '2026-01-04', weekday: 5 }],
  exceptions: [{ title: '盘点', date: '2026-01-30', periods: [{ from: '09:00', to: '12:00', kind: 'work' }] }],
};
const schedule = { ...draft, ...params };
const moment = {
  at: SAMPLE_AT,
  now: { kind: 'duty', because: 'weekly', from: SAMPLE_AT - HOUR_MS / 2, to: SAMPLE_AT + 3 * HOUR_MS },
  next: { atMs: SAMPLE_AT + 3 * HOUR_MS, kind: 'off' },
};
const holidays = {
  holidays: [...draft.holidays, { title: '春节', fromDate: '2026-02-15', toDate: '2026-02-23', periods: [] }],
  swaps: [...draft.swaps, { title: '春节调休', date: '2026-02-14', weekday: 5 }],
};
const calendar = { calendarId: 'cn-2026', title: '中国法定节假日 2026', year: 2026, ...holidays };
const override = { kind: 'off', until: SAMPLE_AT + 2 * HOUR_MS, reason: '停电' };
const newYear = {
  date: '2026-01-01',
  weekday: 4,
  because: 'holiday',
  title: '元旦',
  spans: [{ kind: 'off', from: '00:00', to: '24:00' }],
};

/** When the house is open. */
export const SCHEDULE_EXAMPLES: RouteExamples = {
  'GET /api/schedules': {
    status: 200,
    answer: { schedules: [{ ...schedule, moment }], serverTimeZone: 'Asia/Shanghai', calendars: [calendar] },
  },
  'GET /api/schedules/:scheduleId/moment': { params, query: { at: SAMPLE_AT }, status: 200, answer: moment },
  'GET /api/schedules/:scheduleId/year': { params, query: { year: 2026 }, status: 200, answer: [newYear] },
  'POST /api/schedules': { body: draft, status: 201, answer: { ...draft, scheduleId: 'schedule_1' } },
  'PUT /api/schedules/:scheduleId': { params, body: draft, status: 200, answer: schedule },
  'DELETE /api/schedules/:scheduleId': { ...DONE, params },
  'POST /api/schedules/:scheduleId/calendars/:calendarId': {
    params: { ...params, calendarId: 'cn-2026' },
    status: 200,
    answer: { ...schedule, ...holidays },
  },
  'PUT /api/schedules/:scheduleId/override': {
    params,
    body: override,
    status: 200,
    answer: { ...override, setAt: SAMPLE_AT, byUserId: 'user_supervisor' },
  },
  'DELETE /api/schedules/:scheduleId/override': { ...DONE, params },
};
