import type { ErrorBody } from '../../../../src-main/contract/error-codes.ts';
import { patternProblemSchema } from '../../../../src-main/contract/number-lists.ts';
import type { Messages } from '../../../locales/messages.ts';

/** Why an entry was refused; of a pattern what is wrong with it. */
export function refusedEntryText(refused: ErrorBody, messages: Messages): string {
  const problem = patternProblemSchema.safeParse(refused.ids?.['problem']).data;
  return problem === undefined ? messages.codes.errors[refused.code] : messages.lists.problems[problem];
}
