import type { Log } from '../../src-main/foundation/log.ts';

/** A log that a test can read: 'error: message'. */
export class TestLog implements Log {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(`info: ${message}`);
  }

  warn(message: string): void {
    this.lines.push(`warn: ${message}`);
  }

  error(message: string): void {
    this.lines.push(`error: ${message}`);
  }

  debug(message: string): void {
    this.lines.push(`debug: ${message}`);
  }

  get errors(): readonly string[] {
    return this.lines.filter((line) => line.startsWith('error'));
  }
}
