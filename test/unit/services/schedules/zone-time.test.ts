import assert from 'node:assert/strict';
import { isTimeZone, ZoneTime } from '../../../../src-main/services/routing/schedules/zone-time.ts';
import { datesOfYear, weekdayOf } from '../../../../src-main/services/routing/schedules/civil-date.ts';

/** [zone, date, minute of the day, moment]. */
const MOMENTS = [
  ['Asia/Shanghai', '2026-02-17', 0, '2026-02-16T16:00:00Z'],
  ['Asia/Shanghai', '2026-12-31', 1440, '2026-12-31T16:00:00Z'],
  // Berlin puts its clocks forward from 02:00 to 03:00 on 29 March 2026, and back from 03:00 to 02:00 on 25 October.
  ['Europe/Berlin', '2026-03-29', 119, '2026-03-29T00:59:00Z'],
  ['Europe/Berlin', '2026-03-29', 120, '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', 150, '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', 180, '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', 181, '2026-03-29T01:01:00Z'],
  ['Europe/Berlin', '2026-10-25', 119, '2026-10-24T23:59:00Z'],
  ['Europe/Berlin', '2026-10-25', 150, '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25', 180, '2026-10-25T02:00:00Z'],
  // New York: 8 March 2026 from 02:00 to 03:00, 1 November from 02:00 to 01:00.
  ['America/New_York', '2026-03-08', 150, '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-03-08', 540, '2026-03-08T13:00:00Z'],
  ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30:00Z'],
  ['America/New_York', '2026-11-01', 540, '2026-11-01T14:00:00Z'],
  // Half an hour, at 02:00 on 4 October 2026.
  ['Australia/Lord_Howe', '2026-10-04', 135, '2026-10-03T15:30:00Z'],
  // The day of 24 April 2026 begins at 01:00.
  ['Africa/Cairo', '2026-04-24', 0, '2026-04-23T22:00:00Z'],
] as const;

describe('the time of a zone', () => {
  for (const [zone, date, minute, moment] of MOMENTS) {
    it(`finds minute ${minute} of ${date} in ${zone} at ${moment}`, () => {
      assert.equal(new Date(new ZoneTime(zone).momentOf(date, minute)).toISOString(), moment.replace('Z', '.000Z'));
    });
  }

  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo']) {
    it(`lets no later minute of 2026 come earlier in ${zone}`, () => {
      const time = new ZoneTime(zone);
      let last = -Infinity;
      for (const date of datesOfYear(2026)) {
        for (let minute = 0; minute < 1440; minute += 30) {
          const moment = time.momentOf(date, minute);
          assert.ok(moment >= last, `${date} ${minute}`);
          last = moment;
        }
      }
    });
  }

  it('knows the date on the wall', () => {
    const at = Date.parse('2026-12-31T16:00:00Z');
    const dates = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'].map((zone) => new ZoneTime(zone).dateAt(at));
    assert.deepEqual(dates, ['2027-01-01', '2026-12-31', '2026-12-31']);
  });

  it('knows which names are zones', () => {
    assert.deepEqual(['Asia/Shanghai', 'UTC', 'Asia/Nowhere', ''].map(isTimeZone), [true, true, false, false]);
  });
});

describe('the calendar', () => {
  it('has 366 days in a leap year and 365 in another', () => {
    assert.deepEqual(
      [2024, 2026, 2028, 2100].map((year) => datesOfYear(year).length),
      [366, 365, 366, 365],
    );
    assert.equal(datesOfYear(2028)[59], '2028-02-29');
  });

  it('knows the weekdays, before 1970 as well', () => {
    assert.deepEqual(['2026-01-05', '2026-10-01', '2028-02-29', '1969-12-28'].map(weekdayOf), [1, 4, 2, 7]);
  });
});
