import { z } from 'zod';
import { sessionIdSchema, type SessionId } from '../../contract/ids.ts';
import type { StoredSession } from '../ports.ts';

/** A session in a list. Unix milliseconds. */
export const sessionViewSchema = z.object({
  sessionId: sessionIdSchema,
  stationNo: z.string().optional(),
  createdAt: z.number().int(),
  expiresAt: z.number().int(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export function sessionViewOf(session: StoredSession, current: SessionId | undefined): SessionView {
  const { sessionId, stationNo, createdAt, expiresAt } = session;
  const station = stationNo === undefined ? {} : { stationNo };
  return { sessionId, ...station, createdAt, expiresAt, isCurrent: sessionId === current };
}
