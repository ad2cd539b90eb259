import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import {
  listEntryViewSchema,
  listHitSchema,
  listImportReportSchema,
  listImportSchema,
  numberListIdSchema,
  numberListInputSchema,
  numberListSchema,
  numberListViewSchema,
} from '../../contract/number-lists.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import type { AccountsPort, NumberListsPort } from '../ports.ts';
import { withNames } from '../presenters/list-entry-views.ts';

export interface NumberListRoutesParts {
  readonly numberLists: NumberListsPort;
  readonly accounts: AccountsPort;
}

const aList = z.object({ listId: numberListIdSchema });
const tags = ['routing'];
const done = { 204: z.undefined(), '4xx': errorBodySchema };
/** 200 000 lines with reasons; other requests are held to much less. */
const IMPORT_LIMIT_BYTES = 32 * 1024 * 1024;

/** The lists of numbers: read by supervisors, written by admins. Their entries have routes of their own. */
export function numberListRoutes(app: HttpApp, parts: NumberListRoutesParts): void {
  readingRoutes(app, parts);
  writingRoutes(app, parts);
  textRoutes(app, parts);
}

function readingRoutes(app: HttpApp, { numberLists, accounts }: NumberListRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/number-lists',
    schema: {
      summary: 'All lists of numbers, and how many entries each has',
      tags,
      response: { 200: z.array(numberListViewSchema), '4xx': errorBodySchema },
    },
    handler: async () => [...(await numberLists.all())],
  });
  app.route({
    method: 'GET',
    url: '/api/number-lists/review',
    schema: {
      summary: 'Black entries that blocked calls, the last first, to find those that should not have',
      tags,
      response: { 200: z.array(listEntryViewSchema), '4xx': errorBodySchema },
    },
    handler: async () => withNames(await numberLists.falseBlockReview(), accounts),
  });
  app.route({
    method: 'POST',
    url: '/api/number-lists/check',
    schema: {
      summary: 'Which lists a number is on now; the first decides. An empty number is a call without one',
      tags,
      body: z.object({ number: z.string().max(40) }),
      response: { 200: z.array(listHitSchema), '4xx': errorBodySchema },
    },
    handler: async (request) => [...numberLists.check(request.body.number)],
  });
}

function writingRoutes(app: HttpApp, { numberLists }: NumberListRoutesParts): void {
  app.route({
    method: 'POST',
    url: '/api/number-lists',
    schema: {
      summary: 'Make a list',
      tags,
      body: numberListInputSchema,
      response: { 201: numberListSchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => reply.code(201).send(await numberLists.createList(request.body)),
  });
  app.route({
    method: 'PUT',
    url: '/api/number-lists/:listId',
    schema: {
      summary: 'Change title and kind of a list',
      tags,
      params: aList,
      body: numberListInputSchema,
      response: { 200: numberListSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await numberLists.changeList(request.params.listId, request.body)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/number-lists/:listId',
    schema: { summary: 'Delete a list that no rule asks, with its entries', tags, params: aList, response: done },
    handler: async (request, reply) => {
      valueOf(await numberLists.removeList(request.params.listId));
      return reply.code(204).send();
    },
  });
}

function textRoutes(app: HttpApp, { numberLists }: NumberListRoutesParts): void {
  app.route({
    method: 'POST',
    url: '/api/number-lists/:listId/import',
    bodyLimit: IMPORT_LIMIT_BYTES,
    schema: {
      summary: 'Add one entry a line, `pattern[,expiry date[,reason]]`; refused lines are told with the reason',
      tags,
      params: aList,
      body: listImportSchema,
      response: { 200: listImportReportSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const { userId } = identityOn(request).user;
      return valueOf(await numberLists.importText(request.params.listId, request.body.text, userId));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/number-lists/:listId/export',
    schema: { summary: 'The whole list as text, as the import reads it', tags, params: aList },
    handler: async (request, reply) => {
      const { listId } = request.params;
      const text = valueOf(await numberLists.exportText(listId));
      const name = `attachment; filename="${listId}.txt"`;
      return reply.type('text/plain; charset=utf-8').header('content-disposition', name).send(text);
    },
  });
}
