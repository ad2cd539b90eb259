import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { ruleIdSchema } from '../../contract/ids.ts';
import {
  forcedHandlingSchema,
  inboundRuleDraftSchema,
  outboundRuleDraftSchema,
  ringGroupDraftSchema,
  routingChoicesSchema,
  ruleOrderSchema,
  settingsDraftSchema,
} from '../../contract/routing-requests.ts';
import { inboundRuleSchema, outboundRuleSchema, ringGroupSchema, routingPlanSchema } from '../../contract/routing.ts';
import type { RoutingDesk } from '../../services/routing/index.ts';
import type { HttpApp } from '../http-app.ts';
import { valueOf } from '../http-fault.ts';

const tags = ['routing'];
const refused = { '4xx': errorBodySchema };
const done = { 204: z.undefined(), ...refused };
const aRule = z.object({ ruleId: ruleIdSchema });
const aGroup = z.object({ groupId: z.string().min(1).max(64) });

/** The rules of both directions, the groups and the settings. Calls that come after an answer follow the change. */
export function routingRuleRoutes(app: HttpApp, desk: RoutingDesk): void {
  app.route({
    method: 'GET',
    url: '/api/routing',
    schema: { summary: 'Everything that routing decides by', tags, response: { 200: routingPlanSchema, ...refused } },
    handler: async () => desk.plan,
  });
  app.route({
    method: 'GET',
    url: '/api/routing/choices',
    schema: {
      summary: 'What rules can name: trunks, stations, users, flows, schedules, lists',
      tags,
      response: { 200: routingChoicesSchema, ...refused },
    },
    handler: () => desk.choices(),
  });
  inboundRoutes(app, desk);
  outboundRoutes(app, desk);
  ringGroupRoutes(app, desk);
  settingRoutes(app, desk);
}

function inboundRoutes(app: HttpApp, desk: RoutingDesk): void {
  app.route({
    method: 'POST',
    url: '/api/routing/inbound',
    schema: {
      summary: 'Add an inbound rule, at its position or at the end',
      tags,
      body: inboundRuleDraftSchema,
      response: { 201: inboundRuleSchema, ...refused },
    },
    handler: async (request, reply) => reply.code(201).send(valueOf(await desk.saveInbound(request.body))),
  });
  app.route({
    method: 'PUT',
    url: '/api/routing/inbound/:ruleId',
    schema: {
      summary: 'Put an inbound rule in the place of the one with its id, or back where it was',
      tags,
      params: aRule,
      body: inboundRuleDraftSchema,
      response: { 200: inboundRuleSchema, ...refused },
    },
    handler: async (request) => valueOf(await desk.saveInbound(request.body, request.params.ruleId)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/routing/inbound/:ruleId',
    schema: { summary: 'Remove an inbound rule', tags, params: aRule, response: done },
    handler: async (request, reply) => {
      valueOf(await desk.removeInbound(request.params.ruleId));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/routing/inbound-order',
    schema: { summary: 'Put all inbound rules in this order', tags, body: ruleOrderSchema, response: done },
    handler: async (request, reply) => {
      valueOf(await desk.orderInbound(request.body.ruleIds));
      return reply.code(204).send();
    },
  });
}

function outboundRoutes(app: HttpApp, desk: RoutingDesk): void {
  app.route({
    method: 'POST',
    url: '/api/routing/outbound',
    schema: {
      summary: 'Add an outbound rule, at its position or at the end',
      tags,
      body: outboundRuleDraftSchema,
      response: { 201: outboundRuleSchema, ...refused },
    },
    handler: async (request, reply) => reply.code(201).send(valueOf(await desk.saveOutbound(request.body))),
  });
  app.route({
    method: 'PUT',
    url: '/api/routing/outbound/:ruleId',
    schema: {
      summary: 'Put an outbound rule in the place of the one with its id, or back where it was',
      tags,
      params: aRule,
      body: outboundRuleDraftSchema,
      response: { 200: outboundRuleSchema, ...refused },
    },
    handler: async (request) => valueOf(await desk.saveOutbound(request.body, request.params.ruleId)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/routing/outbound/:ruleId',
    schema: { summary: 'Remove an outbound rule', tags, params: aRule, response: done },
    handler: async (request, reply) => {
      valueOf(await desk.removeOutbound(request.params.ruleId));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/routing/outbound-order',
    schema: { summary: 'Put all outbound rules in this order', tags, body: ruleOrderSchema, response: done },
    handler: async (request, reply) => {
      valueOf(await desk.orderOutbound(request.body.ruleIds));
      return reply.code(204).send();
    },
  });
}

function ringGroupRoutes(app: HttpApp, desk: RoutingDesk): void {
  app.route({
    method: 'POST',
    url: '/api/routing/ring-groups',
    schema: {
      summary: 'Add a ring group',
      tags,
      body: ringGroupDraftSchema,
      response: { 201: ringGroupSchema, ...refused },
    },
    handler: async (request, reply) => reply.code(201).send(valueOf(await desk.saveRingGroup(request.body))),
  });
  app.route({
    method: 'PUT',
    url: '/api/routing/ring-groups/:groupId',
    schema: {
      summary: 'Put a ring group in the place of the one with its id',
      tags,
      params: aGroup,
      body: ringGroupDraftSchema,
      response: { 200: ringGroupSchema, ...refused },
    },
    handler: async (request) => valueOf(await desk.saveRingGroup(request.body, request.params.groupId)),
  });
  app.route({
    method: 'DELETE',
    url: '/api/routing/ring-groups/:groupId',
    schema: { summary: 'Remove a ring group that no rule names', tags, params: aGroup, response: done },
    handler: async (request, reply) => {
      valueOf(await desk.removeRingGroup(request.params.groupId));
      return reply.code(204).send();
    },
  });
}

function settingRoutes(app: HttpApp, desk: RoutingDesk): void {
  app.route({
    method: 'PUT',
    url: '/api/routing/settings',
    schema: {
      summary: 'Trunk groups, the trunks’ own numbers, the default step and other settings of routing',
      tags,
      body: settingsDraftSchema,
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(await desk.saveSettings(request.body));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/routing/forced',
    schema: {
      summary: 'Forced handling: one rule for every inbound call, or no longer',
      tags,
      body: forcedHandlingSchema,
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(await desk.setForced(request.body));
      return reply.code(204).send();
    },
  });
}
