/**
 * Expected outcomes are values. A function that can fail for a reason its caller must handle returns a
 * Result; it throws only for a defect of ours.
 */
export type Result<Value, Failure> = Ok<Value> | Failed<Failure>;

export interface Ok<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Failed<Failure> {
  readonly ok: false;
  readonly error: Failure;
}

export function ok(): Ok<void>;
export function ok<Value>(value: Value): Ok<Value>;
export function ok<Value>(value?: Value): Ok<Value | undefined> {
  return { ok: true, value };
}

export function failed<Failure>(error: Failure): Failed<Failure> {
  return { ok: false, error };
}
