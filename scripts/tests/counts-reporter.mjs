// Mocha's spec reporter, which also leaves the counts in the file that TRUNKLINE_TEST_COUNTS names. A run that dies before its
// end leaves no file, and so cannot pass for a good one.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class CountsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.prependOnceListener('end', () => {
      const { passes, failures, pending } = runner.stats;
      const path = process.env.TRUNKLINE_TEST_COUNTS;
      if (path !== undefined)
        writeFileSync(path, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}
