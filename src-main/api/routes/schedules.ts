import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import {
  overrideInputSchema,
  scheduleIdSchema,
  scheduleInputSchema,
  scheduleListSchema,
  scheduleMomentSchema,
  scheduleSchema,
  overrideSchema,
  yearDaySchema,
  type ScheduleView,
} from '../../contract/schedules.ts';
import { HOLIDAY_CALENDARS, serverTimeZone } from '../../services/routing/index.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import type { AccountsPort, SchedulesPort } from '../ports.ts';

export interface ScheduleRoutesParts {
  readonly schedules: SchedulesPort;
  readonly accounts: AccountsPort;
}

const aSchedule = z.object({ scheduleId: scheduleIdSchema });
const tags = ['routing'];
const done = { 204: z.undefined(), '4xx': errorBodySchema };

/** When the house is open: read by supervisors, written by admins, overridden by both. */
export function scheduleRoutes(app: HttpApp, parts: ScheduleRoutesParts): void {
  readingRoutes(app, parts);
  writingRoutes(app, parts);
  overrideRoutes(app, parts);
}

function readingRoutes(app: HttpApp, { schedules, accounts }: ScheduleRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/schedules',
    schema: {
      summary: 'All schedules with what they say now, and the public holidays that can be added',
      tags,
      response: { 200: scheduleListSchema, '4xx': errorBodySchema },
    },
    handler: async () => {
      const views = schedules.all().map(async ({ schedule, override }): Promise<ScheduleView> => {
        const view = { ...schedule, moment: valueOf(schedules.momentOf(schedule.scheduleId)) };
        if (override === undefined) return view;
        const byName = (await accounts.byId(override.byUserId))?.displayName;
        return { ...view, override: byName === undefined ? override : { ...override, byName } };
      });
      const calendars = [...HOLIDAY_CALENDARS];
      return { schedules: await Promise.all(views), serverTimeZone: serverTimeZone(), calendars };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/schedules/:scheduleId/moment',
    schema: {
      summary: 'What the schedule says at a moment and why, and when it says something else; now without `at`',
      tags,
      params: aSchedule,
      querystring: z.object({ at: z.coerce.number().int().optional() }),
      response: { 200: scheduleMomentSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(schedules.momentOf(request.params.scheduleId, request.query.at)),
  });
  app.route({
    method: 'GET',
    url: '/api/schedules/:scheduleId/year',
    schema: {
      summary: 'Every day of a year: its periods and what decided them',
      tags,
      params: aSchedule,
      querystring: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
      response: { 200: z.array(yearDaySchema), '4xx': errorBodySchema },
    },
    handler: async (request) => [...valueOf(schedules.yearPreview(request.params.scheduleId, request.query.year))],
  });
}

function writingRoutes(app: HttpApp, { schedules }: ScheduleRoutesParts): void {
  app.route({
    method: 'POST',
    url: '/api/schedules',
    schema: {
      summary: 'Make a schedule; two kinds of period at one time are refused with both named',
      tags,
      body: scheduleInputSchema,
      response: { 201: scheduleSchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => reply.code(201).send(valueOf(await schedules.create(request.body))),
  });
  app.route({
    method: 'PUT',
    url: '/api/schedules/:scheduleId',
    schema: {
      summary: 'Put a schedule in the place of the one with its id; its override stays',
      tags,
      params: aSchedule,
      body: scheduleInputSchema,
      response: { 200: scheduleSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await schedules.replace(request.params.scheduleId, request.body)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/schedules/:scheduleId',
    schema: { summary: 'Delete a schedule that no rule asks', tags, params: aSchedule, response: done },
    handler: async (request, reply) => {
      valueOf(await schedules.remove(request.params.scheduleId));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'POST',
    url: '/api/schedules/:scheduleId/calendars/:calendarId',
    schema: {
      summary: 'Add public holidays to a schedule; dates that it has already stay as they are',
      tags,
      params: aSchedule.extend({ calendarId: z.string().max(64) }),
      response: { 200: scheduleSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const { scheduleId, calendarId } = request.params;
      return valueOf(await schedules.addCalendar(scheduleId, calendarId));
    },
  });
}

function overrideRoutes(app: HttpApp, { schedules }: ScheduleRoutesParts): void {
  app.route({
    method: 'PUT',
    url: '/api/schedules/:scheduleId/override',
    schema: {
      summary: 'Override a schedule from now until a moment within 31 days',
      tags,
      params: aSchedule,
      body: overrideInputSchema,
      response: { 200: overrideSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const { userId } = identityOn(request).user;
      return valueOf(await schedules.setOverride(request.params.scheduleId, request.body, userId));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/schedules/:scheduleId/override',
    schema: { summary: 'End the override of a schedule now', tags, params: aSchedule, response: done },
    handler: async (request, reply) => {
      valueOf(await schedules.clearOverride(request.params.scheduleId));
      return reply.code(204).send();
    },
  });
}
