import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Fault } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';
import { failed, ok } from '../foundation/result.ts';
import type { ErrorCode } from '../contract/error-codes.ts';

/** A vendor's open() may take seconds; after this long it hangs. */
const PROBE_DEADLINE_MS = 30_000;

/** Exit codes of native/tools/board_probe; others, and signals, are crashes. */
const PROBE_EXITS: Readonly<Record<number, ErrorCode>> = {
  3: 'board/libraryMissing',
  4: 'board/libraryInvalid',
  5: 'board/versionMismatch',
  6: 'board/openFailed',
};

/**
 * Opens and closes the board in a process of its own first, so that a library that crashes in open() takes
 * that process down and not the server.
 */
export async function probeBoard(addonPath: string, libraryPath: string, config: string): Promise<Result<void, Fault>> {
  const probePath = join(dirname(addonPath), process.platform === 'win32' ? 'board_probe.exe' : 'board_probe');
  const run = await new Promise<{ readonly code: unknown; readonly killed: boolean; readonly stderr: string }>(
    (resolve) => {
      execFile(probePath, [libraryPath, config], { timeout: PROBE_DEADLINE_MS }, (error, _stdout, stderr) =>
        resolve({ code: error === null ? 0 : (error.code ?? error.signal), killed: error?.killed === true, stderr }),
      );
    },
  );
  if (run.code === 0) return ok();
  if (run.code === 'ENOENT') return failed(probeMissing(probePath));
  const expected = typeof run.code === 'number' ? PROBE_EXITS[run.code] : undefined;
  if (expected !== undefined) return failed(refusal(expected, run.stderr.trim()));
  const how = run.killed ? `it did not return within ${PROBE_DEADLINE_MS} ms` : `it ended with ${String(run.code)}`;
  return failed(refusal('board/crashedInOpen', `the library was opened in a process of its own and ${how}`));
}

/** A fault of opening the board, with what to do about it. */
export function refusal(code: ErrorCode, now: string): Fault {
  return { kind: 'operational', code, tried: 'open the board', now, next: NEXT_STEPS[code] ?? 'See the log.' };
}

const NEXT_STEPS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'board/libraryMissing': 'Check the path of the board library in the settings.',
  'board/libraryInvalid': 'Name a library that serves the board interface.',
  'board/versionMismatch': 'Install a board library of this server’s interface version.',
  'board/openFailed': 'Check the board’s configuration and that nobody else uses it.',
  'board/crashedInOpen': 'The server runs on without a board; update the vendor’s library or driver.',
};

function probeMissing(probePath: string): Fault {
  return {
    kind: 'operational',
    code: 'server/addonMissing',
    tried: 'probe the board library',
    now: `${probePath} is not there`,
    next: 'Build it with `npm run build`, then start again.',
  };
}
