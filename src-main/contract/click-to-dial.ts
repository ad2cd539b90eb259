import { z } from 'zod';
import { callIdSchema } from './ids.ts';

/** Dialling from pages of other systems: which pages may, by which token, and what they ask. */

/** The origin of a page: scheme, host and port, nothing behind them. Kept as browsers write it. */
export const pageOriginSchema = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, '').toLowerCase(),
    'is no origin',
  )
  .transform((text) => new URL(text).origin);
export const pageOriginsSchema = z.array(pageOriginSchema).max(100);

export const dialTokenIdSchema = z.string().min(1).max(64).brand<'DialTokenId'>();
export type DialTokenId = z.infer<typeof dialTokenIdSchema>;

/** A personal token that can dial from its user's extension, and nothing else. */
export const dialTokenSchema = z.object({
  tokenId: dialTokenIdSchema,
  title: z.string(),
  /** Unix milliseconds. */
  createdAt: z.number().int(),
  usedAt: z.number().int().optional(),
});
export type DialToken = z.infer<typeof dialTokenSchema>;

export const newDialTokenSchema = z.strictObject({ title: z.string().trim().min(1).max(80) });
/** The token itself is told this once. */
export const newDialTokenReplySchema = dialTokenSchema.extend({ token: z.string() });

export const DIAL_TOKEN_PREFIX = 'dial_';

export const clickToDialRequestSchema = z.strictObject({
  /** As it stands on the page, or a `tel:` address. */
  number: z.string().min(1).max(64),
});
export const clickToDialReplySchema = z.object({
  /** `dialling`: the extension is being rung, or the number is being dialled; the seat shows how it goes on. */
  state: z.enum(['dialling', 'answered']),
  callId: callIdSchema.optional(),
});
