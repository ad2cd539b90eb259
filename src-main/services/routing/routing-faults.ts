import type { Fault } from '../../foundation/errors.ts';
import type { PlanProblem } from './plan-problems.ts';

function misuse(code: Fault['code'], tried: string, now: string, next: string): Fault {
  return { kind: 'misuse', code, tried, now, next };
}

export const routingFaults = {
  notFound: (what: string): Fault =>
    misuse('request/notFound', `find the ${what}`, 'there is none with this id', 'Read the list again.'),
  orderOutdated: (): Fault =>
    misuse(
      'request/conflict',
      'put the rules in order',
      'the order does not name every rule once; nothing was changed',
      'Read the rules again: somebody added or removed one.',
    ),
  /** Something that is kept would point at something that is not there. */
  unknownTarget: (problems: readonly PlanProblem[]): Fault =>
    misuse(
      'routing/unknownTarget',
      'save the rules',
      `${said(problems)}; nothing was changed`,
      'Choose another target.',
    ),
  inUse: (problems: readonly PlanProblem[]): Fault =>
    misuse('routing/inUse', 'remove it', `${said(problems)}; nothing was changed`, 'Change what uses it first.'),
  importInvalid: (problems: readonly PlanProblem[]): Fault =>
    misuse('routing/importInvalid', 'import the rules', `${said(problems)}; nothing was changed`, 'Mend the text.'),
} as const;

function said(problems: readonly PlanProblem[]): string {
  return problems
    .slice(0, 5)
    .map(({ place, problem }) => `${place}: ${problem}`)
    .join('; ');
}
