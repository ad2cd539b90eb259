import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import {
  chainReportSchema,
  policyIdSchema,
  recordingPolicySchema,
  recordingPoliciesSchema,
  retentionReportSchema,
} from '../../contract/recordings.ts';
import { notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';
import type { RecordingWorkPort } from '../recording-ports.ts';

const aPolicy = z.object({ policyId: policyIdSchema });
const done = { 204: z.undefined(), '4xx': errorBodySchema };

/** Policies, and what keeps recordings: chain, retention, keys. */
export function recordingKeepingRoutes(app: HttpApp, work: RecordingWorkPort): void {
  policyRoutes(app, work);
  app.route({
    method: 'POST',
    url: '/api/recordings/verify',
    schema: {
      summary: 'Read every sealed recording and compare it with the chain',
      tags: ['recordings'],
      response: { 200: chainReportSchema, '4xx': errorBodySchema },
    },
    handler: () => work.verifyChain(),
  });
  app.route({
    method: 'POST',
    url: '/api/recordings/retention',
    schema: {
      summary: 'Delete now what has been kept for its time; the same runs every night',
      tags: ['recordings'],
      response: { 200: retentionReportSchema, '4xx': errorBodySchema },
    },
    handler: () => work.runRetention(),
  });
  app.route({
    method: 'POST',
    url: '/api/recordings/key',
    schema: {
      summary: 'Encrypt new recordings with a new key; those that are sealed keep theirs',
      tags: ['recordings'],
      response: done,
    },
    handler: async (_request, reply) => {
      valueOf(work.rotateKey());
      return reply.code(204).send();
    },
  });
}

function policyRoutes(app: HttpApp, work: RecordingWorkPort): void {
  app.route({
    method: 'GET',
    url: '/api/recording-policies',
    schema: {
      summary: 'The recording policies, in the order in which they are tried',
      tags: ['recordings'],
      response: { 200: recordingPoliciesSchema, '4xx': errorBodySchema },
    },
    handler: async () => ({ policies: [...work.policies()] }),
  });
  app.route({
    method: 'PUT',
    url: '/api/recording-policies',
    schema: {
      summary: 'Put a whole list of policies in force, in this order',
      tags: ['recordings'],
      body: recordingPoliciesSchema,
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(await work.replacePolicies(request.body.policies));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/recording-policies/:policyId',
    schema: {
      summary: 'Change a policy in its place, or add one behind the others',
      tags: ['recordings'],
      params: aPolicy,
      body: recordingPolicySchema.omit({ policyId: true }),
      response: done,
    },
    handler: async (request, reply) => {
      const policy = { ...request.body, policyId: request.params.policyId };
      const all = work.policies();
      const at = all.findIndex((each) => each.policyId === policy.policyId);
      valueOf(await work.replacePolicies(at < 0 ? [...all, policy] : all.with(at, policy)));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/recording-policies/:policyId',
    schema: {
      summary: 'Remove a policy; recordings that were made under it keep its retention',
      tags: ['recordings'],
      params: aPolicy,
      response: done,
    },
    handler: async (request, reply) => {
      const rest = work.policies().filter((each) => each.policyId !== request.params.policyId);
      if (rest.length === work.policies().length) refuse(notFound('the policy'));
      valueOf(await work.replacePolicies(rest));
      return reply.code(204).send();
    },
  });
}
