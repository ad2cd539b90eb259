import { z } from 'zod';
import { userIdSchema } from './ids.ts';

export const numberListIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .brand<'NumberListId'>();
export type NumberListId = z.infer<typeof numberListIdSchema>;

export const listEntryIdSchema = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .brand<'ListEntryId'>();
export type ListEntryId = z.infer<typeof listEntryIdSchema>;

/** 黑名单, 白名单, VIP, and named groups for rules. */
export const listKindSchema = z.enum(['white', 'black', 'vip', 'custom']);
export type ListKind = z.infer<typeof listKindSchema>;

export const numberListInputSchema = z.object({ title: z.string().trim().min(1).max(60), kind: listKindSchema });
export type NumberListInput = z.infer<typeof numberListInputSchema>;

export const numberListSchema = numberListInputSchema.extend({ listId: numberListIdSchema });
export type NumberList = z.infer<typeof numberListSchema>;

export const numberListViewSchema = numberListSchema.extend({ entryCount: z.number().int() });
export type NumberListView = z.infer<typeof numberListViewSchema>;

export const listEntryInputSchema = z.object({
  /** `13800001234`, `138*`, `1380000????`, `~^1[3-9]\d{9}$`, or `none` for calls without a number. */
  pattern: z.string().trim().min(1).max(64),
  /** Unix milliseconds: the first moment at which it no longer counts. */
  expiresAt: z.number().int().optional(),
  reason: z.string().trim().max(200),
});
export type ListEntryInput = z.infer<typeof listEntryInputSchema>;

export const listEntrySchema = listEntryInputSchema.extend({
  entryId: listEntryIdSchema,
  listId: numberListIdSchema,
  addedBy: userIdSchema,
  addedAt: z.number().int(),
  /** Calls that it decided. */
  hits: z.number().int(),
  lastHitAt: z.number().int().optional(),
});
export type ListEntry = z.infer<typeof listEntrySchema>;

export const listEntryViewSchema = listEntrySchema.extend({ addedByName: z.string().optional() });
export type ListEntryView = z.infer<typeof listEntryViewSchema>;

/** Why a pattern is none. */
export const patternProblemSchema = z.enum(['signs', 'expression', 'slowExpression', 'tooManyExpressions']);
export type PatternProblem = z.infer<typeof patternProblemSchema>;

/** Entries of a list, the newest first. */
export const listEntryQuerySchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** Part of a number, in any way of writing it, or of a reason. */
  search: z.string().max(64).optional(),
});
export type ListEntryQuery = z.infer<typeof listEntryQuerySchema>;

export const listEntryPageSchema = z.object({ entries: z.array(listEntryViewSchema), total: z.number().int() });

/** A list that a number is on, and by which entry. */
export const listHitSchema = z.object({
  listId: numberListIdSchema,
  kind: listKindSchema,
  entryId: listEntryIdSchema,
  pattern: z.string(),
  reason: z.string(),
});
export type ListHit = z.infer<typeof listHitSchema>;

/** One entry a line: `pattern[,expiry date[,reason]]`; empty lines and lines that begin with # are passed over. */
export const listImportSchema = z.object({ text: z.string().max(16_000_000) });

export const refusedLineSchema = z.object({
  /** Counted from 1. */
  lineNo: z.number().int(),
  /** Its beginning. */
  text: z.string(),
  why: z.enum(['tooLong', 'pattern', 'date', 'past', 'duplicate', 'full']),
  problem: patternProblemSchema.optional(),
});
export type RefusedLine = z.infer<typeof refusedLineSchema>;

export const listImportReportSchema = z.object({
  added: z.number().int(),
  refusedCount: z.number().int(),
  /** The first 200. */
  refused: z.array(refusedLineSchema),
});
export type ListImportReport = z.infer<typeof listImportReportSchema>;
