import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import {
  listEntryIdSchema,
  listEntryInputSchema,
  listEntryPageSchema,
  listEntryQuerySchema,
  listEntrySchema,
  numberListIdSchema,
} from '../../contract/number-lists.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import { withNames } from '../presenters/list-entry-views.ts';
import type { NumberListRoutesParts } from './number-lists.ts';

const aList = z.object({ listId: numberListIdSchema });
const anEntry = aList.extend({ entryId: listEntryIdSchema });
const tags = ['routing'];
const answered = { 200: listEntrySchema, '4xx': errorBodySchema };

/** Who is on a list. */
export function listEntryRoutes(app: HttpApp, parts: NumberListRoutesParts): void {
  pageRoute(app, parts);
  addingRoutes(app, parts);
  removingRoutes(app, parts);
}

function pageRoute(app: HttpApp, { numberLists, accounts }: NumberListRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/number-lists/:listId/entries',
    schema: {
      summary: 'Entries of a list, the newest first, by page and by part of the number or the reason',
      tags,
      params: aList,
      querystring: listEntryQuerySchema,
      response: { 200: listEntryPageSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const page = valueOf(await numberLists.page(request.params.listId, request.query));
      return { entries: await withNames(page.entries, accounts), total: page.total };
    },
  });
}

function addingRoutes(app: HttpApp, { numberLists }: NumberListRoutesParts): void {
  app.route({
    method: 'POST',
    url: '/api/number-lists/:listId/entries',
    schema: {
      summary: 'Put a number or a pattern on a list',
      tags,
      params: aList,
      body: listEntryInputSchema,
      response: { 201: listEntrySchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const { userId } = identityOn(request).user;
      const added = await numberLists.addEntry(request.params.listId, request.body, userId);
      return reply.code(201).send(valueOf(added));
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/number-lists/:listId/entries/:entryId',
    schema: { summary: 'Change an entry', tags, params: anEntry, body: listEntryInputSchema, response: answered },
    handler: async (request) => {
      const { listId, entryId } = request.params;
      return valueOf(await numberLists.changeEntry(listId, entryId, request.body));
    },
  });
}

function removingRoutes(app: HttpApp, { numberLists }: NumberListRoutesParts): void {
  app.route({
    method: 'POST',
    url: '/api/number-lists/:listId/entries/:entryId/move',
    schema: {
      summary: 'Put an entry on another list, as from black to white',
      tags,
      params: anEntry,
      body: z.object({ toListId: numberListIdSchema }),
      response: answered,
    },
    handler: async (request) => {
      const { listId, entryId } = request.params;
      return valueOf(await numberLists.moveEntry(listId, entryId, request.body.toListId));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/number-lists/:listId/entries/:entryId',
    schema: {
      summary: 'Take an entry off a list',
      tags,
      params: anEntry,
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      valueOf(await numberLists.removeEntry(request.params.listId, request.params.entryId));
      return reply.code(204).send();
    },
  });
}
