import type { LogFields, LogLevel } from './log.ts';

export interface LogRecord {
  readonly atMs: number;
  readonly level: LogLevel;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly fields: LogFields;
}

const LEVEL_WORDS = { error: '错误', warn: '警告', info: '信息', debug: '调试' } as const satisfies Record<
  LogLevel,
  string
>;

/**
 * One line for people, in the form of the log of the source system (DRV-15):
 *
 *   [2026-11-20 21:31:04][信息][mediator.ts][618]->通道<2>信息:外线来电 callId=call_01
 *   [2026-11-20 21:31:04][信息][mediator.ts][1735]2信号:14;状态:17
 *   [2026-11-20 21:31:04][信息][main.ts][40]->信息:ready
 */
export function humanLine(record: LogRecord): string {
  const word = LEVEL_WORDS[record.level];
  const head = `[${localTime(record.atMs)}][${word}][${record.file}][${record.line}]`;
  const { channel, signal, state, ...ids } = record.fields;
  const text = [oneLine(record.message), ...idWords(ids)].filter((part) => part !== '').join(' ');
  if (channel !== undefined && signal !== undefined) {
    const step = `${channel}信号:${signal};状态:${state ?? ''}`;
    return text === '' ? head + step : `${head}${step} ${text}`;
  }
  const withState = state === undefined ? text : `${text} state=${state}`;
  return channel === undefined ? `${head}->${word}:${withState}` : `${head}->通道<${channel}>${word}:${withState}`;
}

function idWords(ids: Readonly<Record<string, string | number | boolean | undefined>>): string[] {
  return Object.entries(ids).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${oneLine(String(value))}`],
  );
}

/** A line stays a line, whatever it is given. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' | ');
}

function localTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return (
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  );
}
