import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Locale } from '../../contract/users.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';

/** Where a command writes to; a list in the tests. */
export interface Terminal {
  readonly locale: Locale;
  line(text: string): void;
  /** To the standard error stream. */
  complain(text: string): void;
}

/** Flags and words of a command; a flag that it does not know is a failure with a text for people. */
export function readWords<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options) {
  try {
    return ok(parseArgs({ args: [...words], options, strict: true, allowPositionals: true }));
  } catch (error) {
    return failedWith(error);
  }
}

function failedWith(error: unknown): Result<never, string> {
  return failed(error instanceof Error ? error.message : String(error));
}
