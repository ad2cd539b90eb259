import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { promptIdSchema } from '../../contract/ids.ts';
import {
  MUSIC_LIMIT_BYTES,
  musicFileSchema,
  musicPlanSchema,
  musicViewSchema,
  ownMusicSchema,
} from '../../contract/music.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { refusal, refuse, valueOf } from '../http-fault.ts';
import type { MusicPort } from '../ports.ts';
import { openWaveFile } from '../presenters/wave-source.ts';

const tags = ['music'];
const refused = { '4xx': errorBodySchema };
const done = { 204: z.undefined(), ...refused };
const aPiece = z.object({ musicId: promptIdSchema });
const SOUND_TYPES = ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave', 'audio/mpeg', 'audio/mp3'];

/** What callers hear who wait: the pieces, who has chosen which, and the own choice of whoever asks. */
export function musicRoutes(app: HttpApp, music: MusicPort): void {
  app.route({
    method: 'GET',
    url: '/api/music',
    schema: {
      summary: 'The pieces of music, what the house plays, and my own choice',
      tags,
      response: { 200: musicViewSchema, ...refused },
    },
    handler: async (request) => music.view(identityOn(request).user.userId),
  });
  app.route({
    method: 'PUT',
    url: '/api/music/plan',
    schema: {
      summary: 'Choose the music of the house, its queues, flows and rules',
      tags,
      body: musicPlanSchema,
      response: done,
    },
    handler: async (request, reply) => {
      valueOf(await music.savePlan(request.body));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/music/own',
    schema: { summary: 'Choose what my callers hear while I hold them', tags, body: ownMusicSchema, response: done },
    handler: async (request, reply) => {
      valueOf(await music.setOwn(identityOn(request).user.userId, request.body.choice));
      return reply.code(204).send();
    },
  });
  fileRoutes(app, music);
}

function fileRoutes(app: HttpApp, music: MusicPort): void {
  // Sound is taken as a body here and nowhere else.
  void app.register(async (scope: HttpApp) => {
    scope.addContentTypeParser(SOUND_TYPES, { parseAs: 'buffer' }, async (_request: unknown, body: unknown) => body);
    scope.route({
      method: 'POST',
      url: '/api/music/files',
      bodyLimit: MUSIC_LIMIT_BYTES,
      schema: {
        summary: 'Upload a piece of music: WAV or MP3, a second to ten minutes',
        tags,
        consumes: ['audio/wav', 'audio/mpeg'],
        querystring: z.object({ title: musicFileSchema.shape.title }),
        response: { 201: musicFileSchema, ...refused },
      },
      handler: async (request, reply) => {
        if (!Buffer.isBuffer(request.body)) refuse(noSound());
        return reply.code(201).send(valueOf(await music.upload(request.query.title, request.body)));
      },
    });
  });
  app.route({
    method: 'DELETE',
    url: '/api/music/files/:musicId',
    schema: { summary: 'Remove a piece that nobody has chosen', tags, params: aPiece, response: done },
    handler: async (request, reply) => {
      valueOf(await music.remove(request.params.musicId));
      return reply.code(204).send();
    },
  });
  app.route({
    method: 'GET',
    url: '/api/music/files/:musicId/sound',
    schema: { summary: 'A piece as audio/wav, PCM16', tags, params: aPiece },
    handler: async (request, reply) => {
      const source = valueOf(await openWaveFile(valueOf(music.soundOf(request.params.musicId))));
      return reply.type('audio/wav').send(source.read(0, source.sizeBytes - 1));
    },
  });
}

function noSound() {
  const next = 'Send the file itself as the body, with content-type audio/wav or audio/mpeg.';
  return refusal('prompt/notAudio', 'take a file as music', 'the request holds no sound', next);
}
