import { z } from 'zod';

/** What a mouth on the simulated network or at a simulated phone says. */
export const voiceSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('silence') }),
  z.object({ kind: z.literal('tone'), hz: z.number().min(50).max(3800), levelDbm0: z.number().min(-60).max(3) }),
  /** Speech-like syllables from a seed; the same seed gives the same samples. */
  z.object({ kind: z.literal('speech'), seed: z.number().int(), levelDbm0: z.number().min(-60).max(3) }),
  /** 8 kHz mono WAV, PCM16 or A-law. */
  z.object({ kind: z.literal('file'), path: z.string().min(1).max(1024), loop: z.boolean() }),
  /** What a browser sends over the audio socket. */
  z.object({ kind: z.literal('live') }),
]);
export type VoiceSource = z.infer<typeof voiceSourceSchema>;

const trunkNo = z.number().int().min(1).max(512);
const phoneNo = z.number().int().min(1).max(512);

/**
 * What can be done to the simulated world, by a scenario, by the bench page and by `trunkline sim`.
 * Trunks and phones are numbered from 1 in the order of the board's channels of their kind.
 */
export const benchActionSchema = z.discriminatedUnion('do', [
  /** An outside caller rings a trunk. */
  z.object({
    do: z.literal('ring'),
    trunkNo,
    number: z.string().max(32),
    name: z.string().max(40).default(''),
    callerId: z.enum(['fsk', 'dtmf', 'none']).default('fsk'),
    /** 0: rings until answered or given up by hand. */
    giveUpAfterMs: z.number().int().min(0).default(0),
  }),
  z.object({ do: z.literal('giveUp'), trunkNo }),
  z.object({ do: z.literal('farPress'), trunkNo, digits: z.string().regex(/^[0-9A-D*#,]{1,64}$/) }),
  z.object({ do: z.literal('farSpeak'), trunkNo, voice: voiceSourceSchema }),
  z.object({ do: z.literal('farHangUp'), trunkNo }),
  /** The far party of an outbound call answers now, whatever its number's ending says. */
  z.object({ do: z.literal('farAnswer'), trunkNo }),
  z.object({
    do: z.literal('setLine'),
    trunkNo,
    battery: z.boolean().optional(),
    dialTone: z.boolean().optional(),
    polarityAnswer: z.boolean().optional(),
    /** How the exchange tells that the far party hung up, beside the busy tone. */
    clearBy: z.enum(['busyTone', 'polarity', 'loopDrop']).optional(),
    /** How much weaker than what we say the line's hybrid sends it back; 0 for a line without echo. */
    echoLossDb: z.number().int().min(0).max(60).optional(),
  }),
  z.object({ do: z.literal('lift'), phoneNo }),
  z.object({ do: z.literal('hangUp'), phoneNo }),
  z.object({ do: z.literal('press'), phoneNo, digits: z.string().regex(/^[0-9A-D*#,]{1,64}$/) }),
  z.object({ do: z.literal('flash'), phoneNo, durationMs: z.number().int().min(20).max(2000).default(300) }),
  z.object({ do: z.literal('speak'), phoneNo, voice: voiceSourceSchema }),
  /** The card is pulled out: every call fails with 'gone', BOARD lost is reported once. */
  z.object({ do: z.literal('removeBoard') }),
  /** Raise `count` line events at once, to flood the lane. */
  z.object({
    do: z.literal('flood'),
    count: z.number().int().min(1).max(5_000_000),
    perSecond: z.number().int().min(0).default(0),
  }),
]);
export type BenchAction = z.infer<typeof benchActionSchema>;
export type BenchActionInput = z.input<typeof benchActionSchema>;

export const benchLineSchema = z.object({
  trunkNo: z.number().int(),
  channel: z.number().int(),
  /** As the exchange sees the subscriber line. */
  state: z.enum([
    'idle',
    'ringing',
    'dialTone',
    'collecting',
    'farRinging',
    'talking',
    'farGone',
    'busy',
    'congestion',
    'unobtainable',
    'noBattery',
  ]),
  number: z.string(),
  /** What the exchange's own digit receiver has heard. */
  dialled: z.string(),
  ourHookOff: z.boolean(),
  voice: z.string(),
});
export const benchPhoneSchema = z.object({
  phoneNo: z.number().int(),
  channel: z.number().int(),
  hookOff: z.boolean(),
  ringing: z.boolean(),
  /** Lit: a message waits. */
  lamp: z.boolean(),
  /** What the display shows. */
  display: z.string(),
  voice: z.string(),
});

/** What ears of the simulated world noticed, for expectations and the time line. */
export const benchNoticeSchema = z.object({
  /** Simulator time since start, milliseconds. */
  atMs: z.number(),
  who: z.string(), // 'trunk 1' or 'phone 3'
  what: z.enum([
    'rings',
    'ringEnds',
    'offHook',
    'onHook',
    'hearsTone',
    'hearsStutter',
    'hearsVoice',
    'hearsSilence',
    'hearsDigit',
    'dialled',
    'answered',
    'hungUp',
  ]),
  detail: z.string(),
});
export type BenchNotice = z.infer<typeof benchNoticeSchema>;

export const benchStateSchema = z.object({
  clock: z.enum(['real', 'stepped']),
  nowMs: z.number(),
  lines: z.array(benchLineSchema),
  phones: z.array(benchPhoneSchema),
});
export type BenchState = z.infer<typeof benchStateSchema>;
