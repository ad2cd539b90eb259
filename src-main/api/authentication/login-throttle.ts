import type { Clock } from '../../foundation/clock.ts';

/** How often one login, and one address, may fail before it has to wait. Times in milliseconds. */
export const THROTTLE_LIMITS = {
  login: { freeFailures: 5, firstWaitMs: 30_000, longestWaitMs: 900_000 },
  address: { freeFailures: 30, firstWaitMs: 30_000, longestWaitMs: 900_000 },
  /** Without failures for this long, the past is forgotten. */
  forgetAfterMs: 3_600_000,
  /** More keys than this are not remembered: the oldest go. */
  mostKeys: 10_000,
} as const;

interface Failures {
  count: number;
  lastAtMs: number;
  waitUntilMs: number;
}

/**
 * Slows down guessing of passwords, per login and per address. An attempt counts as failed from the moment it is
 * admitted, so that many at once win nothing; a success takes that back. Unknown logins are counted like known ones.
 */
export class LoginThrottle {
  readonly #clock: Clock;
  readonly #logins = new Map<string, Failures>();
  readonly #addresses = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds that this attempt must wait; 0 admits it, and it counts as failed until `succeeded`. */
  admit(login: string, address: string): number {
    const key = loginKey(login);
    const waitMs = Math.max(this.#waitMs(this.#logins, key), this.#waitMs(this.#addresses, address));
    if (waitMs > 0) return waitMs;
    this.#count(this.#logins, key, THROTTLE_LIMITS.login);
    this.#count(this.#addresses, address, THROTTLE_LIMITS.address);
    return 0;
  }

  /** The login's failures are forgotten; of the address only this attempt is taken back. */
  succeeded(login: string, address: string): void {
    this.#logins.delete(loginKey(login));
    const failures = this.#addresses.get(address);
    if (failures === undefined) return;
    failures.count -= 1;
    failures.waitUntilMs = 0;
    if (failures.count <= 0) this.#addresses.delete(address);
  }

  #waitMs(failures: Map<string, Failures>, key: string): number {
    const past = failures.get(key);
    return past === undefined ? 0 : Math.max(0, past.waitUntilMs - this.#clock.monotonicMs());
  }

  #count(failures: Map<string, Failures>, key: string, limits: (typeof THROTTLE_LIMITS)['login' | 'address']): void {
    const now = this.#clock.monotonicMs();
    const known = failures.get(key);
    const past =
      known === undefined || now - known.lastAtMs > THROTTLE_LIMITS.forgetAfterMs
        ? { count: 0, lastAtMs: now, waitUntilMs: 0 }
        : known;
    past.count += 1;
    past.lastAtMs = now;
    const beyond = past.count - limits.freeFailures;
    if (beyond >= 0)
      past.waitUntilMs = now + Math.min(limits.longestWaitMs, limits.firstWaitMs * 2 ** Math.min(beyond, 20));
    failures.delete(key);
    failures.set(key, past);
    if (failures.size > THROTTLE_LIMITS.mostKeys) failures.delete(failures.keys().next().value ?? key);
  }
}

function loginKey(login: string): string {
  return login.normalize('NFKC').toLowerCase();
}
