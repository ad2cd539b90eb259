import assert from 'node:assert/strict';
import { HOLIDAY_CALENDARS } from '../../../../src-main/services/routing/index.ts';
import { aSchedule, bookOf, kindsAt, shanghai } from '../../../support/schedules.ts';

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
