import type { ErrorCode } from '../contract/error-codes.ts';

/** Misuse is the caller's fault, operational is expected trouble, a defect is ours. */
export type FaultKind = 'misuse' | 'operational' | 'defect';

/**
 * What is known of a failure when it happens. The text for people is made at the edge from `code` and
 * `ids`; `tried`, `now` and `next` are English for the log and for a developer.
 */
export interface Fault {
  readonly kind: FaultKind;
  readonly code: ErrorCode;
  /** What was tried. */
  readonly tried: string;
  /** What is true now. */
  readonly now: string;
  /** What to do, or what happens next. */
  readonly next: string;
  /** The ids involved; never numbers of people, digits or names. */
  readonly ids?: Readonly<Record<string, string | number>>;
}

/** Thrown for defects, and where a library forces an exception; carries the same facts. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(`${fault.tried}: ${fault.now}. ${fault.next}`, options);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** Ends a switch over a union: a variant that was forgotten does not compile. */
export function never(value: never): never {
  throw new Error(`unreachable variant: ${JSON.stringify(value)}`);
}
