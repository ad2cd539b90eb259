import type { UserId } from '../../contract/ids.ts';
import type { ListKind } from '../../contract/number-lists.ts';
import type { PeriodKind } from '../../contract/schedules.ts';
import type { Role } from '../../contract/users.ts';

/** What routing needs of others; who makes the house joins them. */

export interface Schedules {
  /** Undefined when there is no such schedule. `because` names what decided: an override, a holiday, the week. */
  explainAt(
    scheduleId: string,
    atMs: number,
  ): { readonly kind: PeriodKind; readonly because: string; readonly title?: string | undefined } | undefined;
}

export interface ListHit {
  readonly listId: string;
  readonly kind: ListKind;
  readonly entryId: string;
  readonly pattern: string;
  readonly reason: string;
}

export interface NumberListMatcher {
  /** Every list that the number is on; '' is a call without a number. */
  matchAll(number: string, atMs: number): readonly ListHit[];
}

/** Told of each call that a list settled. */
export interface ListHitCounter {
  countHit(hit: ListHit, atMs: number): void;
}

/** Who sits where. */
export interface SeatedAgents {
  stationOf(userId: UserId): string | undefined;
  at(stationNo: string): { readonly userId: UserId; readonly role: Role } | undefined;
}

/** The house's number plan: what a number typed at a station means. */
export type ReadNumber = (number: string) =>
  | { readonly kind: 'outside'; readonly digits: string }
  | { readonly kind: 'internal' }
  /** A service of the house, such as *97. */
  | { readonly kind: 'feature' }
  | { readonly kind: 'notPermitted' };

/** A house without schedules: no schedule condition is met. */
export const noSchedules: Schedules = { explainAt: () => undefined };

/** A house without lists: no number is on one. */
export const noLists: NumberListMatcher & ListHitCounter = { matchAll: () => [], countHit: () => undefined };

/** A house in which nobody has signed in. */
export const noAgents: SeatedAgents = { stationOf: () => undefined, at: () => undefined };
