import { z } from 'zod';
import { callEventSchema, type CallEvent, type CallEventKind } from './call-events.ts';

export const callEventKindSchema = z.enum(
  callEventSchema.options.map((option) => option.shape.kind.value) as [CallEventKind, ...CallEventKind[]],
);

/**
 * An event as other systems are told it: digits that a caller entered as a secret and places on the server's disk stay
 * inside. Everything else is the journal's own words. Pure.
 */
export function outsideEvent(event: CallEvent): CallEvent {
  if (event.kind === 'DigitsReceived' && event.secret) return { ...event, digits: '' };
  if (event.kind === 'RecordingStarted') return { ...event, path: '' };
  return event;
}
