/** `npm run lint` checks all sources with every tool; `npm run format` lets each mend what it can. */
import { parseArgs } from 'node:util';
import { lintTools, runLintTool } from './lint-tools.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
for (const tool of lintTools()) {
  const { ok, output } = runLintTool(tool, values.write ? 'write' : 'check');
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${tool.name}`);
  if (!ok) {
    console.log(output);
    process.exitCode = 1;
  }
}
