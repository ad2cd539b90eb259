import assert from 'node:assert/strict';
import { aSchedule, bookOf, every, kindsAt, momentIn } from '../../../support/schedules.ts';

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
