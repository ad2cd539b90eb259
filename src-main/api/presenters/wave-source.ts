import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { FaultError, type Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';
import { fileSource, headOf, type ByteSource } from '../../storage/byte-source.ts';
import {
  PCM_HEADER_BYTES,
  pcmHeader,
  samplesIn,
  waveLayout,
  WAVE_LOOK_BYTES,
  type WaveLayout,
} from '../../storage/wave-layout.ts';
import { refusal } from '../http-fault.ts';
import type { StreamedRecording } from '../recording-ports.ts';
import { decodedBytes, mp3Form, samplesOf, waveForm, type CodedForm } from './coded-form.ts';
import { pcm16OfLaw, type Law } from './g711.ts';

/** A recording as the bytes that a client gets. */
export interface WaveSource extends ByteSource {
  readonly type: 'audio/wav' | 'audio/mpeg';
}

/**
 * The recording as stored, or decoded to PCM16: every byte's place is known without decoding what is before it. A file
 * that is still being written is offered as long as it is now.
 * Faults: recording/missing, recording/keyMissing, recording/damaged, prompt/notAudio.
 */
export async function openWave(
  recording: Pick<StreamedRecording, 'container' | 'open'>,
  format: 'stored' | 'pcm16',
  coderPath: string,
): Promise<Result<WaveSource, Fault>> {
  const opened = await recording.open();
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const head = await headOf(source, WAVE_LOOK_BYTES);
    return recording.container === 'mp3'
      ? mp3Source(source, head, format, coderPath)
      : wavSource(source, head, format, coderPath);
  } catch (error) {
    return failed(error instanceof FaultError ? error.fault : missing());
  }
}

/** A plain WAV file that needs no program: a greeting, a prompt. Decoded to PCM16. */
export async function openWaveFile(path: string): Promise<Result<WaveSource, Fault>> {
  const sizeBytes = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (sizeBytes === undefined) return failed(missing());
  const open = async (): Promise<Result<ByteSource, Fault>> => ok(fileSource(path, sizeBytes));
  return openWave({ container: 'wav', open }, 'pcm16', '');
}

function mp3Source(
  source: ByteSource,
  head: Buffer,
  format: 'stored' | 'pcm16',
  coderPath: string,
): Result<WaveSource, Fault> {
  const form = mp3Form(head, source.sizeBytes);
  if (form === undefined) return failed(notAudio());
  if (format === 'stored') return ok({ ...source, type: 'audio/mpeg' });
  return ok(codedSource(source, form, coderPath));
}

function wavSource(
  source: ByteSource,
  head: Buffer,
  format: 'stored' | 'pcm16',
  coderPath: string,
): Result<WaveSource, Fault> {
  const layout = waveLayout(head, source.sizeBytes);
  if (layout === undefined) return failed(notAudio());
  if (format === 'stored' || layout.format === 'pcm16') return ok({ ...source, type: 'audio/wav' });
  const form = waveForm(layout);
  if (form !== undefined) return ok(codedSource(source, form, coderPath));
  return ok(lawSource(source, layout, layout.format === 'ulaw' ? 'ulaw' : 'alaw'));
}

/** A program decodes; each request that reads has its own. */
function codedSource(source: ByteSource, form: CodedForm, coderPath: string): WaveSource {
  const header = pcmHeader(form, samplesOf(form));
  return {
    type: 'audio/wav',
    sizeBytes: PCM_HEADER_BYTES + samplesOf(form) * form.channels * 2,
    read: (from, to) =>
      behindHeader(header, from, to, (audioFrom, audioTo) =>
        Readable.from(decodedBytes(source, form, coderPath, { from: audioFrom, to: audioTo })),
      ),
  };
}

/** Each octet of G.711 becomes two bytes after a new header. */
function lawSource(source: ByteSource, layout: WaveLayout, law: Law): WaveSource {
  const header = pcmHeader(layout, samplesIn(layout));
  return {
    type: 'audio/wav',
    sizeBytes: PCM_HEADER_BYTES + layout.audioBytes * 2,
    read: (from, to) =>
      behindHeader(header, from, to, (audioFrom, audioTo) => {
        const octets = source.read(
          layout.audioStart + Math.floor(audioFrom / 2),
          layout.audioStart + Math.floor(audioTo / 2),
        );
        const pcm = decoder(law, audioFrom % 2, audioTo - audioFrom + 1);
        octets.on('error', (error) => pcm.destroy(error));
        return octets.pipe(pcm).on('close', () => octets.destroy());
      }),
  };
}

function behindHeader(
  header: Buffer,
  from: number,
  to: number,
  audio: (from: number, to: number) => Readable,
): Readable {
  if (to < PCM_HEADER_BYTES) return Readable.from([header.subarray(from, to + 1)]);
  const sound = audio(Math.max(0, from - PCM_HEADER_BYTES), to - PCM_HEADER_BYTES);
  return from >= PCM_HEADER_BYTES ? sound : Readable.from(inOrder(header.subarray(from), sound));
}

async function* inOrder(first: Buffer, rest: Readable): AsyncGenerator<unknown, void, undefined> {
  yield first;
  yield* rest;
}

function decoder(law: Law, skipBytes: number, wantedBytes: number): Transform {
  let toSkip = skipBytes;
  let left = wantedBytes;
  return new Transform({
    transform(octets: Buffer, _encoding, done) {
      const pcm = pcm16OfLaw(law, octets).subarray(toSkip).subarray(0, left);
      toSkip = 0;
      left -= pcm.length;
      done(undefined, pcm);
    },
  });
}

function missing(): Fault {
  return refusal('recording/missing', 'play the recording', 'its file cannot be read', 'Look for it in the backup.');
}

function notAudio(): Fault {
  return refusal(
    'prompt/notAudio',
    'play the recording',
    'its file holds no sound in a format that is recorded',
    'Look for it in the backup.',
  );
}
