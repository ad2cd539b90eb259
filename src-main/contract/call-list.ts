import { z } from 'zod';
import { callListFilterSchema } from './call-record.ts';

/** Counting stops at `CALL_COUNT_LIMIT`; then there are more. */
export const CALL_COUNT_LIMIT = 10_000;
export const callCountSchema = z.object({ count: z.number().int(), more: z.boolean() });
export type CallCount = z.infer<typeof callCountSchema>;

/** Rows of one exported file. */
export const EXPORT_LIMIT_ROWS = 200_000;
export const callExportQuerySchema = callListFilterSchema.extend({
  format: z.enum(['csv', 'xlsx']),
  /** Chosen by the asker, to ask for the progress of this file. */
  exportId: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .optional(),
  /** Language of headers and words; the user's own when absent. */
  locale: z.enum(['zh-CN', 'en']).optional(),
});
export type CallExportQuery = z.infer<typeof callExportQuerySchema>;
export const callExportProgressSchema = z.object({ rows: z.number().int(), total: z.number().int() });
export type CallExportProgress = z.infer<typeof callExportProgressSchema>;
