import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { callIdSchema, recordingIdSchema } from '../../contract/ids.ts';
import {
  holdChangeSchema,
  newMarkSchema,
  playedSchema,
  recordingDetailsSchema,
  recordingMarkSchema,
  type RecordingDetails,
} from '../../contract/recordings.ts';
import type { CallControl } from '../../mediator/call-control.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';
import type { AccountsPort } from '../ports.ts';
import { maySeeCall } from '../topics/calls-topic.ts';
import { recordingSeenBy, type RecordingRoutesParts } from './recordings.ts';

const aRecording = z.object({ recordingId: recordingIdSchema });
const done = { 204: z.undefined(), '4xx': errorBodySchema };
type Parts = RecordingRoutesParts & { readonly calls: CallControl; readonly accounts: AccountsPort };

/** What people see of a recording and leave on it: marks, holds, that they listened; and playing it to a caller. */
export function recordingNoteRoutes(app: HttpApp, parts: Parts): void {
  const { recordingWork: work } = parts;
  app.route({
    method: 'GET',
    url: '/api/recordings/:recordingId/details',
    schema: {
      summary: 'What is known of a recording besides its sound; who listened is for supervisors',
      tags: ['recordings'],
      params: aRecording,
      response: { 200: recordingDetailsSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => {
      const { record, recording } = await recordingSeenBy(request, request.params.recordingId, parts);
      const { listenings, ...details } = await work.details(recording, record.callId);
      const oversees = identityOn(request).user.role !== 'agent';
      const heard = oversees && listenings !== undefined ? { listenings } : {};
      const shown = { ...details, ...heard };
      return { ...shown, mayMark: details.state !== 'gone', names: await namesIn(shown, parts.accounts) };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/recordings/:recordingId/listenings',
    schema: {
      summary: 'What a player says that was heard',
      tags: ['recordings'],
      params: aRecording,
      body: playedSchema,
      response: done,
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      await recordingSeenBy(request, recordingId, parts);
      const { userId } = identityOn(request).user;
      await work.noteListening(recordingId, { userId, how: 'played', ...request.body });
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/recordings/:recordingId/hold',
    schema: {
      summary: 'Put a recording under legal hold, or let it go; both with a reason',
      tags: ['recordings'],
      params: aRecording,
      body: holdChangeSchema,
      response: done,
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      await recordingSeenBy(request, recordingId, parts);
      const { held, reason } = request.body;
      await work.setHold(recordingId, held, { reason, byUserId: identityOn(request).user.userId });
      return reply.code(204).send();
    },
  });
  markRoutes(app, parts);
  playToCallerRoute(app, parts);
}

/** Who is named, also when not signed in since the server started. */
async function namesIn(
  details: Pick<RecordingDetails, 'marks' | 'hold' | 'listenings'>,
  accounts: AccountsPort,
): Promise<Record<string, string>> {
  const ids = new Set([
    ...details.marks.map((mark) => mark.userId),
    ...(details.listenings ?? []).map((listening) => listening.userId),
    details.hold?.byUserId,
  ]);
  const named: [string, string][] = [];
  for (const userId of ids) {
    const account = userId === undefined ? undefined : await accounts.byId(userId);
    if (account !== undefined) named.push([account.userId, account.displayName]);
  }
  return Object.fromEntries(named);
}

function markRoutes(app: HttpApp, parts: Parts): void {
  const { recordingWork: work } = parts;
  app.route({
    method: 'POST',
    url: '/api/recordings/:recordingId/marks',
    schema: {
      summary: 'Mark a moment of a recording',
      tags: ['recordings'],
      params: aRecording,
      body: newMarkSchema,
      response: { 201: recordingMarkSchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      await recordingSeenBy(request, recordingId, parts);
      const mark = await work.addMark(recordingId, request.body, identityOn(request).user.userId);
      return reply.code(201).send(mark);
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/recordings/:recordingId/marks/:markId',
    schema: {
      summary: 'Take a mark away: an agent its own, a supervisor any',
      tags: ['recordings'],
      params: aRecording.extend({ markId: z.string().max(64) }),
      response: done,
    },
    handler: async (request, reply) => {
      const { recordingId, markId } = request.params;
      await recordingSeenBy(request, recordingId, parts);
      const { user } = identityOn(request);
      const removed = await work.removeMark(recordingId, markId, user.role === 'agent' ? user.userId : undefined);
      if (!removed) refuse(notFound('the mark'));
      return reply.code(204).send();
    },
  });
}

function playToCallerRoute(app: HttpApp, parts: Parts): void {
  app.route({
    method: 'POST',
    url: '/api/recordings/:recordingId/play-to-caller',
    schema: {
      summary: 'Play a recording into a call that is up; answers when the caller begins to hear it',
      tags: ['recordings'],
      params: aRecording,
      body: z.object({ callId: callIdSchema }),
      response: done,
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      await recordingSeenBy(request, recordingId, parts);
      const { user, sessionId, stationNo } = identityOn(request);
      const station = stationNo === undefined ? {} : { stationNo };
      const call = parts.calls.calls.get(request.body.callId);
      const viewer = { userId: user.userId, role: user.role, sessionId, ...station };
      if (call === undefined || !maySeeCall(viewer, call)) return refuse(notFound('the call'));
      valueOf(await parts.recordingWork.playToCaller(call.callId, recordingId, user.userId));
      return reply.code(204).send();
    },
  });
}
