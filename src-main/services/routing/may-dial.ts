import type { Role } from '../../contract/users.ts';
import type { Fault } from '../../foundation/errors.ts';
import { failed, ok, type Result } from '../../foundation/result.ts';

/** Who may call out. An admin keeps the house and has no station. */
const MAY_DIAL = { agent: true, supervisor: true, admin: false } as const satisfies Record<Role, boolean>;

/** Fault auth/forbidden for a role that may not call out. */
export function mayDial(role: Role): Result<void, Fault> {
  if (MAY_DIAL[role]) return ok();
  return failed({
    kind: 'misuse',
    code: 'auth/forbidden',
    tried: 'call out',
    now: `the role ${role} may not call out`,
    next: 'Sign in as an agent or a supervisor at a station.',
  });
}
