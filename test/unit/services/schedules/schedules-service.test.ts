import assert from 'node:assert/strict';
import { userIdSchema } from '../../../../src-main/contract/ids.ts';
import { scheduleIdSchema, type ScheduleInput } from '../../../../src-main/contract/schedules.ts';
import { SteppedClock } from '../../../../src-main/foundation/clock.ts';
import { officeHours, SchedulesService } from '../../../../src-main/services/routing/index.ts';
import { SchedulesRepository } from '../../../../src-main/storage/repositories/schedules.ts';
import { aSchedule, shanghai } from '../../../support/schedules.ts';
import { openMemory, type TestDatabase } from '../../../support/test-databases.ts';

const OFFICE = scheduleIdSchema.parse('office');
const SUPERVISOR = userIdSchema.parse('user_supervisor');
const HOUR_MS = 3_600_000;

describe('the schedules of the house', () => {
  let opened: TestDatabase;
  let clock: SteppedClock;
  let service: SchedulesService;
  let used: string[];

  beforeEach(async () => {
    opened = await openMemory();
    clock = new SteppedClock(shanghai('2026-03-04 10:00'));
    used = [];
    const repository = new SchedulesRepository(opened.database.query);
    await repository.save(officeHours('Asia/Shanghai'));
    service = new SchedulesService({ repository, clock, isUsed: async (id) => used.includes(id) });
    await service.start();
  });
  afterEach(() => opened.remove());

  function refusedFor(change: Partial<ScheduleInput>) {
    return service.create(aSchedule(change)).then((created) => (created.ok ? undefined : created.error));
  }

  it('answers by a change as soon as it is stored', async () => {
    assert.equal(service.book.kindAt(OFFICE, clock.nowMs()), 'work');
    assert.ok((await service.replace(OFFICE, aSchedule({ weekly: [] }))).ok);
    assert.equal(service.book.kindAt(OFFICE, clock.nowMs()), 'off');
    const made = await service.create(aSchedule({ title: '夜班' }));
    assert.ok(made.ok);
    assert.equal(service.book.kindAt(made.value.scheduleId, clock.nowMs()), 'work');
    assert.ok((await service.remove(made.value.scheduleId)).ok);
    assert.equal(service.book.kindAt(made.value.scheduleId, clock.nowMs()), undefined);
  });

  it('tells now and next', () => {
    assert.deepEqual(service.momentOf(OFFICE), {
      ok: true,
      value: {
        at: clock.nowMs(),
        now: {
          kind: 'work',
          because: 'weekly',
          from: shanghai('2026-03-04 08:30'),
          to: shanghai('2026-03-04 12:00'),
        },
        next: { atMs: shanghai('2026-03-04 12:00'), kind: 'lunch' },
      },
    });
  });

  it('refuses two kinds at one time, and names both', async () => {
    const weekly = [
      { weekdays: [1, 2], from: '08:00', to: '12:00', kind: 'work' },
      { weekdays: [2, 3], from: '11:30', to: '13:00', kind: 'lunch' },
    ] as const;
    const fault = await refusedFor({ weekly: weekly.map((period) => ({ ...period, weekdays: [...period.weekdays] })) });
    assert.equal(fault?.code, 'schedule/overlap');
    assert.deepEqual(fault?.ids, {
      place: 'weekly',
      day: 2,
      firstKind: 'work',
      firstFrom: '08:00',
      firstTo: '12:00',
      secondKind: 'lunch',
      secondFrom: '11:30',
      secondTo: '13:00',
    });
    assert.equal(service.all().length, 1);
  });

  it('finds two kinds that meet over midnight, also from Sunday to Monday', async () => {
    const night = { weekdays: [7], from: '22:00', to: '08:00', kind: 'duty' } as const;
    const early = { weekdays: [1], from: '07:30', to: '12:00', kind: 'work' } as const;
    const weekly = [night, early].map((period) => ({ ...period, weekdays: [...period.weekdays] }));
    assert.deepEqual((await refusedFor({ weekly }))?.ids?.['day'], 1);
    const later = weekly.map((period) => (period.kind === 'work' ? { ...period, from: '08:00' } : period));
    assert.equal(await refusedFor({ weekly: later }), undefined);
  });

  it('finds two kinds that meet on an exception and on a holiday', async () => {
    const periods = [
      { from: '08:00', to: '12:00', kind: 'work' } as const,
      { from: '09:00', to: '10:00', kind: 'duty' } as const,
    ];
    const exception = await refusedFor({ exceptions: [{ title: '盘点', date: '2026-03-04', periods }] });
    assert.deepEqual([exception?.ids?.['place'], exception?.ids?.['day']], ['exception', '2026-03-04']);
    const dates = { fromDate: '2026-03-04', toDate: '2026-03-05' };
    const holiday = await refusedFor({ holidays: [{ title: '展会', ...dates, periods }] });
    assert.deepEqual([holiday?.ids?.['place'], holiday?.ids?.['day']], ['holiday', '展会']);
  });

  it('lets periods of one kind meet, and periods touch', async () => {
    const weekly = [
      { weekdays: [1], from: '08:00', to: '12:00', kind: 'work' as const },
      { weekdays: [1], from: '11:00', to: '13:00', kind: 'work' as const },
      { weekdays: [1], from: '13:00', to: '14:00', kind: 'lunch' as const },
    ];
    assert.equal(await refusedFor({ weekly }), undefined);
  });

  it('refuses an unknown zone and a date that is written down twice', async () => {
    assert.deepEqual((await refusedFor({ timeZone: 'Asia/Nowhere' }))?.ids?.['place'], 'timeZone');
    const swap = { title: '调休', date: '2026-02-14', weekday: 5 };
    assert.deepEqual((await refusedFor({ swaps: [swap, swap] }))?.ids, { place: 'swap', day: '2026-02-14' });
  });

  it('adds the public holidays once, and leaves what was written by hand', async () => {
    const own = { title: '自己的春节', fromDate: '2026-02-15', toDate: '2026-02-20', periods: [] };
    await service.replace(OFFICE, { ...officeHours('Asia/Shanghai'), holidays: [own] });
    for (let time = 0; time < 2; time += 1) assert.ok((await service.addCalendar(OFFICE, 'cn-2026')).ok);
    const { schedule } = service.all()[0] ?? assert.fail();
    assert.deepEqual([schedule.holidays.length, schedule.swaps.length], [7, 6]);
    assert.deepEqual(schedule.holidays[1], own);
    const unknown = await service.addCalendar(OFFICE, 'cn-1926');
    assert.equal(!unknown.ok && unknown.error.code, 'request/notFound');
  });

  it('keeps a schedule that a rule asks', async () => {
    used.push(OFFICE);
    const removed = await service.remove(OFFICE);
    assert.equal(!removed.ok && removed.error.code, 'schedule/inUse');
    assert.equal(service.all().length, 1);
  });

  it('is overridden until the end of the override, also after a restart and after a change', async () => {
    const until = clock.nowMs() + HOUR_MS;
    const set = await service.setOverride(OFFICE, { kind: 'off', until, reason: '停电' }, SUPERVISOR);
    assert.ok(set.ok);
    await service.replace(OFFICE, officeHours('Asia/Shanghai'));
    await service.start();
    assert.deepEqual(service.all()[0]?.override, set.value);
    assert.equal(service.book.kindAt(OFFICE, clock.nowMs()), 'off');
    clock.advance(HOUR_MS);
    assert.equal(service.all()[0]?.override, undefined);
    assert.equal(service.book.kindAt(OFFICE, clock.nowMs()), 'work');
  });

  it('goes back to its plan when the override is taken off', async () => {
    await service.setOverride(OFFICE, { kind: 'off', until: clock.nowMs() + HOUR_MS, reason: '' }, SUPERVISOR);
    assert.ok((await service.clearOverride(OFFICE)).ok);
    assert.equal(service.book.kindAt(OFFICE, clock.nowMs()), 'work');
  });

  it('refuses an override that has ended already or ends next year', async () => {
    for (const until of [clock.nowMs(), clock.nowMs() + 300 * 24 * HOUR_MS]) {
      const set = await service.setOverride(OFFICE, { kind: 'off', until, reason: '' }, SUPERVISOR);
      assert.equal(!set.ok && set.error.code, 'schedule/invalid');
    }
    assert.equal(service.book.kindAt(OFFICE, clock.nowMs()), 'work');
  });

  it('knows nothing of a schedule that is not there', async () => {
    const other = scheduleIdSchema.parse('other');
    const answers = [
      service.momentOf(other),
      service.yearPreview(other, 2026),
      await service.replace(other, aSchedule()),
      await service.remove(other),
      await service.setOverride(other, { kind: 'off', until: clock.nowMs() + 1, reason: '' }, SUPERVISOR),
      await service.clearOverride(other),
      await service.addCalendar(other, 'cn-2026'),
    ];
    assert.deepEqual(new Set(answers.map((answer) => !answer.ok && answer.error.code)), new Set(['request/notFound']));
  });
});
