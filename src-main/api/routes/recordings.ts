import { z } from 'zod';
import { recordingIdSchema } from '../../contract/ids.ts';
import { identityOn, notFound, type HttpApp } from '../http-app.ts';
import { refuse, valueOf } from '../http-fault.ts';
import { mayViewRecord } from '../policies/seat-policies.ts';
import type { CallRecordsPort, RecordingsPort, VoicemailPort } from '../ports.ts';
import { byteRange } from '../presenters/byte-range.ts';
import { openWave } from '../presenters/wave-source.ts';

export interface RecordingRoutesParts {
  readonly recordings: RecordingsPort;
  readonly records: CallRecordsPort;
  /** Who hears a box hears its messages, whoever's call it was. */
  readonly voicemail: Pick<VoicemailPort, 'hearsRecording'>;
}

/**
 * Streams a recording to those who may see its call: as it lies on the disk, or with `?format=pcm16` decoded on the
 * way, because browsers play PCM and not all of them A-law. Ranges are answered in both, so that a player can seek.
 */
export function recordingRoutes(app: HttpApp, parts: RecordingRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/recordings/:recordingId',
    schema: {
      summary: 'A recording as audio/wav; stereo, left the line, right the seat',
      tags: ['calls'],
      params: z.object({ recordingId: recordingIdSchema }),
      querystring: z.object({ format: z.enum(['stored', 'pcm16']).default('stored') }),
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      const { user } = identityOn(request);
      const located = valueOf(await parts.recordings.locate(recordingId));
      const record = await parts.records.byId(located.callId);
      const isShown = record !== undefined && mayViewRecord(user, record);
      if (!isShown && !(await parts.voicemail.hearsRecording(user, recordingId))) refuse(notFound('the recording'));
      const source = valueOf(await openWave(located.path, request.query.format));
      const range = byteRange(request.headers.range, source.sizeBytes);
      void reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store').type('audio/wav');
      if (range === 'unsatisfiable') {
        void reply.header('content-range', `bytes */${source.sizeBytes}`);
        return reply.code(416).send();
      }
      const { from, to } = range ?? { from: 0, to: source.sizeBytes - 1 };
      if (range !== undefined) void reply.code(206).header('content-range', `bytes ${from}-${to}/${source.sizeBytes}`);
      return reply.header('content-length', to - from + 1).send(source.read(from, to));
    },
  });
}
