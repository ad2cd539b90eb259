import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import {
  deliveryAttemptSchema,
  deliveryPageSchema,
  deliveryQuerySchema,
  newWebhookReplySchema,
  replayRequestSchema,
  resumeRequestSchema,
  webhookDraftSchema,
  webhookIdSchema,
  webhookSchema,
  webhookSecretSchema,
} from '../../contract/webhooks.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';
import type { WebhooksPort } from '../integration-ports.ts';

const tags = ['webhooks'];
const params = z.object({ webhookId: webhookIdSchema });
const changed = { 200: webhookSchema, '4xx': errorBodySchema };

/** Receivers of news, for admins. */
export function webhookRoutes(app: HttpApp, webhooks: WebhooksPort): void {
  app.route({
    method: 'GET',
    url: '/api/webhooks',
    schema: { summary: 'All webhooks', tags, response: { 200: z.array(webhookSchema), '4xx': errorBodySchema } },
    handler: async () => [...webhooks.all()],
  });
  app.route({
    method: 'POST',
    url: '/api/webhooks',
    schema: {
      summary: 'Make a webhook; its secret is told this once',
      tags,
      body: webhookDraftSchema,
      response: { 201: newWebhookReplySchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const { user } = identityOn(request);
      return reply.code(201).send(valueOf(await webhooks.create(request.body, user.userId)));
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/webhooks/:webhookId',
    schema: { summary: 'Change a webhook', tags, params, body: webhookDraftSchema, response: changed },
    handler: async (request) => valueOf(await webhooks.change(request.params.webhookId, request.body)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/webhooks/:webhookId',
    schema: {
      summary: 'Remove a webhook with its log',
      tags,
      params,
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      valueOf(await webhooks.remove(request.params.webhookId));
      return reply.code(204).send();
    },
  });
  flowRoutes(app, webhooks);
  proofRoutes(app, webhooks);
}

/** What is sent, and from where on. */
function flowRoutes(app: HttpApp, webhooks: WebhooksPort): void {
  app.route({
    method: 'POST',
    url: '/api/webhooks/:webhookId/pause',
    schema: { summary: 'Send nothing until it is resumed; its place is kept', tags, params, response: changed },
    handler: async (request) => valueOf(await webhooks.pause(request.params.webhookId)),
  });
  app.route({
    method: 'POST',
    url: '/api/webhooks/:webhookId/resume',
    schema: {
      summary: 'Go on, with what was missed or without',
      tags,
      params,
      body: resumeRequestSchema,
      response: changed,
    },
    handler: async (request) => valueOf(await webhooks.resume(request.params.webhookId, request.body.skipMissed)),
  });
  app.route({
    method: 'POST',
    url: '/api/webhooks/:webhookId/replay',
    schema: {
      summary: 'Send everything again from an event number or a time on',
      tags,
      params,
      body: replayRequestSchema,
      response: changed,
    },
    handler: async (request) => valueOf(await webhooks.replay(request.params.webhookId, request.body)),
  });
}

/** Whether it works, and by which secret. */
function proofRoutes(app: HttpApp, webhooks: WebhooksPort): void {
  app.route({
    method: 'POST',
    url: '/api/webhooks/:webhookId/test',
    schema: {
      summary: 'Post a test now, and say how it went',
      tags,
      params,
      response: { 200: deliveryAttemptSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await webhooks.test(request.params.webhookId)),
  });
  app.route({
    method: 'POST',
    url: '/api/webhooks/:webhookId/secret',
    schema: {
      summary: 'A new secret; the present one signs beside it for a day',
      tags,
      params,
      response: { 200: webhookSecretSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => ({ ...valueOf(await webhooks.rotateSecret(request.params.webhookId)) }),
  });
  app.route({
    method: 'GET',
    url: '/api/webhooks/:webhookId/deliveries',
    schema: {
      summary: 'What was tried, the newest first',
      tags,
      params,
      querystring: deliveryQuerySchema,
      response: { 200: deliveryPageSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await webhooks.deliveries(request.params.webhookId, request.query)),
  });
}
