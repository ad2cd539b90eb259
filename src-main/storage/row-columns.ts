import { z } from 'zod';

/** 0 or 1 on the disk. */
export const flag = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1);

/** NULL on the disk, absent in the code. */
export function absentWhenNull<Inner extends z.ZodType>(inner: Inner) {
  return inner.nullish().transform((value) => value ?? undefined);
}

/** JSON text on the disk, a parsed value in the code; text that is no JSON fails like any other bad value. */
export function jsonText<Inner extends z.ZodType>(inner: Inner) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(inner);
}
