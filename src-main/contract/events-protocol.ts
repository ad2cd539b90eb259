import { z } from 'zod';
import { callEventSchema } from './call-events.ts';
import { callEventKindSchema } from './outside-event.ts';

/**
 * The stream of call events for other systems, over one WebSocket at /api/events, JSON text frames, one way.
 *
 *   GET /api/events?kinds=Delivered,CallCleared&after=1200
 *                 ◀── hello{lastEventNo}          the newest number that is on the disk
 *                 ◀── event{event} …              from 1201 on: first what was missed, then what happens
 *                 ◀── heartbeat{eventNo}          every 10 s; the reader has had everything up to there
 *
 * A reader that was away connects again with `after` the last number it had. Numbers grow by one for each event of the
 * journal; a reader sees gaps where an event is not of its kinds or not for it. An agent is told of its own calls.
 */
export const eventsQuerySchema = z.object({
  /** Without: all kinds. */
  kinds: z
    .string()
    .max(1_000)
    .transform((text) => text.split(',').map((kind) => kind.trim()))
    .pipe(z.array(callEventKindSchema).min(1))
    .optional(),
  /** Without: what happens from now on. 0 begins at the first event. */
  after: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
});
export type EventsQuery = z.infer<typeof eventsQuerySchema>;

export const eventsFrameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), lastEventNo: z.number().int(), now: z.number() }),
  z.object({ kind: z.literal('event'), event: callEventSchema }),
  z.object({ kind: z.literal('heartbeat'), eventNo: z.number().int(), now: z.number() }),
]);
export type EventsFrame = z.infer<typeof eventsFrameSchema>;
