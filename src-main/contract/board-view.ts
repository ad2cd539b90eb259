import { z } from 'zod';
import { callIdSchema, channelNumberSchema, deviceIdSchema } from './ids.ts';

/** One channel as the board console shows it. */
export const channelViewSchema = z.object({
  deviceId: deviceIdSchema,
  channel: z.number().int(),
  kind: z.enum(['trunk', 'station']),
  label: z.string(),
  state: z.string(),
  /** Numbers of the source tables LE001 (inbound) and LE002 (outbound), 0 without. */
  le001: z.number().int(),
  le002: z.number().int(),
  /** Unix milliseconds. */
  since: z.number().int(),
  inService: z.boolean(),
  offHook: z.boolean(),
  farNumber: z.string(),
  callId: callIdSchema.optional(),
});
export type ChannelView = z.infer<typeof channelViewSchema>;

export const boardViewSchema = z.object({
  up: z.boolean(),
  vendor: z.string(),
  model: z.string(),
  serial: z.string(),
  driverVersion: z.string(),
  simulated: z.boolean(),
  /** `stepped` only on the simulator: time stands until the bench moves it. */
  clock: z.enum(['real', 'stepped']),
  /** The channel that the board PC's loudspeaker plays now. */
  loudspeaker: channelNumberSchema.optional(),
  channels: z.array(channelViewSchema),
});
export type BoardView = z.infer<typeof boardViewSchema>;
