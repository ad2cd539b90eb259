import type { ListEntryId, NumberListId, PatternProblem } from '../../../contract/number-lists.ts';
import type { Fault } from '../../../foundation/errors.ts';

export function listUnknown(listId: NumberListId): Fault {
  return {
    kind: 'misuse',
    code: 'request/notFound',
    tried: 'find the list',
    now: 'there is none with this id',
    next: 'Read the lists again.',
    ids: { listId },
  };
}

export function entryUnknown(entryId: ListEntryId): Fault {
  return {
    kind: 'misuse',
    code: 'request/notFound',
    tried: 'find the entry',
    now: 'it is not on the list',
    next: 'Read the list again.',
    ids: { entryId },
  };
}

export function listInUse(listId: NumberListId): Fault {
  return {
    kind: 'misuse',
    code: 'list/inUse',
    tried: 'delete the list',
    now: 'a rule asks it; it was not deleted',
    next: 'Change the rule first.',
    ids: { listId },
  };
}

export function patternInvalid(problem: PatternProblem): Fault {
  return {
    kind: 'misuse',
    code: 'list/patternInvalid',
    tried: 'put the entry on the list',
    now: `its pattern cannot be used (${problem}); nothing was stored`,
    next: 'Write a number, a prefix as 138*, ? for one digit, ~ and a short expression, or none.',
    ids: { problem },
  };
}

export function entryDuplicate(listId: NumberListId): Fault {
  return {
    kind: 'misuse',
    code: 'list/duplicate',
    tried: 'put the entry on the list',
    now: 'the list has the same pattern already; nothing was stored',
    next: 'Change the entry that is there.',
    ids: { listId },
  };
}

export function listsFull(entries: number): Fault {
  return {
    kind: 'operational',
    code: 'list/full',
    tried: 'put the entry on the list',
    now: 'all lists together hold as many entries as they may; nothing was stored',
    next: 'Delete entries that are no longer needed.',
    ids: { entries },
  };
}
