import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import type { ScheduleOverride } from '../../../../src-main/contract/schedules.ts';
import { aSchedule, bookOf, every, kindsAt, momentIn, shanghai } from '../../../support/schedules.ts';

const NIGHT = every([5, 7], '22:00', '06:00', 'duty');

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
