import assert from 'node:assert/strict';
import { userIdSchema } from '../../../src-main/contract/ids.ts';
import type { ScheduleView } from '../../../src-main/contract/schedules.ts';
import { dateInZone, endOfDayInZone, formatInZone } from '../../../src-renderer/locales/zone-format.ts';
import { aSchedule, momentIn, shanghai } from '../../support/schedules.ts';
import { settled } from '../support/fake-http.ts';
import { SeatWorld } from '../support/seat-world.ts';

const NOW = shanghai('2026-03-04 10:00');
const UNTIL = shanghai('2026-03-04 11:00');

function aView(change: Partial<ScheduleView> = {}): ScheduleView {
  const moment = {
    at: NOW,
    now: { kind: 'work', because: 'weekly' },
    next: { atMs: shanghai('2026-03-04 12:00'), kind: 'lunch' },
  } as const;
  return { ...aSchedule(), moment, ...change };
}

describe('the schedules of the seat', () => {
  let world: SeatWorld;
  /** Number of the next request. */
  let next: number;

  beforeEach(async () => {
    world = await new SeatWorld().live();
    next = world.http.asked.length;
    void world.root.schedules.load();
    await answerList([aView()]);
  });

  async function answer(status: number, body?: unknown): Promise<void> {
    await world.http.answer(next, status, body);
    next += 1;
    await settled();
  }

  function answerList(schedules: readonly ScheduleView[]): Promise<void> {
    return answer(200, { schedules, serverTimeZone: 'Asia/Shanghai', calendars: [] });
  }

  it('show the first until another is chosen', async () => {
    const { schedules } = world.root;
    assert.equal(schedules.selected?.title, '工作时间');
    const other = aView({ ...aSchedule({ title: '夜班' }), scheduleId: aSchedule().scheduleId });
    void schedules.load();
    await answerList([other]);
    assert.equal(schedules.selected?.title, '夜班');
  });

  it('keep changes here until they are saved, and send the words of the user alone', async () => {
    const { schedules } = world.root;
    schedules.change({ title: '夏季' });
    schedules.change({ weekly: [] });
    assert.deepEqual([schedules.shown?.title, schedules.selected?.title], ['夏季', '工作时间']);
    const saved = schedules.save();
    const { scheduleId: _, ...words } = aSchedule({ title: '夏季', weekly: [] });
    assert.deepEqual(world.http.asked[next], { method: 'PUT', path: '/api/schedules/office', body: words });
    assert.equal(schedules.pending, true);
    await answer(200, aSchedule());
    await answerList([aView({ title: '夏季' })]);
    assert.equal(await saved, true);
    assert.deepEqual([schedules.draft, schedules.pending], [undefined, false]);
  });

  it('keep the changes when they are refused, and say why', async () => {
    const { schedules } = world.root;
    schedules.change({ weekly: [] });
    const saved = schedules.save();
    await answer(422, { code: 'schedule/overlap', message: '', ids: { day: 1 } });
    assert.equal(await saved, false);
    assert.deepEqual([schedules.refused?.code, schedules.draft?.weekly], ['schedule/overlap', []]);
    schedules.discard();
    assert.deepEqual([schedules.refused, schedules.draft], [undefined, undefined]);
  });

  it('know when what they show is over: at the next change or the end of an override', async () => {
    const { schedules } = world.root;
    assert.equal(schedules.staleAtMs, shanghai('2026-03-04 12:00'));
    const byUserId = userIdSchema.parse('user_1');
    const override = { kind: 'off', until: UNTIL, reason: '', setAt: NOW, byUserId } as const;
    void schedules.load();
    await answerList([aView({ override })]);
    assert.deepEqual([schedules.staleAtMs, schedules.overridden.length], [UNTIL, 1]);
  });

  it('read themselves again after an override', async () => {
    const { schedules } = world.root;
    const set = schedules.setOverride(aSchedule().scheduleId, { kind: 'off', until: UNTIL, reason: '停电' });
    assert.deepEqual(world.http.asked[next]?.body, { kind: 'off', until: UNTIL, reason: '停电' });
    await answer(200, {});
    assert.equal(world.http.asked[next]?.path, '/api/schedules');
    await answerList([aView()]);
    assert.equal(await set, true);
  });

  it('show only the year of the schedule that is chosen', async () => {
    const { schedules } = world.root;
    void schedules.showYear(aSchedule().scheduleId, 2026);
    await answer(200, []);
    assert.equal(schedules.shownYear?.year, 2026);
  });
});

describe('a time in a zone', () => {
  const near = { nowMs: NOW, timeZone: 'Asia/Shanghai' } as const;

  for (const [text, zh, en] of [
    ['2026-03-04 12:00', '今天 12:00', 'today 12:00'],
    ['2026-03-06 08:30', '周五 08:30', 'Fri 08:30'],
    ['2026-03-20 08:30', '3月20日 08:30', '20 Mar 08:30'],
    ['2026-03-05 00:00', '周四 00:00', 'Thu 00:00'],
  ] as const) {
    it(`is '${zh}' and '${en}' for ${text}`, () => {
      assert.deepEqual(
        (['zh-CN', 'en'] as const).map((locale) => formatInZone(shanghai(text), { ...near, locale })),
        [zh, en],
      );
    });
  }

  it('is of another day where the zone is another', () => {
    const at = shanghai('2026-03-04 01:00');
    assert.deepEqual(
      [dateInZone(at, 'Asia/Shanghai'), dateInZone(at, 'America/New_York')],
      ['2026-03-04', '2026-03-03'],
    );
  });

  it('ends its day at midnight, also on the days of clock changes', () => {
    assert.equal(endOfDayInZone(NOW, 'Asia/Shanghai'), shanghai('2026-03-05 00:00'));
    assert.equal(endOfDayInZone(momentIn(1, '2026-03-29 00:30'), 'Europe/Berlin'), momentIn(2, '2026-03-30 00:00'));
    assert.equal(endOfDayInZone(momentIn(2, '2026-10-25 00:30'), 'Europe/Berlin'), momentIn(1, '2026-10-26 00:00'));
  });
});
