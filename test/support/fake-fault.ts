import type { Fault } from '../../src-main/foundation/errors.ts';

export function fault(code: Fault['code']): Fault {
  return { kind: 'operational', code, tried: 'do it', now: 'it could not be done', next: 'Try something else.' };
}
