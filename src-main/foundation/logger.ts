import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { createLogger, format, transports, type Logger as WinstonLogger } from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import type { Log, LogFields, LogLevel } from './log.ts';
import { withoutPersonalFields, withoutPersonalText } from './log-redaction.ts';
import { humanLine, type LogRecord } from './log-line.ts';

export type { Log, LogFields, LogLevel } from './log.ts';

export interface LoggerOptions {
  /** Folder of the files; absent writes none. */
  readonly folder?: string;
  readonly level: LogLevel;
  /** Writes the human form to the standard error stream as well. */
  readonly console: boolean;
  /** Unix milliseconds. */
  readonly nowMs: () => number;
  /** The log itself failed: disk full, folder gone. Told at most once a minute. */
  readonly onTrouble: (message: string) => void;
}

/** A log that owns files; closed last, it waits until they are written. */
export interface Logger extends Log {
  close(): Promise<void>;
}

const KEEP_FILES = '14d';
/** Below 1 MB the rotation of winston-daily-rotate-file loses lines in a burst. */
const MAX_FILE_SIZE = '20m';
const TROUBLE_PERIOD_MS = 60_000;

/** Files: `trunkline-<date>.jsonl` for machines, `trunkline-<date>.log` in the form of the source's log for people. */
export function openLogger(options: LoggerOptions): Logger {
  const tellTrouble = limitedTrouble(options);
  const files = fileTransports(options, tellTrouble);
  const logger = createLogger({
    level: options.level,
    format: format((info) => info)(),
    transports: [...files, ...consoleTransports(options)],
    silent: options.folder === undefined && !options.console,
    exitOnError: false,
  });
  logger.on('error', (error: Error) => tellTrouble(error.message));
  return new WinstonLog(logger, files, options);
}

function fileTransports(options: LoggerOptions, tellTrouble: (message: string) => void): DailyRotateFile[] {
  const folder = options.folder;
  if (folder === undefined) return [];
  mkdirSync(folder, { recursive: true });
  const shared = { dirname: folder, datePattern: 'YYYY-MM-DD', maxSize: MAX_FILE_SIZE, maxFiles: KEEP_FILES };
  const machine = new DailyRotateFile({
    ...shared,
    filename: 'trunkline-%DATE%.jsonl',
    format: machineFormat(),
    auditFile: `${folder}/.rotation-jsonl.json`,
  });
  const human = new DailyRotateFile({
    ...shared,
    filename: 'trunkline-%DATE%.log',
    format: humanFormat(),
    auditFile: `${folder}/.rotation-log.json`,
  });
  for (const transport of [machine, human]) transport.on('error', (error: Error) => tellTrouble(error.message));
  return [machine, human];
}

function consoleTransports(options: LoggerOptions): InstanceType<typeof transports.Console>[] {
  if (!options.console) return [];
  return [new transports.Console({ format: humanFormat(), stderrLevels: ['error', 'warn', 'info', 'debug'] })];
}

/** The line for people is in the other file. */
function machineFormat() {
  const withoutHuman = format((info) => {
    const { human: _human, ...rest } = info;
    return rest;
  });
  return format.combine(withoutHuman(), format.json());
}

function humanFormat() {
  return format.printf((info) => (typeof info['human'] === 'string' ? info['human'] : String(info.message)));
}

function limitedTrouble(options: LoggerOptions): (message: string) => void {
  let quietUntil = 0;
  return (message) => {
    if (options.nowMs() < quietUntil) return;
    quietUntil = options.nowMs() + TROUBLE_PERIOD_MS;
    options.onTrouble(message);
  };
}

class WinstonLog implements Logger {
  readonly #logger: WinstonLogger;
  readonly #files: readonly DailyRotateFile[];
  readonly #options: LoggerOptions;

  constructor(logger: WinstonLogger, files: readonly DailyRotateFile[], options: LoggerOptions) {
    this.#logger = logger;
    this.#files = files;
    this.#options = options;
  }

  info(message: string, fields: LogFields = {}): void {
    this.#write('info', message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#write('warn', message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#write('error', message, fields);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#write('debug', message, fields);
  }

  async close(): Promise<void> {
    const written = this.#files.map(fileWritten);
    this.#logger.end();
    await Promise.all(written);
  }

  #write(level: LogLevel, message: string, fields: LogFields): void {
    if (!this.#logger.isLevelEnabled(level)) return;
    const place = callerPlace();
    const record: LogRecord = {
      atMs: this.#options.nowMs(),
      level,
      file: place.file,
      line: place.line,
      message: withoutPersonalText(message),
      fields: withoutPersonalFields(fields),
    };
    const { atMs, file, line } = record;
    this.#logger.log({
      ...record.fields,
      level,
      message: record.message,
      at: new Date(atMs).toISOString(),
      file,
      line,
      human: humanLine(record),
    });
  }
}

/**
 * Resolves when the transport's file is written. It says `finish` twice: when it took the last line as a stream, and
 * when its file, which it closes then, has all of them.
 */
function fileWritten(transport: DailyRotateFile): Promise<void> {
  return new Promise((resolve) => transport.once('finish', () => transport.once('finish', resolve)));
}

/** File and line of who called the log: the first frame outside this file. */
function callerPlace(): { readonly file: string; readonly line: number } {
  const frames = new Error().stack?.split('\n') ?? [];
  for (const frame of frames.slice(1)) {
    const found = /([^/\\(]+\.[cm]?[jt]s):(\d+):\d+\)?$/.exec(frame);
    if (found?.[1] === undefined || found[1] === basename(import.meta.filename)) continue;
    return { file: found[1], line: Number(found[2]) };
  }
  return { file: '?', line: 0 };
}
