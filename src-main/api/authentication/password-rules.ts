import type { Fault } from '../../foundation/errors.ts';
import { refusal } from '../http-fault.ts';

export const SHORTEST_PASSWORD = 8;

/** Passwords that a guesser tries first, and keyboards' rows; compared without case. */
const KNOWN_GUESSES = new Set([
  '12345678',
  '123456789',
  '1234567890',
  '87654321',
  '11111111',
  '00000000',
  '88888888',
  '66666666',
  'password',
  'password1',
  'qwertyui',
  'qwertyuiop',
  'abcd1234',
  'a1234567',
  'admin123',
  'admin1234',
  'administrator',
  'iloveyou',
  '1qaz2wsx',
  'qwer1234',
  'abc12345',
  'trunkline',
]);

/** Why a password may not be chosen; undefined when it may. Length counts, not a mixture of signs (NIST SP 800-63B). */
export function weaknessOf(next: string, of: { readonly login: string; readonly current?: string }): Fault | undefined {
  const plain = next.normalize('NFKC').toLowerCase();
  if (Array.from(plain).length < SHORTEST_PASSWORD) return tooWeak(`it has fewer than ${SHORTEST_PASSWORD} characters`);
  if (next === of.current) return tooWeak('it is the one in use');
  if (plain === of.login.toLowerCase() || KNOWN_GUESSES.has(plain) || /^(.)\1*$/u.test(plain)) {
    return tooWeak('it is among the first that a stranger would try');
  }
  return undefined;
}

function tooWeak(why: string): Fault {
  return refusal('auth/passwordTooWeak', 'set the password', why, 'Choose a longer one that is not easy to guess.');
}
