import type { ScheduleId } from '../../../contract/schedules.ts';
import type { Fault } from '../../../foundation/errors.ts';

export function scheduleUnknown(scheduleId: ScheduleId): Fault {
  return {
    kind: 'misuse',
    code: 'request/notFound',
    tried: 'find the schedule',
    now: 'there is none with this id',
    next: 'Read the list of schedules again.',
    ids: { scheduleId },
  };
}

export function calendarUnknown(calendarId: string): Fault {
  return {
    kind: 'misuse',
    code: 'request/notFound',
    tried: 'find the public holidays',
    now: 'there are none with this id',
    next: 'Choose one of the calendars in the list of schedules.',
    ids: { calendarId },
  };
}

export function scheduleInUse(scheduleId: ScheduleId): Fault {
  return {
    kind: 'misuse',
    code: 'schedule/inUse',
    tried: 'delete the schedule',
    now: 'a rule asks it; it was not deleted',
    next: 'Change the rule first.',
    ids: { scheduleId },
  };
}

export function overrideEnded(scheduleId: ScheduleId): Fault {
  return {
    kind: 'misuse',
    code: 'schedule/invalid',
    tried: 'override the schedule',
    now: 'the end is not within the next 31 days; nothing was changed',
    next: 'Choose an end in the future.',
    ids: { place: 'override', day: '', scheduleId },
  };
}
