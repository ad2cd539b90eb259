import type { HolidayCalendar } from '../../../contract/schedules.ts';

/**
 * Public holidays of China. Holidays and make-up days are those of the State Council's notice on the holidays of
 * 2026 (国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025), all of them. Which weekday a make-up day
 * follows is not in the notice: here it is the day off that it makes up for, the earlier for the earlier; where
 * offices work alike from Monday to Friday it makes no difference.
 */
const chinaOf2026: HolidayCalendar = {
  calendarId: 'cn-2026',
  title: '中国法定节假日 2026',
  year: 2026,
  holidays: [
    { title: '元旦', fromDate: '2026-01-01', toDate: '2026-01-03', periods: [] },
    { title: '春节', fromDate: '2026-02-15', toDate: '2026-02-23', periods: [] },
    { title: '清明节', fromDate: '2026-04-04', toDate: '2026-04-06', periods: [] },
    { title: '劳动节', fromDate: '2026-05-01', toDate: '2026-05-05', periods: [] },
    { title: '端午节', fromDate: '2026-06-19', toDate: '2026-06-21', periods: [] },
    { title: '中秋节', fromDate: '2026-09-25', toDate: '2026-09-27', periods: [] },
    { title: '国庆节', fromDate: '2026-10-01', toDate: '2026-10-07', periods: [] },
  ],
  swaps: [
    { title: '元旦调休', date: '2026-01-04', weekday: 5 },
    { title: '春节调休', date: '2026-02-14', weekday: 5 },
    { title: '春节调休', date: '2026-02-28', weekday: 1 },
    { title: '劳动节调休', date: '2026-05-09', weekday: 2 },
    { title: '国庆节调休', date: '2026-09-20', weekday: 2 },
    { title: '国庆节调休', date: '2026-10-10', weekday: 3 },
  ],
};

export const HOLIDAY_CALENDARS: readonly HolidayCalendar[] = [chinaOf2026];
