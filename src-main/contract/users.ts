import { z } from 'zod';
import { callIdSchema, sessionIdSchema, userIdSchema } from './ids.ts';

export const roleSchema = z.enum(['agent', 'supervisor', 'admin']);
export type Role = z.infer<typeof roleSchema>;

export const localeSchema = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof localeSchema>;

export const stationNoSchema = z.string().regex(/^\d{2,6}$/);

export const userViewSchema = z.object({
  userId: userIdSchema,
  login: z.string(),
  displayName: z.string(),
  role: roleSchema,
  locale: localeSchema,
  mustChangePassword: z.boolean(),
  disabled: z.boolean(),
});
export type UserView = z.infer<typeof userViewSchema>;

export const passwordSchema = z.string().min(1).max(256);

export const loginRequestSchema = z.object({
  login: z.string().min(1).max(64),
  password: passwordSchema,
  /** Extension that the seat uses; the server proposes the last one when absent. Not for admins. */
  stationNo: stationNoSchema.optional(),
});
export type LoginRequest = z.infer<typeof loginRequestSchema>;

/** The session itself travels in an HttpOnly cookie; other systems use the token as a bearer. */
export const loginReplySchema = z.object({
  user: userViewSchema,
  sessionId: sessionIdSchema,
  stationNo: stationNoSchema.optional(),
  expiresAt: z.number().int(),
});
export type LoginReply = z.infer<typeof loginReplySchema>;

export const passwordChangeSchema = z.object({ current: passwordSchema, next: passwordSchema });

/** Agent states as far as this version goes; the queue adds reserved, ringing and the wrap-up states. */
export const agentStateSchema = z.enum(['loggedOut', 'notReady', 'ready', 'ringing', 'talking']);
export type AgentState = z.infer<typeof agentStateSchema>;

export const agentViewSchema = z.object({
  userId: userIdSchema,
  displayName: z.string(),
  role: roleSchema,
  stationNo: stationNoSchema.optional(),
  state: agentStateSchema,
  /** What the agent chose for after the call; absent when it is the state itself. */
  pendingState: agentStateSchema.optional(),
  /** Unix milliseconds. */
  since: z.number().int(),
  callId: callIdSchema.optional(),
  /** Its socket is open. */
  online: z.boolean(),
});
export type AgentView = z.infer<typeof agentViewSchema>;
