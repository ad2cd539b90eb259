import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CallRecord, RecordingRef } from '../../contract/call-record.ts';
import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import { identityOn, type HttpApp } from '../http-app.ts';
import { refusal, refuse, valueOf } from '../http-fault.ts';
import { mayViewRecord } from '../policies/seat-policies.ts';
import type { CallRecordsPort, RecordingsPort, VoicemailPort } from '../ports.ts';
import { byteRange } from '../presenters/byte-range.ts';
import { openWave } from '../presenters/wave-source.ts';
import type { RecordingWorkPort } from '../recording-ports.ts';

export interface RecordingRoutesParts {
  readonly recordings: RecordingsPort;
  readonly records: CallRecordsPort;
  readonly recordingWork: RecordingWorkPort;
  /** Who hears a box hears its messages, whoever's call it was. */
  readonly voicemail: Pick<VoicemailPort, 'hearsRecording'>;
}

/**
 * Streams a recording to those who may see its call: as it lies on the disk (decrypted), or with `?format=pcm16` decoded
 * on the way, because browsers play PCM and not all of them A-law. Ranges are answered in both, so that a player can
 * seek. That somebody asked is written down before the first byte goes out.
 */
export function recordingRoutes(app: HttpApp, parts: RecordingRoutesParts): void {
  app.route({
    method: 'GET',
    url: '/api/recordings/:recordingId',
    schema: {
      summary: 'A recording as audio/wav or audio/mpeg; stereo, left the line, right the seat',
      tags: ['recordings'],
      params: z.object({ recordingId: recordingIdSchema }),
      querystring: z.object({
        format: z.enum(['stored', 'pcm16']).default('stored'),
        purpose: z.enum(['listen', 'download']).default('listen'),
      }),
    },
    handler: async (request, reply) => {
      const { recordingId } = request.params;
      const { format, purpose } = request.query;
      const { user } = identityOn(request);
      if (!(await parts.voicemail.hearsRecording(user, recordingId)))
        await recordingSeenBy(request, recordingId, parts);
      const located = valueOf(await parts.recordings.locate(recordingId));
      const source = valueOf(await openWave(located, format, parts.recordingWork.coderPath));
      const range = byteRange(request.headers.range, source.sizeBytes);
      void reply.header('accept-ranges', 'bytes').header('cache-control', 'private, no-store').type(source.type);
      if (range === 'unsatisfiable') {
        void reply.header('content-range', `bytes */${source.sizeBytes}`);
        return reply.code(416).send();
      }
      const { from, to } = range ?? { from: 0, to: source.sizeBytes - 1 };
      if (range !== undefined) void reply.code(206).header('content-range', `bytes ${from}-${to}/${source.sizeBytes}`);
      if (purpose === 'download') {
        const name = `${recordingId}.${source.type === 'audio/mpeg' ? 'mp3' : 'wav'}`;
        void reply.header('content-disposition', `attachment; filename="${name}"`);
      }
      const placeMs = (byte: number): number => Math.round((byte / Math.max(1, source.sizeBytes)) * located.lengthMs);
      await parts.recordingWork.noteListening(recordingId, {
        userId: user.userId,
        how: purpose === 'download' ? 'downloaded' : 'fetched',
        fromMs: placeMs(from),
        toMs: placeMs(to + 1),
      });
      return reply.header('content-length', to - from + 1).send(source.read(from, to));
    },
  });
}

/** The recording with its call, for one who may see it. What one may not see does not exist: an id cannot be probed. */
export async function recordingSeenBy(
  request: FastifyRequest,
  recordingId: RecordingId,
  parts: Pick<RecordingRoutesParts, 'recordings' | 'records'>,
): Promise<{ readonly record: CallRecord; readonly recording: RecordingRef }> {
  const callId = await parts.recordings.callOf(recordingId);
  const record = callId === undefined ? undefined : await parts.records.byId(callId);
  const recording = record?.recordings.find((each) => each.recordingId === recordingId);
  if (record === undefined || recording === undefined || !mayViewRecord(identityOn(request).user, record))
    return refuse(noSuch());
  return { record, recording };
}

function noSuch() {
  return refusal('recording/missing', 'find the recording', 'there is none that you may hear', 'Check the address.');
}
