import { z } from 'zod';
import { flowIdSchema, ruleIdSchema, userIdSchema } from './ids.ts';
import { numberPatternSchema } from './number-pattern.ts';
import { periodKindSchema } from './schedules.ts';
import { roleSchema, stationNoSchema } from './users.ts';

const someId = z.string().trim().min(1).max(64);
const title = z.string().trim().min(1).max(60);
const trunkNo = z.number().int().min(1).max(1024);
const patterns = z.array(numberPatternSchema).min(1).max(200);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Met when the schedule is in one of the kinds of period at the moment of the call. */
export const scheduleConditionSchema = z.object({
  scheduleId: someId,
  kinds: z.array(periodKindSchema).min(1),
});

/** What a call must be for an inbound rule; a condition that is absent is met by every call. */
export const ruleMatchSchema = z.object({
  /** It came on one of these trunks, or on one of a group. */
  trunkNos: z.array(trunkNo).min(1).optional(),
  trunkGroups: z.array(someId).min(1).optional(),
  /** The number that was called. An analog trunk is told none: the trunk's own number stands for it. */
  dialledNumbers: patterns.optional(),
  /** The caller's number is like one of these, or on one of the lists. */
  callerPatterns: patterns.optional(),
  callerLists: z.array(someId).min(1).optional(),
  schedule: scheduleConditionSchema.optional(),
  /** Local time of the server. `to` may lie before `from`: then the span goes over midnight. */
  hours: z
    .object({
      /** 1 Monday to 7 Sunday: the day on which the span begins. */
      weekdays: z.array(z.number().int().min(1).max(7)).min(1),
      from: clockTime,
      to: clockTime,
    })
    .optional(),
});
export type RuleMatch = z.infer<typeof ruleMatchSchema>;

/** As it may be stored: rules of the first version named what a caller's number begins with. */
export const storedMatchSchema = z.preprocess(withoutPrefixes, ruleMatchSchema);

function withoutPrefixes(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('callerPrefixes' in stored)) return stored;
  const { callerPrefixes, ...match } = stored;
  return Array.isArray(callerPrefixes)
    ? { ...match, callerPatterns: callerPrefixes.map((prefix) => `${String(prefix)}*`) }
    : stored;
}

/** `reject` never answers: on an analog line the caller hears ringing until it gives up, and pays nothing. */
export const hangUpWaySchema = z.enum(['reject', 'answerAndHangUp', 'busyTone']);

// The next step (下一步操作).
const agentStep = z
  .object({ kind: z.literal('agent'), stationNo: stationNoSchema.optional(), userId: userIdSchema.optional() })
  .refine((step) => step.stationNo !== undefined || step.userId !== undefined, 'names neither station nor user');
/** Until there are queues the flow node for agents serves it; the id is kept for them. */
const queueStep = z.object({ kind: z.literal('queue'), queueId: someId });
const flowStep = z.object({ kind: z.literal('flow'), flowId: flowIdSchema });
const voicemailStep = z.object({ kind: z.literal('voicemail'), boxId: someId });
const followMeStep = z.object({ kind: z.literal('followMe'), planId: someId });
const hangUpStep = z.object({ kind: z.literal('hangUp'), how: hangUpWaySchema.default('answerAndHangUp') });
const ringGroupStep = z.object({ kind: z.literal('ringGroup'), groupId: someId });

/** Steps that stand alone: what others fall back to, so that no fall-back can go round in circles. */
export const closingStepSchema = z.discriminatedUnion('kind', [
  agentStep,
  queueStep,
  flowStep,
  voicemailStep,
  followMeStep,
  hangUpStep,
]);
export type ClosingStep = z.infer<typeof closingStepSchema>;

/** Needs a fax port, which no board here has: the fall-back step is taken. */
const faxStep = z.object({ kind: z.literal('fax'), fallback: closingStepSchema });
/** 自己定制: an HTTP address is asked for the next step while the call rings. */
const customStep = z.object({
  kind: z.literal('custom'),
  address: z.url({ protocol: /^https?$/ }).max(300),
  fallback: closingStepSchema,
});

/** What an asked address may answer: any step but another question. */
export const answeredStepSchema = z.discriminatedUnion('kind', [
  agentStep,
  queueStep,
  flowStep,
  voicemailStep,
  followMeStep,
  hangUpStep,
  ringGroupStep,
  faxStep,
]);

export const nextStepSchema = z.discriminatedUnion('kind', [
  agentStep,
  ringGroupStep,
  queueStep,
  flowStep,
  customStep,
  voicemailStep,
  faxStep,
  hangUpStep,
  followMeStep,
]);
export type NextStep = z.infer<typeof nextStepSchema>;
export type NextStepKind = NextStep['kind'];

/** As it may be stored: rules of the first version said `station`. */
export const storedStepSchema = z.preprocess(withoutStationStep, nextStepSchema);

function withoutStationStep(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('kind' in stored) || stored.kind !== 'station') return stored;
  return { ...stored, kind: 'agent' };
}

export const inboundRuleSchema = z.object({
  ruleId: ruleIdSchema,
  /** Rules are tried in this order. */
  position: z.number().int(),
  title,
  enabled: z.boolean(),
  match: ruleMatchSchema,
  next: nextStepSchema,
});
export type InboundRule = z.infer<typeof inboundRuleSchema>;

/** Classes of numbers (字冠类别) that rules can name; a number may be in several. */
export const numberClassSchema = z.enum(['local', 'longDistance', 'international', 'mobile', 'premium']);
export type NumberClass = z.infer<typeof numberClassSchema>;

export const outboundMatchSchema = z.object({
  /** Who calls: one of these roles, users or stations. */
  roles: z.array(roleSchema).min(1).optional(),
  userIds: z.array(userIdSchema).min(1).optional(),
  stationNos: z.array(stationNoSchema).min(1).optional(),
  /** Whom: a number like one of these, as dialled after the outside prefix, or of one of the classes. */
  numberPatterns: patterns.optional(),
  classes: z.array(numberClassSchema).min(1).optional(),
  schedule: scheduleConditionSchema.optional(),
});
export type OutboundMatch = z.infer<typeof outboundMatchSchema>;

/** How the next trunk is chosen (OUT-4): 先后顺序, 记忆循环, 随机. */
export const trunkStrategySchema = z.enum(['inOrder', 'roundRobin', 'random']);
export type TrunkStrategy = z.infer<typeof trunkStrategySchema>;

/** The first that is like the number is applied: so many digits off its front, then these before it. */
export const rewriteSchema = z.object({
  pattern: numberPatternSchema,
  strip: z.number().int().min(0).max(32),
  prepend: z.string().regex(/^[\d*#]{0,20}$/),
});
export type Rewrite = z.infer<typeof rewriteSchema>;

export const outboundActionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('permit'),
    /** Absent, both: all trunks. */
    trunkNos: z.array(trunkNo).min(1).optional(),
    trunkGroups: z.array(someId).min(1).optional(),
    strategy: trunkStrategySchema.default('random'),
    rewrite: z.array(rewriteSchema).max(50).default([]),
    /** 绑定主叫号码: kept with the call; presented where the line can, which an analog line cannot. */
    callerNumber: z
      .string()
      .regex(/^\d{3,20}$/)
      .optional(),
  }),
  z.object({ kind: z.literal('bar') }),
]);
export type OutboundAction = z.infer<typeof outboundActionSchema>;

export const outboundRuleSchema = z.object({
  ruleId: ruleIdSchema,
  position: z.number().int(),
  title,
  enabled: z.boolean(),
  match: outboundMatchSchema,
  action: outboundActionSchema,
});
export type OutboundRule = z.infer<typeof outboundRuleSchema>;

export const ringGroupSchema = z.object({
  groupId: someId,
  title,
  members: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('station'), stationNo: stationNoSchema }),
        z.object({ kind: z.literal('outside'), number: z.string().regex(/^[\d*#]{2,32}$/) }),
      ]),
    )
    .min(1)
    .max(50),
  /** `round`: in order, beginning after the member who took the last call. */
  order: z.enum(['together', 'inOrder', 'round']),
  /** Of each member in turn, or of all together. */
  ringMs: z.number().int().min(5_000).max(180_000).default(20_000),
  /** When nobody took the call. */
  then: closingStepSchema,
});
export type RingGroup = z.infer<typeof ringGroupSchema>;

export const trunkGroupSchema = z.object({ groupId: someId, title, trunkNos: z.array(trunkNo).max(256) });

export const routingSettingsSchema = z.object({
  trunkGroups: z.array(trunkGroupSchema).default([]),
  /** Trunk number to the number that callers dial for it. */
  trunkNumbers: z.record(z.string().regex(/^[1-9]\d{0,3}$/), z.string().regex(/^\d{3,20}$/)).default({}),
  /** 强制处理: while on, every call goes by the one rule, enabled or not. */
  forced: z.object({ on: z.boolean(), ruleId: ruleIdSchema.optional() }).default({ on: false }),
  /** For calls that no rule fits; without it they ring until somebody answers. */
  defaultStep: nextStepSchema.optional(),
  /** The addresses that a custom step may ask. */
  customAddresses: z.array(z.url({ protocol: /^https?$/ }).max(300)).default([]),
  /** Pass always and on any trunk, besides 110, 119, 120 and 122. */
  furtherEmergencyNumbers: z.array(z.string().regex(/^\d{3,8}$/)).default([]),
  /** What paid information services begin with. */
  premiumPrefixes: z.array(z.string().regex(/^\d{2,8}$/)).default(['160', '168']),
  /** For numbers that no outbound rule fits. */
  outboundDefault: z.enum(['permitted', 'barred']).default('permitted'),
});
export type RoutingSettings = z.infer<typeof routingSettingsSchema>;

/** Everything that routing decides by. */
export const routingPlanSchema = z.object({
  inboundRules: z.array(inboundRuleSchema),
  outboundRules: z.array(outboundRuleSchema),
  ringGroups: z.array(ringGroupSchema),
  settings: routingSettingsSchema,
});
export type RoutingPlan = z.infer<typeof routingPlanSchema>;
