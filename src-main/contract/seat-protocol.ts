import { z } from 'zod';
import { boardViewSchema, channelViewSchema } from './board-view.ts';
import { benchNoticeSchema, benchStateSchema } from './bench.ts';
import { callEventSchema } from './call-events.ts';
import { callViewSchema } from './call-model.ts';
import { callRecordSchema } from './call-record.ts';
import { callIdSchema, deviceIdSchema, flowIdSchema, recordingIdSchema, sessionIdSchema } from './ids.ts';
import { errorBodySchema } from './error-codes.ts';
import { forwardingSchema, stationSettingsSchema } from './stations.ts';
import { agentViewSchema, stationNoSchema, userViewSchema } from './users.ts';
import { boxSummarySchema, voicemailMessageSchema } from './voicemail.ts';

/**
 * The seat protocol, over one WebSocket at /seat, JSON text frames of at most 64 KiB.
 *
 *   seat                                  server
 *   hello{protocol} ──────────────────▶
 *                   ◀────────────────── hello{protocol, session, user}
 *                   ◀────────────────── snapshot{seq, topics}
 *                   ◀────────────────── delta{seq+1 …}            each numbered, no gaps
 *   command{id, name, params} ────────▶
 *                   ◀────────────────── result{id, ok | error}    the line's own end of it
 *   ping{n} ──────────────────────────▶ pong{n}                   every 3 s; 3 missed: closed
 *   resync{} ─────────────────────────▶ snapshot                  after a gap
 *
 * The session is that of the HTTP cookie at the upgrade. A frame that does not parse, that comes before
 * hello, or whose id was used before, is answered with error{} and, when it repeats, with a close.
 */
export const SEAT_PROTOCOL_VERSION = 1;
export const MAX_FRAME_BYTES = 64 * 1024;

const numberSchema = z.string().regex(/^[0-9*#+\- ]{1,32}$/);
const onCall = z.object({ callId: callIdSchema });
const toNumber = z.object({ callId: callIdSchema, number: numberSchema });

/** Commands of a seat: name → parameters. What each needs of a role is in api/policies. */
export const seatCommandSchemas = {
  'agent.setReady': z.object({ ready: z.boolean() }),
  'call.make': z.object({ number: numberSchema }),
  /** The call that rings the seat's own station. */
  'call.answer': onCall,
  'call.hangUp': onCall,
  'call.sendDigits': z.object({ callId: callIdSchema, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }),
  /** 保持, and 接回 of what is held. */
  'call.hold': onCall,
  'call.retrieve': onCall,
  /** The held call is talked with, the active one is held. */
  'call.alternate': onCall,
  /** The held call is talked with, the active one is left. */
  'call.reconnect': onCall,
  /** Holds the call and calls somebody else; the result names the new call. */
  'call.consult': toNumber,
  /** 转移完成: `callId` is the held call. */
  'call.completeTransfer': onCall,
  /** 会议完成: `callId` is the held call. */
  'call.completeConference': onCall,
  /** 释放转 and 成功转. */
  'call.transfer': z.object({ callId: callIdSchema, number: numberSchema, kind: z.enum(['blind', 'onAnswer']) }),
  /** Calls somebody more into the talk. */
  'call.invite': toNumber,
  /** The call that rings the own station goes elsewhere. */
  'call.deflect': toNumber,
  /** Takes a call that rings a colleague: the longest ringing one, or the one at a station. */
  'call.pickup': z.object({ stationNo: stationNoSchema.optional() }),
  'call.park': z.object({
    callId: callIdSchema,
    slot: z
      .string()
      .regex(/^[1-9]\d?$/)
      .optional(),
  }),
  'call.retrieveParked': z.object({ slot: z.string().regex(/^[1-9]\d?$/) }),
  /** 转IVR, and 挂起转 with `back`. */
  'call.toFlow': z.object({ callId: callIdSchema, flowId: flowIdSchema, back: z.boolean() }),
  /** Supervisors: 监听, 耳语, 插话, 拦截. */
  'call.join': z.object({ callId: callIdSchema, mode: z.enum(['listen', 'whisper', 'barge', 'intercept']) }),
  /** Lets one party of a conference go. */
  'call.dropParty': z.object({ callId: callIdSchema, deviceId: deviceIdSchema }),
  /** Supervisors: ends a call of others. */
  'call.clear': onCall,
  /** Plays a recording to the caller, to the own station, or to both. */
  'call.playRecording': z.object({
    callId: callIdSchema,
    recordingId: recordingIdSchema,
    to: z.enum(['far', 'own', 'both']),
  }),
  'call.stopPlaying': onCall,
  /** 录音: begins by hand what the policy leaves open; stopped, the time without is a gap with its reason. */
  'call.startRecording': onCall,
  'call.stopRecording': onCall,
  /** Marks this moment. */
  'call.markRecording': z.object({ callId: callIdSchema, text: z.string().trim().max(200) }),
  /** Card numbers: the recording holds silence until it is taken off, at the latest by its limit. */
  'call.maskRecording': z.object({ callId: callIdSchema, masked: z.boolean() }),
  /** 跟随: the talk goes after somebody of a follow-me plan; it is had back by `call.retrieve`. */
  'call.followMe': z.object({ callId: callIdSchema, planId: z.string().min(1).max(64) }),
  /** Of the own station; of another one for who oversees. */
  'station.setDoNotDisturb': z.object({ stationNo: stationNoSchema.optional(), on: z.boolean() }),
  'station.setForwarding': z.object({ stationNo: stationNoSchema.optional(), forwarding: forwardingSchema }),
} as const;

export type SeatCommandName = keyof typeof seatCommandSchemas;
export type SeatCommandParams<Name extends SeatCommandName> = z.infer<(typeof seatCommandSchemas)[Name]>;
export const seatCommandNameSchema = z.enum(Object.keys(seatCommandSchemas) as [SeatCommandName, ...SeatCommandName[]]);

export const seatFrameSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), protocol: z.number().int(), client: z.string().max(64) }),
  z.object({ kind: z.literal('command'), id: z.number().int().min(1), name: z.string().max(64), params: z.unknown() }),
  z.object({ kind: z.literal('ping'), n: z.number().int() }),
  z.object({ kind: z.literal('resync') }),
]);
export type SeatFrame = z.infer<typeof seatFrameSchema>;

/** Everything a seat is told, by topic. A role decides which topics it gets; `bench` only on the simulator. */
export const seatTopicsSchema = z.object({
  /** Calls the user may see: an agent its own, a supervisor and an admin all. */
  calls: z.array(callViewSchema),
  agents: z.array(agentViewSchema),
  board: boardViewSchema.optional(),
  bench: benchStateSchema.optional(),
  /** What stations are set to: the own one, or all. */
  stations: z.array(stationSettingsSchema).optional(),
  /** The boxes that the user hears; messages are paged over HTTP. */
  voicemail: z.object({ boxes: z.array(boxSummarySchema) }).optional(),
  /** Commands that would be accepted now, per call, and for the agent itself. */
  allowed: z.object({
    agent: z.array(seatCommandNameSchema),
    calls: z.record(z.string(), z.array(seatCommandNameSchema)),
  }),
});
export type SeatTopics = z.infer<typeof seatTopicsSchema>;

export const seatDeltaSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('callEvent'), event: callEventSchema, call: callViewSchema }),
  z.object({ topic: z.literal('callGone'), callId: callIdSchema }),
  z.object({ topic: z.literal('agent'), agent: agentViewSchema }),
  z.object({ topic: z.literal('allowed'), allowed: seatTopicsSchema.shape.allowed }),
  z.object({ topic: z.literal('channel'), channel: channelViewSchema }),
  z.object({ topic: z.literal('board'), board: boardViewSchema }),
  /** A call record was made or completed: the call list puts it on top. */
  z.object({ topic: z.literal('record'), record: callRecordSchema }),
  z.object({ topic: z.literal('station'), station: stationSettingsSchema }),
  z.object({ topic: z.literal('voicemailBoxes'), boxes: z.array(boxSummarySchema) }),
  /** A message came, or became something else. */
  z.object({ topic: z.literal('voicemailMessage'), message: voicemailMessageSchema }),
  z.object({ topic: z.literal('bench'), bench: benchStateSchema }),
  z.object({ topic: z.literal('benchNotice'), notice: benchNoticeSchema }),
]);
export type SeatDelta = z.infer<typeof seatDeltaSchema>;

export const serverFrameSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hello'),
    protocol: z.number().int(),
    serverVersion: z.string(),
    sessionId: sessionIdSchema,
    user: userViewSchema,
    stationNo: z.string().optional(),
    /** Unix milliseconds of the server, so that timers on the screen follow its clock. */
    now: z.number(),
  }),
  z.object({ kind: z.literal('snapshot'), seq: z.number().int(), now: z.number(), topics: seatTopicsSchema }),
  z.object({ kind: z.literal('delta'), seq: z.number().int(), now: z.number(), delta: seatDeltaSchema }),
  z.object({ kind: z.literal('result'), id: z.number().int(), ok: z.literal(true), callId: callIdSchema.optional() }),
  z.object({ kind: z.literal('refused'), id: z.number().int(), error: errorBodySchema }),
  z.object({ kind: z.literal('error'), error: errorBodySchema }),
  z.object({ kind: z.literal('pong'), n: z.number().int(), now: z.number() }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;

/** WebSocket close codes of ours (RFC 6455, 7.4.2: 4000-4999 are private). */
export const CLOSE_CODES = {
  unauthorised: 4401,
  protocolVersion: 4426,
  badFrames: 4400,
  tooSlow: 4408,
  sessionEnded: 4403,
  replaced: 4409,
} as const;
