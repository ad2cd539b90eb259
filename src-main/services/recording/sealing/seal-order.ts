import { z } from 'zod';
import { errorCodeSchema } from '../../../contract/error-codes.ts';

const keySchema = z.object({ keyId: z.string(), secretHex: z.string() });

/** What the sealing thread is asked for. Paths are absolute. */
export const sealOrderSchema = z.discriminatedUnion('kind', [
  /** Makes the sealed form of `sourcePath` at `partPath`; without a change of form only reads the source. */
  z.object({
    kind: z.literal('seal'),
    sourcePath: z.string(),
    partPath: z.string().optional(),
    sealAs: z.enum(['mp3', 'gsm']).optional(),
    key: keySchema.optional(),
    coder: z.string(),
  }),
  /** Reads a file to its end. */
  z.object({ kind: z.literal('hash'), path: z.string() }),
  /** Makes a plain WAV file that the board can play. */
  z.object({
    kind: z.literal('open'),
    path: z.string(),
    partPath: z.string(),
    key: keySchema.optional(),
    isMp3: z.boolean(),
    coder: z.string(),
  }),
]);
export type SealOrder = z.infer<typeof sealOrderSchema>;

export const sealReplySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), sha256: z.string(), sizeBytes: z.number().int() }),
  z.object({
    kind: z.literal('failed'),
    code: errorCodeSchema,
    tried: z.string(),
    now: z.string(),
    next: z.string(),
  }),
]);
export type SealReply = z.infer<typeof sealReplySchema>;
