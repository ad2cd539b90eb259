/**
 * `npm test`: runs every suite in turn, streams what they print, and ends with one line `N passed, N failed` that sums
 * them all. A suite that crashed, hung or ran nothing counts as a failure of its own.
 *
 *   npm test -- --only rules,native     some suites (native: all C++ programs)
 *   npm test -- --grep "caller id"      only tests whose names match
 */
import { parseArgs } from 'node:util';
import { runSuite, type SuiteOutcome } from './tests/run-suite.ts';
import { SUITES, suitesNamed } from './tests/suites.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [] }, grep: { type: 'string' } },
});
const chosen = suitesNamed(values.only.flatMap((names) => names.split(',')));
if (chosen === undefined) {
  console.error(`Unknown suite. There are: native, ${SUITES.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}

const outcomes: { readonly name: string; readonly outcome: SuiteOutcome }[] = [];
for (const suite of chosen) {
  console.log(`\n== ${suite.name}`);
  outcomes.push({ name: suite.name, outcome: await runSuite(suite, values.grep) });
}

console.log('');
for (const { name, outcome } of outcomes) {
  const counts = `${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`;
  console.log(`${name.padEnd(18)} ${counts}${outcome.trouble === undefined ? '' : `; ${outcome.trouble}`}`);
}
const passed = outcomes.reduce((sum, { outcome }) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, { outcome }) => sum + outcome.failed + (outcome.trouble === undefined ? 0 : 1), 0);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);
