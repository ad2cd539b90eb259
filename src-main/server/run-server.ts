import { join } from 'node:path';
import { RealClock } from '../foundation/clock.ts';
import { withDeadline } from '../foundation/deadline.ts';
import { ok } from '../foundation/result.ts';
import { SERVE_HELP } from './cli/help.ts';
import { consoleLocale, consoleWords, faultLine, type ConsoleWords } from './console-words.ts';
import { openWindow, thisMachine, windowCommand } from './seat-window.ts';
import { serve, type RunningServer } from './serve.ts';
import { readSettings, type Settings } from './settings.ts';

/** Longest time that a stop may take before the process leaves by force. Milliseconds. */
const STOP_LIMIT_MS = 15_000;

/** Exit codes of the server. */
const EXIT = { port: 1, usage: 2, storage: 3, defect: 70 } as const;

/** Runs the server until a signal stops it. Sets the exit code: 0 in order, 1 port in use, 2 usage, 3 storage, 70 defect. */
export async function runServer(flags: readonly string[]): Promise<void> {
  const locale = consoleLocale(process.env);
  if (flags.includes('--help') || flags.includes('-h')) return print(SERVE_HELP[locale]);
  const words = consoleWords(locale);
  const settings = readSettings(flags);
  if (!settings.ok) return leave(EXIT.usage, words.failed(faultLine(settings.error)));
  const server = await serve(settings.value);
  if (!server.ok) {
    const exit = server.error.code === 'server/portInUse' ? EXIT.port : EXIT.storage;
    return leave(exit, words.failed(faultLine(server.error)));
  }
  stopOnSignals(server.value, words);
  greet(server.value, settings.value, words);
}

function greet(server: RunningServer, settings: Settings, words: ConsoleWords): void {
  const station = String(settings.firstStation);
  if (server.boardFault !== undefined) complain(words.noBoard(faultLine(server.boardFault)));
  print(`${words.ready(server.address)}  ${server.hasFirstPasswords ? words.firstLogin(station) : words.login}`);
  if (settings.headless) return;
  const command = windowCommand(thisMachine(), server.address, join(settings.dataDir, 'browser'));
  if (command === undefined) return print(words.noWindow);
  openWindow(command, () => print(words.noWindow));
}

/** The first signal stops in order, the second leaves at once. */
function stopOnSignals(server: RunningServer, texts: ConsoleWords): void {
  let isStopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    complain(texts.stopping);
    const stopped = server.stop().then(() => ok(true));
    const outcome = await withDeadline(new RealClock(), STOP_LIMIT_MS, stopped, () => texts.stuck);
    complain(outcome.ok ? texts.stopped : outcome.error);
    process.exit(outcome.ok ? exitCode : 1);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  process.on('uncaughtException', (error) => {
    server.log.error(`a defect ends the server: ${error.stack ?? error.message}`);
    complain(error.stack ?? error.message);
    void stop(EXIT.defect);
  });
}

function leave(exitCode: number, line: string): void {
  complain(line);
  process.exitCode = exitCode;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
