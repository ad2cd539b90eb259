import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { callIdSchema } from '../../contract/ids.ts';
import {
  boxIdSchema,
  boxSummarySchema,
  messageIdSchema,
  messagePageSchema,
  messageQuerySchema,
  voicemailMessageSchema,
} from '../../contract/voicemail.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import type { VoicemailPort } from '../ports.ts';

const aMessage = z.object({ messageId: messageIdSchema });
const theMessage = { 200: voicemailMessageSchema, '4xx': errorBodySchema };
const tags = ['voicemail'];

/** Messages that callers left, for those who hear their boxes. Their sound is had from /api/recordings. */
export function voicemailRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  app.route({
    method: 'GET',
    url: '/api/voicemail/boxes',
    schema: {
      summary: 'The boxes that I hear, with what is new',
      tags,
      response: { 200: z.array(boxSummarySchema), '4xx': errorBodySchema },
    },
    handler: async (request) => [...voicemail.boxesOf(identityOn(request).user)],
  });
  app.route({
    method: 'GET',
    url: '/api/voicemail/directory',
    schema: {
      summary: 'All boxes by name, to forward to',
      tags,
      response: {
        200: z.array(boxSummarySchema.pick({ boxId: true, boxNo: true, title: true, kind: true })),
        '4xx': errorBodySchema,
      },
    },
    handler: async () => [...voicemail.names()],
  });
  app.route({
    method: 'GET',
    url: '/api/voicemail/messages',
    schema: {
      summary: 'Messages, the newest first',
      tags,
      querystring: messageQuerySchema,
      response: { 200: messagePageSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => voicemail.page(identityOn(request).user, request.query),
  });
  stateRoutes(app, voicemail);
  onwardRoutes(app, voicemail);
}

function stateRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  app.route({
    method: 'PUT',
    url: '/api/voicemail/messages/:messageId/heard',
    schema: {
      summary: 'Mark a message as heard, or as new again',
      tags,
      params: aMessage,
      body: z.object({ heard: z.boolean() }),
      response: theMessage,
    },
    handler: async (request) => {
      const { messageId } = request.params;
      return valueOf(await voicemail.setHeard(identityOn(request).user, messageId, request.body.heard));
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/voicemail/messages/:messageId',
    schema: {
      summary: 'Delete a message; it can be had back for 30 days',
      tags,
      params: aMessage,
      response: theMessage,
    },
    handler: async (request) =>
      valueOf(await voicemail.removeMessage(identityOn(request).user, request.params.messageId)),
  });
  app.route({
    method: 'POST',
    url: '/api/voicemail/messages/:messageId/restore',
    schema: { summary: 'Have a deleted message back as it was', tags, params: aMessage, response: theMessage },
    handler: async (request) => valueOf(await voicemail.restore(identityOn(request).user, request.params.messageId)),
  });
}

function onwardRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  app.route({
    method: 'POST',
    url: '/api/voicemail/messages/:messageId/forward',
    schema: {
      summary: 'Put a copy of a message into another box',
      tags,
      params: aMessage,
      body: z.object({ boxId: boxIdSchema }),
      response: theMessage,
    },
    handler: async (request) => {
      const { user } = identityOn(request);
      return valueOf(await voicemail.forward(user, request.params.messageId, request.body.boxId));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/voicemail/messages/:messageId/call-back',
    schema: {
      summary: 'Ring my phone and call the number of a message',
      tags,
      params: aMessage,
      response: { 200: z.object({ callId: callIdSchema }), '4xx': errorBodySchema },
    },
    handler: async (request) => ({
      callId: valueOf(await voicemail.callBack(identityOn(request).user, request.params.messageId)),
    }),
  });
}
