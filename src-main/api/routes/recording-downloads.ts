import { z } from 'zod';
import { errorBodySchema } from '../../contract/error-codes.ts';
import { downloadRequestSchema, downloadViewSchema } from '../../contract/recordings.ts';
import { localTime } from '../downloads/download-index.ts';
import { RecordingDownloads, type DownloadParts } from '../downloads/recording-downloads.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';

const aDownload = z.object({ downloadId: z.string().max(64) });

/** Many recordings as one zip with an index sheet: choose, fetch, watch, break off. */
export function recordingDownloadRoutes(app: HttpApp, parts: DownloadParts): void {
  const downloads = new RecordingDownloads(parts);
  app.addHook('onClose', async () => downloads.dispose());
  app.route({
    method: 'POST',
    url: '/api/recordings/downloads',
    schema: {
      summary: 'Choose recordings by their ids or by the filter of the call list',
      tags: ['recordings'],
      body: downloadRequestSchema,
      response: { 201: downloadViewSchema, '4xx': errorBodySchema },
    },
    handler: async (request, reply) =>
      reply.code(201).send(valueOf(await downloads.prepare(identityOn(request).user, request.body))),
  });
  app.route({
    method: 'GET',
    url: '/api/recordings/downloads/:downloadId',
    schema: {
      summary: 'How far a download is',
      tags: ['recordings'],
      params: aDownload,
      response: { 200: downloadViewSchema, '4xx': errorBodySchema },
    },
    handler: async (request) =>
      downloads.viewOf(identityOn(request).user, request.params.downloadId) ?? refuse(notFound('the download')),
  });
  app.route({
    method: 'GET',
    url: '/api/recordings/downloads/:downloadId/archive',
    schema: { summary: 'The zip; can be fetched once', tags: ['recordings'], params: aDownload },
    // A HEAD would use it up.
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const archive = downloads.fetch(identityOn(request).user, request.params.downloadId);
      if (archive === undefined) return refuse(notFound('the download'));
      const day = localTime(parts.wallClock.nowMs()).slice(0, 10);
      return reply
        .header('content-disposition', `attachment; filename="recordings-${day}.zip"`)
        .header('cache-control', 'private, no-store')
        .type('application/zip')
        .send(archive);
    },
  });
  app.route({
    method: 'DELETE',
    url: '/api/recordings/downloads/:downloadId',
    schema: {
      summary: 'Break a download off',
      tags: ['recordings'],
      params: aDownload,
      response: { 204: z.undefined(), '4xx': errorBodySchema },
    },
    handler: async (request, reply) => {
      if (!downloads.cancel(identityOn(request).user, request.params.downloadId)) refuse(notFound('the download'));
      return reply.code(204).send();
    },
  });
}
