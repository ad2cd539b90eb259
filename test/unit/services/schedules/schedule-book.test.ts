import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import type { Schedule, ScheduleOverride } from '../../../../src-main/contract/schedules.ts';
import { HOLIDAY_CALENDARS, ScheduleBook } from '../../../../src-main/services/routing/index.ts';
import { aSchedule, every, momentIn, shanghai } from '../../../support/schedules.ts';

const NIGHT = every([5, 7], '22:00', '06:00', 'duty');

function bookOf(schedule: Schedule, override?: ScheduleOverride): ScheduleBook {
  return new ScheduleBook([override === undefined ? { schedule } : { schedule, override }]);
}

/** Kinds at moments, as `work lunch off`. */
function kindsAt(schedule: Schedule, moments: readonly number[]): string {
  const book = bookOf(schedule);
  return moments.map((atMs) => book.kindAt('office', atMs)).join(' ');
}

describe('a schedule', () => {
  it('says work, lunch and off by the week, each from its first minute to the last before its end', () => {
    const times = ['08:29', '08:30', '11:59', '12:00', '13:29', '13:30', '17:29', '17:30', '23:59'];
    assert.equal(
      kindsAt(
        aSchedule(),
        times.map((time) => shanghai(`2026-03-04 ${time}`)),
      ),
      'off work work lunch lunch work work off off',
    );
    assert.equal(kindsAt(aSchedule(), [shanghai('2026-03-07 10:00'), shanghai('2026-03-08 10:00')]), 'off off');
  });

  it('goes by its own zone and not by that of the machine', () => {
    const newYork = aSchedule({ timeZone: 'America/New_York' });
    assert.equal(kindsAt(newYork, [shanghai('2026-03-04 10:00'), momentIn(-5, '2026-03-04 10:00')]), 'off work');
  });

  it('knows nothing of a schedule that is not in the book', () => {
    const book = bookOf(aSchedule());
    assert.equal(book.kindAt('other', 0), undefined);
    assert.equal(book.explainAt('other', 0), undefined);
    assert.equal(book.nextChange('other', 0), undefined);
    assert.equal(book.yearPreview('other', 2026), undefined);
  });

  it('goes on over midnight into a day that has no plan, and from Sunday into Monday', () => {
    const schedule = aSchedule({ weekly: [NIGHT] });
    const moments = [
      '2026-03-06 21:59',
      '2026-03-06 22:00',
      '2026-03-07 05:59',
      '2026-03-07 06:00',
      '2026-03-09 03:00',
    ];
    assert.equal(kindsAt(schedule, moments.map(shanghai)), 'off duty duty off duty');
    assert.deepEqual(bookOf(schedule).explainAt('office', shanghai('2026-03-07 01:00')), {
      kind: 'duty',
      because: 'weekly',
      from: shanghai('2026-03-06 22:00'),
      to: shanghai('2026-03-07 06:00'),
    });
  });

  it('lets a night go on into a holiday until a period of the holiday begins', () => {
    const periods = [{ from: '04:00', to: '05:00', kind: 'off' }] as const;
    const saturday = { title: '盘点', date: '2026-03-07', periods: [...periods] };
    const moments = ['2026-03-07 03:59', '2026-03-07 04:00', '2026-03-07 05:30'].map(shanghai);
    assert.equal(kindsAt(aSchedule({ weekly: [NIGHT], exceptions: [saturday] }), moments), 'duty off duty');
  });

  it('may last a whole day, to 24:00', () => {
    const schedule = aSchedule({ weekly: [every([6], '00:00', '24:00', 'duty')] });
    const moments = ['2026-03-06 23:59', '2026-03-07 00:00', '2026-03-07 23:59', '2026-03-08 00:00'];
    assert.equal(kindsAt(schedule, moments.map(shanghai)), 'off duty duty off');
  });

  it('takes for one date an exception before a swap, a swap before a holiday, a holiday before the week', () => {
    const date = '2026-03-04';
    const holidays = [{ title: '停业', fromDate: date, toDate: date, periods: [] }];
    const swaps = [{ title: '调休', date, weekday: 1 }];
    const exceptions = [{ title: '早班', date, periods: [{ from: '07:00', to: '09:00', kind: 'duty' } as const] }];
    const at = shanghai('2026-03-04 08:45');
    const because = [{}, { holidays }, { holidays, swaps }, { holidays, swaps, exceptions }].map((change) => {
      const explained = bookOf(aSchedule(change)).explainAt('office', at);
      return [explained?.because, explained?.kind, explained?.title];
    });
    assert.deepEqual(because, [
      ['weekly', 'work', undefined],
      ['holiday', 'off', '停业'],
      ['swap', 'work', '调休'],
      ['exception', 'duty', '早班'],
    ]);
  });

  it('says nothing decided where the week is empty, and how long that lasts', () => {
    assert.deepEqual(bookOf(aSchedule()).explainAt('office', shanghai('2026-03-07 10:00')), {
      kind: 'off',
      because: 'nothing',
      from: shanghai('2026-03-06 17:30'),
      to: shanghai('2026-03-09 08:30'),
    });
    assert.deepEqual(bookOf(aSchedule({ weekly: [] })).explainAt('office', 0), { kind: 'off', because: 'nothing' });
  });

  it('has 29 February', () => {
    const schedule = aSchedule({ exceptions: [{ title: '闰日', date: '2028-02-29', periods: [] }] });
    const moments = ['2028-02-28 10:00', '2028-02-29 10:00', '2028-03-01 10:00'].map(shanghai);
    assert.equal(kindsAt(schedule, moments), 'work off work');
  });
});

describe('a schedule on the day of a clock change', () => {
  const night = every([6, 7], '01:30', '02:30', 'duty');

  it('keeps its hours by the clock on the wall before and after, in Berlin and New York', () => {
    const berlin = aSchedule({
      timeZone: 'Europe/Berlin',
      weekly: [every([7], '08:00', '12:00', 'work')],
    });
    for (const [offset, date] of [
      [1, '2026-03-22'],
      [2, '2026-03-29'],
      [2, '2026-10-18'],
      [1, '2026-10-25'],
    ] as const) {
      const moments = [`${date} 07:59`, `${date} 08:00`, `${date} 11:59`, `${date} 12:00`];
      assert.equal(
        kindsAt(
          berlin,
          moments.map((text) => momentIn(offset, text)),
        ),
        'off work work off',
        date,
      );
    }
    const newYork = { ...berlin, timeZone: 'America/New_York' };
    for (const [offset, date] of [
      [-4, '2026-03-08'],
      [-5, '2026-11-01'],
    ] as const) {
      const moments = [`${date} 07:59`, `${date} 08:00`, `${date} 11:59`, `${date} 12:00`];
      assert.equal(
        kindsAt(
          newYork,
          moments.map((text) => momentIn(offset, text)),
        ),
        'off work work off',
        date,
      );
    }
  });

  it('ends at the change what would end in the hour that is left out', () => {
    const book = bookOf(aSchedule({ timeZone: 'Europe/Berlin', weekly: [night] }));
    const begins = momentIn(1, '2026-03-29 01:30');
    assert.deepEqual(book.explainAt('office', begins), {
      kind: 'duty',
      because: 'weekly',
      from: begins,
      to: momentIn(1, '2026-03-29 02:00'),
    });
  });

  it('leaves out a period that lies in the hour that is left out', () => {
    const weekly = [every([7], '02:10', '02:50', 'duty')];
    const book = bookOf(aSchedule({ timeZone: 'Europe/Berlin', weekly }));
    const next = book.nextChange('office', momentIn(1, '2026-03-28 12:00'));
    assert.deepEqual(next, { kind: 'duty', atMs: momentIn(2, '2026-04-05 02:10') });
  });

  it('ends at its first showing what ends in the hour that comes twice', () => {
    const book = bookOf(aSchedule({ timeZone: 'Europe/Berlin', weekly: [night] }));
    const ends = momentIn(2, '2026-10-25 02:30');
    assert.equal(book.kindAt('office', ends - 1), 'duty');
    assert.equal(book.kindAt('office', ends), 'off');
    assert.equal(book.kindAt('office', momentIn(1, '2026-10-25 02:15')), 'off');
  });

  it('goes through a night of 23 and of 25 hours without a gap', () => {
    const weekly = [every([6], '20:00', '08:00', 'duty')];
    const book = bookOf(aSchedule({ timeZone: 'America/New_York', weekly }));
    for (const [evening, beginOffset, endOffset] of [
      ['2026-03-07', -5, -4],
      ['2026-10-31', -4, -5],
    ] as const) {
      const from = momentIn(beginOffset, `${evening} 20:00`);
      const to = momentIn(endOffset, evening === '2026-03-07' ? '2026-03-08 08:00' : '2026-11-01 08:00');
      for (let atMs = from; atMs < to; atMs += 600_000) assert.equal(book.kindAt('office', atMs), 'duty');
      const explained = book.explainAt('office', from + 4 * 3_600_000);
      assert.deepEqual([explained?.from, explained?.to], [from, to]);
    }
  });

  it('answers for a zone whose clocks were put back over midnight', () => {
    // St. John’s, 6 November 2011: from 00:01 back to 23:01 of the day before.
    const book = bookOf(aSchedule({ timeZone: 'America/St_Johns' }));
    for (let minute = 0; minute < 180; minute += 1) {
      assert.equal(book.kindAt('office', Date.parse('2011-11-06T01:30:00Z') + minute * 60_000), 'off');
    }
  });
});

describe('the public holidays of China in 2026', () => {
  const calendar = HOLIDAY_CALENDARS[0];
  assert.ok(calendar !== undefined);
  const schedule = aSchedule({ holidays: calendar.holidays, swaps: calendar.swaps });
  const book = bookOf(schedule);

  it('close the office over Spring Festival and open it on the days that make up for it', () => {
    const days = ['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-17', '2026-02-23', '2026-02-24', '2026-02-28'];
    assert.equal(
      kindsAt(
        schedule,
        days.map((day) => shanghai(`${day} 10:00`)),
      ),
      'work work off off off work work',
    );
    assert.deepEqual(book.explainAt('office', shanghai('2026-02-17 10:00')), {
      kind: 'off',
      because: 'holiday',
      title: '春节',
      from: shanghai('2026-02-15 00:00'),
      to: shanghai('2026-02-24 00:00'),
    });
    assert.deepEqual(book.nextChange('office', shanghai('2026-02-15 00:00')), {
      atMs: shanghai('2026-02-24 08:30'),
      kind: 'work',
    });
  });

  it('close it over National Day, with two weekend days made up', () => {
    const days = ['2026-09-20', '2026-09-27', '2026-10-01', '2026-10-07', '2026-10-08', '2026-10-10', '2026-10-11'];
    assert.equal(
      kindsAt(
        schedule,
        days.map((day) => shanghai(`${day} 10:00`)),
      ),
      'work off off off work work off',
    );
    assert.equal(book.explainAt('office', shanghai('2026-10-10 10:00'))?.because, 'swap');
  });

  it('leave 248 working days, as the year has 365 less 104 of weekends and 13 of holidays', () => {
    const days = book.yearPreview('office', 2026) ?? [];
    assert.equal(days.length, 365);
    assert.equal(days.filter((day) => day.spans.some((span) => span.kind === 'work')).length, 248);
  });

  it('are shown by the year view with their reason and the hours of each day', () => {
    const days = book.yearPreview('office', 2026) ?? [];
    assert.deepEqual(days[0], {
      date: '2026-01-01',
      weekday: 4,
      because: 'holiday',
      title: '元旦',
      spans: [{ kind: 'off', from: '00:00', to: '24:00' }],
    });
    assert.deepEqual(
      days.find((day) => day.date === '2026-01-04'),
      {
        date: '2026-01-04',
        weekday: 7,
        because: 'swap',
        title: '元旦调休',
        spans: [
          { kind: 'off', from: '00:00', to: '08:30' },
          { kind: 'work', from: '08:30', to: '12:00' },
          { kind: 'lunch', from: '12:00', to: '13:30' },
          { kind: 'work', from: '13:30', to: '17:30' },
          { kind: 'off', from: '17:30', to: '24:00' },
        ],
      },
    );
    assert.equal(days.find((day) => day.date === '2026-01-10')?.because, 'nothing');
    assert.equal(days.find((day) => day.date === '2026-01-12')?.because, 'weekly');
  });
});

describe('an override', () => {
  const override: ScheduleOverride = {
    kind: 'off',
    setAt: shanghai('2026-03-04 10:00'),
    until: shanghai('2026-03-04 11:00'),
    reason: '消防演习',
    byUserId: userIdSchema.parse('user_1'),
  };

  it('goes over everything from its beginning, and ends by itself', () => {
    const book = bookOf(aSchedule(), override);
    const times = ['09:59', '10:00', '10:59', '11:00'];
    assert.deepEqual(
      times.map((time) => book.kindAt('office', shanghai(`2026-03-04 ${time}`))),
      ['work', 'off', 'off', 'work'],
    );
    assert.deepEqual(book.explainAt('office', override.setAt), {
      kind: 'off',
      because: 'override',
      title: '消防演习',
      from: override.setAt,
      to: override.until,
    });
    assert.deepEqual(book.nextChange('office', override.setAt), { atMs: override.until, kind: 'work' });
  });

  it('that ends into its own kind makes no change there', () => {
    const book = bookOf(aSchedule(), { ...override, until: shanghai('2026-03-04 20:00') });
    assert.deepEqual(book.nextChange('office', override.setAt), { atMs: shanghai('2026-03-05 08:30'), kind: 'work' });
  });
});

describe('the next change', () => {
  it('is the next moment of another kind, over weekends and holidays', () => {
    const book = bookOf(aSchedule());
    const after = (text: string) => book.nextChange('office', shanghai(text));
    assert.deepEqual(after('2026-03-04 08:30'), { atMs: shanghai('2026-03-04 12:00'), kind: 'lunch' });
    assert.deepEqual(after('2026-03-06 17:30'), { atMs: shanghai('2026-03-09 08:30'), kind: 'work' });
  });

  it('is none when the schedule says one thing for ever', () => {
    assert.equal(bookOf(aSchedule({ weekly: [] })).nextChange('office', 0), undefined);
    const always = [every([1, 2, 3, 4, 5, 6, 7], '00:00', '24:00', 'work')];
    assert.equal(bookOf(aSchedule({ weekly: always })).nextChange('office', 0), undefined);
  });
});
