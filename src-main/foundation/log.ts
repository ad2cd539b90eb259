export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/**
 * What a line is about, as ids: call, device, user, recording. `channel`, `signal` and `state` take their places in
 * the human form. Numbers of people, digits and names have no place here; they are taken out should they come.
 */
export interface LogFields {
  readonly channel?: number;
  readonly signal?: number;
  readonly state?: number | string;
  readonly [id: string]: string | number | boolean | undefined;
}

/** Where everybody writes what happened. Returns at once; a log that cannot be written never stops a call. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
}
