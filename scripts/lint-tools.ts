import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

/** A program that checks the sources; `write` is how it mends what it can. */
export interface LintTool {
  readonly name: string;
  readonly program: string;
  readonly check: readonly string[];
  readonly write?: readonly string[];
}

const bin = (name: string): string => `node_modules/.bin/${name}`;

function nativeSources(): readonly string[] {
  return globSync('{native,board-sim,test/native}/**/*.{h,hpp,cpp}').sort();
}

/** What `npm run lint` runs, and what test/rules counts as one test each. */
export function lintTools(): readonly LintTool[] {
  const native = nativeSources();
  return [
    { name: 'tsc', program: bin('tsc'), check: ['--noEmit', '--pretty', 'false'] },
    { name: 'oxlint', program: bin('oxlint'), check: ['--type-aware', '--quiet'], write: ['--type-aware', '--fix'] },
    {
      name: 'prettier',
      program: bin('prettier'),
      check: ['--check', '--log-level', 'warn', '.'],
      write: ['--write', '--log-level', 'warn', '.'],
    },
    {
      name: 'clang-format',
      program: 'clang-format',
      check: ['--dry-run', '--Werror', ...native],
      write: ['-i', ...native],
    },
  ];
}

export interface LintOutcome {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs one tool to its end. A tool that is not installed is a failure that says so. */
export function runLintTool(tool: LintTool, mode: 'check' | 'write'): LintOutcome {
  const words = mode === 'write' ? (tool.write ?? tool.check) : tool.check;
  if (tool.program.includes('/') && !existsSync(tool.program))
    return { ok: false, output: `${tool.program} is missing` };
  const child = spawnSync(tool.program, words, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (child.error !== undefined) return { ok: false, output: `${tool.name} could not be run: ${child.error.message}` };
  return { ok: child.status === 0, output: `${child.stdout}${child.stderr}`.trim() };
}
