import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { boxIdSchema, boxSchema, boxSetupSchema, greetingSlotSchema, pinSchema } from '../../contract/voicemail.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { refusal, refuse, valueOf } from '../http-fault.ts';
import type { VoicemailPort } from '../ports.ts';
import { openWaveFile } from '../presenters/wave-source.ts';

/** Three minutes of PCM16 at 16 kHz fit in. */
const GREETING_LIMIT_BYTES = 6 * 1024 * 1024;

const aBox = z.object({ boxId: boxIdSchema });
const aGreeting = aBox.extend({ slot: greetingSlotSchema });
const done = { 204: z.undefined(), '4xx': errorBodySchema };
const aPin = z.object({ boxId: boxIdSchema, pin: pinSchema });
const tags = ['voicemail'];

/** Greetings and PINs for who keeps a box, and the boxes themselves for admins. */
export function voicemailBoxRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  app.route({
    method: 'PUT',
    url: '/api/voicemail/boxes/:boxId/pin',
    schema: { summary: 'Choose the PIN of my box', tags, params: aBox, body: aPin.pick({ pin: true }), response: done },
    handler: async (request, reply) => {
      valueOf(await voicemail.setPin(identityOn(request).user, request.params.boxId, request.body.pin));
      return reply.code(204).send();
    },
  });
  greetingRoutes(app, voicemail);
  setupRoutes(app, voicemail);
}

function greetingRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  const url = '/api/voicemail/boxes/:boxId/greetings/:slot';
  app.route({
    method: 'GET',
    url,
    schema: { summary: 'A recorded greeting as audio/wav', tags, params: aGreeting },
    handler: async (request, reply) => {
      const { boxId, slot } = request.params;
      const path = valueOf(voicemail.greetingPath(identityOn(request).user, boxId, slot));
      const source = valueOf(await openWaveFile(path));
      void reply.header('cache-control', 'private, no-store').header('content-length', source.sizeBytes);
      return reply.type('audio/wav').send(source.read(0, source.sizeBytes - 1));
    },
  });
  app.route({
    method: 'DELETE',
    url,
    schema: { summary: 'Go back to the standard greeting', tags, params: aGreeting, response: done },
    handler: async (request, reply) => {
      const { boxId, slot } = request.params;
      valueOf(await voicemail.removeGreeting(identityOn(request).user, boxId, slot));
      return reply.code(204).send();
    },
  });
  // Sound is taken as a body here and nowhere else.
  void app.register(async (plain) => {
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    const types = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'];
    scope.addContentTypeParser(types, { parseAs: 'buffer' }, async (_request: unknown, body: unknown) => body);
    scope.route({
      method: 'PUT',
      url,
      bodyLimit: GREETING_LIMIT_BYTES,
      schema: {
        summary: 'Send a greeting as a WAV file: one channel, PCM16 or A-law, at most three minutes',
        tags,
        consumes: ['audio/wav'],
        params: aGreeting,
        response: done,
      },
      handler: async (request, reply) => {
        const { boxId, slot } = request.params;
        if (!Buffer.isBuffer(request.body)) refuse(noSound());
        valueOf(await voicemail.putGreeting(identityOn(request).user, boxId, slot, request.body));
        return reply.code(204).send();
      },
    });
  });
}

function setupRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  app.route({
    method: 'GET',
    url: '/api/voicemail/setups',
    schema: {
      summary: 'All boxes as they are set up',
      tags,
      response: { 200: z.array(boxSchema), '4xx': errorBodySchema },
    },
    handler: async () => [...voicemail.all()],
  });
  app.route({
    method: 'POST',
    url: '/api/voicemail/setups',
    schema: {
      summary: 'Make a box; its PIN is told once and must be changed at its first use',
      tags,
      body: boxSetupSchema,
      response: { 201: aPin, '4xx': errorBodySchema },
    },
    handler: async (request, reply) => reply.code(201).send(valueOf(await voicemail.create(request.body))),
  });
  app.route({
    method: 'PUT',
    url: '/api/voicemail/setups/:boxId',
    schema: {
      summary: 'Set up a box anew; greetings, PIN and messages stay',
      tags,
      params: aBox,
      body: boxSetupSchema,
      response: { 200: boxSchema, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await voicemail.change(request.params.boxId, request.body)),
  });
  ownSetupRoutes(app, voicemail);
}

/** What is done to one box that is there. */
function ownSetupRoutes(app: HttpApp, voicemail: VoicemailPort): void {
  app.route({
    method: 'DELETE',
    url: '/api/voicemail/setups/:boxId',
    schema: {
      summary: 'Delete a box; one that holds messages only when they may go with it',
      tags,
      params: aBox,
      querystring: z.object({ withMessages: z.enum(['yes', 'no']).default('no') }),
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(await voicemail.remove(request.params.boxId, request.query.withMessages === 'yes'));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'POST',
    url: '/api/voicemail/setups/:boxId/pin',
    schema: {
      summary: 'Give a box a new PIN, to be changed at its first use',
      tags,
      params: aBox,
      response: { 200: aPin, '4xx': errorBodySchema },
    },
    handler: async (request) => valueOf(await voicemail.resetPin(request.params.boxId)),
  });
}

function noSound() {
  const next = 'Send the WAV file itself as the body, with content-type audio/wav.';
  return refusal('prompt/notAudio', 'take a file as a greeting', 'the request holds no sound', next);
}
