import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { RealClock } from '../../src-main/foundation/clock.ts';
import type { MochaSuite, NativeSuite, Suite } from './suites.ts';

/** What became of a suite; `trouble` is why it does not count as run, whatever its tests say. */
export interface SuiteOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly trouble?: string;
}

const SUITE_LIMIT_MS = 15 * 60_000;
/** A process that lives this long after its last test holds a timer, a socket or a child. */
const LINGER_LIMIT_MS = 15_000;
const countsSchema = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });
const clock = new RealClock();

/** Runs one suite with its output streamed; every way of not having run is a trouble, never a silent zero. */
export async function runSuite(suite: Suite, grep: string | undefined): Promise<SuiteOutcome> {
  const outcome = suite.kind === 'mocha' ? await runMocha(suite, grep) : await runNative(suite, grep);
  const ran = outcome.passed + outcome.failed > 0;
  if (outcome.trouble === undefined && !ran && grep === undefined) return { ...outcome, trouble: 'ran no test' };
  return outcome;
}

async function runMocha(suite: MochaSuite, grep: string | undefined): Promise<SuiteOutcome> {
  const files = globSync(`${suite.folder}/**/*.test.{ts,tsx}`).sort();
  if (files.length === 0) return nothing(`has no test file below ${suite.folder}`);
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-tests-'));
  const countsPath = join(folder, 'counts.json');
  try {
    const words = ['node_modules/mocha/bin/mocha.js', '--reporter', './scripts/tests/counts-reporter.mjs'];
    words.push('--timeout', String(suite.testLimitMs), '--forbid-only');
    if (grep !== undefined) words.push('--grep', grep);
    const end = await run(process.execPath, [...words, ...files], { TRUNKLINE_TEST_COUNTS: countsPath }, (text) => {
      void text;
      return existsSync(countsPath);
    });
    if (!existsSync(countsPath)) return nothing(`ended before its tests did (${end.how})`);
    const counts = countsSchema.parse(JSON.parse(readFileSync(countsPath, 'utf8')));
    return withEnd(counts, end, counts.failed > 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The closing line of doctest: `[doctest] test cases:  5 |  5 passed | 0 failed | 0 skipped`. */
const doctestLine = /\[doctest\] test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|(?:\s*(\d+) skipped)?/;

async function runNative(suite: NativeSuite, grep: string | undefined): Promise<SuiteOutcome> {
  if (!existsSync(suite.program))
    return nothing(`${suite.program} was not built (are its sources and doctest-dev there?)`);
  let output = '';
  const words = ['--no-colors', ...(grep === undefined ? [] : [`--test-case=*${grep}*`])];
  const end = await run(suite.program, words, {}, (text) => {
    output = (output + text).slice(-4000);
    return doctestLine.test(output);
  });
  const found = doctestLine.exec(output);
  if (found === null) return nothing(`ended without doctest's closing line (${end.how})`);
  const [, passed, failed, skipped] = found;
  const counts = { passed: Number(passed), failed: Number(failed), skipped: Number(skipped ?? 0) };
  return withEnd(counts, end, counts.failed > 0);
}

function nothing(trouble: string): SuiteOutcome {
  return { passed: 0, failed: 0, skipped: 0, trouble };
}

function withEnd(counts: Omit<SuiteOutcome, 'trouble'>, end: ProcessEnd, hasFailures: boolean): SuiteOutcome {
  if (end.killed) return { ...counts, trouble: end.how };
  if (end.code !== 0 && !hasFailures) return { ...counts, trouble: `failed outside its tests (${end.how})` };
  return counts;
}

interface ProcessEnd {
  readonly code: number | undefined;
  readonly killed: boolean;
  readonly how: string;
}

/** Streams the program's output; `isDone` is asked at each piece and tells when its last test ended. */
function run(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  isDone: (text: string) => boolean,
): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let killedFor: string | undefined;
    const killFor = (why: string) => () => {
      killedFor = why;
      child.kill('SIGKILL');
    };
    let timer = clock.setTimer(SUITE_LIMIT_MS, killFor(`was still running after ${SUITE_LIMIT_MS / 60_000} minutes`));
    let lingering = false;
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      process.stdout.write(text);
      if (lingering || !isDone(text)) return;
      lingering = true;
      timer.dispose();
      timer = clock.setTimer(LINGER_LIMIT_MS, killFor('did not exit after its last test: something was left open'));
    });
    child.once('error', (error) => {
      timer.dispose();
      resolve({ code: undefined, killed: false, how: error.message });
    });
    child.once('close', (code, signal) => {
      timer.dispose();
      const how = killedFor ?? (signal === null ? `exit code ${code}` : `signal ${signal}`);
      resolve({ code: code ?? undefined, killed: killedFor !== undefined, how });
    });
  });
}
