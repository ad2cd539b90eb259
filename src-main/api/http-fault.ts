import { ERROR_CODES, type ErrorBody, type ErrorCode } from '../contract/error-codes.ts';
import { FaultError, type Fault, type FaultKind } from '../foundation/errors.ts';
import type { Result } from '../foundation/result.ts';

/** A refusal of the API itself. */
export function refusal(code: ErrorCode, tried: string, now: string, next: string): Fault {
  const status: number = ERROR_CODES[code];
  const kind: FaultKind = status >= 500 ? 'operational' : 'misuse';
  return { kind, code, tried, now, next };
}

/** The refusal with the ids involved. */
export function withIds(fault: Fault, ids: NonNullable<Fault['ids']>): Fault {
  return { ...fault, ids };
}

/** The value, or the fault thrown: in a route the error handler is the one place that answers refusals. */
export function valueOf<Value>(result: Result<Value, Fault>): Value {
  if (result.ok) return result.value;
  throw new FaultError(result.error);
}

/** Ends the request with this fault. */
export function refuse(fault: Fault): never {
  throw new FaultError(fault);
}

export function errorBodyOf(fault: Fault): ErrorBody {
  const body = { code: fault.code, message: `Tried to ${fault.tried}; ${fault.now}. ${fault.next}` };
  return fault.ids === undefined ? body : { ...body, ids: { ...fault.ids } };
}

export function statusOf(code: ErrorCode): number {
  return ERROR_CODES[code];
}
