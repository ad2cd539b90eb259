import assert from 'node:assert/strict';
import { lintTools, runLintTool } from '../../scripts/lint-tools.ts';

describe('lint', () => {
  for (const tool of lintTools()) {
    it(`${tool.name} has nothing to say`, () => {
      const { ok, output } = runLintTool(tool, 'check');
      assert.ok(ok, `${tool.name}:\n${output.slice(0, 8000)}`);
    });
  }
});
