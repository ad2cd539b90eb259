import { scheduleIdSchema, type Schedule } from '../../../contract/schedules.ts';

const WORKDAYS = [1, 2, 3, 4, 5];

/** The schedule of a fresh house: Monday to Friday, lunch, and somebody on duty in the evening. */
export function officeHours(timeZone: string): Schedule {
  return {
    scheduleId: scheduleIdSchema.parse('office'),
    title: '工作时间',
    timeZone,
    weekly: [
      { weekdays: WORKDAYS, from: '08:30', to: '12:00', kind: 'work' },
      { weekdays: WORKDAYS, from: '12:00', to: '13:30', kind: 'lunch' },
      { weekdays: WORKDAYS, from: '13:30', to: '17:30', kind: 'work' },
      { weekdays: WORKDAYS, from: '17:30', to: '21:00', kind: 'duty' },
    ],
    holidays: [],
    swaps: [],
    exceptions: [],
  };
}
