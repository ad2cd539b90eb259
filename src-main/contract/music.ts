import { z } from 'zod';
import { promptIdSchema } from './ids.ts';

/** Music that comes with the program. */
export const HOUSE_MUSIC_ID = promptIdSchema.parse('hold-music');

/** What a waiting caller hears. `ringback` is the tone of a phone that rings. */
export const musicChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('music'), musicId: promptIdSchema }),
  z.object({ kind: z.literal('ringback') }),
  z.object({ kind: z.literal('silence') }),
]);
export type MusicChoice = z.infer<typeof musicChoiceSchema>;

const byId = z.record(z.string().min(1).max(64), musicChoiceSchema).default({});

/** Who chooses: the first that has chosen, from the queue down to the house; an agent's own when it holds the call. */
export const musicPlanSchema = z.object({
  house: musicChoiceSchema.default({ kind: 'music', musicId: HOUSE_MUSIC_ID }),
  byQueue: byId,
  byFlow: byId,
  byRule: byId,
});
export type MusicPlan = z.infer<typeof musicPlanSchema>;

/** One piece; `own` was uploaded, the others came with the program. */
export const musicFileSchema = z.object({
  musicId: promptIdSchema,
  title: z.string().trim().min(1).max(60),
  lengthMs: z.number().int(),
  own: z.boolean(),
  /** Its file can be played now. */
  present: z.boolean(),
});
export type MusicFile = z.infer<typeof musicFileSchema>;

/** What everybody may know of the music: what there is, what the house plays, and the own choice. */
export const musicViewSchema = z.object({
  files: z.array(musicFileSchema),
  plan: musicPlanSchema,
  /** Absent: as the house has it. */
  own: musicChoiceSchema.optional(),
});
export type MusicView = z.infer<typeof musicViewSchema>;

export const ownMusicSchema = z.object({ choice: musicChoiceSchema.optional() });

/** Largest file that is taken; ten minutes of MP3 at 192 kbit/s. */
export const MUSIC_LIMIT_BYTES = 15 * 1024 * 1024;
