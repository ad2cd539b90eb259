import { z } from 'zod';
import { stationNoSchema } from './users.ts';

/** Where calls go instead: an extension, or a number as dialled from the station. No feature codes. */
export const forwardNumberSchema = z.string().regex(/^\d{2,32}$/);

export const forwardingSchema = z.object({
  always: forwardNumberSchema.optional(),
  busy: forwardNumberSchema.optional(),
  noAnswer: z.object({ number: forwardNumberSchema, seconds: z.number().int().min(5).max(120) }).optional(),
});
export type StationForwarding = z.infer<typeof forwardingSchema>;

/** What a station is set to: do-not-disturb (免打扰) and forwarding (呼叫转移). */
export const stationSettingsSchema = z.object({
  stationNo: stationNoSchema,
  doNotDisturb: z.boolean(),
  forwarding: forwardingSchema,
});
export type StationSettings = z.infer<typeof stationSettingsSchema>;

export const stationDraftSchema = stationSettingsSchema.omit({ stationNo: true });
export type StationDraft = z.infer<typeof stationDraftSchema>;

/** What somebody at a desk phone dials to set its own station. */
export type StationCode =
  | { readonly kind: 'doNotDisturb'; readonly on: boolean }
  | { readonly kind: 'forward'; readonly number: string | undefined };

/** `*78` and `*79` do-not-disturb on and off, `*72<number>` and `*73` forwarding of every call on and off. */
export const STATION_CODE = /^\*(?:7[389]|72\d{2,32})$/;

/** Undefined for anything else that was dialled. */
export function readStationCode(dialled: string): StationCode | undefined {
  if (!STATION_CODE.test(dialled)) return undefined;
  if (dialled === '*78') return { kind: 'doNotDisturb', on: true };
  if (dialled === '*79') return { kind: 'doNotDisturb', on: false };
  return { kind: 'forward', number: dialled === '*73' ? undefined : dialled.slice('*72'.length) };
}
