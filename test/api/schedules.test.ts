import assert from 'node:assert/strict';
import { z } from 'zod';
import type { HttpServer } from '../../src-main/api/http-server.ts';
import { errorBodySchema } from '../../src-main/contract/error-codes.ts';
import {
  scheduleListSchema,
  scheduleMomentSchema,
  scheduleSchema,
  yearDaySchema,
  type ScheduleInput,
} from '../../src-main/contract/schedules.ts';
import { SteppedClock } from '../../src-main/foundation/clock.ts';
import { ApiClient, openApi, type Answer } from '../support/api-client.ts';
import { FakeHouse } from '../support/fake-ports.ts';
import { aSchedule, shanghai } from '../support/schedules.ts';

const HOUR_MS = 3_600_000;

describe('schedules over HTTP', () => {
  let clock: SteppedClock;
  let house: FakeHouse;
  let server: HttpServer;
  let admin: ApiClient;
  let supervisor: ApiClient;

  beforeEach(async () => {
    clock = new SteppedClock(shanghai('2026-03-04 10:00'));
    house = new FakeHouse(clock);
    await house.hours.start();
    for (const role of ['admin', 'supervisor'] as const) await house.addUser(role, role, `名${role}`);
    server = await openApi(house.parts());
    [admin, supervisor] = [new ApiClient(server.address), new ApiClient(server.address)];
    await admin.login('admin');
    await supervisor.login('supervisor');
  });
  afterEach(() => server.close());

  function input(change: Partial<ScheduleInput> = {}): ScheduleInput {
    const { scheduleId: _, ...rest } = aSchedule(change);
    return rest;
  }

  function codeOf(answer: Answer): readonly [number, string] {
    return [answer.status, errorBodySchema.parse(answer.body).code];
  }

  async function list(client = supervisor) {
    return scheduleListSchema.parse((await client.get('/api/schedules')).body);
  }

  it('are listed with what they say now and next, and with the public holidays that can be added', async () => {
    const { schedules, calendars } = await list();
    assert.deepEqual(
      schedules.map(({ title, moment }) => [title, moment.now.kind, moment.next]),
      [['工作时间', 'work', { atMs: shanghai('2026-03-04 12:00'), kind: 'lunch' }]],
    );
    assert.deepEqual(
      calendars.map((calendar) => calendar.calendarId),
      ['cn-2026'],
    );
  });

  it('are made, changed and deleted by an admin', async () => {
    const made = await admin.post('/api/schedules', input({ title: '夜班' }));
    assert.equal(made.status, 201);
    const { scheduleId } = scheduleSchema.parse(made.body);
    assert.equal((await admin.ask('PUT', `/api/schedules/${scheduleId}`, input({ title: '晚班' }))).status, 200);
    assert.deepEqual((await list()).schedules.map(({ title }) => title).sort(), ['工作时间', '晚班']);
    assert.equal((await admin.ask('DELETE', `/api/schedules/${scheduleId}`)).status, 204);
    assert.equal((await list()).schedules.length, 1);
  });

  it('are refused with both periods named when two kinds meet', async () => {
    const weekly = [
      { weekdays: [3], from: '08:00', to: '12:00', kind: 'work' as const },
      { weekdays: [3], from: '11:30', to: '13:00', kind: 'lunch' as const },
    ];
    const refused = await admin.post('/api/schedules', input({ weekly }));
    assert.deepEqual(codeOf(refused), [422, 'schedule/overlap']);
    const { ids } = errorBodySchema.parse(refused.body);
    assert.deepEqual([ids?.['day'], ids?.['firstKind'], ids?.['secondKind']], [3, 'work', 'lunch']);
  });

  it('are refused as not agreed for a date that no calendar has, or a period without length', async () => {
    const noDay = input({ exceptions: [{ title: 'x', date: '2026-02-28', periods: [] }] });
    const bodies = [
      JSON.stringify(noDay).replace('2026-02-28', '2026-02-29'),
      JSON.stringify(input()).replace('"to":"12:00"', '"to":"08:30"'),
      JSON.stringify(input()).replace('"to":"12:00"', '"to":"25:00"'),
    ];
    for (const body of bodies)
      assert.deepEqual(codeOf(await admin.ask('POST', '/api/schedules', body)), [400, 'request/invalid']);
  });

  it('are not deleted while a rule asks them', async () => {
    house.hours.used.add('office');
    assert.deepEqual(codeOf(await admin.ask('DELETE', '/api/schedules/office')), [409, 'schedule/inUse']);
  });

  it('are overridden by a supervisor, with name and end, until the end or until it is taken off', async () => {
    const body = { kind: 'off', until: clock.nowMs() + HOUR_MS, reason: '停电' };
    assert.equal((await supervisor.ask('PUT', '/api/schedules/office/override', body)).status, 200);
    const [overridden] = (await list()).schedules;
    assert.deepEqual(overridden?.override, {
      ...body,
      setAt: clock.nowMs(),
      byUserId: 'user_supervisor',
      byName: '名supervisor',
    });
    assert.deepEqual([overridden?.moment.now.because, overridden?.moment.now.to], ['override', body.until]);
    assert.equal((await supervisor.ask('DELETE', '/api/schedules/office/override')).status, 204);
    assert.equal((await list()).schedules[0]?.override, undefined);
    await supervisor.ask('PUT', '/api/schedules/office/override', { ...body, until: clock.nowMs() + 1 });
    clock.advance(1);
    assert.equal((await list()).schedules[0]?.moment.now.because, 'weekly');
    const late = await supervisor.ask('PUT', '/api/schedules/office/override', { ...body, until: clock.nowMs() });
    assert.deepEqual(codeOf(late), [422, 'schedule/invalid']);
  });

  it('show a year, with the public holidays after one press', async () => {
    assert.equal((await admin.post('/api/schedules/office/calendars/cn-2026')).status, 200);
    const days = z.array(yearDaySchema).parse((await supervisor.get('/api/schedules/office/year?year=2026')).body);
    assert.equal(days.length, 365);
    const festival = days.find((day) => day.date === '2026-02-17');
    assert.deepEqual([festival?.because, festival?.title, festival?.spans.length], ['holiday', '春节', 1]);
    assert.deepEqual(codeOf(await supervisor.get('/api/schedules/office/year?year=1')), [400, 'request/invalid']);
    assert.deepEqual(codeOf(await admin.post('/api/schedules/office/calendars/none')), [404, 'request/notFound']);
  });

  it('tell of any moment', async () => {
    const at = shanghai('2026-03-07 10:00');
    const moment = scheduleMomentSchema.parse((await supervisor.get(`/api/schedules/office/moment?at=${at}`)).body);
    assert.deepEqual(moment, {
      at,
      now: {
        kind: 'off',
        because: 'nothing',
        from: shanghai('2026-03-06 21:00'),
        to: shanghai('2026-03-09 08:30'),
      },
      next: { atMs: shanghai('2026-03-09 08:30'), kind: 'work' },
    });
    assert.deepEqual(codeOf(await supervisor.get('/api/schedules/none/moment')), [404, 'request/notFound']);
  });
});
